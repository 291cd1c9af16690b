"""Where paragraphs begin: room above, an indent, or a line that ends before it had to.

What is usual (the margins of a column, the room between lines) is measured over all sheets.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from quotes.formats.pdf.sheets import Row
from quotes.formats.reactions import is_reaction
from quotes.stops import LINE_ENDS

ABOVE = 1.18  # times the usual room between lines
INDENT = 0.6  # sizes of a letter
OTHER = 0.12  # of the size of letters, from which on other ones are not of the same paragraph
LONGEST = 20  # rows of a reaction
EVEN = 1.5  # points by which lines that begin under each other may differ
FEW = 12  # lines, of which perhaps none is full
SPACE = 0.35  # sizes of a letter between two words, at most
_LABELLED = re.compile(r"(?:[^\W\da-z]\w{0,3}\. ){0,3}[^\W\da-z](?:[^\n.!?:]|(?<= [A-Z])\.){0,80}: ")
_ENDS = LINE_ENDS | {":"}


class Column(NamedTuple):
    """Where most lines of a column begin, and how far the longest reach."""

    left: float
    right: float


class Measures(NamedTuple):
    """What is usual in a document: the columns, by `_place`, and the room between the lines of each size."""

    columns: dict[tuple[int, int, int], Column]
    pitch: dict[int, float]


def _measured(rows: Sequence[Row]) -> Measures:
    """Return what is usual among the `rows` of a document, in the order in which they are read."""
    places: dict[tuple[int, int, int], list[Row]] = defaultdict(list)
    for row in rows:
        places[_place(row)].append(row)
    columns = {place: _column(of) for place, of in places.items()}
    widths: dict[tuple[int, int], float] = defaultdict(float)
    for (*column, _), (left, right) in columns.items():  # a few lines do not tell how wide it is
        widths[column[0], column[1]] = max(widths[column[0], column[1]], right - left)
    for place, (left, right) in columns.items():
        columns[place] = Column(left, right if len(places[place]) > FEW else left + widths[place[:2]])
    return Measures(columns, _pitch(rows, Measures(columns, {})))


def _pitch(rows: Iterable[Row], usual: Measures) -> dict[int, float]:
    """Return the usual room between the lines of a paragraph, by their size: below lines that are full."""
    within: dict[int, Counter[float]] = defaultdict(Counter)
    other: dict[int, Counter[float]] = defaultdict(Counter)
    for a, b in pairwise(rows):
        if _place(a) == _place(b) and a.sheet == b.sheet and b.base > a.base:
            parted = _had_room(a, b, usual) or _is_indented(a, b, usual)
            (other if parted else within)[round(b.size)][round(b.base - a.base)] += 1
    return {size: counts.most_common(1)[0][0] for size, counts in (other | within).items()}


def _place(row: Row) -> tuple[int, int, int]:
    """Return what tells a row's column from others: left and right sheets have margins of their own."""
    return row.column, row.columns, row.sheet % 2


def _column(rows: Iterable[Row]) -> Column:
    rows = list(rows)
    return Column(Counter(round(row.left) for row in rows).most_common(1)[0][0], max(row.right for row in rows))


def openings(rows: Sequence[Row]) -> frozenset[Row]:
    """Return those of `rows`, which are in the order in which they are read, with which paragraphs begin."""
    usual = _measured(rows)
    following = [*(row.text for row in rows[1:]), ""]
    found = {
        row
        for before, row, after in zip(rows, rows[1:], following[1:], strict=False)
        if _begins(before, row, usual) or _may_name(before, f"{row.text} {after}")
    }
    return frozenset(found | set(_reactions(rows, found)))


def _reactions(rows: Sequence[Row], found: Container[Row]) -> Iterator[Row]:
    """Yield the rows with which brackets open, behind a sentence that fills its line, that close the paragraph."""
    for i, (before, row) in enumerate(pairwise(rows), 1):
        if row.text[0] in "([" and before.text[-1] in LINE_ENDS and row not in found:
            rest = takewhile(lambda one: one not in found, rows[i + 1 : i + LONGEST])
            if is_reaction(" ".join([row.text, *(one.text for one in rest)])):
                yield row


def _may_name(before: Row, words: str) -> bool:
    """Tell whether `words`, behind a sentence that fills its line, may name who speaks them."""
    return before.text[-1] in LINE_ENDS and _LABELLED.match(words) is not None


def _begins(before: Row, row: Row, usual: Measures) -> bool:
    """Tell by the look of `row` whether a paragraph begins with it; it is read after `before`."""
    if before.text.endswith("-") and row.words[0].text[0].islower():
        return False
    if abs(row.size - before.size) > OTHER * max(row.size, before.size):
        return True
    if before.sheet == row.sheet and (before.columns != row.columns or before.cell != row.cell):
        return True
    flows = before.sheet == row.sheet and before.column == row.column
    room = row.base - before.base - usual.pitch.get(round(row.size), row.base) if flows else 0.0
    if room > (ABOVE - 1) * row.size or _is_indented(before, row, usual):
        return True
    goes_on = row.words[0].text[0].islower() and before.text[-1] not in _ENDS
    return not goes_on and _had_room(before, row, usual)


def _is_indented(before: Row, row: Row, usual: Measures) -> bool:
    """Tell whether a line begins further right than most do and the one above, or further left than both."""
    indent, above = (one.left - usual.columns[_place(one)].left for one in (row, before))
    least = INDENT * row.size
    if _hangs(before, row):
        return False
    return (indent < -least and above > indent + least / 2) or (indent > least and above < indent - least / 2)


def _hangs(before: Row, row: Row) -> bool:
    """Tell whether a line begins right under words of the line above that stand apart from what is left of them."""
    return any(
        abs(word.left - row.left) < EVEN and word.left - last.right > INDENT * row.size
        for last, word in pairwise(before.words)
    )


def _had_room(before: Row, row: Row, usual: Measures) -> bool:
    """Tell whether the first word of `row` would have stood on the line `before`, had it belonged there."""
    word = row.words[0]
    room = usual.columns[_place(before)].right - before.right
    return room > word.right - word.left + SPACE * word.size
