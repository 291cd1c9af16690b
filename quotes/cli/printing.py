"""The rows of an answer, printed as a table for a person or in a format for programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from quotes.cli.terminal import width, write
from quotes.export.listings import TABLES, harmless


def print_rows(rows: Sequence[Any], format: str, table: Callable[[Sequence[Any]], Iterable[str]] | None = None) -> None:
    """Print `rows`, NamedTuples of one class; `table` lays them out for a person, as a grid unless given."""
    if format != "table":
        print_table(rows[0]._fields if rows else (), rows, format)
    elif rows:
        write((table or _grid)(rows))


def print_table(fields: Sequence[str], rows: Iterable[Sequence[Any]], format: str) -> None:
    """Print rows under the names of their fields in one of the formats for programs."""
    if fields or format.startswith("json"):
        lines = dict(TABLES)[format](fields, rows)
        write(map(harmless, lines) if sys.stdout.isatty() else lines)


def _grid(rows: Sequence[Any]) -> list[str]:
    return grid(rows[0]._fields, rows)


def grid(fields: Sequence[str], rows: Sequence[Sequence[Any]], *, whole: bool = False) -> list[str]:
    """Return `rows` as a table that fits the terminal, without columns in which nothing stands unless `whole`."""
    from tabulate import tabulate  # as slow to import as all the rest

    kept = [i for i in range(len(fields)) if whole or any(row[i] is not None for row in rows)]
    head = [harmless(fields[i].replace("_", " ")) for i in kept]
    cells = [[_cell(row[i]) for i in kept] for row in rows]
    widths = _fitting([max(map(len, column)) for column in zip(head, *cells, strict=True)], width())
    return tabulate(cells, head, tablefmt="simple", disable_numparse=True, maxcolwidths=widths).splitlines()


def _cell(value: Any) -> str:
    """Return `value` as a cell; white space alone is empty, because tabulate would take a newline for a number."""
    words = "" if value is None else str(value)
    return harmless(words) if words.strip() else ""


def _fitting(widths: Sequence[int], available: int) -> list[int]:
    """Narrow the widest columns, evenly, until all fit with two spaces between them."""
    room = max(available - 2 * (len(widths) - 1), 8 * len(widths))
    cap = max(widths, default=0)
    while cap > 8 and sum(min(width, cap) for width in widths) > room:
        cap -= 1
    return [max(min(width, cap), 1) for width in widths]
