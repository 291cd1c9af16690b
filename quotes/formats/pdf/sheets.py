"""What stands on the sheets of a PDF: words with their places, and the rows that they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import median_low
from typing import NamedTuple

LEVEL = 0.5  # of the size of letters, by which words of one row may stand on different heights
TOUCHING = 0.05  # of the size of letters: words with less between them are one, in letters of two kinds


class Word(NamedTuple):
    """A word and where it stands, in points from the top left corner of its sheet."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    on_its_side: bool


class Row(NamedTuple):
    """Words on one line of a column, from left to right; `number` numbers the line in the margin."""

    words: tuple[Word, ...]
    sheet: int
    column: int = 0
    columns: int = 1
    number: Word | None = None
    cell: tuple[int, int] | None = None  # the row of a table, and which of its cells: 0, 1

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.words[-1].right

    @property
    def base(self) -> float:
        """The height on which it stands."""
        return self.words[0].base

    @property
    def size(self) -> float:
        """The size of its letters."""
        return median_low(word.size for word in self.words)

    @property
    def text(self) -> str:
        """The words."""
        return "".join(_spaced(self.words))


class Sheet(NamedTuple):
    """The rows of a sheet: those that are read, in order, and what is nobody's words above and below them."""

    above: tuple[Row, ...]
    body: tuple[Row, ...]
    below: tuple[Row, ...]


def _spaced(words: Sequence[Word]) -> Iterator[str]:
    for before, word in zip((None, *words), words, strict=False):
        if before is not None and word.left - before.right > TOUCHING * word.size:
            yield " "
        yield word.text


def rows_of(words: Iterable[Word], sheet: int) -> list[Row]:
    """Return the rows that `words` make, from top to bottom."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.base):
        if found and word.base - found[-1][0].base <= LEVEL * max(word.size, found[-1][0].size):
            found[-1].append(word)
        else:
            found.append([word])
    return [Row(tuple(sorted(row, key=lambda word: word.left)), sheet) for row in found]
