"""Where the words of a claim stand: as they are, cut off, in pieces, parted by “she said”, or nearly."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice, pairwise
from typing import NamedTuple

from quotes.lexicon import ENGLISH
from quotes.queries.difference import Token, called_out, differences, marked, nearest, to_the_stops, tokens
from quotes.queries.fulltext import ROW, Asked, match
from quotes.queries.hits import places, sureness
from quotes.queries.proof import prove_nothing
from quotes.queries.statements import Said
from quotes.queries.verify.grammar import phrases
from quotes.queries.verify.sentences import sentence
from quotes.queries.verify.verification import ALTERED, EXACT, NARRATED, PUNCTUATION, SHORTENED
from quotes.queries.who_said import placed
from quotes.span import Span
from quotes.text import find_phrase, fold, words

ALIKE = 0.66  # from this likeness on (difference.nearest) other words are an alteration, and no sentence of their own
LEAST = 3  # a claim of fewer words is found as it stands, or not at all
SENTENCE = 3  # fewer words between two full stops may be the end of an abbreviation
SHINGLES = 24  # so many pieces of a claim are looked up
LITTLE = 3  # words of so few letters are too common to be looked up by themselves
LONG = 3  # words in each piece that is shared, on average: such pieces are somebody's words, however far apart
NEAR = 40  # so many statements that share pieces with it are compared

CAPITALS = "other capitals on the page:"  # so begins the remark where nothing else differs

_OPENING = re.compile(r"(?:[“„«‘(\[]|[:.!?…–—]\s|(?<!\w)[\"'])\s*$")  # a letter behind it may be a capital
_ELLIPSIS = re.compile(r"\s*\[?(?:…|\.\s?\.\s?\.)\]?\s*")
_MARKS = " \n\"'“”„«»‘’"
_STOPS = ("", ".", ",")
_FULL_STOP = re.compile(r"\.(?!\.)")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)\]]*(?:\s|$)|\n\n")


class Found(NamedTuple):
    """How the words of a claim stand in a statement, and where in its text."""

    words: str
    row: Said
    hit: Span
    notes: tuple[str, ...] = ()
    difference: str | None = None


def found(connection: sqlite3.Connection, claim: str) -> list[Found]:
    """Return where the words of a claim stand, by the first way of looking that finds any."""
    for look in (_word_for_word, _in_pieces):
        if answers := list(look(connection, claim)):
            return answers
    near = _near(connection, claim)
    return [*_parted_by_a_tag(claim, near)] or [*_joined(connection, claim)] or [*_altered(connection, claim, near)]


def _word_for_word(connection: sqlite3.Connection, claim: str) -> Iterator[Found]:
    """The same words in the same order: exact, or with other punctuation, or cut off from what limits them."""
    for row in placed(connection, Asked((claim,))):
        hits = list(_everywhere(row.text, claim))
        rows = (places(connection, row, claim) if len(hits) > 1 else []) or [row]
        for i, hit in enumerate(hits):
            yield _same_words(claim, rows[min(i, len(rows) - 1)], hit)


def _everywhere(text: str, phrase: str) -> Iterator[Span]:
    start = 0
    while hit := find_phrase(text, Span(start, len(text)), phrase):
        yield hit
        start = hit.end


def _same_words(claim: str, row: Said, hit: Span) -> Found:
    core = find_phrase(claim, Span(0, len(claim)), claim) or Span(0, len(claim))
    tail, page_tail = claim[core.end :].strip(), row.text[hit.end :].lstrip()
    notes = tuple(limited(_SENTENCE_END.split(row.text[hit.end :], maxsplit=1)[0]))
    if notes or _ELLIPSIS.search(tail) or _ELLIPSIS.search(claim[: core.start]):
        return Found(SHORTENED, row, hit, notes or ("an excerpt",))
    claimed, written = " ".join(claim[slice(*core)].split()), " ".join(row.text[slice(*hit)].split())
    if page_tail.startswith(tail) or _ends_alike(tail, page_tail):
        if claimed == written or _is_lifted(claimed, row.text, hit):
            return Found(EXACT, row, hit)
        if claimed.lower() == written.lower():
            return Found(PUNCTUATION, row, hit, (f"{CAPITALS} {written}",))
    return Found(PUNCTUATION, row, hit, (on_the_page(row.text, hit),))


def _ends_alike(tail: str, page_tail: str) -> bool:
    """Tell whether only the stop or comma differs that ends words, within the marks of a quotation or outside of them.

    It is set by whoever quotes: “We signed nothing,” she said. Where the page goes on, a stop would be another one.
    """
    ours, theirs = tail.strip(_MARKS), page_tail.strip(_MARKS)
    ends = theirs in _STOPS or (ours != "." and _FULL_STOP.match(theirs) is not None)
    return ours in _STOPS and ends


def _is_lifted(claimed: str, text: str, hit: Span) -> bool:
    """Tell whether only the first letter differs, as it does in words lifted into, or out of, the middle of a sentence.

    A capital may become a small letter where it is the sentence's, not the word's: not in names amid it, nor in I.
    """
    written = " ".join(text[slice(*hit)].split())
    if claimed[1:] != written[1:] or claimed[0].lower() != written[0].lower():
        return False
    return claimed[0].isupper() or (_begins(text, hit.start) and words(written)[0] != "i")


def _begins(text: str, start: int) -> bool:
    """Tell whether a sentence, or a quotation, begins at `start`."""
    before = text[max(0, start - 4) : start]
    return _OPENING.search(before) is not None or sentence(text, Span(start, start + 1), ENGLISH).start == start


def on_the_page(text: str, hit: Span) -> str:
    """Return the remark that shows words as they are written."""
    return f"on the page: {' '.join(text[slice(*hit)].split())}"


def limited(after: str) -> Iterator[str]:
    """Yield the remark on what stands behind words, in the same sentence, and limits them."""
    behind = words(after)
    if _limits(behind) and not _is_plain(" ".join(behind)):
        yield f"stops before “{' '.join(after.split()).strip(',;:—– .!?')}”"


def _limits(behind: Sequence[str]) -> bool:
    """Tell whether words begin with what limits what is before them: but …, for now, at least on paper."""
    if behind[:1] and behind[0] in ENGLISH.words("limiters"):
        return True
    rows = ENGLISH.columns("limits")
    loose = (len(word) for word in phrases(rows, "loose") if tuple(behind[: len(word)]) == word)
    limits = phrases(rows, "both") | phrases(rows, "behind")
    starts = (0, *loose)
    return any(tuple(behind[start : start + len(limit)]) == limit for start in starts for limit in limits)


def _is_plain(behind: str) -> bool:
    """Tell whether a set phrase follows, which limits nothing: …, if you ask me."""
    return any(behind.startswith(phrase) for phrase in ENGLISH.phrases("plain_clauses"))


def _in_pieces(connection: sqlite3.Connection, claim: str) -> Iterator[Found]:
    """The pieces between the ellipses of a claim, in order, in one statement; in narration, where it quotes none."""
    pieces = tuple(piece for piece in _ELLIPSIS.split(claim) if fold(piece))
    if len(pieces) < 2:
        return
    for row in placed(connection, Asked(pieces)):
        hits = list(_in_order(row.text, pieces))
        if len(hits) < len(pieces) or (row.manner == NARRATED and any(_own(connection, piece) for piece in pieces)):
            continue
        gaps = [row.text[a.end : b.start].strip() for a, b in pairwise(hits)]
        changes = [change for gap in gaps for change in differences([], tokens(gap))]
        notes = (*(f"leaves out “{' '.join(gap.split())}”" for gap in gaps), *called_out(changes))
        yield Found(SHORTENED, row, Span(hits[0].start, hits[-1].end), notes)


def _in_order(text: str, pieces: Iterable[str]) -> Iterator[Span]:
    start = 0
    for piece in pieces:
        hit = find_phrase(text, Span(start, len(text)), piece)
        if hit is None:
            return
        yield hit
        start = hit.end


def _own(connection: sqlite3.Connection, words: str) -> Said | None:
    """Return the first statement of somebody's own that holds the words."""
    return next((row for row in placed(connection, Asked((words,))) if row.manner != NARRATED), None)


class _Near(NamedTuple):
    rows: list[Said]
    parted: list[Said]  # quotations in them that “she said” parts


def _near(connection: sqlite3.Connection, claim: str) -> _Near:
    """Return the statements that share most pieces with a claim."""
    from quotes.queries.verify.parted import parted  # only for what is not found as it stands

    shingles = _shingles(claim)
    if len(tokens(claim)) < LEAST or not shingles:
        return _Near([], [])
    asked = Asked(shingles, any_of=True)
    query = f"SELECT rowid & {ROW} FROM search WHERE search MATCH ? ORDER BY rank LIMIT {NEAR}"
    ranked = [rowid for (rowid,) in connection.execute(query, (match(asked),))]
    rows = [*placed(connection, asked, ids=ranked), *_around_the_middle(connection, claim)]
    return _Near(rows, list(parted(connection, rows)))


def _around_the_middle(connection: sqlite3.Connection, claim: str) -> Iterator[Said]:
    """Of three words the first and the last, whatever stands between: no two of the claim stand side by side there."""
    found = words(claim)
    if len(found) == LEAST and max(len(found[0]), len(found[-1])) > LITTLE:
        yield from islice(placed(connection, Asked((found[0], found[-1]), near=1)), NEAR)


def _shingles(claim: str) -> tuple[str, ...]:
    """Runs of three words, or of two in a short claim; runs of little words only are too common to look up."""
    found, size = words(claim), 3 if len(words(claim)) > 6 else 2
    runs = [found[i : i + size] for i in range(len(found) - size + 1)]
    telling = [" ".join(run) for run in runs if max(map(len, run)) > LITTLE]
    step = max(1, len(telling) // SHINGLES)
    return tuple(telling[::step])


def _parted_by_a_tag(claim: str, near: _Near) -> Iterator[Found]:
    """A quotation that “she said” parts, cited as one."""
    for quotation in near.parted:
        if hit := find_phrase(quotation.text, Span(0, len(quotation.text)), claim):
            found = _same_words(claim, quotation, hit)
            yield found._replace(notes=(*found.notes, f"parted on the page: {quotation.basis}"))


def _joined(connection: sqlite3.Connection, claim: str) -> Iterator[Found]:
    """Sentences that all were said, but not together."""
    sentences = [sentence for sentence in _SENTENCE_END.split(claim) if sentence and fold(sentence)]
    if len(sentences) < 2 or min(len(words(sentence)) for sentence in sentences) < SENTENCE:
        return
    rows = [_own(connection, sentence) or next(placed(connection, Asked((sentence,))), None) for sentence in sentences]
    found = [row for row in rows if row]
    if len(found) < len(sentences):
        return
    at = ", ".join(dict.fromkeys(f"{row.source}:{row.line}" for row in found))
    voices = list(dict.fromkeys(row.speaker or "the outlet" for row in found))
    whose = f"joins words of {' and of '.join(voices)}, at {at}" if len(voices) > 1 else ""
    least = min(found, key=sureness)
    doubt = {name: getattr(least, name) for name in ("status", "confidence", "rival", "basis")}
    row = found[0]._replace(**doubt)
    hit = find_phrase(row.text, Span(0, len(row.text)), sentences[0]) or Span(0, len(row.text))
    yield Found(ALTERED, row, hit, (whose or f"joins sentences that stand apart, at {at}",))


def _altered(connection: sqlite3.Connection, claim: str, near: _Near) -> Iterator[Found]:
    """Statements that are like the claim, with the difference word by word."""
    claimed = tokens(claim)
    alike = []
    for row in (*near.parted, *near.rows):
        page = tokens(row.text)
        start, end, _ = nearest(claimed, page)
        likeness = _likeness(claimed, page, Span(start, end), row.text)
        if likeness >= ALIKE:
            alike.append((likeness, row, Span(start, end)))
    for _, row, window in sorted(alike, key=lambda found: -found[0]):
        whole = tokens(row.text)
        page = whole[slice(*to_the_stops(row.text, claimed, whole, window))]
        hit = Span(page[0].span.start, page[-1].span.end)
        those = places(connection, row, row.text[slice(*hit)]) or [row]
        if changes := differences(claimed, page):
            yield Found(ALTERED, those[0], hit, tuple(called_out(changes)), marked(claimed, page))
        else:
            prove_nothing(connection, claim)  # why else was it not found word for word?
            yield Found(PUNCTUATION, those[0], hit, (on_the_page(row.text, hit),))


def _likeness(claim: Sequence[Token], page: Sequence[Token], window: Span, text: str) -> float:
    """Return how like a claim a window of a page is, as `nearest` does, counted against where the sentence goes on.

    Where the claim has words beyond the shared ones and the page has none on that side, as many count that its sentence
    has on the other: “We close the bridge” is no other way to say “The bridge opens on Friday”, wherever that stands.
    More than half of the claim must be shared, and one word of it that is no everyday one.
    """
    there = page[slice(*window)]
    matcher = SequenceMatcher(
        None, [token.folded for token in there], [token.folded for token in claim], autojunk=False
    )
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    shared = [token.folded for block in blocks for token in claim[block.b : block.b + block.size]]
    if 2 * len(shared) <= len(claim) or not _tells(shared, claim):
        return 0.0
    whole = sentence(text, Span(there[0].span.start, there[-1].span.end), ENGLISH)
    before = [token.folded for token in page[: window.start] if token.span.start >= whole.start]
    behind = [token.folded for token in page[window.end :] if token.span.end <= whole.end]
    last = blocks[-1]
    ahead = claim[: max(blocks[0].b - blocks[0].a, 0)]
    over = claim[last.b + len(there) - last.a :]
    others = _instead(ahead, behind) + _instead(over, before)
    likeness = 2 * len(shared) / (len(claim) + len(there) + others)
    long = len(shared) >= LONG * len(blocks)  # pieces of one statement, whatever lies between them
    return max(likeness, len(shared) / len(claim)) if long else likeness


def _instead(beyond: Sequence[Token], left: Sequence[str]) -> int:
    """Return how many words of a claim stand for others that are left over, and were not only moved."""
    return min(sum(token.folded not in left for token in beyond), len(left))


def _tells(shared: Sequence[str], claim: Sequence[Token]) -> bool:
    """Tell whether a word is shared that is no everyday one, where the claim has any."""
    everyday = ENGLISH.words("everyday")
    return any(word not in everyday for word in shared) or all(token.folded in everyday for token in claim)
