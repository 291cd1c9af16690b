"""The dates of a document and of what it reports, each with its bounds and where it comes from.

Phrases are read by phrases.py; EDTF itself by the edtf library.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from quotes.dates import pages
from quotes.dates.citing import Cited, cited
from quotes.dates.phrases import iso_day, phrases
from quotes.dates.stamps import stamped
from quotes.lexicon import Lexicon
from quotes.model import REPLIED, Document, When
from quotes.text import as_read

__all__ = ["Cited", "cited", "held", "published", "text_bounds", "when"]

_YEAR, _MONTH, _DAY = r"(?P<year>(?:1[5-9]|20)\d\d)", r"(?P<month>0[1-9]|1[0-2])", r"(?P<day>0[1-9]|[12]\d|3[01])"
FOLDERS = 3  # above a file, whose names may tell its date; what lies further up is of the machine
_UNIX = re.compile(r"(?:^|/)(?P<seconds>1[0-9]{9})(?=[-_](?:\d+[-_])?[a-z])")
_IN_TITLE = re.compile(rf"(?<![\w-]){_YEAR}-{_MONTH}-{_DAY}(?![\w-])")  # as programs print it: Hansard 2024-08-07
_PATH = re.compile(rf"(?<![0-9A-Za-z]){_YEAR}[-_/]{_MONTH}(?:[-_/]{_DAY})?(?![0-9A-Za-z])")
_COMPACT = re.compile(rf"(?<![0-9A-Za-z]){_YEAR}{_MONTH}{_DAY}(?![0-9A-Za-z])")
_PLAIN = re.compile(r"[12]\d{3}(?:-[01]\d(?:-\d\d)?)?|\.\.")  # what bounds need no library for
_ABSOLUTE = re.compile(r"\d{4}(?:-[012]\d(?:-\d\d)?)?")  # a year, month or day
_ANY_YEAR = re.compile(r"(?:1[5-9]|20)(?<!\w..)\d\d\b")  # \b first would be searched slower
_FIRST_LINES = 12
_LONGEST_SENTENCE = 400
_BESIDE_DATE = 40  # characters that may stand beside a date on a dateline
_LONGEST_DATE = len("22nd of September, 2017")


def when(edtf: str, basis: str) -> When | None:
    """Return `edtf` with its bounds; None when it is not EDTF."""
    bounds = _bounds(edtf)
    return When(edtf, *bounds, basis) if bounds else None


@lru_cache(maxsize=4096)
def _bounds(edtf: str) -> tuple[str | None, str | None] | None:
    first, _, last = edtf.partition("/")
    if _PLAIN.fullmatch(first) and _PLAIN.fullmatch(last or first):
        return _plain_bounds(first, last or first)
    from edtf import parse_edtf  # late: it costs a tenth of a second, and each parse some milliseconds
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(edtf)
        return _iso(parsed.lower_strict()), _iso(parsed.upper_strict())
    except (EDTFParseException, ValueError, TypeError, AttributeError):
        return None


def _plain_bounds(first: str, last: str) -> tuple[str | None, str | None] | None:
    """Return the bounds of years, months, days and open ends without the library; None when there is no such day."""
    bounds = _edge(first, first=True), _edge(last, first=False)
    backwards = bool(bounds[0] and bounds[1] and bounds[0] > bounds[1])
    return None if "" in bounds or backwards else bounds


def _edge(part: str, *, first: bool) -> str | None:
    """Return the first or last day of a year, month or day; None for an open end, "" when it does not exist."""
    if part == "..":
        return None
    year, month, day = (int(number) for number in [*part.split("-"), "0", "0"][:3])
    month = month or (1 if first else 12)
    last_day = 1 if first or not 1 <= month <= 12 else monthrange(year, month)[1]
    return iso_day(year, month, day or last_day) or ""


def _iso(moment: Any) -> str | None:
    """Return an end as an ISO date; None when it is open."""
    return f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}" if hasattr(moment, "tm_year") else None


def published(document: Document) -> When | None:
    """Return when `document` was published, by the best that tells it.

    In this order: metadata, what a saved page says of itself, its address, the stamps of a chat, a day in its title, a
    dateline, what another program finds, the file's name, and last the bounds that the text sets by what it cites as
    past and as still to come.
    """
    metadata = document.metadata
    if metadata.published and (stated := when(metadata.published, "metadata")):
        return stated
    text = as_read(document.text, document.markup)
    saved = document.format == "html"
    address = _in_address(metadata.url or "")
    for found, basis in (
        (pages.of_head(document), "page-head"),
        (address if address and _is_day(address) else None, "url"),
        (stamped(document), "stamps"),
        (_behind_quoted(document), "text-bounds"),
        (_in_title(metadata.title or ""), "title"),
        (pages.dateline(document) if saved else _dateline(text, document.lexicon), "dateline"),
        (pages.guessed(document), "page-text"),
        (address, "url"),
        (_in_address("/".join(document.key.split("/")[-FOLDERS - 1 :])), "filename"),
    ):
        if found:
            return when(found, basis)
    return text_bounds(text, document.lexicon)


def _behind_quoted(document: Document) -> str | None:
    """Return that a mail was written after the last one that it quotes; None where it quotes none with a day."""
    said = [fact.value for fact in document.metadata.facts if fact.name == REPLIED]
    days = [one.edtf for words in said for one in cited(words, None, document.lexicon) if _is_day(one.edtf)]
    return f"{max(days)}/.." if days else None


def held(opening: str, reported: When | None, lexicon: Lexicon) -> When | None:
    """Return when an occasion took place: on the day that the report's opening names, else about when it was reported.

    A day, be it "10 April 2017" or "on Monday", counts when it is not after the report and at most a week before it.
    """
    if reported is None or reported.latest is None or reported.basis == "text-bounds":
        return reported
    last = date.fromisoformat(reported.latest)
    told_from = last if reported.earliest == reported.latest else None
    days = {found.edtf for found in cited(opening, told_from, lexicon) if _is_day(found.edtf)}
    near = [day for day in days if 0 <= (last - date.fromisoformat(day)).days <= 7]
    return when(near[0], "dateline") if len(near) == 1 else reported


def _is_day(edtf: str) -> bool:
    return len(edtf) == 10 and bool(_ABSOLUTE.fullmatch(edtf))


def _in_address(address: str) -> str | None:
    """Return the date that an address or a file name carries: 2017/04/10, 20170410, or Unix time."""
    if match := _UNIX.search(address):
        return datetime.fromtimestamp(int(match["seconds"]), UTC).date().isoformat()
    for match in (*_PATH.finditer(address), *_COMPACT.finditer(address)):
        year, month, day = match["year"], match["month"], match["day"]
        if day is None:
            return f"{year}-{month}"
        if found := iso_day(int(year), int(month), int(day)):
            return found
    return None


def _in_title(title: str) -> str | None:
    """Return the day that a title holds in figures, if it is one."""
    days = {iso_day(*map(int, match.groups())) for match in _IN_TITLE.finditer(title)}
    return days.pop() if len(days) == 1 else None


def _dateline(text: str, lexicon: Lexicon) -> str | None:
    """Return the date that stands alone on one of the first lines, or beside a place."""
    lines = [line.strip() for line in text[:4000].splitlines() if line.strip()]
    for line in lines[:_FIRST_LINES]:
        if len(" ".join(line.split())) > _BESIDE_DATE + _LONGEST_DATE:
            continue
        days = [found for found in cited(line, None, lexicon) if _is_day(found.edtf)]
        if len(days) == 1 and len(line) - len(days[0].text) <= _BESIDE_DATE:
            return days[0].edtf
    return None


def text_bounds(text: str, lexicon: Lexicon) -> When | None:
    """Return the bounds that a text sets for its own date; None when it sets none, or contradicts itself.

    They are the last date that it cites as past and the first that it cites as still to come, by the words of the
    sentence around each; a sentence that speaks of both tells nothing.
    """
    past, future = "", ""
    told = phrases(lexicon)
    for match in _years(text):
        sentence = _sentence(text, match.start(), match.end())
        ahead, back = bool(told.ahead.search(sentence)), bool(told.back.search(sentence))
        if ahead and not back and (not future or match.group() <= future[:4]):
            future = min((future, *_days_and_years(sentence, lexicon)), key=lambda found: found or "~")
        elif back and not ahead and match.group() >= past[:4]:
            past = max((past, *_days_and_years(sentence, lexicon)))
    if not (past or future) or (past and future and future <= past):
        return None
    return when(f"{past or '..'}/{future or '..'}", "text-bounds")


def _years(text: str) -> list[re.Match[str]]:
    """Return where `text` writes a year; str.find passes over what holds no digits faster than a pattern."""
    found: list[re.Match[str]] = []
    for first in "12":
        at = text.find(first)
        while at >= 0:
            match = _ANY_YEAR.match(text, at)
            found += [match] if match else []
            at = text.find(first, at + 1)
    return sorted(found, key=re.Match.start)


def _days_and_years(sentence: str, lexicon: Lexicon) -> list[str]:
    return [found.edtf for found in cited(sentence, None, lexicon) if _ABSOLUTE.fullmatch(found.edtf)]


def _sentence(text: str, start: int, end: int) -> str:
    begins = max(text.rfind(mark, max(0, start - _LONGEST_SENTENCE), start) for mark in (". ", "! ", "? ", "\n")) + 1
    ends = (text.find(mark, end, end + _LONGEST_SENTENCE) for mark in (".", "!", "?", "\n"))
    return text[begins or max(0, start - _LONGEST_SENTENCE) : min((i for i in ends if i >= 0), default=end)]
