"""Documents as office programs write them: each reader makes text of bytes, with headings, bold and tables."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from quotes.errors import UnreadableSource
from quotes.formats import plain, tables
from quotes.formats.office import docx, epub, odt, rtf
from quotes.formats.office.written import Row, Written
from quotes.lexicon import Lexicon
from quotes.model import Marking, Metadata, Span
from quotes.page import HEADING, PARAGRAPH, Elements, Page, Piece

READERS: dict[str, Callable[[bytes], Written]] = {
    "docx": docx.read,
    "odt": odt.read,
    "rtf": rtf.read,
    "epub": epub.read,
}
MOST = 0.5  # share of a document's words that stand in a table, from which on it is that table


def extracted(data: bytes, key: str, format: str) -> Written:
    """Return what a file in `format`, one of READERS, holds.

    Raises UnreadableSource where that is nothing, or damaged.
    """
    try:
        found = READERS[format](data)
    except UnreadableSource as problem:
        raise UnreadableSource(f"{key}: not readable as {format}: {problem}") from problem
    if not found.text.strip():
        raise UnreadableSource(f"{key}: no text in this {format}: if it holds pictures of text, recognise that first")
    text = found.text.encode("utf-8", "replace").decode("utf-8")
    return found if text == found.text else replace(found, text=text)


def scan(found: Written, metadata: Metadata, lexicon: Lexicon) -> Page:
    """Return the page that a document is: a table of what was said, or text that is read as plain text is."""
    if turns := _tabled(found, lexicon):
        return replace(tables.page(found.text, turns, metadata), pieces=list(_beside(found, turns, lexicon)))
    page = plain.scan(found.text, metadata, lexicon)
    if page.closes:
        return page
    rows = [row for table in found.tables for row in table if len(row) > 1]
    cells = [cell for table in found.tables for cell in _speakers(found.text, table, lexicon)]
    pieces = [_known(piece, found) for piece in page.pieces]
    return replace(
        page,
        pieces=pieces,
        starts=[start for start in page.starts if not _is_within(start, found.notes)],
        bold=found.bold,
        elements=Elements((), cells, [Span(row[0].start, row[-1].end) for row in rows], found.set_off),
    )


def _tabled(found: Written, lexicon: Lexicon) -> list[Piece]:
    """Return the turns in tables that name a column for speakers and one for words; [] where most stands elsewhere."""
    turns: list[Piece] = []
    for table in found.tables:
        turns += tables.turns(found.text, table, lexicon)
    held = sum(row[-1].end - row[0].start for table in found.tables for row in table)
    return turns if held >= MOST * len(found.text) else []


def _beside(found: Written, turns: Sequence[Piece], lexicon: Lexicon) -> Iterator[Piece]:
    """Yield the turns, and what stands outside of the tables as nobody's words."""
    rows = [Span(row[0].start, row[-1].end) for table in found.tables for row in table]
    outside = [
        _known(piece._replace(marking=Marking.NARRATION), found)
        for piece in plain.scan(found.text, Metadata(), lexicon).pieces
        if not _is_within(piece.start, rows)
    ]
    yield from sorted([*turns, *outside], key=lambda piece: piece[:2])


def _known(piece: Piece, found: Written) -> Piece:
    """Return a piece as what the file says that it is."""
    if piece.start in found.headings and piece.kind is PARAGRAPH:
        return piece._replace(kind=HEADING)
    if _is_within(piece.start, found.notes):
        return piece._replace(kind=PARAGRAPH if piece.kind is HEADING else piece.kind, marking=Marking.NARRATION)
    return piece


def _is_within(place: int, spans: Sequence[Span]) -> bool:
    """Tell whether a place lies in one of `spans`, which are in order."""
    at = bisect_right(spans, (place, float("inf"))) - 1
    return at >= 0 and place < spans[at].end


def _speakers(text: str, table: Sequence[Row], lexicon: Lexicon) -> list[Span]:
    """Return the cells of a table in which speakers would stand: of the column that looks so, else of the first."""
    rows = [row for row in table if len(row) > 1]
    column = max(0, tables.speakers(text, rows, lexicon))
    return [row[column] for row in rows if column < len(row)]
