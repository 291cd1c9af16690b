"""What is heard and not said: (Laughter), [inaudible], (Beifall), page marks and times within a text."""

from __future__ import annotations

import re

from quotes import wordlists
from quotes.formats.lines import matches
from quotes.model import Markup

# A time of day is hh:mm with a zone or a.m.; a time mark is m:ss, h:mm:ss, with or without brackets (escaped or not).
TIME = r"\\?[\[(]?(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?\\?[\])]?"
_CLOCK = re.compile(r"(?:(\d+):)?(\d+):(\d+(?:[.,]\d+)?)")
_BRACKETED = re.compile(
    r"(?:\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\[(?:[^\[\]]|\[[^\[\]]*\])*\]|\{[^{}]*\}.{0,40}|\\\[[^\[\]\n]*\\\]|<(?:…|\.{3})>)\.?"
)
MARKS = frozenset("([{\\<0123456789")  # what time marks and reactions open with
_TIME_ONLY = re.compile(TIME)
_WORDS = "|".join(sorted(map(re.escape, wordlists.lines("formats/reactions.txt")), key=len, reverse=True))
_INLINE = re.compile(
    rf"(?:\\[(\[]|[(\[])[*_]*(?:(?:{_WORDS})\b[^()\[\]\n]{{0,60}}|\d{{1,2}}:\d\d(?::\d\d)?\\?)[)\]]", re.IGNORECASE
)
# The last lines of a printed transcript: END, ###, the time at which it was over.
_CLOSING = re.compile(
    r"(?:[-–—*#\\\s]*(?:END|###)[-–—*#\s]*)?(?:\d{1,2}[:.]\d\d\s*(?:[ap]\.?\s?m\.?|h|Uhr)?\s*[A-Z]{0,4})?[-–—*_#=\s]*",
    re.IGNORECASE,
)
_CLOSERS = "-–—*#\\Ee_=0123456789"  # what such a line opens with


def seconds(mark: str) -> float | None:
    """Return the seconds of a time mark such as 1:02:03.5, None when there is none in `mark`."""
    match = _CLOCK.search(mark)
    if not match:
        return None
    hours, minutes, rest = match.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + float(rest.replace(",", "."))


def is_reaction(paragraph: str) -> bool:
    """Return whether `paragraph` stands in brackets from end to end."""
    return paragraph[:1] in "([{\\<" and len(paragraph) < 600 and bool(_BRACKETED.fullmatch(paragraph))


def is_time_mark(paragraph: str) -> bool:
    """Return whether `paragraph` is a time mark and nothing else."""
    return len(paragraph) < 16 and bool(_TIME_ONLY.fullmatch(paragraph))


def is_closing(paragraph: str) -> bool:
    """Return whether `paragraph` only says that the transcript ends, or when."""
    return len(paragraph) < 60 and paragraph[:1] in _CLOSERS and bool(_CLOSING.fullmatch(paragraph))


def inline(text: str) -> list[Markup]:
    """Return where reactions and bracketed time marks stand in `text`, in order."""
    found = sorted(Markup(*match.span()) for match in matches(_INLINE, text, "\\(["))
    return [mark for before, mark in zip([Markup(0, 0), *found], found, strict=False) if mark.start >= before.end]
