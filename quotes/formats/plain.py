"""Plain text: labels, headings and paragraphs told apart by lines, indents and blank lines."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from quotes.errors import UnreadableSource
from quotes.formats import replies, tables
from quotes.formats.front_matter import front_matter, merged
from quotes.formats.hyphens import hyphens
from quotes.formats.lines import Layout, Line, goes_on, laid_out, lines_of, one_newline, paragraphs
from quotes.formats.printed import unprinted
from quotes.formats.reactions import MARKS, inline, is_reaction
from quotes.formats.sentences import holds_sentence
from quotes.lexicon import Lexicon
from quotes.lexicon.examining import examines
from quotes.model import Marking, Markup, Metadata, Span
from quotes.page import HEADING, MARKUP, PARAGRAPH, Page, Piece
from quotes.stops import CLAUSE_ENDS, LINE_ENDS, SENTENCE_ENDS
from quotes.text import BULLETS, fold, reading
from quotes.times import CODED, FIGURES, is_time_mark, seconds

LONGEST_HEADING = 120
PAGE_NUMBER = 10  # characters, dashes around it included
RUNNING = 3  # times that a heading, digits aside, comes again on a page that has running heads
CENTRED = 8  # columns that a heading is indented by, at least, in print
_GAP = re.compile(r"\n[^\S\n]*\n\s*(?=\S)")  # between two paragraphs
_STAMPED = re.compile(rf"\s*(?:{CODED}|[\[(]{FIGURES}[\])])\Z")  # when it was said, behind the words
_DIGITS = re.compile(r"\d+")
_FEED = re.compile("\f")
_LOUD_LABEL = re.compile(r"[^\W\d_a-z](?:[^\W\d_a-z]|[.'’ -])+: ")  # after words that are broken off, too
_UNMARKED = Marking.NONE
_ENDS = LINE_ENDS | {":"}
_CLOSED = SENTENCE_ENDS | {":"}  # with which no heading ends, whatever its form
_GOES_ON = LINE_ENDS | CLAUSE_ENDS  # with which no heading ends


def scan(text: str, metadata: Metadata, lexicon: Lexicon) -> Page:
    """Return the page that plain `text` is; a table that no extension says is one is read as such."""
    if "\t" in text and tables.is_table(text, "\t", lexicon):
        with suppress(UnreadableSource):  # quotation marks of cells that are not in pairs
            return tables.scan_tabs(text, metadata, lexicon)
    plain = one_newline(text)
    end, entries = front_matter(plain)
    plain = " " * end + plain[end:] if end else plain
    quoting = replies.quoting(plain, lexicon)
    plain = replies.unmarked(plain, quoting.marks) if quoting else plain
    feeds = [match.start() for match in _FEED.finditer(text)] if "\f" in text else []
    plain, furniture, numbered = unprinted(plain, feeds, lexicon)
    laid, lines = laid_out(plain, numbered)
    groups = paragraphs(plain, lines, laid)
    pieces = _furnished(plain, list(headed(plain, groups, laid, lexicon)))
    broken = hyphens(plain, lexicon) if laid.width else []
    page = Page(
        text,
        plain,
        pieces,
        starts=_starts(plain, pieces, laid),
        markup=tuple(set_apart(pieces, [*furniture, *broken, *inline(plain, lexicon)])),
        wrapped=laid.width > 0,
        metadata=merged(metadata, entries),
        pages=(0, *(feed + 1 for feed in feeds)) if feeds else (),
    )
    page = replies.apart(page, quoting) if quoting else page
    return page.as_read(reading(plain, Span(0, len(plain)), broken)) if broken else page


def _starts(plain: str, pieces: Sequence[Piece], laid: Layout) -> list[int]:
    """Return where a label may begin: with a paragraph; where nothing parts paragraphs, also after a sentence."""
    if not laid.width:
        return [piece.start for piece in pieces]
    parted = len(_GAP.findall(plain, pieces[0].start))
    if laid.indented or 4 * parted > len(pieces):
        return [piece.start for piece in pieces if piece.kind is PARAGRAPH]
    pairs = itertools.pairwise(lines_of(plain))
    ended = (b.start for a, b in pairs if not b.joined or plain[a.end - 1] in _ENDS or _is_loud(plain, b))
    return [pieces[0].start, *ended]


def _is_loud(plain: str, line: Line) -> bool:
    return _LOUD_LABEL.match(plain, line.start, line.end) is not None


def set_apart(pieces: Sequence[Piece], found: Sequence[Markup]) -> list[Markup]:
    """Return the reactions and marks: those that are pieces of their own, and those `found` within."""
    whole = [Markup(piece.start, piece.end) for piece in pieces if piece.kind is MARKUP]
    return disjoint([*whole, *found])


def disjoint(markup: Iterable[Markup]) -> list[Markup]:
    """Return the `markup` in order, without what overlaps an earlier or a longer stretch of it."""
    kept: list[Markup] = []
    for mark in sorted(markup, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def headed(plain: str, groups: Iterable[Sequence[Line]], laid: Layout, lexicon: Lexicon) -> Iterator[Piece]:
    """Yield a piece for each paragraph: heading, reaction, time mark or text. No heading opens with a conjunction."""
    after_label = False
    time: float | None = None
    for group, following in itertools.pairwise(itertools.chain(groups, [()])):
        start, end = group[0].start, group[-1].end
        words = plain[start:end]
        marked = words[0] in MARKS
        if marked and is_time_mark(words):
            time = seconds(words)
            yield Piece(start, end, MARKUP, seconds=time)
            continue
        if (marked and is_reaction(words)) or (len(words) < PAGE_NUMBER and words.strip(" -–—").isdigit()):
            yield Piece(start, end, MARKUP)
            continue
        short = not after_label and len(words) < 2 * LONGEST_HEADING
        broken = bool(following) and goes_on(plain, group[-1], following[0])
        words = _STAMPED.sub("", words) or words
        told = start > 0 and _tells(words, lexicon)
        heading = short and not broken and not told and _is_heading(words, group, laid, lexicon)
        yield Piece(start, end, HEADING if heading else PARAGRAPH, _UNMARKED, time)
        after_label = plain[end - 1] == ":" and len(words) < LONGEST_HEADING
        time = None


def _furnished(plain: str, pieces: list[Piece]) -> list[Piece]:
    """Return the pieces, running heads and page numbers as markup: they come again, or stand within a sentence."""
    heads = [p for p in pieces if p.kind is HEADING]
    return list(_unheaded(plain, pieces, Counter(_undated(plain, p) for p in heads))) if heads else pieces


def _unheaded(plain: str, pieces: Sequence[Piece], counts: Counter[str]) -> Iterator[Piece]:
    for before, piece, after in zip([None, *pieces], pieces, [*pieces[1:], None], strict=False):
        if piece.kind is HEADING and (counts[_undated(plain, piece)] >= RUNNING or _interrupts(plain, before, after)):
            piece = piece._replace(kind=MARKUP)
        yield piece


def _undated(plain: str, piece: Piece) -> str:
    return _DIGITS.sub("", plain[piece.start : piece.end])


def _interrupts(plain: str, before: Piece | None, after: Piece | None) -> bool:
    """Return whether a sentence goes on from `before` to `after`."""
    if not before or not after or {before.kind, after.kind} != {PARAGRAPH}:
        return False
    return plain[before.end - 1] not in _ENDS and plain[after.start].islower()


def _is_heading(words: str, group: Sequence[Line], laid: Layout, lexicon: Lexicon) -> bool:
    """A heading is short, opens with a capital and does not end as a sentence does; in print it is centred."""
    width = laid.width
    if words[-1] == ":" and (examines(lexicon).fullmatch(words) or fold(words) in lexicon.phrases("sections")):
        return True
    if (not width and words[-1] in _CLOSED) or words[0] in BULLETS or not any(map(str.isalpha, words)):
        return False
    spoken = _LOUD_LABEL.match(words) and not is_capitals(words)  # MS. ORR:  You may answer.
    if width and not spoken and group[0].indent not in laid.indents and min(line.indent for line in group) >= CENTRED:
        return True
    if is_capitals(words) and len(words.split()) > 1 and words[-1] not in _CLOSED:
        return True
    return (
        not width
        and len(group) == 1
        and not group[0].joined
        and len(words) < LONGEST_HEADING
        and not words[0].islower()
        and words[-1] not in _GOES_ON
        and words.split(None, 1)[0].lower() not in lexicon.words("conjunctions")
        and not holds_sentence(words, lexicon)
    )


def _tells(words: str, lexicon: Lexicon) -> bool:
    """Return whether `words` open as one does who tells of himself, in small letters: We built it in two years."""
    first, _, rest = words.partition(" ")
    return rest[:1].islower() and first in lexicon.words("own_voice")


def is_capitals(words: str) -> bool:
    """Return whether `words` are printed in capitals, but for a letter here and there: DeMARCO."""
    if not words[:2].isupper():
        return False
    capital = sum(map(str.isupper, words))
    return capital > 4 * sum(map(str.islower, words))
