"""HTML: tags are markup, and so are elements that are no text, with what is in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from quotes.formats import chats
from quotes.formats.lines import Layout, lines_of, paragraphs
from quotes.formats.plain import disjoint, set_apart
from quotes.formats.reactions import inline, is_reaction
from quotes.formats.references import references
from quotes.formats.tags import Tag, attribute, parting, tags
from quotes.lexicon import Lexicon
from quotes.model import Marking, Markup, Metadata, Reading, Span
from quotes.page import HEADING, MARKUP, PARAGRAPH, Elements, Label, Page, Piece
from quotes.text import reading, trimmed
from quotes.times import is_time_mark, seconds

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
ROW, CELL = "tr", "td"
ROWS = frozenset((ROW,))
QUOTATIONS = frozenset(("blockquote",))
LINKS = frozenset(("a",))
FEWEST_LINKED = 4  # words of a link that is a headline; a name may be one, too

_NEWLINE = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")


def scan(text: str, metadata: Metadata, lexicon: Lexicon) -> Page:
    """Return the page that `text` is."""
    found = list(tags(text))
    chat = chats.of(text, found)
    markup = disjoint([*_hidden(found), *references(text), *(Markup(*span, "\n\n") for span in chat.hidden)])
    page = reading(_NEWLINE.sub(" ", text), Span(0, len(text)), markup)
    headings = {start for start, _ in _within(page, _elements(found, HEADINGS))}
    set_off = sorted(
        [
            *((*span, Marking.QUOTATION) for span in _within(page, _elements(found, QUOTATIONS))),
            *((*span, Marking.NARRATION) for span in _within(page, chat.told)),
        ]
    )
    pieces = list(_pieces(page.text, headings, set_off))
    pieces, starts = _apart(page.text, pieces, frozenset(_within(page, _elements(_away(found), LINKS))))
    elements = (_elements(found, SPEAKERS), _first_cells(found), _elements(found, ROWS))
    heard = (Markup(*page.source(*mark[:2])) for mark in set_apart(pieces, inline(page.text, lexicon)))
    return Page(
        text,
        page.text,
        pieces,
        starts,
        disjoint([*markup, *heard]),
        convention=chats.CONVENTION if chat.names else None,
        labels=[Label(*span, span) for span in _within(page, chat.names)],
        wrapped=True,
        metadata=metadata,
        bold=frozenset(start for start, _ in _within(page, _elements(found, BOLD))),
        elements=Elements(*(list(_within(page, spans)) for spans in elements)),
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


def _away(found: Iterable[Tag]) -> list[Tag]:
    """Return the tags without those that open a link within the page: a transcript may link all its lines to times."""
    return [tag for tag in found if tag.name.lower() not in LINKS or _leads_away(tag)]


def _leads_away(tag: Tag) -> bool:
    return not tag.opens or not (attribute(tag, "href") or "#").startswith("#")


def _apart(plain: str, pieces: Sequence[Piece], links: frozenset[Span]) -> tuple[list[Piece], list[int]]:
    """Return the pieces, headlines of other pages marked as nobody's words, and where lines begin outside of these."""
    marked = [_narrated(piece) if _is_headline(plain, piece, links) else piece for piece in pieces]
    starts = [line.start for line in lines_of(plain)]
    for piece in reversed([piece for piece in marked if piece.marking is Marking.NARRATION]):
        del starts[bisect_left(starts, piece.start) : bisect_left(starts, piece.end)]
    return marked, starts


def _narrated(piece: Piece) -> Piece:
    return piece._replace(marking=Marking.NARRATION)


def _is_headline(plain: str, piece: Piece, links: frozenset[Span]) -> bool:
    """Return whether a paragraph is a link and nothing else, and no name."""
    words = plain[piece.start : piece.end].strip()
    linked = piece.kind is PARAGRAPH and Span(*trimmed(plain, piece.start, piece.end)) in links
    return linked and not words.endswith(":") and len(words.split()) >= FEWEST_LINKED


def _within(page: Reading, elements: Iterable[Span]) -> Iterator[Span]:
    """Yield where on the page the words in `elements` stand."""
    for start, end in elements:
        yield Span(*trimmed(page.text, page.place(start), page.place(end)))


def _pieces(plain: str, headings: set[int], set_off: Sequence[tuple[int, int, Marking]]) -> Iterator[Piece]:
    time: float | None = None
    waiting = iter(set_off)
    marked = next(waiting, None)
    for group in paragraphs(plain, lines_of(plain), Layout(), by_line=False):
        start, end = group[0].start, group[-1].end
        words = plain[start:end].strip()
        while marked and marked[1] <= start:
            marked = next(waiting, None)
        if is_time_mark(words) or is_reaction(words):
            time = seconds(words) if is_time_mark(words) else time
            yield Piece(start, end, MARKUP, seconds=time if is_time_mark(words) else None)
            continue
        kind = HEADING if start in headings else PARAGRAPH
        marking = marked[2] if marked and marked[0] <= start else Marking.NONE
        yield Piece(start, end, kind, marking, time)
        time = None
