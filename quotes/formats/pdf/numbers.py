"""The numbers of lines, in the margin of a page or of a column: figures one above the other that count up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from quotes.formats.pdf.sheets import Row, Word

FEWEST = 5  # numbers of a margin that has them
EVEN = 2.0  # points by which their edges may differ
STEPS = (1, 2, 5, 10)  # by which lines are counted
MOSTLY = 0.8  # share of numbers that are greater by the step than the one above
CROSSING = 2  # rows, such as heads, that may reach over the margin
NEAR = 0.5  # of the size of a row's letters, by which its number may stand higher or lower


def line_numbers(words: Sequence[Word]) -> frozenset[Word]:
    """Return those of the words of a sheet that number its lines."""
    figures = [word for word in words if word.text.isdecimal() and len(word.text) < 5]
    found: set[Word] = set()
    for margin in (*_aligned(figures, 2), *_aligned(figures, 1)):  # at their right edges, or at the left ones
        if _counts_up(margin) and _is_margin(margin, words):
            found.update(margin)
    return frozenset(found)


def _aligned(figures: Iterable[Word], edge: int) -> Iterator[list[Word]]:
    """Yield the figures that stand one above the other, by their edge: 1 the left one, 2 the right."""
    group: list[Word] = []
    for word in sorted(figures, key=lambda word: (word[edge], word.base)):
        if group and float(word[edge]) - float(group[-1][edge]) > EVEN:
            yield sorted(group, key=lambda word: word.base)
            group = []
        group.append(word)
    yield sorted(group, key=lambda word: word.base)


def _counts_up(margin: Sequence[Word]) -> bool:
    if len(margin) < FEWEST:
        return False
    steps = [int(b.text) - int(a.text) for a, b in pairwise(margin)]
    return any(steps.count(step) >= MOSTLY * len(steps) for step in STEPS)


def _is_margin(margin: Sequence[Word], words: Iterable[Word]) -> bool:
    """Tell whether nothing but the figures stands where they do: lists and tables have words there, too."""
    left, right = min(word.left for word in margin), max(word.right for word in margin)
    numbers = frozenset(margin)
    crossing = {word.base for word in words if word.left < right and word.right > left and word not in numbers}
    return len(crossing) <= CROSSING


def numbered(rows: Iterable[Row], numbers: Iterable[Word], sheet: int) -> tuple[list[Row], frozenset[Row]]:
    """Return the rows with their numbers, from top to bottom, and rows of numbers beside which nothing stands."""
    left = sorted(numbers, key=lambda word: word.base)
    found: list[Row] = []
    for row in rows:
        near = [word for word in left if abs(word.base - row.base) <= NEAR * row.size and word.left < row.left]
        number = max(near, key=lambda word: word.left, default=None)
        if number is not None:
            left.remove(number)
        found.append(row._replace(number=number))
    alone = frozenset(Row((word,), sheet) for word in left)
    return sorted([*found, *alone], key=lambda row: row.base), alone
