"""HTML: tags are markup, and so are elements that no page shows; what stands beside the article is set apart."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from quotes.formats.html import advice, article, chats, head
from quotes.formats.html.blocks import Saved, saved
from quotes.formats.html.tokens import tokens
from quotes.formats.html.tree import Element, elements, outermost
from quotes.formats.lines import Layout, lines_of, paragraphs
from quotes.formats.plain import disjoint, set_apart
from quotes.formats.reactions import inline, is_reaction
from quotes.formats.references import references
from quotes.formats.tags import Tag, attribute, parting
from quotes.lexicon import Lexicon
from quotes.model import Marking, Markup, Metadata, Reading, Span
from quotes.page import BESIDE, HEADING, MARKUP, PARAGRAPH, Elements, Label, Page, Piece
from quotes.text import reading, trimmed
from quotes.times import is_time_mark, seconds

# What no browser shows as text, and lists to choose from.
UNSEEN = frozenset(
    (
        *("head", "script", "style", "template", "noscript", "svg", "math", "select", "datalist", "iframe", "object"),
        *("textarea", "canvas", "audio", "video", "noembed", "noframes", "title"),
    )
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
BOLD = frozenset(("b", "strong"))
SPEAKERS = frozenset(("cite", "dt"))
ROWS, CELL = frozenset(("tr",)), "td"
QUOTATIONS = frozenset(("blockquote",))
LINK = "a"

_START = attrgetter("start")
_NEWLINE = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")


def scan(text: str, metadata: Metadata, lexicon: Lexicon) -> Page:
    """Return the page that `text` is."""
    found = list(tokens(text))
    tree = elements(found, len(text))
    chat = chats.of(text, tree)
    page, pieces, markup = _cut(text, found, tree, chat)
    known = None if chat.names else judged(text, page, pieces, tree)
    pieces = _set_beside(pieces, known) if known else pieces
    bold = list(_within(page, outermost(tree, BOLD)))
    spans = (outermost(tree, SPEAKERS), _first_cells(tree), outermost(tree, ROWS))
    speakers, cells, rows = (_outside(_within(page, each), pieces) for each in spans)
    heard = (Markup(*page.source(*mark[:2])) for mark in set_apart(pieces, inline(page.text, lexicon)))
    return Page(
        text,
        page.text,
        pieces,
        _starts(page.text, pieces),
        disjoint([*markup, *heard]),
        convention=chats.CONVENTION if chat.names else None,
        labels=[Label(*span, span) for span in _within(page, chat.names)],
        wrapped=True,
        metadata=head.merged(metadata, head.facts(text, tree, ask=bool(known and known.menus))),
        bold=frozenset(start for start, _ in bold),
        why=_why(pieces, known) if known else (),
        elements=Elements(speakers, cells, rows, _set_off(page.text, pieces, bold)),
        reading=page,
    )


def _cut(
    text: str, found: Sequence[Tag], tree: Sequence[Element], chat: chats.Chat
) -> tuple[Reading, list[Piece], list[Markup]]:
    """Return the page as it is read, its pieces, and what is markup."""
    markup = disjoint([*_hidden(found, tree), *references(text), *(Markup(*span, "\n\n") for span in chat.hidden)])
    page = reading(_NEWLINE.sub(" ", text), Span(0, len(text)), markup)
    headings = {start for start, _ in _within(page, outermost(tree, HEADINGS))}
    set_off = sorted(
        [
            *((*span, Marking.QUOTATION) for span in _within(page, outermost(tree, QUOTATIONS))),
            *((*span, Marking.NARRATION) for span in _within(page, chat.told)),
        ]
    )
    return page, list(_pieces(page.text, headings, set_off)), markup


def _why(pieces: Sequence[Piece], known: Saved) -> tuple[str, ...]:
    """Return in words what was set beside the article, and by which judge."""
    beside = sum([piece.kind is BESIDE for piece in pieces])
    judge = advice.judged_by(known.advice is not None) if known.menus else "by what its elements and links are"
    return (f"{beside} of {len(known.blocks)} blocks stand beside the article: {judge}",) if beside else ()


def _set_off(plain: str, pieces: Sequence[Piece], bold: Sequence[Span]) -> list[Span]:
    """Return the lines that are set off from those below: headings, and paragraphs in bold from end to end."""
    told = [(Span(*trimmed(plain, piece.start, piece.end)), piece.kind) for piece in pieces]
    marked = frozenset(bold)
    return [place for place, kind in told if kind is HEADING or (kind is PARAGRAPH and place in marked)]


def _hidden(found: Sequence[Tag], tree: Sequence[Element]) -> Iterator[Markup]:
    """Yield the tags, and what is never shown with all that is in it; a block's tag leaves a blank line."""
    yield from (Markup(*span, "\n\n") for span in outermost(tree, UNSEEN))
    yield from (Markup(tag.start, tag.end, parting(tag.name)) for tag in found)


def _first_cells(tree: Sequence[Element]) -> Iterator[Span]:
    """Yield the first cell of each row of a table, tags included."""
    rows = {number for number, element in enumerate(tree) if element.name in ROWS}
    for element in tree:
        if element.parent in rows:
            rows.discard(element.parent)
            if element.name == CELL:
                yield element.span


def judging(text: str) -> Saved:
    """Return what is known of the blocks of the page `text` when its article is looked for."""
    found = list(tokens(text))
    tree = elements(found, len(text))
    page, pieces, _ = _cut(text, found, tree, chats.Chat())
    return judged(text, page, pieces, tree)


def _set_beside(pieces: Sequence[Piece], known: Saved) -> list[Piece]:
    """Return the pieces, those marked that stand beside the article."""
    inside = dict(zip((block.piece.start for block in known.blocks), article.inside(known), strict=True))
    return [
        piece if inside.get(piece.start, True) else piece._replace(kind=BESIDE, marking=Marking.NONE)
        for piece in pieces
    ]


def judged(text: str, page: Reading, pieces: Sequence[Piece], tree: Sequence[Element]) -> Saved:
    """Return what is known of the blocks of a page, with what another program says of them."""
    told = [piece for piece in pieces if piece.kind is not MARKUP]
    places = [page.source(*trimmed(page.text, piece.start, piece.end)) for piece in told]
    known = saved(told, page.text, places, tree, list(_links(tree)))
    if not known.menus:  # all is text then, whatever another program keeps
        return known
    return known._replace(advice=advice.kept(text, [block.words for block in known.blocks]))


def _links(tree: Sequence[Element]) -> Iterator[Span]:
    """Yield the links that lead to other pages: a transcript may link all its lines to times."""
    done = 0
    for element in tree:
        if element.name == LINK and element.tag.start >= done and _leads_away(element.tag):
            yield element.span
            done = element.end


def _leads_away(tag: Tag) -> bool:
    return not (attribute(tag, "href") or "#").startswith("#")


def _starts(plain: str, pieces: Sequence[Piece]) -> list[int]:
    """Return where lines begin that may begin with a label: nobody is looked for beside the article."""
    starts = [line.start for line in lines_of(plain)]
    for piece in reversed([piece for piece in pieces if _is_nobodys(piece)]):
        del starts[bisect_left(starts, piece.start) : bisect_left(starts, piece.end)]
    return starts


def _outside(spans: Iterable[Span], pieces: Sequence[Piece]) -> list[Span]:
    """Return the `spans` that do not begin beside the article."""
    beside = [piece for piece in pieces if piece.kind is BESIDE]
    return [span for span in spans if not _lies_in(span.start, beside)]


def _lies_in(place: int, pieces: Sequence[Piece]) -> bool:
    at = bisect_right(pieces, place, key=_START) - 1
    return at >= 0 and place < pieces[at].end


def _is_nobodys(piece: Piece) -> bool:
    return piece.kind is BESIDE or piece.marking is Marking.NARRATION


def _within(page: Reading, found: Iterable[Span]) -> Iterator[Span]:
    """Yield where on the page the words in the elements `found` stand."""
    for start, end in found:
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
