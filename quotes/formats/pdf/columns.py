"""The columns of a sheet, and the order in which its rows are read.

A gutter is a place that no row crosses and right of which several rows begin. Whether text stands on both its sides,
each column to be read by itself, or a table, to be read row by row, is weighed: what is observed of both sides
(`observed`) has weights, fitted on sheets made in many forms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from math import log
from statistics import mean
from typing import NamedTuple

from quotes.fitted import weights
from quotes.formats.pdf.sheets import Row, Word
from quotes.stops import SENTENCE_ENDS

FEWEST = 3  # rows on each side of a gutter, and rows that begin right of it
CANDIDATES = 6  # places of a sheet that are weighed
ROOM = 0.7  # sizes of a letter, at least, that a gutter is wide
CLOSE = 0.4  # sizes of a letter between a row and one that begins where a column is known to begin
EDGE = 1.5  # points by which rows that begin at one edge may be off it
NEAR = 5.0  # sizes of a letter from the gutter, where a row of the left column ends that takes its width
FULL = 0.8  # of the width of a side, that a full row takes
MANY = 6.0  # words in a row from which on more tell nothing more
LIKELY = 0.0  # log odds from which on a gutter parts columns
MODEL = "quotes.formats.pdf", "columns"


class Gutter(NamedTuple):
    """A place between two sides of rows, none of which crosses it."""

    at: float
    left: Sequence[Row]
    right: Sequence[Row]


class Parting(NamedTuple):
    """What parts two columns: a place between them, and where the rows of the right one begin."""

    at: float
    edge: float


def in_order(sheets: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """Return the rows of each sheet as they are read, column after column; rows across all columns part these."""
    found = [_partings(rows) for rows in sheets]
    usual = max(found, key=len, default=[])
    return [
        list(_ordered(rows, partings or [one for one in usual if _fits(rows, one)]))
        for rows, partings in zip(sheets, found, strict=True)
    ]


def gutters(rows: Sequence[Row]) -> Iterator[Gutter]:
    """Yield the places of a sheet that may part columns, each with the rows of a stretch that does not cross it."""
    for at in _edges(rows):
        for run in _uncrossed(rows, at):
            left, right = _halves(run, at)
            if min(len(left), len(right)) >= FEWEST:
                yield Gutter(at, left, right)


def observed(gutter: Gutter) -> dict[str, float]:
    """Return what is observed of a gutter and its sides, by name: shares are from 0 to 1, widths in letters."""
    left, right = _side(gutter.left), _side(gutter.right)
    size, rows = gutter.left[0].size, {row.base for row in (*gutter.left, *gutter.right)}
    edge = min(row.left for row in gutter.right)
    sides = {f"{name}, less": min(left[name], right[name]) for name in left}
    return {
        **sides,
        **{f"{name}, more": max(left[name], right[name]) for name in left},
        "widths alike": min(left["width"], right["width"]) / max(left["width"], right["width"], 1.0),
        "rows alike": min(len(gutter.left), len(gutter.right)) / max(len(gutter.left), len(gutter.right)),
        "fewer on the right": float(len(gutter.right) <= len(gutter.left)),
        "left ends near": mean(edge - row.right <= NEAR * size for row in gutter.left),
        "in one row": (len(gutter.left) + len(gutter.right)) / len(rows) - 1,
        "left begins small": mean(row.text[0].islower() for row in gutter.left),
        "left ends in colon": mean(row.text.endswith(":") for row in gutter.left),
        "room": min(edge - max(row.right for row in gutter.left), 4 * size) / size,
    }


def _side(rows: Sequence[Row]) -> dict[str, float]:
    """Return what is observed of one side, by name."""
    edges = Counter(round(row.left) for row in rows)
    at = edges.most_common(1)[0][0]
    width = max(row.right for row in rows) - min(row.left for row in rows)
    return {
        "aligned": mean(abs(row.left - at) <= EDGE for row in rows),
        "width": min(width / rows[0].size, 30.0) / 30,
        "full": mean(row.right - row.left for row in rows) / max(width, 1.0),
        "full rows": mean(row.right - row.left >= FULL * width for row in rows),
        "words": min(mean(len(row.words) for row in rows), MANY) / MANY,
        "rows": log(min(len(rows), 30)) / log(30),
        "sentences go on": mean(row.text[0].islower() for row in rows),
        "sentences": mean(not SENTENCE_ENDS.isdisjoint(row.text) for row in rows),
        "colons": mean(":" in row.text for row in rows),
    }


def odds(gutter: Gutter) -> float:
    """Return the log odds that `gutter` parts columns."""
    by = weights(*MODEL)
    return by["bias"] + sum(by[name] * value for name, value in observed(gutter).items())


def _partings(rows: Sequence[Row]) -> list[Parting]:
    """Return what parts the columns of a sheet, from left to right: the likeliest gutter, and those of its sides."""
    found = max(gutters(rows), key=odds, default=None)
    if found is None or odds(found) < LIKELY:
        return []
    return [*_partings(found.left), _parting(found.left, found.right), *_partings(found.right)]


def _edges(rows: Sequence[Row]) -> list[float]:
    """Return the places just left of which there is room, and right of which rows begin; those of most rows first."""
    begins = Counter(round(word.left) for row in rows for word in _openings(row))
    near = {x: sum(begins[x + off] for off in (-1, 0, 1)) for x in begins}
    best = [x for x, score in sorted(near.items(), key=lambda one: -one[1]) if score >= FEWEST]
    alone = [x for i, x in enumerate(best) if not any(abs(x - other) <= 2 * EDGE for other in best[:i])]
    size = rows[0].size if rows else 0.0
    return [x - EDGE - ROOM * size / 4 for x in alone[: CANDIDATES + 1]]


def _openings(row: Row) -> Iterator[Word]:
    """Yield the words of a row left of which there is room, or nothing."""
    yield row.words[0]
    yield from (b for a, b in pairwise(row.words) if b.left - a.right >= ROOM * max(a.size, b.size))


def _uncrossed(rows: Iterable[Row], gutter: float) -> Iterator[list[Row]]:
    for crossed, run in groupby(rows, key=lambda row: _crosses(row, gutter)):
        if not crossed:
            yield list(run)


def _crosses(row: Row, gutter: float, least: float = ROOM) -> bool:
    """Tell whether a word stands in the gutter, or words go on over it with less than `least` sizes of a letter."""
    before = [word for word in row.words if word.right <= gutter]
    after = [word for word in row.words if word.left >= gutter]
    if len(before) + len(after) < len(row.words):
        return True
    return bool(before and after) and after[0].left - before[-1].right < least * row.size


def _goes_over(row: Row, parting: Parting) -> bool:
    """Tell whether a row goes on from one column into the next; less room parts it where the next one begins."""
    begins = any(abs(word.left - parting.edge) <= EDGE for word in row.words)
    return _crosses(row, parting.edge - EDGE, CLOSE) if begins else _crosses(row, parting.at)


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


def _parting(left: Sequence[Row], right: Sequence[Row]) -> Parting:
    edge = min(row.left for row in right)
    return Parting((max(row.right for row in left) + edge) / 2, edge)


def _fits(rows: Sequence[Row], parting: Parting) -> bool:
    """Tell whether what parts another sheet may part this one, too: few rows go over it."""
    return sum(_goes_over(row, parting) for row in rows) <= 0.3 * len(rows)


def _ordered(rows: Iterable[Row], partings: Sequence[Parting]) -> Iterator[Row]:
    if not partings:
        yield from rows
        return
    for over, run in groupby(rows, key=lambda row: any(_goes_over(row, one) for one in partings)):
        if over:
            yield from run
            continue
        rest = list(run)
        for column, parting in enumerate(partings):
            left, rest = _halves(rest, parting.edge - EDGE)
            yield from (row._replace(column=column, columns=len(partings) + 1) for row in left)
        yield from (row._replace(column=len(partings), columns=len(partings) + 1) for row in rest)
