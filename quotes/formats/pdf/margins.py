"""Running heads, feet and numbers of pages: rows at the edge of a sheet that come again there on others, or count them.

A label is none, however often it stands first on a page: what ends in a colon is no head.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from statistics import median

from quotes.formats.pdf.sheets import Row

EDGE = 4  # rows from the edge of a sheet that may be heads or feet
AGAIN = 0.3  # share of the sheets, from which on a row that comes again is a head: left and right may differ
LEVEL = 4.0  # points by which it may stand higher or lower on another sheet
APART = 1.2  # times the room between rows, from which on a row stands apart
SMALLER = 0.95  # times the usual size, up to which it need not
_FIGURES = re.compile(r"\d+")
_NUMBER = re.compile(
    r"\W*(?:[^\W\d_]{1,10}\.? )?(?:(?P<number>\d{1,4})|[ivxlc]+)(?:(?: [^\W\d_]{1,5} | ?/ ?)\d{1,4})?\W*"
)


def furniture(sheets: Sequence[Sequence[Row]]) -> list[frozenset[Row]]:
    """Return the rows of each sheet that are heads, feet, or its number."""
    recurring = _recurring(sheets)
    return [frozenset(_of_sheet(rows, recurring)) for rows in sheets]


def _of_sheet(rows: Sequence[Row], recurring: frozenset[Row]) -> Iterator[Row]:
    """Yield the heads and feet of a sheet, from its edges on, up to the first row that is none."""
    pitch = pitch_of(rows)
    size = median(row.size for row in rows) if rows else 0.0
    for edge in (rows, rows[::-1]):
        known = list(takewhile(lambda row: row in recurring or _NUMBER.fullmatch(row.text), edge[:EDGE]))
        inner = edge[len(known)] if len(known) < len(edge) else None
        for row in reversed(known):
            apart = inner is None or abs(inner.base - row.base) > APART * pitch or row.size < SMALLER * size
            if not apart:
                continue
            yield row
            inner = None  # what stands beyond it is outside, too


def pitch_of(rows: Iterable[Row]) -> float:
    """Return the usual room from row to row."""
    rooms = [b.base - a.base for a, b in pairwise(rows) if b.base > a.base]
    return median(rooms) if rooms else 0.0


def _recurring(sheets: Sequence[Sequence[Row]]) -> frozenset[Row]:
    """Return the rows near an edge that, figures aside, stand at the same height on several sheets."""
    places: dict[str, list[Row]] = defaultdict(list)
    for rows in sheets:
        for row in dict.fromkeys((*rows[:EDGE], *rows[-EDGE:])):
            if not row.text.endswith(":"):
                places[_FIGURES.sub("0", row.text)].append(row)
    enough = max(2, AGAIN * len(sheets))
    return frozenset(row for alike in places.values() if len(alike) > 1 for row in _level(alike, enough))


def _level(alike: Sequence[Row], enough: float) -> Iterator[Row]:
    for row in alike:
        if len({other.sheet for other in alike if abs(other.base - row.base) <= LEVEL}) >= enough:
            yield row
