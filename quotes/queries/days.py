"""Dates as people type them: 2017-04-10, 10 April 2017, May 2024, last year."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from quotes.errors import BadQuestion
from quotes.queries.statements import one_of

_ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
Edge = Literal["first", "last", "whole"]


def day_of(told: str, edge: Edge) -> str:
    """Return a date as ISO: the first or last day that is meant, or as much of one as is told, 2024-05.

    Raises BadQuestion where it is none, or may be several.
    """
    text = " ".join(told.split())
    if _ISO.fullmatch(text):
        if _is_day(text):
            return text
        raise BadQuestion(_no_date(text))
    found = _bounds(text)
    if found is None:
        raise BadQuestion(_no_date(text))
    first, last, rivals = found
    if rivals:
        raise BadQuestion(f"{text!r} may be {' or '.join(rivals)}: write the one that is meant")
    return {"first": first, "last": last, "whole": _common(first, last)}[edge]


def either(text: str) -> list[str]:
    """Return the days of which a date as it is typed may be one, where it may be several; else none."""
    found = _bounds(" ".join(text.split()))
    return found[2] if found else []


def _no_date(text: str) -> str:
    return f"{text!r} is no date: write 2017, 2017-04, 10 April 2017, May 2024 or last year"


def _is_day(text: str) -> bool:
    """Whether there is such a day, month or year in the calendar."""
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _bounds(text: str) -> tuple[str, str, list[str]] | None:
    """Return the first and last day that a phrase of time means; None where it is none, or open at one end.

    With them, where it may be one of several days, which: 3/4/2025 is read either way.
    """
    from quotes.dates import cited, when  # few ask for what is not ISO
    from quotes.lexicon import ENGLISH

    whole = re.fullmatch(r"(?:[12]\d{3})", text)
    phrases = [one for one in cited(text, date.today(), ENGLISH) if one.text.casefold() == text.casefold()]
    bounds = when(text if whole else phrases[0].edtf, "") if whole or phrases else None
    if not (bounds and bounds.earliest and bounds.latest):
        return None
    return bounds.earliest, bounds.latest, one_of(bounds.edtf)


def _common(first: str, last: str) -> str:
    """Return what two days have in common: the day, else the month or the year.

    >>> _common("2024-05-01", "2024-05-31"), _common("2024-01-01", "2024-12-31"), _common("2024-05-03", "2024-05-03")
    ('2024-05', '2024', '2024-05-03')
    """
    for length in (10, 7, 4):
        if first[:length] == last[:length]:
            return first[:length]
    return first
