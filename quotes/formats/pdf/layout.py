"""What stands where on the sheets of a PDF: the words that are read, in order, and what the margins hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quotes.formats.pdf.columns import in_order
from quotes.formats.pdf.margins import furniture
from quotes.formats.pdf.numbers import line_numbers, numbered
from quotes.formats.pdf.sheets import Row, Sheet, Word, rows_of
from quotes.formats.pdf.tables import tabled

InOrder = Callable[[Sequence[Sequence[Row]]], list[list[Row]]]


def laid_out(sheets: Sequence[Sequence[Word]], in_order: InOrder = in_order) -> list[Sheet]:
    """Return the rows that the words of `sheets` make, in the order in which they are read: that of `in_order`."""
    found: list[list[Row]] = []
    aside: list[frozenset[Row]] = []
    for i, words in enumerate(sheets):
        numbers = line_numbers(words)
        level = [word for word in words if not word.on_its_side and word not in numbers]
        rows, alone = numbered(rows_of(level, i), numbers, i)
        found.append(rows)
        aside.append(alone)
    aside = [one | other for one, other in zip(furniture(found), aside, strict=True)]
    bodies = in_order([[row for row in rows if row not in out] for rows, out in zip(found, aside, strict=True)])
    return [
        _sheet(i, words, sorted(out, key=lambda row: row.base), tabled(body))
        for i, (words, out, body) in enumerate(zip(sheets, aside, bodies, strict=True))
    ]


def _sheet(number: int, words: Sequence[Word], aside: Sequence[Row], body: Sequence[Row]) -> Sheet:
    """Return a sheet; words that stand on their side, as in margins, come last."""
    first = min((row.base for row in body), default=0.0)
    leaning = tuple(word for word in words if word.on_its_side)
    above = tuple(row for row in aside if row.base < first)
    below = tuple(row for row in aside if row.base >= first)
    return Sheet(above, tuple(body), (*below, Row(leaning, number)) if leaning else below)
