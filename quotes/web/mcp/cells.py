"""The rows of a SELECT, whatever stands in their cells, as an answer holds them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from quotes.errors import BadQuestion
from quotes.text import numbered
from quotes.web.mcp.answers import LIMIT, RESERVE, Table, plain
from quotes.web.mcp.signs import fits, shortened, size

WIDEST = (1_000, 300, 100, 40)  # bytes that a cell may take: of these the most with which its row has room
EXACT = 2**53  # from here on, not every client tells whole numbers apart
MARK = len("[500,2000],")  # bytes that tell of a shortened cell
Cell = str | int | float | None


class Row(NamedTuple):
    """The cells of a row, the columns of those that are shortened, and how many bytes all that takes."""

    cells: list[Cell]
    shortened: list[int]
    size: int


def filled(columns: Sequence[str], rows: Iterable[Sequence[Any]], limit: int, before: int, *, more: bool) -> Table:
    """Return a table of as many rows as there is room for, `limit` at most, that come behind `before` others.

    `more`: others come behind the last of `rows`.
    Raises BadQuestion where there is no room for a single one.
    """
    table = Table(columns=[shortened(numbered(column), WIDEST[2]) for column in columns])
    room = LIMIT - RESERVE - size(plain(table))
    kept: list[Row] = []
    for cells in rows:
        row = _fitting(cells, room if not kept else 0)
        if row.size > room or len(kept) == limit:
            more = True
            break
        kept.append(row)
        room -= row.size
    if more and not kept:
        raise BadQuestion(f"a row of {len(columns):,} columns is more than an answer holds: ask for fewer")
    return table.model_copy(
        update={
            "rows": [row.cells for row in kept],
            "shortened": [[i, column] for i, row in enumerate(kept) for column in row.shortened],
            "complete": not more,
            "after": str(before + len(kept)) if more else None,
        }
    )


def _fitting(cells: Sequence[Any], room: int) -> Row:
    """Return a row with cells as wide as they may be, or, where it would not have `room`, as narrow as it needs."""
    told = [_told(cell) for cell in cells]
    for widest in WIDEST:
        row = _row(told, widest)
        if row.size <= room or not room:
            break
    return row


def _row(told: Sequence[Cell], widest: int) -> Row:
    cells = [shortened(cell, widest) if isinstance(cell, str) else cell for cell in told]
    short = [i for i, cell in enumerate(told) if isinstance(cell, str) and not fits(cell, widest)]
    return Row(cells, short, size(cells) + 1 + MARK * len(short))


def _told(cell: Any) -> Cell:
    """Return the value of a cell as every client can read it."""
    if isinstance(cell, int) and abs(cell) > EXACT:
        return str(cell)
    return numbered(cell) if isinstance(cell, str) else cell
