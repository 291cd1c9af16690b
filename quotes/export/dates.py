"""A date with its doubt, in words."""

from __future__ import annotations

TEXT = "text-bounds"  # the basis of bounds that a text sets for its own date
_DAY = 10  # characters of an ISO day


def date_words(edtf: str | None, earliest: str | None, latest: str | None, basis: str | None = None) -> str:
    """Return a date with its uncertainty in words; what only bounds it is told as bounds, never as a day.

    With `basis`, bounds that only the text sets are told as such.
    """
    if edtf is None or not (earliest or latest):
        return "undated"
    first, between, last = edtf.partition("/")
    if not between:
        return edtf if earliest and latest else _open(earliest, latest)
    words = f"between {first} and {last}" if earliest and latest else _open(*(earliest and first, latest and last))
    return f"{words} (by its text)" if basis == TEXT else words


def _open(first: str | None, last: str | None) -> str:
    return f"{_preposition(first)} or after {first}" if first else f"{_preposition(last or '')} or before {last}"


def _preposition(bound: str) -> str:
    return "on" if len(bound) == _DAY else "in"


def span_words(first: str | None, last: str | None) -> str | None:
    """Return the two ends of a stretch of time, or the one day that it is."""
    return " to ".join(dict.fromkeys(date for date in (first, last) if date)) or None
