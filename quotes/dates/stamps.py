"""The days that labels are stamped with, as chats print them: 02/05/2024, 10:03 - Ana Reyes:"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise

from quotes.dates.citing import cited
from quotes.dates.phrases import iso_day
from quotes.model import BlockKind, Document, Span

LEAST = 0.5  # share of the labels that bear a day, below which the days are no stamps; set, not measured
_LABELS = 2000  # that are looked at
_FIGURES = re.compile(r"(?<![\w./-])(\d{1,4})([-./] ?)(\d?\d)\2(\d{1,4})(?![\w/-])(?!\.\d)")
_SHORT_YEAR = re.compile(r"(?<=[^\W\d_]{3}[- ])(\d\d)(?!\d)")  # 02-May-24
_DAY = 10  # characters of an ISO day
_ISO = re.compile(r"([12]\d{3})-?([01]\d)-?([0-3]\d)(?=$|[T\s])|[12]\d{3}(?:-[01]\d)?$")  # of the day, or less of it
# Times as computers count them, in seconds from 1970 on or thousandths or millionths of one: from 2001 to 2038.
_COUNTED = re.compile(r"(1\d{9}|20\d{8})(?:\d{3}|\d{6})?(?:\.\d+)?")
# Places of year, month and day among three figures.
_ORDERS = {"day first": (2, 1, 0), "month first": (2, 0, 1), "year first": (0, 1, 2)}
_LONGEST_MONTH = 31
_CENTURY = 2000  # of a year of two figures: no chat is older


def stamped(document: Document) -> str | None:
    """Return in EDTF the day of the stamps on the labels of `document`, or the first and last; None without stamps.

    What 02/05/2024 means is what all stamps can mean: each must be a day, and none before the one above it. Where
    they can be read in two ways, it is one of two days, or both bound what is returned. Rows and messages that bear
    dates of their own are stamps, too.
    """
    if document.dated:
        return _range([edtf for _, edtf in row_days(document) if edtf])
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


def row_days(document: Document) -> list[tuple[Span, str]]:
    """Return when words were said beside which that stands: their places, and a day, month or year in EDTF; "" where
    what stands there is none.

    Figures mean what those of all rows can mean; where several orders can be, that in which time goes on, else one of
    the days that they may mean.
    """
    days = {printed: _row_day(printed.strip(), document) for printed in {one.printed for one in document.dated}}
    read = [(one.span, days[one.printed]) for one in document.dated]
    figures = [day for _, day in read if isinstance(day, tuple)]
    orders = [order for order in _ORDERS.values() if all(_ordered(day, order) for day in figures)]
    going_on = [order for order in orders if _goes_on([_ordered(day, order) or "" for day in figures])]
    return [(span, _one_of(day, going_on or orders) if day else "") for span, day in read]


def _goes_on(days: Sequence[str]) -> bool:
    return all(a <= b for a, b in pairwise(days))


def _one_of(day: str | tuple[int, ...], orders: Sequence[tuple[int, int, int]]) -> str:
    if isinstance(day, str):
        return day
    days = sorted({one for order in orders if (one := _ordered(day, order))})
    return f"[{','.join(days)}]" if len(days) > 1 else "".join(days)


def _row_day(printed: str, document: Document) -> str | tuple[int, ...] | None:
    """Return the day that a date says, or a month or year; three figures where it is not known which is which."""
    return iso_date(printed) or counted_day(printed) or _day(printed, document) or _coarse(printed, document)


def _coarse(printed: str, document: Document) -> str | None:
    """Return the month or year that `printed` is and nothing else: March 2019."""
    return next((one.edtf for one in cited(printed, None, document.lexicon) if one.text == printed), None)


def iso_date(printed: str) -> str | None:
    """Return the day that begins `printed` in figures as ISO has them, or the month or year that it is."""
    iso = _ISO.match(printed.strip())
    if not iso:
        return None
    return iso.group() if iso[1] is None else iso_day(int(iso[1]), int(iso[2]), int(iso[3]))


def counted_day(printed: str) -> str | None:
    """Return the day of a time as computers count them, in the time of Greenwich."""
    counted = _COUNTED.fullmatch(printed.strip())
    return datetime.fromtimestamp(int(counted[1]), UTC).date().isoformat() if counted else None


def _range(days: Sequence[str]) -> str | None:
    """Return the first and the last of days in EDTF, or what they all are."""
    if len({*days}) < 2:
        return days[0] if days else None
    every = sorted(day for one in days for day in one.strip("[]").split(","))
    return f"{every[0]}/{every[-1]}"


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
