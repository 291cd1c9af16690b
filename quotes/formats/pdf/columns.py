"""The columns of a sheet, and the order in which its rows are read.

Two columns are prose on both sides of a gutter that no row crosses. A table has gutters, too, but its cells are short,
or empty, and it is read row by row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import mean

from quotes.formats.pdf.sheets import Row, Word

FEWEST = 4  # rows on both sides of a gutter
ROOM = 0.7  # sizes of a letter, at least, that a gutter is wide
FULL = 0.5  # of the width of a column, that its rows take on average
WORDS = 2.0  # in a row of a column, on average
NARROWEST = 7.0  # sizes of a letter


def in_order(sheets: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """Return the rows of each sheet as they are read, column after column; rows across all columns part these."""
    found = [_gutters(rows) for rows in sheets]
    usual = max(found, key=len, default=[])
    return [
        list(_ordered(rows, gutters or [gutter for gutter in usual if _fits(rows, gutter)]))
        for rows, gutters in zip(sheets, found, strict=True)
    ]


def _gutters(rows: Sequence[Row]) -> list[float]:
    """Return the gutters of a sheet, from left to right."""
    for gutter in _candidates(rows):
        for run in _uncrossed(rows, gutter):
            left, right = _halves(run, gutter)
            if _is_prose(left) and _is_prose(right) and 2 * len(left) >= len(right):
                return [*_gutters(left), _between(left, right), *_gutters(right)]
    return []


def _candidates(rows: Sequence[Row]) -> list[float]:
    """Return the rooms between words in which, in most rows, other rooms lie; the best first."""
    rooms = [
        (int(a.right) + 1, int(b.left) + 1)
        for row in rows
        for a, b in pairwise(row.words)
        if b.left - a.right >= ROOM * max(a.size, b.size)
    ]
    scores = Counter(x for room in rooms for x in range(*room))
    return [float(x) for x, score in scores.most_common(1) if score >= FEWEST]


def _uncrossed(rows: Iterable[Row], gutter: float) -> Iterator[list[Row]]:
    for crossed, run in groupby(rows, key=lambda row: _crosses(row, gutter)):
        if not crossed:
            yield list(run)


def _crosses(row: Row, gutter: float) -> bool:
    """Tell whether a word stands in the gutter, or words go on over it as within a line."""
    before = [word for word in row.words if word.right <= gutter]
    after = [word for word in row.words if word.left >= gutter]
    if len(before) + len(after) < len(row.words):
        return True
    return bool(before and after) and after[0].left - before[-1].right < ROOM * row.size


def _halves(rows: Iterable[Row], gutter: float) -> tuple[list[Row], list[Row]]:
    left: list[Row] = []
    right: list[Row] = []
    for row in rows:
        for half, words in (
            (left, [word for word in row.words if word.right <= gutter]),
            (right, [word for word in row.words if word.right > gutter]),
        ):
            if words:
                half.append(row._replace(words=tuple(words), number=_number_of(row, words)))
    return left, right


def _number_of(row: Row, words: Sequence[Word]) -> Word | None:
    return row.number if row.number and words[0] == row.words[0] else None


def _is_prose(rows: Sequence[Row]) -> bool:
    if len(rows) < FEWEST:
        return False
    width = max(row.right for row in rows) - min(row.left for row in rows)
    full = mean(row.right - row.left for row in rows) >= FULL * width
    return full and mean(len(row.words) for row in rows) >= WORDS and width >= NARROWEST * rows[0].size


def _between(left: Sequence[Row], right: Sequence[Row]) -> float:
    return (max(row.right for row in left) + min(row.left for row in right)) / 2


def _fits(rows: Sequence[Row], gutter: float) -> bool:
    """Tell whether the gutter of another sheet may be one of this, too: few rows cross it."""
    return sum(_crosses(row, gutter) for row in rows) <= 0.3 * len(rows)


def _ordered(rows: Iterable[Row], gutters: Sequence[float]) -> Iterator[Row]:
    if not gutters:
        yield from rows
        return
    for crossed, run in groupby(rows, key=lambda row: any(_crosses(row, gutter) for gutter in gutters)):
        if crossed:
            yield from run
            continue
        rest = list(run)
        for column, gutter in enumerate(gutters):
            left, rest = _halves(rest, gutter)
            yield from (row._replace(column=column, columns=len(gutters) + 1) for row in left)
        yield from (row._replace(column=len(gutters), columns=len(gutters) + 1) for row in rest)
