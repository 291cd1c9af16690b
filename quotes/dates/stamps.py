"""The days that labels are stamped with, as chats print them: 02/05/2024, 10:03 - Ana Reyes:"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quotes.dates.citing import cited
from quotes.dates.phrases import iso_day
from quotes.model import BlockKind, Document

LEAST = 0.5  # share of the labels that bear a day, below which the days are no stamps; set, not measured
_LABELS = 2000  # that are looked at
_FIGURES = re.compile(r"(?<![\w./-])(\d{1,4})([-./] ?)(\d?\d)\2(\d{1,4})(?![\w/-])(?!\.\d)")
_SHORT_YEAR = re.compile(r"(?<=[^\W\d_]{3}[- ])(\d\d)(?!\d)")  # 02-May-24
_DAY = 10  # characters of an ISO day
# Places of year, month and day among three figures.
_ORDERS = {"day first": (2, 1, 0), "month first": (2, 0, 1), "year first": (0, 1, 2)}
_LONGEST_MONTH = 31
_CENTURY = 2000  # of a year of two figures: no chat is older


def stamped(document: Document) -> str | None:
    """Return in EDTF the day of the stamps on the labels of `document`, or the first and last; None without stamps.

    What 02/05/2024 means is what all stamps can mean: each must be a day, and none before the one above it. Where
    they can be read in two ways, it is one of two days, or both bound what is returned.
    """
    labels = [document.text[slice(*b.span)] for b in document.blocks if b.kind is BlockKind.LABEL][:_LABELS]
    every = [day for label in labels if (day := _day(label, document))]
    if len(every) < 2 or len(every) < LEAST * len(labels):
        return None
    read = list(_readings(every))
    days = sorted({day for days in read for day in (days[0], days[-1])})
    if len(days) < 2:
        return days[0] if days else None
    one_of = all(days[0] == days[-1] for days in read)
    return f"[{','.join(days)}]" if one_of else f"{days[0]}/{days[-1]}"


def _day(label: str, document: Document) -> str | tuple[int, ...] | None:
    """Return the day in `label`: in ISO where it is one only, else its three figures; None when there is none."""
    found = _FIGURES.search(label)
    if found:
        return int(found[1]), int(found[3]), int(found[4])
    words = _SHORT_YEAR.sub(rf"{_CENTURY // 100}\1", label).replace("-", " ")
    named = [one.edtf for one in cited(words, None, document.lexicon) if len(one.edtf) == _DAY]
    return named[0] if named else None


def _readings(every: Sequence[str | tuple[int, ...]]) -> Iterator[list[str]]:
    """Yield the days by each order of day, month and year in which all are days, in the order of time."""
    for order in _ORDERS.values():
        days = [day if isinstance(day, str) else _ordered(day, order) for day in every]
        if all(days) and all(a <= b for a, b in pairwise(map(str, days))):
            yield [day for day in days if day]


def _ordered(figures: Sequence[int], order: tuple[int, int, int]) -> str | None:
    year, month, day = (figures[place] for place in order)
    first_is_year = figures[0] > _LONGEST_MONTH
    if first_is_year != (order == _ORDERS["year first"]):
        return None
    return iso_day(year if year > 99 else _CENTURY + year, month, day)
