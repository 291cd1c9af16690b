"""The text of an office document as extracted, with what the file says of it: headings, bold, notes, tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from quotes.model import Span

GAP = "\n\n"  # between two paragraphs


class Run(NamedTuple):
    """Words printed alike."""

    text: str
    bold: bool = False


class Cell(NamedTuple):
    """Where in which table of the document a paragraph stands, each counted from 0."""

    table: int
    row: int
    column: int


class Paragraph(NamedTuple):
    """A paragraph as its file has it."""

    runs: Sequence[Run]
    heading: bool = False
    note: bool = False  # at the foot or at the end, and nobody's speech
    cell: Cell | None = None


Row = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A document: its text, and places in it."""

    text: str
    headings: frozenset[int]  # where they begin
    bold: frozenset[int]  # where words in bold begin
    notes: tuple[Span, ...]
    tables: tuple[tuple[Row, ...], ...]  # the cells of each row
    set_off: tuple[Span, ...]  # paragraphs that are headings, or in bold from end to end
    told: tuple[str, ...] = ()  # what was done with the rest of the file, in words


def written(paragraphs: Iterable[Paragraph], told: Iterable[str] = ()) -> Written:
    """Return the document that `paragraphs` make, the notes behind all else; empty ones are left out.

    `told` is asked only when all paragraphs are read.
    """
    body: list[Paragraph] = []
    notes: list[Paragraph] = []
    for paragraph in paragraphs:
        if any(run.text.strip() for run in paragraph.runs):
            (notes if paragraph.note else body).append(paragraph)
    every = [*body, *notes]
    texts = ["".join(run.text for run in one.runs) for one in every]
    spans = list(_spans(texts))
    placed = list(zip(every, spans, strict=True))
    return Written(
        GAP.join(texts),
        frozenset(_first(text, span.start) for (one, span), text in zip(placed, texts, strict=True) if one.heading),
        frozenset(place for one, span in placed for place in _bold(one.runs, span.start)),
        tuple(span for one, span in placed if one.note),
        _tables(placed),
        tuple(span for one, span in placed if one.heading or all(run.bold or not run.text.strip() for run in one.runs)),
        tuple(told),
    )


def _spans(texts: Iterable[str]) -> Iterator[Span]:
    at = 0
    for text in texts:
        yield Span(at, at + len(text))
        at += len(text) + len(GAP)


def _first(text: str, at: int) -> int:
    """Return where the visible characters of `text`, which stands at `at`, begin."""
    return at + len(text) - len(text.lstrip())


def _bold(runs: Sequence[Run], at: int) -> Iterator[int]:
    """Yield where words in bold begin, in runs of which the first stands at `at`; white space is neither."""
    before = False
    for text, bold in runs:
        if text.strip():
            if bold and not before:
                yield _first(text, at)
            before = bold
        at += len(text)


def _tables(placed: Iterable[tuple[Paragraph, Span]]) -> tuple[tuple[Row, ...], ...]:
    """Return the cells of each row of each table; an empty cell stands where the one before it ends."""
    tables: dict[int, dict[int, dict[int, Span]]] = {}
    for paragraph, span in placed:
        if paragraph.cell:
            table, row, column = paragraph.cell
            cells = tables.setdefault(table, {}).setdefault(row, {})
            cells[column] = Span(cells.get(column, span).start, span.end)
    return tuple(tuple(_row(cells) for cells in rows.values()) for rows in tables.values())


def _row(cells: dict[int, Span]) -> Row:
    row: list[Span] = []
    end = min(cells.values()).start
    for column in range(max(cells) + 1):
        row.append(cells.get(column, Span(end, end)))
        end = row[-1].end
    return tuple(row)
