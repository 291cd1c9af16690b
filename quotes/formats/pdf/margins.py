"""Running heads, feet and numbers of pages: rows at the edge of a sheet that come again there on others, or count them.

A label is none, however often it stands first on a page: what ends in a colon is no head.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from statistics import median, multimode

from quotes.formats.pdf.sheets import Row

EDGE = 4  # rows from the edge of a sheet that may be heads or feet
NEAR = 2  # sheets to the next on which a head comes again: chapters have their own, left and right may differ
STEADY = 0.6  # share of the rows with the same words, anywhere, that stand at its height: labels stand at any
LEVEL = 4.0  # points by which it may stand higher or lower on another sheet
APART = 1.2  # times the room between rows, from which on a row stands apart
SMALLER = 0.95  # times the usual size, up to which it need not
_FIGURES = re.compile(r"\d+")
_ROMAN = r"(?=[ivxl])(?:x?l|l?x{0,3})(?:i[xv]|v?i{0,3})"
_NUMBER = re.compile(rf"\W*(?:[^\W\d_]{{1,10}}\.? )?(?:\d{{1,4}}|{_ROMAN})(?:(?: [^\W\d_]{{1,5}} | ?/ ?)\d{{1,4}})?\W*")


def furniture(sheets: Sequence[Sequence[Row]]) -> list[frozenset[Row]]:
    """Return the rows of each sheet that are heads, feet, or its number."""
    recurring = _recurring(sheets)
    pitch = _pitch(sheets)
    found = [frozenset(_of_sheet(rows, recurring, pitch)) for rows in sheets]
    known = {_undated(row) for aside in found for row in aside}
    # Where nothing stands between head and foot, they are those of the other sheets.
    return [aside or frozenset(_bare(rows, recurring, known)) for rows, aside in zip(sheets, found, strict=True)]


def _of_sheet(rows: Sequence[Row], recurring: frozenset[Row], pitch: float) -> Iterator[Row]:
    """Yield the heads and feet of a sheet: those from its edges on that stand apart from what is between them."""
    size = median(row.size for row in rows) if rows else 0.0
    for edge in (rows, rows[::-1]):
        known = list(takewhile(lambda row: row in recurring or _NUMBER.fullmatch(row.text), edge[:EDGE]))
        for i in range(len(known), 0, -1):
            if i < len(edge) and _is_apart(known[i - 1], edge[i], pitch, size):
                yield from known[:i]
                break


def _is_apart(row: Row, inner: Row, pitch: float, size: float) -> bool:
    return abs(inner.base - row.base) > APART * pitch or row.size < SMALLER * size


def _bare(rows: Sequence[Row], recurring: frozenset[Row], known: Container[str]) -> Iterator[Row]:
    if all(row in recurring or _NUMBER.fullmatch(row.text) for row in rows):
        yield from (row for row in rows if _undated(row) in known)


def _undated(row: Row) -> str:
    return _FIGURES.sub("0", row.text)


def _pitch(sheets: Iterable[Sequence[Row]]) -> float:
    """Return the most common room from row to row."""
    rooms = [round(b.base - a.base) for rows in sheets for a, b in pairwise(rows) if b.base > a.base]
    return min(multimode(rooms), default=0)


def _recurring(sheets: Sequence[Sequence[Row]]) -> frozenset[Row]:
    """Return the rows near an edge that, figures aside, stand at the same height on several sheets."""
    places: dict[str, list[Row]] = defaultdict(list)
    for rows in sheets:
        for row in dict.fromkeys((*rows[:EDGE], *rows[-EDGE:])):
            if not row.text.endswith(":"):
                places[_undated(row)].append(row)
    everywhere = Counter(_undated(row) for rows in sheets for row in rows)
    return frozenset(row for words, alike in places.items() for row in _level(alike, STEADY * everywhere[words]))


def _level(alike: Sequence[Row], enough: float) -> Iterator[Row]:
    """Yield the rows that come again at the same height on a sheet nearby, and seldom at any other."""
    for row in alike:
        level = [other.sheet for other in alike if abs(other.base - row.base) <= LEVEL]
        if len(level) >= enough and any(0 < abs(sheet - row.sheet) <= NEAR for sheet in level):
            yield row
