"""Phrases about time → EDTF: days, months, years, seasons, decades, ranges; and those told from a day.

Each row of the tables is a pattern and the function that reads it; where two match, the one that begins first, then the
longer one, holds. A phrase told from the day of the document ("25 years ago") is read only when that day is known.
Numbers that are no dates ("2019 people", "$1995") are left alone: a bare year counts only behind a word that asks for
one.
"""

from __future__ import annotations

import re
from calendar import day_name, month_name, monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

MONTHS = tuple(name.lower() for name in month_name[1:])
WEEKDAYS = tuple(name.lower() for name in day_name)
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}  # EDTF's numbers
NUMBERS = {
    word: number
    for number, word in enumerate(
        ("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
} | {"an": 1, "one": 1, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0}

_MONTH = "|".join(name if len(name) < 5 else f"{name}|{name[:3]}\\.?" for name in MONTHS) + r"|sept\.?"
_MONTH_OPENINGS = tuple(name[:3] for name in MONTHS)
_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_NUMBER = r"\d{1,3}|" + "|".join(NUMBERS)
_UNIT = r"(?P<unit>day|week|month|year|decade)s?"
_TO = r"\s*(?:-|–|—|to|and|until|till|through)\s*"
_ASKS = (
    "in|of|since|by|until|till|before|after|during|from|for|to|early|late|mid|end of|beginning of|year|around|about"
    "|circa"
)
Reader = Callable[[re.Match[str], date | None], str | None]


def iso_day(year: int, month: int, day: int) -> str | None:
    """Return a day as ISO date; None when there is no such day."""
    valid = 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    return f"{year:04}-{month:02}-{day:02}" if valid else None


def month_number(name: str) -> int:
    """Return the number of a month, by its name or the first letters of it."""
    return next(i for i, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3]))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def _day(match: re.Match[str], _: date | None) -> str | None:
    return iso_day(int(match["year"]), month_number(match["month"]), int(re.sub(r"\D", "", match["day"])))


def _iso(match: re.Match[str], _: date | None) -> str | None:
    return iso_day(int(match["year"]), int(match["month"]), int(match["day"]))


def _days(match: re.Match[str], _: date | None) -> str | None:
    """Read "9–12 April 2017" and "from 30 April to 2 May 2017"."""
    month = month_number(match["month"])
    first_month = month_number(match["first_month"]) if match.groupdict().get("first_month") else month
    first = iso_day(int(match["year"]), first_month, int(re.sub(r"\D", "", match["first"])))
    last = iso_day(int(match["year"]), month, int(re.sub(r"\D", "", match["day"])))
    return f"{first}/{last}" if first and last and first < last else None


def _month(match: re.Match[str], _: date | None) -> str | None:
    return f"{match['year']}-{month_number(match['month']):02}"


def _months(match: re.Match[str], _: date | None) -> str | None:
    first, last = month_number(match["first_month"]), month_number(match["month"])
    return f"{match['year']}-{first:02}/{match['year']}-{last:02}" if first < last else None


def _season(match: re.Match[str], _: date | None) -> str | None:
    return f"{match['year']}-{SEASONS[match['season'].lower()]}"


def _part_of_year(match: re.Match[str], _: date | None) -> str | None:
    parts = 2 if match["part"].lower() == "half" else 4
    which = ORDINALS[match["which"].lower()] or parts
    width = 12 // parts
    year = match["year"]
    return f"{year}-{(which - 1) * width + 1:02}/{year}-{which * width:02}" if which <= parts else None


def _quarter(match: re.Match[str], _: date | None) -> str | None:
    last = int(match["which"]) * 3
    return f"{match['year']}-{last - 2:02}/{match['year']}-{last:02}"


def _decade(match: re.Match[str], _: date | None) -> str | None:
    return f"{match['decade'][:3]}X"


def _century(match: re.Match[str], _: date | None) -> str | None:
    return f"{int(match['century']) - 1}XX"


def _years(match: re.Match[str], _: date | None) -> str | None:
    first, last = match["first"], match["last"]
    last = first[: 4 - len(last)] + last
    return f"{first}/{last}" if first < last else None


def _year(match: re.Match[str], _: date | None) -> str | None:
    word = (match["asks"] or "").lower()
    if word in ("since", "after"):
        return f"{match['year']}/.."
    if word in ("by", "until", "till", "before"):
        return f"../{match['year']}"
    return f"{match['year']}~" if word in ("around", "about", "circa") else match["year"]


def _ago(match: re.Match[str], day: date | None) -> str | None:
    return _shifted(day, -_number(match["number"]), match["unit"])


def _ahead(match: re.Match[str], day: date | None) -> str | None:
    return _shifted(day, _number(match["number"]), match["unit"])


def _shifted(day: date | None, count: int, unit: str) -> str | None:
    """Return the time `count` units from `day`, no more exact than its unit."""
    if day is None:
        return None
    unit = unit.lower()
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


def _span_to_now(match: re.Match[str], day: date | None) -> str | None:
    """Read "over the past five years"."""
    since = _shifted(day, -_number(match["number"]), match["unit"])
    return f"{since.split('/')[0]}/{day.isoformat()}" if since and day else None


def _span_from_now(match: re.Match[str], day: date | None) -> str | None:
    """Read "in the next two years"."""
    until = _shifted(day, _number(match["number"]), match["unit"])
    return f"{day.isoformat()}/{until.split('/')[-1]}" if until and day else None


def _vaguely_ahead(_: re.Match[str], day: date | None) -> str | None:
    return f"{day.isoformat()}/.." if day else None


def _vaguely_ago(_: re.Match[str], day: date | None) -> str | None:
    return f"../{day.isoformat()}" if day else None


_STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}


def _neighbour(match: re.Match[str], day: date | None) -> str | None:
    """Read "last year", "this week", "next month"."""
    return _shifted(day, _STEPS[match["which"].lower()], match["unit"])


def _neighbour_season(match: re.Match[str], day: date | None) -> str | None:
    return f"{day.year + _STEPS[match['which'].lower()]:04}-{SEASONS[match['season'].lower()]}" if day else None


def _named_day(match: re.Match[str], day: date | None) -> str | None:
    steps = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
    return _shifted(day, steps[match.group().lower()], "day")


def _weekday(match: re.Match[str], day: date | None) -> str | None:
    """Read "on Monday" as news does: the last one, the day itself included; "next Monday" as the one to come."""
    if day is None:
        return None
    back = (day.weekday() - WEEKDAYS.index(match["weekday"].lower())) % 7
    which = (match["which"] or "").lower()
    if which in ("next", "coming"):
        return (day + timedelta(days=7 - back)).isoformat()
    return (day - timedelta(days=back or (7 if which == "last" else 0))).isoformat()


def _day_without_year(match: re.Match[str], day: date | None) -> str | None:
    """Read "April 9" as the one nearest to the day of the document."""
    if day is None:
        return None
    month, number = month_number(match["month"]), int(re.sub(r"\D", "", match["day"]))
    found = (iso_day(day.year + step, month, number) for step in (-1, 0, 1))
    near = [candidate for candidate in found if candidate]
    return min(near, key=lambda iso: abs(date.fromisoformat(iso) - day), default=None)


class Row(NamedTuple):
    """A form of phrase, what reads it, and words, in small letters, of which it holds one (of none: any)."""

    pattern: re.Pattern[str]
    read: Reader
    words: tuple[str, ...]


def _row(pattern: str, read: Reader, flags: int = re.IGNORECASE, words: tuple[str, ...] = ()) -> Row:
    bounded = re.compile(rf"(?<![\w$€£#/.-]){pattern}(?![\w%]|[-/]\w|[.,]\d)", flags)
    return Row(bounded, read, _MONTH_OPENINGS if _MONTH in pattern else words)


_CAPITAL_MONTH = "|".join(part.capitalize() for part in _MONTH.split("|"))
_WHICH = "(?P<which>{})"

# What tells its time by itself.
ABSOLUTE: tuple[Row, ...] = (
    _row(rf"(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)", _iso),
    _row(rf"(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>{_YEAR})", _iso),
    _row(rf"(?P<month>{_MONTH})\s+(?P<day>{_DAY}),?\s+(?P<year>{_YEAR})", _day),
    _row(rf"(?P<day>{_DAY})\s+(?:of\s+)?(?P<month>{_MONTH}),?\s+(?P<year>{_YEAR})", _day),
    _row(rf"(?P<month>{_MONTH})\s+(?P<first>{_DAY}){_TO}(?P<day>{_DAY}),?\s+(?P<year>{_YEAR})", _days),
    _row(rf"(?P<first>{_DAY}){_TO}(?P<day>{_DAY})\s+(?P<month>{_MONTH}),?\s+(?P<year>{_YEAR})", _days),
    _row(
        rf"(?P<first_month>{_MONTH})\s+(?P<first>{_DAY}){_TO}(?P<month>{_MONTH})\s+(?P<day>{_DAY}),?\s+(?P<year>{_YEAR})",
        _days,
    ),
    _row(
        rf"(?P<first>{_DAY})\s+(?P<first_month>{_MONTH}){_TO}(?P<day>{_DAY})\s+(?P<month>{_MONTH}),?\s+(?P<year>{_YEAR})",
        _days,
    ),
    _row(rf"(?P<month>{_MONTH})(?:,|\s+of)?\s+(?P<year>{_YEAR})", _month),
    _row(rf"(?P<first_month>{_MONTH}){_TO}(?P<month>{_MONTH})\s+(?P<year>{_YEAR})", _months),
    _row(rf"(?P<season>{'|'.join(SEASONS)})(?:\s+of)?\s+(?P<year>{_YEAR})", _season, words=tuple(SEASONS)),
    _row(
        rf"(?P<which>{'|'.join(ORDINALS)})\s+(?P<part>half|quarter)\s+of\s+(?P<year>{_YEAR})",
        _part_of_year,
        words=("half", "quarter"),
    ),
    _row(rf"Q(?P<which>[1-4])\s+(?:of\s+)?(?P<year>{_YEAR})", _quarter, 0),
    _row(r"(?:the\s+)?(?:(?:early|late|mid)[\s-]+)?(?P<decade>(?:1[5-9]|20)\d0)['’]?s", _decade),
    _row(r"(?:the\s+)?(?P<century>1[0-9]|2[01])(?:th|st)[\s-]+century", _century, words=("century",)),
    _row(rf"(?:from|between)\s+(?P<first>{_YEAR}){_TO}(?P<last>{_YEAR})", _years),
    _row(rf"(?:(?:in|of|during|for)\s+)?(?P<first>{_YEAR})\s*[-–]\s*(?P<last>{_YEAR}|\d\d)", _years),
    _row(
        rf"(?P<asks>{_ASKS})(?:\s+the\s+year)?[\s-]+(?P<year>{_YEAR})(?!\s+[a-z]+s\b|\s+(?:km|miles|percent|people))",
        _year,
    ),
    _row(
        rf"(?P<asks>the)\s+(?P<year>{_YEAR})(?=\s+[A-Z]|\s+(?:election|campaign|season|agreement|census|war)s?\b)",
        _year,
        0,
    ),
)
# What is told from the day of the document.
RELATIVE: tuple[Row, ...] = (
    _row(rf"(?P<number>{_NUMBER})\s+{_UNIT}\s+(?:ago|earlier)", _ago),
    _row(rf"in\s+(?P<number>{_NUMBER})\s+{_UNIT}(?:['’]?\s+time)?(?=\s*[.,;!?]|$|['’]?\s+time)", _ahead),
    _row(rf"(?:over|in|during|for|within)\s+the\s+(?:last|past)\s+(?P<number>{_NUMBER})\s+{_UNIT}", _span_to_now),
    _row(rf"(?:over|in|during|for|within)\s+the\s+(?:next|coming)\s+(?P<number>{_NUMBER})\s+{_UNIT}", _span_from_now),
    _row(r"in\s+(?:the\s+)?(?:nearest|coming|near|next)\s+(?:days|weeks|months|years|future)", _vaguely_ahead),
    _row(r"(?:in|over)\s+(?:the\s+)?(?:recent|past|last)\s+(?:days|weeks|months|years|decades)", _vaguely_ago),
    _row(
        rf"{_WHICH.format('last|past|previous|this|current|next|coming')}\s+(?P<unit>(?-i:week|month|year|decade))",
        _neighbour,
    ),
    _row(rf"{_WHICH.format('last|this|next')}\s+(?P<season>{'|'.join(SEASONS)})", _neighbour_season),
    _row(r"(?:yesterday|today|tonight|tomorrow)(?!['’]s\s)", _named_day, 0),
    _row(rf"(?:on\s+|{_WHICH.format('last|next|coming')}\s+)(?P<weekday>{'|'.join(WEEKDAYS)})", _weekday),
    _row(rf"(?P<month>{_CAPITAL_MONTH})\s+(?P<day>{_DAY})", _day_without_year, 0),
    _row(rf"(?P<day>{_DAY})\s+(?:of\s+)?(?P<month>{_CAPITAL_MONTH})", _day_without_year, 0),
)
