"""The phrases about time in a text, in order."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from quotes.dates.phrases import phrases
from quotes.lexicon import Lexicon
from quotes.model import Span


class Cited(NamedTuple):
    """A phrase about time where it stands, and what it says in EDTF."""

    span: Span
    text: str
    edtf: str


def cited(text: str, day: date | None, lexicon: Lexicon) -> list[Cited]:
    """Return the phrases about time in `text`, in order; those told from a day as told from `day`. Never raises."""
    small, told = text.lower(), phrases(lexicon)
    rows = [*(told.absolute if told.tells_time.search(text) else ()), *(told.relative if day else ())]
    matches = [
        (match.start(), -match.end(), number, match)
        for number, row in enumerate(rows)
        if not row.words or any(word in small for word in row.words)
        for match in row.pattern.finditer(text)
    ]
    found: list[Cited] = []
    reached = 0
    for start, end, number, match in sorted(matches, key=lambda m: m[:3]):
        edtf = rows[number].read(match, day, told.words) if start >= reached else None
        if edtf:
            found.append(Cited(Span(start, -end), match.group(), edtf))
            reached = -end
    return found
