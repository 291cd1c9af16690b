"""Times in a recording, as transcripts and subtitles print them: m:ss, h:mm:ss, with fractions, in brackets or not."""

from __future__ import annotations

import re

# A time of day is hh:mm with a zone or a.m.; a time mark is m:ss, h:mm:ss, with or without brackets (escaped or not).
TIME = r"\\?[\[(]?(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?\\?[\])]?"
_CLOCK = re.compile(r"(?:(\d+):)?(\d+):(\d+(?:[.,]\d+)?)")
_TIME_ONLY = re.compile(TIME)


def seconds(mark: str) -> float | None:
    """Return the seconds of a time mark such as 1:02:03.5, None when there is none in `mark`."""
    match = _CLOCK.search(mark)
    if not match:
        return None
    hours, minutes, rest = match.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + float(rest.replace(",", "."))


def is_time_mark(paragraph: str) -> bool:
    """Return whether `paragraph` is a time mark and nothing else."""
    return len(paragraph) < 16 and bool(_TIME_ONLY.fullmatch(paragraph))
