"""Rows that are one: the groups that links between rows of a table make, and the row that each group is called by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple


class Link(NamedTuple):
    """Two rows that are one, by a human or with a score."""

    one: int
    other: int
    score: float
    human: bool = False


def reach(start: Iterable[int], neighbours: Callable[[int], Iterable[int]]) -> set[int]:
    """Return all rows that links lead to from `start`."""
    seen: set[int] = set()
    waiting = list(start)
    while waiting:
        row = waiting.pop()
        if row not in seen:
            seen.add(row)
            waiting.extend(neighbours(row))
    return seen


def groups(rows: Iterable[int], links: Iterable[Link], parted: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    """Yield the groups that `links` make of `rows`; a link that would join two rows that a human parted is left out.

    Links count in their order, so the caller's order decides which of several gives way.
    """
    group: dict[int, list[int]] = {row: [row] for row in rows}
    apart = [(one, other) for one, other in parted if one in group and other in group]
    for link in links:
        one, other = group[link.one], group[link.other]
        if one is other or any(_joins(group, one, other, pair) for pair in apart):
            continue
        if len(one) < len(other):
            one, other = other, one
        one.extend(other)
        group.update(dict.fromkeys(other, one))
    yield from {id(members): members for members in group.values()}.values()


def _joins(group: Mapping[int, list[int]], one: list[int], other: list[int], pair: tuple[int, int]) -> bool:
    sides = {id(group[pair[0]]), id(group[pair[1]])}
    return sides == {id(one), id(other)}
