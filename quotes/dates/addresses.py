"""The date that an address or the name of a file carries: in folders, in figures, with or without the time of day."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from quotes.dates.phrases import iso_day

YEAR, MONTH, DAY = r"(?P<year>(?:1[5-9]|20)\d\d)", r"(?P<month>0[1-9]|1[0-2])", r"(?P<day>0[1-9]|[12]\d|3[01])"
_ALONE, _ENDS = "(?<![0-9A-Za-z])", "(?![0-9A-Za-z])"
_TIME = r"(?:[01]\d|2[0-3])[-_.:hH]?[0-5]\d(?:[-_.:]?[0-5]\d(?:[.,]?\d{1,6})?)?(?:[Zz]|[+-]\d\d:?\d\d)?"
_UNIX = re.compile(r"(?:^|/)(?P<seconds>1[0-9]{9})(?=[-_](?:\d+[-_])?[a-z])")
_MILLISECONDS = re.compile(rf"{_ALONE}(?P<seconds>1[0-9]{{9}})[0-9]{{3}}{_ENDS}")
_PATH = re.compile(rf"{_ALONE}{YEAR}[-_/]{MONTH}(?:[-_/]{DAY}(?:[Tt](?:\d\d|{_TIME}))?)?{_ENDS}")
_COMPACT = re.compile(rf"{_ALONE}{YEAR}{MONTH}{DAY}(?:[Tt]?{_TIME})?{_ENDS}")
_RECORDED = re.compile(rf"(?<=[A-Za-z]){YEAR}{MONTH}{DAY}[-_Tt]?{_TIME}{_ENDS}")  # GMT20240503-120000_Recording


def in_address(address: str) -> str | None:
    """Return the date that an address or a file name carries: 2017/04/10, 20170410T0900, or Unix time."""
    if match := _UNIX.search(address) or _MILLISECONDS.search(address):
        return datetime.fromtimestamp(int(match["seconds"]), UTC).date().isoformat()
    for match in (match for form in (_PATH, _COMPACT, _RECORDED) for match in form.finditer(address)):
        year, month, day = match["year"], match["month"], match["day"]
        if day is None:
            return f"{year}-{month}"
        if found := iso_day(int(year), int(month), int(day)):
            return found
    return None
