"""Phrases about time → EDTF: days, months, years, seasons, decades, ranges; and those told from a day.

The words of a language and the forms in which they stand are the lexicon's (dates.toml): each form is a pattern and the
name of the function here that reads it; where two match, the one that begins first, then the longer one, holds. A
phrase told from the day of the document ("25 years ago") is read only when that day is known. Numbers that are no dates
("2019 people", "$1995") are left alone: a bare year counts only behind a word that asks for one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from quotes.lexicon import Lexicon

_YEAR = r"(?:1[5-9]|20)\d\d"
NEVER = "(?!)"  # a pattern that finds nothing
_NAME_IN_BRACES = re.compile(r"\{([a-z_]+)\}")
_SHORT = 3  # letters by which a month is known, too


class Words(NamedTuple):
    """Words about time whose place or value counts, in small letters."""

    months: Sequence[str]
    weekdays: Sequence[str]
    seasons: Mapping[str, int]  # EDTF's numbers
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    parts: Mapping[str, int]  # of a year
    units: Mapping[str, str]
    steps: Mapping[str, int]
    days: Mapping[str, int]
    month_names: Mapping[str, int]  # of other languages


Reader = Callable[[re.Match[str], date | None, Words], str | None]


def iso_day(year: int, month: int, day: int) -> str | None:
    """Return a day as ISO date; None when there is no such day."""
    valid = 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    return f"{year:04}-{month:02}-{day:02}" if valid else None


def _month_number(name: str, words: Words) -> int:
    """Return the number of a month, by its name or the first letters of it."""
    return next(i for i, month in enumerate(words.months, 1) if month.startswith(name.lower()[:_SHORT]))


def _number(word: str, words: Words) -> int:
    return int(word) if word.isdigit() else words.numbers[word.lower()]


def _day(match: re.Match[str], _: date | None, words: Words) -> str | None:
    return iso_day(int(match["year"]), _month_number(match["month"], words), int(re.sub(r"\D", "", match["day"])))


def _iso(match: re.Match[str], _: date | None, words: Words) -> str | None:
    return iso_day(int(match["year"]), int(match["month"]), int(match["day"]))


def _named_month(match: re.Match[str], _: date | None, words: Words) -> str | None:
    """Read "12. März 2019" and "4 de mayo de 2020": months that only other languages call so."""
    return iso_day(int(match["year"]), words.month_names[match["month"].lower()], int(match["day"]))


def _figures(match: re.Match[str], _: date | None, words: Words) -> str | None:
    """Read "26/01/2022" and "26 | 1 | 2022"; what may be two days, as 04/05/2019, as one of them."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    days = sorted({day for day in (iso_day(year, second, first), iso_day(year, first, second)) if day})
    return days[0] if len(days) == 1 else f"[{','.join(days)}]" if days else None


def _iso_days(match: re.Match[str], _: date | None, words: Words) -> str | None:
    """Read "14.–20.01.2022" and "30.4.–2.5.2022"."""
    year, month = int(match["year"]), int(match["month"])
    return _between(
        iso_day(year, int(match["first_month"] or month), int(match["first"])), iso_day(year, month, int(match["day"]))
    )


def _named_days(match: re.Match[str], _: date | None, words: Words) -> str | None:
    """Read "14. - 20. Januar 2022"."""
    year, month = int(match["year"]), words.month_names[match["month"].lower()]
    return _between(iso_day(year, month, int(match["first"])), iso_day(year, month, int(match["day"])))


def _between(first: str | None, last: str | None) -> str | None:
    return f"{first}/{last}" if first and last and first < last else None


def _days(match: re.Match[str], _: date | None, words: Words) -> str | None:
    """Read "9–12 April 2017" and "from 30 April to 2 May 2017"."""
    month = _month_number(match["month"], words)
    first_month = _month_number(match["first_month"], words) if match.groupdict().get("first_month") else month
    first = iso_day(int(match["year"]), first_month, int(re.sub(r"\D", "", match["first"])))
    last = iso_day(int(match["year"]), month, int(re.sub(r"\D", "", match["day"])))
    return _between(first, last)


def _month(match: re.Match[str], _: date | None, words: Words) -> str | None:
    return f"{match['year']}-{_month_number(match['month'], words):02}"


def _months(match: re.Match[str], _: date | None, words: Words) -> str | None:
    first, last = _month_number(match["first_month"], words), _month_number(match["month"], words)
    return f"{match['year']}-{first:02}/{match['year']}-{last:02}" if first < last else None


def _season(match: re.Match[str], _: date | None, words: Words) -> str | None:
    return f"{match['year']}-{words.seasons[match['season'].lower()]}"


def _part_of_year(match: re.Match[str], _: date | None, words: Words) -> str | None:
    parts = words.parts[match["part"].lower()]
    which = words.ordinals[match["which"].lower()] or parts
    width = 12 // parts
    year = match["year"]
    return f"{year}-{(which - 1) * width + 1:02}/{year}-{which * width:02}" if which <= parts else None


def _quarter(match: re.Match[str], _: date | None, words: Words) -> str | None:
    last = int(match["which"]) * 3
    return f"{match['year']}-{last - 2:02}/{match['year']}-{last:02}"


def _decade(match: re.Match[str], _: date | None, words: Words) -> str | None:
    return f"{match['decade'][:3]}X"


def _century(match: re.Match[str], _: date | None, words: Words) -> str | None:
    return f"{int(match['century']) - 1}XX"


def _years(match: re.Match[str], _: date | None, words: Words) -> str | None:
    first, last = match["first"], match["last"]
    last = first[: 4 - len(last)] + last
    return f"{first}/{last}" if first < last else None


def _year(match: re.Match[str], _: date | None, words: Words) -> str | None:
    behind, year = match.groupdict(), match["year"]
    if behind.get("since"):
        return f"{year}/.."
    if behind.get("until"):
        return f"../{year}"
    return f"{year}~" if behind.get("about") else year


def _ago(match: re.Match[str], day: date | None, words: Words) -> str | None:
    return _shifted(day, -_number(match["number"], words), words.units[match["unit"].lower()])


def _ahead(match: re.Match[str], day: date | None, words: Words) -> str | None:
    return _shifted(day, _number(match["number"], words), words.units[match["unit"].lower()])


def _shifted(day: date | None, count: int, unit: str) -> str | None:
    """Return the time `count` units from `day`, no more exact than its unit."""
    if day is None:
        return None
    if unit == "day":
        return (day + timedelta(days=count)).isoformat()
    if unit == "week":
        return _week(day + timedelta(weeks=count))
    if unit == "month":
        months = day.year * 12 + day.month - 1 + count
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return f"{day.year + count * (10 if unit == 'decade' else 1):04}"


def _week(day: date) -> str:
    monday = day - timedelta(days=day.weekday())
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def _span_to_now(match: re.Match[str], day: date | None, words: Words) -> str | None:
    """Read "over the past five years"."""
    since = _shifted(day, -_number(match["number"], words), words.units[match["unit"].lower()])
    return f"{since.split('/')[0]}/{day.isoformat()}" if since and day else None


def _span_from_now(match: re.Match[str], day: date | None, words: Words) -> str | None:
    """Read "in the next two years"."""
    until = _shifted(day, _number(match["number"], words), words.units[match["unit"].lower()])
    return f"{day.isoformat()}/{until.split('/')[-1]}" if until and day else None


def _vaguely_ahead(match: re.Match[str], day: date | None, words: Words) -> str | None:
    return f"{day.isoformat()}/.." if day else None


def _vaguely_ago(match: re.Match[str], day: date | None, words: Words) -> str | None:
    return f"../{day.isoformat()}" if day else None


def _neighbour(match: re.Match[str], day: date | None, words: Words) -> str | None:
    """Read "last year", "this week", "next month"."""
    return _shifted(day, words.steps[match["which"].lower()], words.units[match["unit"].lower()])


def _neighbour_season(match: re.Match[str], day: date | None, words: Words) -> str | None:
    if day is None:
        return None
    year, season = day.year + words.steps[match["which"].lower()], words.seasons[match["season"].lower()]
    return f"{year:04}-{season}"


def _named_day(match: re.Match[str], day: date | None, words: Words) -> str | None:
    return _shifted(day, words.days[match["which"]], "day")


def _weekday(match: re.Match[str], day: date | None, words: Words) -> str | None:
    """Read "on Monday" as news does: the last one, the day itself included; "next Monday" as the one to come."""
    if day is None:
        return None
    back = (day.weekday() - words.weekdays.index(match["weekday"].lower())) % 7
    step = words.steps[match["which"].lower()] if match["which"] else 0
    if step > 0:
        return (day + timedelta(days=7 - back)).isoformat()
    return (day - timedelta(days=back or (7 if step < 0 else 0))).isoformat()


def _day_without_year(match: re.Match[str], day: date | None, words: Words) -> str | None:
    """Read "April 9" as the one nearest to the day of the document."""
    if day is None:
        return None
    month, number = _month_number(match["month"], words), int(re.sub(r"\D", "", match["day"]))
    found = (iso_day(day.year + step, month, number) for step in (-1, 0, 1))
    near = [candidate for candidate in found if candidate]
    return min(near, key=lambda iso: abs(date.fromisoformat(iso) - day), default=None)


class Row(NamedTuple):
    """A form of phrase, what reads it, and words, in small letters, of which it holds one (of none: any)."""

    pattern: re.Pattern[str]
    read: Reader
    words: tuple[str, ...]


READERS: Mapping[str, Reader] = {
    "day": _day,
    "iso": _iso,
    "named_month": _named_month,
    "figures": _figures,
    "iso_days": _iso_days,
    "named_days": _named_days,
    "days": _days,
    "month": _month,
    "months": _months,
    "season": _season,
    "part_of_year": _part_of_year,
    "quarter": _quarter,
    "decade": _decade,
    "century": _century,
    "years": _years,
    "year": _year,
    "ago": _ago,
    "ahead": _ahead,
    "span_to_now": _span_to_now,
    "span_from_now": _span_from_now,
    "vaguely_ahead": _vaguely_ahead,
    "vaguely_ago": _vaguely_ago,
    "neighbour": _neighbour,
    "neighbour_season": _neighbour_season,
    "named_day": _named_day,
    "weekday": _weekday,
    "day_without_year": _day_without_year,
}


class Phrases(NamedTuple):
    """The forms of a language: those that tell their time by themselves, of which each holds what `tells_time` finds,
    and those told from the day of the document."""

    words: Words
    absolute: Sequence[Row]
    relative: Sequence[Row]
    tells_time: re.Pattern[str]


@cache
def phrases(lexicon: Lexicon) -> Phrases:
    """Return the phrases about time of `lexicon`."""
    told = lexicon.tables("dates")
    words = Words(*(told.get(name, {}) for name in Words._fields))
    pieces = _pieces(told, words)
    absolute, relative = ([_row(row, pieces, words) for row in told.get(sort, ())] for sort in ("absolute", "relative"))
    tells_time = re.compile(f"{_YEAR}|{told.get('tells_time', NEVER)}", re.IGNORECASE)
    return Phrases(words, absolute, relative, tells_time)


def _pieces(told: Mapping[str, Any], words: Words) -> dict[str, str]:
    """Return what the names in braces of a pattern stand for."""
    months = [name if len(name) <= _SHORT + 1 else rf"{name}|{name[:_SHORT]}\.?" for name in words.months]
    month = "|".join([*months, *([told["month_more"]] if "month_more" in told else [])])
    pieces = {name: text for name, text in told.items() if isinstance(text, str)}
    lists = {name: "|".join(map(re.escape, getattr(words, name))) for name in Words._fields}
    number = rf"\d{{1,3}}|{lists['numbers']}"
    capital = "|".join(part.capitalize() for part in month.split("|"))
    return {**pieces, **lists, "year": _YEAR, "month": month, "capital_month": capital, "number": number}


def _row(row: Mapping[str, Any], pieces: Mapping[str, str], words: Words) -> Row:
    pattern = row["pattern"]
    months = tuple(name[:_SHORT] for name in words.months) if "month}" in pattern else ()
    while (written := _NAME_IN_BRACES.sub(lambda name: pieces[name[1]], pattern)) != pattern:
        pattern = written
    bounded = rf"(?<![\w$€£#/.-]){pattern}(?![\w%]|[-/]\w|[.,]\d)"
    flags = re.NOFLAG if row.get("case") else re.IGNORECASE
    return Row(re.compile(bounded, flags), READERS[row["reader"]], months or tuple(row.get("words", ())))
