"""HTML: tags are markup, and so are elements that are no text, with what is in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from quotes import wordlists
from quotes.formats.candidates import speaker
from quotes.formats.lines import Layout, lines_of, paragraphs
from quotes.formats.page import HEADING, MARKUP, PARAGRAPH, Label, Page, Piece, trimmed
from quotes.formats.plain import disjoint, set_apart
from quotes.formats.reactions import inline, is_reaction, is_time_mark, seconds
from quotes.formats.references import references
from quotes.formats.tags import Tag, parting, tags
from quotes.model import Marking, Markup, Metadata, Span, TurnEnd
from quotes.text import Reading, fold, reading

FURNITURE = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "iframe",
        "figure",
    ]
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
BOLD = frozenset(("b", "strong"))
SPEAKERS = frozenset(("cite", "dt"))
SENTENCE_ENDS = (".", "!", "?", "…", "”", '"')
ROW, CELL = "tr", "td"
ROWS = frozenset((ROW,))
COLUMNS = wordlists.phrases("formats/speaker_columns.txt")  # at the head of a table
QUOTATIONS = frozenset(("blockquote",))

_NEWLINE = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")


def scan(text: str, metadata: Metadata) -> Page:
    """Return the page that `text` is."""
    found = list(tags(text))
    markup = disjoint([*_hidden(found), *references(text)])
    page = reading(_NEWLINE.sub(" ", text), Span(0, len(text)), markup)
    headings = {start for start, _ in _within(page, _elements(found, HEADINGS))}
    pieces = list(_pieces(page.text, headings, list(_within(page, _elements(found, QUOTATIONS)))))
    labels = _labels(page.text, list(_within(page, _elements(found, SPEAKERS))))
    if not labels and (labels := _labels(page.text, _speakers(page.text, list(_within(page, _first_cells(found)))))):
        pieces = list(_outside(pieces, list(_within(page, _elements(found, ROWS)))))
    heard = (Markup(*page.source(*mark[:2])) for mark in set_apart(pieces, inline(page.text)))
    return Page(
        text,
        page.text,
        pieces,
        [line.start for line in lines_of(page.text)],
        disjoint([*markup, *heard]),
        labels=labels or None,
        turn_end=TurnEnd.LABEL if labels else TurnEnd.UNKNOWN,
        convention="speaker elements" if labels else "prose",
        wrapped=True,
        metadata=metadata,
        bold=frozenset(start for start, _ in _within(page, _elements(found, BOLD))),
        reading=page,
    )


def _elements(found: Sequence[Tag], names: frozenset[str]) -> Iterator[Span]:
    """Yield the outermost elements called one of `names`, tags included. One never closed ends with its own tag."""
    opened: Tag | None = None
    depth = 0
    for tag in found:
        name = tag.name.lower()
        if opened is None:
            if name in names and tag.opens and not tag.closes:
                opened, depth = tag, 1
        elif name == opened.name.lower():
            depth += 1 if tag.opens and not tag.closes else -1 if tag.closes and not tag.opens else 0
            if depth == 0:
                yield Span(opened.start, tag.end)
                opened = None


def _hidden(found: Sequence[Tag]) -> Iterator[Markup]:
    """Yield the tags, and furniture with all that is in it; a block's tag leaves a blank line, a break a newline."""
    yield from (Markup(*span, "\n\n") for span in _elements(found, FURNITURE))
    yield from (Markup(tag.start, tag.end, parting(tag.name)) for tag in found)


def _first_cells(found: Sequence[Tag]) -> Iterator[Span]:
    """Yield the first cell of each row of a table, tags included."""
    in_row = False
    opened: Tag | None = None
    for tag in found:
        name = tag.name.lower()
        if name == ROW:
            in_row = tag.opens
        elif name == CELL and tag.opens and in_row:
            opened, in_row = tag, False
        elif name == CELL and opened:
            yield Span(opened.start, tag.end)
            opened = None


def _speakers(plain: str, cells: Sequence[Span]) -> list[Span]:
    """Return those of `cells` that hold names, if most do and sentences stand beside most of them."""
    beside = (plain[one.end : other.start].strip() for one, other in pairwise([*cells, Span(len(plain), len(plain))]))
    said = sum(words.endswith(SENTENCE_ENDS) for words in beside)
    named = [cell for cell in cells if speaker(words := plain[slice(*cell)]) and fold(words) not in COLUMNS]
    return named if 2 * min(len(named), said) > len(cells) else []


def _within(page: Reading, elements: Iterable[Span]) -> Iterator[Span]:
    """Yield where on the page the words in `elements` stand."""
    for start, end in elements:
        yield Span(*trimmed(page.text, page.place(start), page.place(end)))


def _pieces(plain: str, headings: set[int], quotations: Sequence[Span]) -> Iterator[Piece]:
    time: float | None = None
    quotation = iter(quotations)
    quoted = next(quotation, None)
    for group in paragraphs(plain, lines_of(plain), Layout(), by_line=False):
        start, end = group[0].start, group[-1].end
        words = plain[start:end].strip()
        while quoted and quoted.end <= start:
            quoted = next(quotation, None)
        if is_time_mark(words) or is_reaction(words):
            time = seconds(words) if is_time_mark(words) else time
            yield Piece(start, end, MARKUP, seconds=time if is_time_mark(words) else None)
            continue
        kind = HEADING if start in headings else PARAGRAPH
        marking = Marking.QUOTATION if quoted and quoted.start <= start else Marking.NONE
        yield Piece(start, end, kind, marking, time)
        time = None


def _outside(pieces: Iterable[Piece], rows: Sequence[Span]) -> Iterator[Piece]:
    """Yield the pieces, those that stand in none of the rows marked as nobody's words."""
    ends = [row.end for row in rows]
    for piece in pieces:
        row = bisect_right(ends, piece.start)
        outside = row == len(rows) or piece.start < rows[row].start
        yield piece._replace(marking=Marking.NARRATION) if outside and piece.kind is PARAGRAPH else piece


def _labels(plain: str, elements: Sequence[Span]) -> tuple[Label, ...]:
    """Return the speakers that elements of their own name: they end in a colon, or recur."""
    spans = [(start, end) for start, end in elements if start < end and "\n" not in plain[start:end]]
    names = Counter(plain[start:end] for start, end in spans)
    sure = sum(plain[start:end].endswith(":") or names[plain[start:end]] > 1 for start, end in spans)
    if sure < 2 or 2 * sure < len(spans):
        return ()
    return tuple(Label(start, end, Span(start, end)) for start, end in spans)
