"""A date with its doubt, in words."""

from __future__ import annotations


def date_words(edtf: str | None, earliest: str | None, latest: str | None) -> str:
    """Return a date with its uncertainty in words."""
    if edtf is None:
        return "undated"
    if "/" not in edtf and ".." not in edtf:
        return edtf
    if earliest and latest:
        return f"between {earliest} and {latest}"
    if earliest:
        return f"not before {earliest}"
    return f"not after {latest}" if latest else "undated"


def span_words(first: str | None, last: str | None) -> str | None:
    """Return the two ends of a stretch of time, or the one day that it is."""
    return " to ".join(dict.fromkeys(date for date in (first, last) if date)) or None
