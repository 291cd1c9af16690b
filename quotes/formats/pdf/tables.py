"""Tables with a speaker in one cell and the words in the next: read cell by cell, and each row of the table by itself.

The lines of a table keep clear of a place from its first line to its last, and several of them have room there. Where
no prose stands on the right, or each line on the left is a label with its mark, its lines are read as others are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import mean

from quotes.formats.pdf.sheets import Row, Word
from quotes.stops import LINE_ENDS

ROOM, NARROW = 1.0, 0.7  # sizes of a letter between two cells; and where many lines have room there
FEWEST, MANY = 2, 5  # lines with both cells; and where little room is between them
WORDS = 3.0  # in a line of the right cell, on average
ABOVE = 1.18  # times the least room between lines, from which on a line begins a row where all rows so begin
SPACED = 0.3  # share of left cells with more room above, from which on those without go on with the cell above
HANGING = 0.9  # share of left cells so marked, from which on they are labels beside hanging words
MARKED = (".", ":")  # with which a label ends that needs no cell


def tabled(rows: Sequence[Row]) -> list[Row]:
    """Return the `rows` of a sheet, those of a table in the order of its cells and with their places in it."""
    if not (best := _edge(rows)):
        return list(rows)
    found: list[Row] = []
    for clear, run in groupby(rows, key=lambda row: not _straddles(row, best)):
        lines = list(run)
        found += _cells(lines, best) if clear and _is_table(lines, best) else lines
    return found


def _edge(rows: Sequence[Row]) -> float | None:
    """Return where the right cells of the largest table begin; None where there is none."""
    edges = sorted({b.left for row in rows for a, b in pairwise(row.words) if b.left - a.right >= NARROW * b.size})
    tables = {edge: _lines_of_table(rows, edge) for edge in edges}
    best = max(tables, key=lambda edge: tables[edge], default=None)
    return best if best is not None and tables[best] else None


def _lines_of_table(rows: Sequence[Row], edge: float) -> int:
    runs = (list(run) for clear, run in groupby(rows, key=lambda row: not _straddles(row, edge)) if clear)
    return max((len(run) for run in runs if _is_table(run, edge)), default=0)


def _straddles(row: Row, edge: float) -> bool:
    """Tell whether words go on over `edge` as within a line; rows of prose in columns are in no table."""
    left, right = _parts(row, edge)
    return row.columns > 1 or bool(left and (left[-1].right > edge or (right and not _room(left, right))))


def _room(left: Sequence[Word], right: Sequence[Word]) -> bool:
    return right[0].left - left[-1].right >= NARROW * right[0].size


def _parts(row: Row, edge: float) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    left = tuple(word for word in row.words if word.left < edge - 1)
    return left, tuple(word for word in row.words if word.left >= edge - 1)


def _is_table(rows: Sequence[Row], edge: float) -> bool:
    parts = [_parts(row, edge) for row in rows]
    both = [left for left, right in parts if left and right]
    near = any(right[0].left - left[-1].right < ROOM * right[0].size for left, right in parts if left and right)
    said = [len(right) for _, right in parts if right]
    marked = sum(left[-1].text.endswith(MARKED) for left in both)
    return len(both) >= (MANY if near else FEWEST) and marked <= HANGING * len(both) and mean(said) >= WORDS


def _cells(rows: Sequence[Row], edge: float) -> Iterator[Row]:
    """Yield the lines of the cells, row by row of the table."""
    for number, lines in enumerate(_grouped(rows, edge)):
        for cell in (0, 1):
            for line in lines:
                if words := _parts(line, edge)[cell]:
                    numbered = line.number if words[0] == line.words[0] else None
                    yield line._replace(words=words, number=numbered, column=cell, columns=0, cell=(number, cell))


def _grouped(rows: Iterable[Row], edge: float) -> list[list[Row]]:
    """Return the lines of each row of the table: it begins with a line with a left cell, below more room if all do.

    Where no more room parts the rows, a row goes on while one of its cells does.
    """
    rows = list(rows)
    rooms = [b.base - a.base for a, b in pairwise(rows)]
    least = min(rooms, default=0.0)
    cells = [_parts(row, edge) for row in rows]
    apart = [True, *(room > ABOVE * least for room in rooms)]
    below = [far for (left, _), far in zip(cells[1:], apart[1:], strict=True) if left]
    spaced = sum(below) >= SPACED * len(below) > 0
    marked = sum(left[-1].text.endswith(":") for left, _ in cells if left) >= FEWEST
    groups: list[list[Row]] = []
    for i, (row, (left, _), far) in enumerate(zip(rows, cells, apart, strict=True)):
        begins = left and (far if spaced else i == 0 or not _goes_on(cells[i - 1], left, marked))
        if not groups or begins:
            groups.append([])
        groups[-1].append(row)
    return groups


def _goes_on(above: tuple[Sequence[Word], Sequence[Word]], left: Sequence[Word], marked: bool) -> bool:
    """Tell whether the row of a line `above` goes on below it, where `left` stands: a label or a sentence is not over.

    Labels end in colons where they are so `marked`.
    """
    label, said = above
    if said and said[-1].text[-1] not in LINE_ENDS:
        return True
    if not label:
        return False
    last, first = label[-1].text, left[0].text
    ended = last.endswith(":") or not (marked or last.islower() or last.endswith(","))
    return not ended or first[0].islower()
