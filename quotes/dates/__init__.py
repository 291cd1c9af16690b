"""The dates of a document and of what it reports, each with its bounds and where it comes from.

Phrases are read by phrases.py; EDTF itself by the edtf library.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from quotes.dates import pages
from quotes.dates.addresses import DAY, MONTH, YEAR, in_address
from quotes.dates.bounds import ANY_YEAR, bounds
from quotes.dates.citing import Cited, cited
from quotes.dates.datelines import day_of, is_day, is_either
from quotes.dates.phrases import iso_day
from quotes.dates.stamps import stamped
from quotes.dates.titles import of_title
from quotes.lexicon import Lexicon
from quotes.model import REPLIED, BlockKind, Document, Span, When
from quotes.text import as_read, untouched

__all__ = ["Cited", "cited", "held", "published", "text_bounds", "when"]

FOLDERS = 3  # above a file, whose names may tell its date; what lies further up is of the machine
_IN_TITLE = re.compile(rf"(?<![\w-]){YEAR}-{MONTH}-{DAY}(?![\w-])")  # as programs print it: Hansard 2024-08-07
_PLAIN = re.compile(r"[12]\d{3}(?:-[01]\d(?:-\d\d)?)?|\.\.")  # what bounds need no library for
_ABSOLUTE = re.compile(r"\d{4}(?:-[012]\d(?:-\d\d)?)?")  # a year, month or day
_OPENING = 4000  # characters in which these stand
_FIRST_LINES = 12


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

    In this order: metadata, what a saved page says of itself, its address, the stamps of a chat, a day in figures in
    its title, a dateline, the day that its title ends in, what another program finds, the file's name, a dateline in
    figures that may be two days, and last the bounds that the text sets by what it cites as past and as still to come.
    """
    found = next(filter(None, _told(document)), None)
    return found or text_bounds(_beside_stamps(document), document.lexicon)


def _beside_stamps(document: Document) -> str:
    """Return the text as shown, without the labels that bear a year: what they are stamped with, nobody tells of."""
    text = document.text
    stamps = [b.span for b in document.blocks if b.kind is BlockKind.LABEL and ANY_YEAR.search(text, *b.span)]
    if not stamps:
        return as_read(text, document.markup)
    begins, ends = [0, *(stamp.end for stamp in stamps)], [*(stamp.start for stamp in stamps), len(text)]
    return "\n".join(untouched(text, Span(*edges), document.markup) for edges in zip(begins, ends, strict=True))


def _told(document: Document) -> Iterator[When | None]:
    """Yield what tells when `document` was published, the best first; what comes later is not looked for in vain."""
    metadata, saved = document.metadata, document.format == "html"
    address = in_address(metadata.url or "")
    yield _when(metadata.published, "metadata")
    yield _when(pages.of_head(document), "page-head")
    yield _when(address if address and is_day(address) else None, "url")
    yield _when(stamped(document), "stamps")
    yield _when(_behind_quoted(document), "text-bounds")
    yield _when(_in_title(metadata.title or ""), "title")
    yield _when(pages.dateline(document) if saved else _dateline(document), "dateline")
    yield _when(of_title(document), "title")
    yield _when(pages.guessed(document), "page-text")
    yield _when(address, "url")
    yield _when(in_address("/".join(document.key.split("/")[-FOLDERS - 1 :])), "filename")
    yield _when(None if saved else _dateline(document, is_either), "dateline")


def _when(edtf: str | None, basis: str) -> When | None:
    return when(edtf, basis) if edtf else None


def _behind_quoted(document: Document) -> str | None:
    """Return that a mail was written after the last one that it quotes; None where it quotes none with a day."""
    said = [fact.value for fact in document.metadata.facts if fact.name == REPLIED]
    days = [one.edtf for words in said for one in cited(words, None, document.lexicon) if is_day(one.edtf)]
    return f"{max(days)}/.." if days else None


def held(opening: str, reported: When | None, lexicon: Lexicon) -> When | None:
    """Return when an occasion took place: on the day that the report's opening names, else about when it was reported.

    A day, be it "10 April 2017" or "on Monday", counts when it is not after the report and at most a week before it.
    """
    if reported is None or reported.latest is None or reported.basis == "text-bounds":
        return reported
    last = date.fromisoformat(reported.latest)
    told_from = last if reported.earliest == reported.latest else None
    days = {found.edtf for found in cited(opening, told_from, lexicon) if is_day(found.edtf)}
    near = [day for day in days if 0 <= (last - date.fromisoformat(day)).days <= 7]
    return when(near[0], "dateline") if len(near) == 1 else reported


def _in_title(title: str) -> str | None:
    """Return the day that a title holds in figures, if it is one."""
    days = {iso_day(*map(int, match.groups())) for match in _IN_TITLE.finditer(title)}
    return days.pop() if len(days) == 1 else None


def _dateline(document: Document, tells: Callable[[str], bool] = is_day) -> str | None:
    """Return the day of the first of the first lines that is a dateline; with `is_either`, of one that may be two."""
    text = as_read(document.text, document.markup)[:_OPENING]
    lines = [line for line in text.splitlines() if line.strip()]
    return next(filter(None, (day_of(line, document.lexicon, tells) for line in lines[:_FIRST_LINES])), None)


def text_bounds(text: str, lexicon: Lexicon) -> When | None:
    """Return the bounds that a text sets for its own date; None when it sets none, or contradicts itself."""
    found = bounds(text, lexicon)
    return when(found, "text-bounds") if found else None
