"""The rows of an answer, printed as a table for a person or in a format for programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from quotes.cli.terminal import fitted, width, write
from quotes.export.listings import TABLES, harmless

UIDS = frozenset({"uid", "other_uid", "person"})  # columns whose cells are copied, and so not broken
LEAST = 6  # columns of the terminal that a column of a table has at least, if it needs them


def print_rows(rows: Sequence[Any], format: str, table: Callable[[Sequence[Any]], Iterable[str]] | None = None) -> None:
    """Print `rows`, NamedTuples of one class; `table` lays them out for a person, as a grid unless given."""
    if format != "table":
        print_table(rows[0]._fields if rows else (), rows, format)
    elif rows:
        write(fitted(table(rows)) if table else _grid(rows))


def print_table(fields: Sequence[str], rows: Iterable[Sequence[Any]], format: str) -> None:
    """Print rows under the names of their fields in one of the formats for programs."""
    if fields or format.startswith("json"):
        lines = dict(TABLES)[format](fields, rows)
        write(map(harmless, lines) if sys.stdout.isatty() else lines)


def _grid(rows: Sequence[Any]) -> list[str]:
    return grid(rows[0]._fields, rows)


def grid(
    fields: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    whole: bool = False,
    least: Sequence[int] | None = None,
) -> list[str]:
    """Return `rows` as a table that fits the terminal, without columns in which nothing stands unless `whole`.

    `least` are the widths of the columns of a table that goes on here: they are no narrower.
    """
    import tabulate as tabulate_module  # as slow to import as all the rest
    from tabulate import tabulate

    kept = [i for i in range(len(fields)) if whole or any(row[i] is not None for row in rows)]
    head = [harmless(fields[i].replace("_", " ")) for i in kept]
    cells = [[_cell(row[i]) for i in kept] for row in rows]
    widest = [max(map(len, column)) for column in zip(head, *cells, strict=True)]
    told = least is not None
    widest = [max(pair) for pair in zip(widest, least or widest, strict=True)]
    widths = _fitting(widest, width(), [fields[i] in UIDS for i in kept])
    heads = [_broken(name, room) for name, room in zip(head, widths, strict=True)]
    tabulate_module.MIN_PADDING = 0  # else it makes columns wider than their widest cell
    # Wrapped here: its own wrapping takes "30,000." for a number, and fails.
    wrapped = [[_wrapped(cell, room) for cell, room in zip(row, widths, strict=True)] for row in cells]
    full = ["x" * room for room in widths]  # a row that makes columns as wide as told
    table = tabulate([full, *wrapped] if told else wrapped, heads, tablefmt="simple", disable_numparse=True)
    lines = [line.rstrip() for line in table.splitlines()]
    rule = max(name.count("\n") for name in heads) + 1 if heads else 0
    return [*lines[: rule + 1], *lines[rule + 2 :]] if told else lines


def _wrapped(cell: str, room: int) -> str:
    """Return a cell on lines that fit; only words that are longer than a line are cut."""
    if len(cell) <= room and "\n" not in cell:
        return cell
    from textwrap import wrap

    lines = (wrap(line, room, break_on_hyphens=False) or [""] for line in cell.splitlines())
    return "\n".join(part for parts in lines for part in parts)


def _broken(name: str, room: int) -> str:
    """Return the name of a column on lines that fit it."""
    lines = [""]
    for word in name.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        lines = [*lines[:-1], longer] if len(longer) <= room or not lines[-1] else [*lines, word]
    return "\n".join(line[:room] for line in lines)


def _cell(value: Any) -> str:
    """Return `value` as a cell; white space alone is empty, because tabulate would take a newline for a number."""
    words = "" if value is None else str(value)
    return harmless(words) if words.strip() else ""


def _fitting(widths: Sequence[int], available: int, whole: Sequence[bool]) -> list[int]:
    """Narrow the widest columns, evenly, until all fit with two spaces between them; those that are `whole` stay."""
    room = available - 2 * (len(widths) - 1)
    cap = max(widths, default=0)
    while cap > LEAST and sum(_capped(widths, cap, whole)) > room:
        cap -= 1
    return _capped(widths, cap, whole)


def _capped(widths: Sequence[int], cap: int, whole: Sequence[bool]) -> list[int]:
    return [wide if stays else max(min(wide, cap), 1) for wide, stays in zip(widths, whole, strict=True)]
