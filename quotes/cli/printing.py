"""The rows of an answer, printed as a table for a person or in a format for programs."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import Any

from quotes.cli.terminal import NARROWEST, PART, fitted, width, write
from quotes.export.listings import TABLES, harmless

UIDS = frozenset({"uid", "other_uid", "person"})  # columns whose cells are copied, and so not broken
FLOORS = (40, 32, 24, 16, 12)  # columns of the terminal up to which the longest word of a column is kept whole
LEAST = 6  # that a column has at least, if it needs them, of a table that must be one whatever the terminal
_JOINTS = re.compile(r"(?<=/)|(?<=_)|(?<=-)(?=[^\W\d_])")  # where a long word is broken first: no date is


def print_rows(rows: Sequence[Any], format: str, table: Callable[[Sequence[Any]], Iterable[str]] | None = None) -> None:
    """Print `rows`, NamedTuples of one class; `table` lays them out for a person, as a grid unless given."""
    if format != "table":
        print_table(rows[0]._fields if rows else (), rows, format)
    elif rows:
        write(fitted(table(rows) if table else _grid(rows)))


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

    Where its columns would be too narrow to read, each row is told on lines of its own, unless `whole`.
    `least` are the widths of the columns of a table that goes on here: they are no narrower.
    """
    kept = [i for i in range(len(fields)) if whole or any(row[i] is not None for row in rows)]
    head = [harmless(fields[i].replace("_", " ")) for i in kept]
    cells = [[_cell(row[i]) for i in kept] for row in rows]
    widest = [max(map(len, column)) for column in zip(head, *cells, strict=True)]
    told = least is not None
    widest = [max(pair) for pair in zip(widest, least or widest, strict=True)]
    room = max(width(), NARROWEST) - 2 * (len(kept) - 1)
    stays = [fields[i] in UIDS for i in kept]
    columns = [[name, *(row[i] for row in cells)] for i, name in enumerate(head)]
    widths = _readable(widest, columns, room, stays)
    if widths is None and not whole:
        return _as_lines(head, cells)
    import tabulate as tabulate_module  # as slow to import as all the rest
    from tabulate import tabulate

    widths = widths or _narrowed(widest, [min(wide, LEAST) for wide in widest], room, stays)
    heads = [_wrapped(name, room) for name, room in zip(head, widths, strict=True)]
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
    return "\n".join(part for line in cell.splitlines() for part in _parts(line, room))


def _parts(line: str, room: int) -> list[str]:
    """Return a line as several that fit: broken between words, a long word behind / _ and -, and only then within."""
    parts = [""]
    for word in line.split():
        joint = " " if parts[-1] else ""
        if len(parts[-1]) + len(joint) + len(word) <= room:
            parts[-1] += joint + word
            continue
        if parts[-1]:
            parts.append("")
        for piece in [word] if len(word) <= room else _JOINTS.split(word):
            if parts[-1] and len(parts[-1]) + len(piece) > room:
                parts.append("")
            for start in range(0, len(piece), room):
                cut = piece[start : start + room]
                parts = [*parts, cut] if start else [*parts[:-1], parts[-1] + cut]
    return parts


def _cell(value: Any) -> str:
    """Return `value` as a cell; white space alone is empty, because tabulate would take a newline for a number."""
    words = "" if value is None else str(value)
    return harmless(words) if words.strip() else ""


def _as_lines(head: Sequence[str], cells: Sequence[Sequence[str]]) -> list[str]:
    """Return each row as one line, its cells with the names of their columns; whoever prints it folds it."""
    lines: list[str] = []
    for row in cells:
        told = (f"{name}: {' '.join(cell.split())}" for name, cell in zip(head, row, strict=True) if cell)
        lines += [PART.join(told), ""]
    return lines[:-1]


def _readable(
    widths: Sequence[int], cells: Sequence[Sequence[str]], room: int, whole: Sequence[bool]
) -> list[int] | None:
    """Return widths that fit, in which words stay whole as far as can be; None where columns would be unreadable."""
    if sum(widths) <= room:
        return [*widths]
    words = [{word for cell in column for word in cell.split()} for column in cells]
    for cuts, most in product((False, True), FLOORS):
        floors = [
            wide if stays else min(wide, max((_floor(word, most, cuts=cuts) for word in those), default=1))
            for wide, those, stays in zip(widths, words, whole, strict=True)
        ]
        if sum(floors) <= room:
            return _narrowed(widths, floors, room, whole)
    return None


def _floor(word: str, most: int, *, cuts: bool) -> int:
    """Return how wide a column must be for `word`: for all of it, or if it is too long for its longest piece.

    If it `cuts`, no piece is longer than `most`, either.
    """
    if len(word) <= most:
        return len(word)
    longest = max(map(len, _JOINTS.split(word)))
    return min(longest, most) if cuts else longest


def _narrowed(widths: Sequence[int], floors: Sequence[int], room: int, whole: Sequence[bool]) -> list[int]:
    """Narrow the widest columns, evenly, until all fit or are as narrow as can be; those that are `whole` stay."""
    cap = max(widths, default=0)
    while cap > min(floors, default=0) and sum(_capped(widths, floors, cap, whole)) > room:
        cap -= 1
    return _capped(widths, floors, cap, whole)


def _capped(widths: Sequence[int], floors: Sequence[int], cap: int, whole: Sequence[bool]) -> list[int]:
    those = zip(widths, floors, whole, strict=True)
    return [wide if stays else max(min(wide, cap), least, 1) for wide, least, stays in those]
