"""Years as bars, on which it is seen when somebody spoke, and how much."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

TALLEST, BAR, GAP = 28, 10, 2  # in pixels


class Bar(NamedTuple):
    """A year of a timeline: how many statements, and the rectangle that stands for it."""

    year: str
    statements: int
    x: int
    y: int
    height: int


def timeline(years: Mapping[str, int]) -> list[Bar]:
    """Return the years as bars, those between them in which nothing was said as gaps; of fewer than two, nothing."""
    known = {year: number for year, number in years.items() if year.isdigit()}
    if len(known) < 2:
        return []
    first, most = int(min(known)), max(known.values())
    bars = []
    for year, number in sorted(known.items()):
        height = max(2, round(TALLEST * number / most))
        bars.append(Bar(year, number, (int(year) - first) * (BAR + GAP), TALLEST - height, height))
    return bars
