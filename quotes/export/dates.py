"""A date with its doubt, in words."""

from __future__ import annotations

TEXT = "text-bounds"  # the basis of bounds that a text sets for its own date
_DAY = 10  # characters of an ISO day
_DOUBT = {"~": "about", "?": "perhaps", "%": "perhaps about"}
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def date_words(edtf: str | None, earliest: str | None, latest: str | None, basis: str | None = None) -> str:
    """Return a date with its uncertainty in words; what only bounds it is told as bounds, never as a day.

    With `basis`, bounds that only the text sets are told as such.
    """
    if edtf is None or not (earliest or latest):
        return "undated"
    first, between, last = edtf.partition("/")
    if not between:
        return in_words(edtf) if earliest and latest else _open(earliest, latest)
    words = (
        f"between {in_words(first)} and {in_words(last)}"
        if earliest and latest
        else _open(*(earliest and first, latest and last))
    )
    return f"{words} (by its text)" if basis == TEXT else words


def _open(first: str | None, last: str | None) -> str:
    if first:
        return f"{_preposition(first)} or after {in_words(first)}"
    return f"{_preposition(last or '')} or before {in_words(last or '')}"


def _preposition(bound: str) -> str:
    return "on" if len(bound.rstrip("?~%")) == _DAY else "in"


def in_words(edtf: str) -> str:
    """Return a date without the signs of EDTF, where there are words for them.

    >>> in_words("[2025-03-04,2025-04-03]"), in_words("[2025-03-04..2025-03-09]"), in_words("2017~"), in_words("199X")
    ('2025-03-04 or 2025-04-03', 'between 2025-03-04 and 2025-03-09', 'about 2017', 'the 1990s')
    >>> in_words("2024-21"), in_words("2017-04?"), in_words("2017%"), in_words("2017-04-10")
    ('spring 2024', 'perhaps 2017-04', 'perhaps about 2017', '2017-04-10')
    """
    if len(edtf) > 1 and edtf[0] + edtf[-1] in ("[]", "{}"):
        joint = " or " if edtf[0] == "[" else " and "
        *those, last = map(in_words, edtf[1:-1].split(","))
        return f"{', '.join(those)}{joint}{last}" if those else last
    first, between, last = edtf.partition("..")
    if between and first and last:
        return f"between {in_words(first)} and {in_words(last)}"
    if edtf[-1:] in _DOUBT:
        return f"{_DOUBT[edtf[-1]]} {in_words(edtf[:-1])}"
    if edtf[:3].isdecimal() and edtf[3:] == "X":
        return f"the {edtf[:3]}0s"
    year, _, season = edtf.partition("-")
    return f"{_SEASONS[season]} {year}" if season in _SEASONS else edtf


def span_words(first: str | None, last: str | None) -> str | None:
    """Return the two ends of a stretch of time, or the one day that it is."""
    return " to ".join(dict.fromkeys(date for date in (first, last) if date)) or None
