"""Phrases about time → EDTF with bounds and basis. The grammar of phrases is ours; EDTF is read by the edtf library."""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from quotes.model import Document, When

MONTHS = tuple(name.lower() for name in month_name[1:])
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" if len(month) > 3 else month for month in MONTHS) + "|sept"
_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY_PATTERNS = (
    rf"(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>{_YEAR})",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\.?,?\s+(?P<year>{_YEAR})",
    r"(?P<year>(?:1[5-9]|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)",
)
_DAYS = tuple(re.compile(rf"\b{pattern}\b", re.IGNORECASE) for pattern in _DAY_PATTERNS)
_IN_YEAR = re.compile(rf"\b(?:in|of|the|since)\s+(?P<year>{_YEAR})\b(?!\s*[-–]|\s+\w+s\b\s+of)", re.IGNORECASE)
_UNIX = re.compile(r"(?:^|/)(?P<seconds>1[0-9]{9})(?=[-_./]|$)")
_MM, _DD = r"(?P<month>0[1-9]|1[0-2])", r"(?P<day>0[1-9]|[12]\d|3[01])"
_PATH = re.compile(rf"(?<!\d)(?P<year>{_YEAR})[-_/]{_MM}(?:[-_/]{_DD})?(?!\d)")
_COMPACT = re.compile(rf"(?<!\d)(?P<year>{_YEAR}){_MM}{_DD}(?!\d)")
_FUTURE = re.compile(r"\b(?:will|upcoming|shall|to be held|(?:is|are|going|about|plans?) to|next|due)\b", re.I)
_PAST = re.compile(r"\b(?:was|were|had|did|became|held|took|began|since|ago|\w+ed)\b", re.I)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_DATELINE_LINES = 12


def when(edtf: str, basis: str) -> When | None:
    """Return `edtf` with its bounds; None when it is not EDTF."""
    bounds = _bounds(edtf)
    return When(edtf, *bounds, basis) if bounds else None


@lru_cache(maxsize=4096)
def _bounds(edtf: str) -> tuple[str | None, str | None] | None:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", edtf):
        return (edtf, edtf) if _day(*map(int, edtf.split("-"))) else None
    from edtf import parse_edtf  # late: it costs a tenth of a second
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(edtf)
        return _iso(parsed.lower_strict()), _iso(parsed.upper_strict())
    except (EDTFParseException, ValueError, TypeError, AttributeError):
        return None


def _iso(moment: Any) -> str | None:
    """Return an end as an ISO date; None when it is open."""
    return f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}" if hasattr(moment, "tm_year") else None


def published(document: Document) -> When | None:
    """Return when `document` was published, by the best that tells it.

    In this order: metadata, the page's address, a dateline, the file's name, and last the bounds that the text sets by
    what it cites as past and as still to come.
    """
    metadata = document.metadata
    if metadata.published and (stated := when(metadata.published, "metadata")):
        return stated
    for found, basis in (
        (_in_address(metadata.url or ""), "url"),
        (_dateline(document.text), "dateline"),
        (_in_address(document.key), "filename"),
    ):
        if found:
            return when(found, basis)
    return text_bounds(document.text)


def held(opening: str, reported: When | None) -> When | None:
    """Return when an occasion took place: on the day that the report's opening names, else about when it was reported.

    A day that the opening names counts when it is not after the report and at most a week before it.
    """
    if reported is None or reported.latest is None or reported.basis == "text-bounds":
        return reported
    last = date.fromisoformat(reported.latest)
    days = {found for pattern in _DAYS for match in pattern.finditer(opening) if (found := _iso_day(match))}
    near = [day for day in days if 0 <= (last - date.fromisoformat(day)).days <= 7]
    return when(near[0], "dateline") if len(near) == 1 else reported


def _in_address(address: str) -> str | None:
    """Return the date that an address or a file name carries: 2017/04/10, 20170410, or Unix time."""
    if match := _UNIX.search(address):
        return datetime.fromtimestamp(int(match["seconds"]), UTC).date().isoformat()
    for match in (*_PATH.finditer(address), *_COMPACT.finditer(address)):
        year, month, day = match["year"], match["month"], match["day"]
        if day is None:
            return f"{year}-{month}"
        if _day(int(year), int(month), int(day)):
            return f"{year}-{month}-{day}"
    return None


def _dateline(text: str) -> str | None:
    """Return the date that stands alone on one of the first lines, or behind a place at the beginning of one."""
    for line in [line for line in text[:4000].splitlines() if line.strip()][:_DATELINE_LINES]:
        for pattern in _DAYS:
            match = pattern.search(line)
            if match and len(line.strip()) - len(match.group()) <= 40 and (found := _iso_day(match)):
                return found
    return None


def _iso_day(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    month = int(groups["number"]) if groups.get("number") else _month(groups["month"])
    year, day = int(match["year"]), int(match["day"])
    return date(year, month, day).isoformat() if _day(year, month, day) else None


def _month(name: str) -> int:
    return next(i for i, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3]))


def _day(year: int, month: int, day: int) -> bool:
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def text_bounds(text: str) -> When | None:
    """Return the bounds that a text sets for its own date: after the last date that it cites as past, before the first
    year that it cites as still to come. None when it cites neither."""
    past, future = "", ""
    for sentence in _SENTENCE.findall(text):
        ahead = bool(_FUTURE.search(sentence))
        for cited in _cited(sentence):
            if ahead:
                future = min(future or cited, cited)
            elif _PAST.search(sentence):
                past = max(past, cited)
    if future and past and future <= past:
        return None
    return when(f"{past or '..'}/{future or '..'}", "text-bounds") if past or future else None


def _cited(sentence: str) -> list[str]:
    days = [found for pattern in _DAYS for match in pattern.finditer(sentence) if (found := _iso_day(match))]
    return days or [match["year"] for match in _IN_YEAR.finditer(sentence)]
