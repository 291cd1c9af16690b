"""Times as transcripts, subtitles and chats print them: in a recording (m:ss, h:mm:ss), of the clock, with a date."""

from __future__ import annotations

import re
from collections.abc import Sequence

# A time of day is hh:mm with a zone or a.m.; a time mark is m:ss, h:mm:ss, with or without brackets (escaped or not).
TIME = r"\\?[\[(]?(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?\\?[\])]?"
CODED = r"#\d{1,2}:\d\d:\d\d-\d#"  # as programs for the coding of interviews print the end of a turn
_SPACE = r"[ \u00a0\u2007\u202f]"
# English: a.m. and p.m., as the hours of a clock are told there.
HALVES = rf"[AaPp]\.?{_SPACE}?[Mm]\b\.?"
FIGURES = r"\d{1,3}[:.]\d\d(?:[:.]\d\d)?(?:[.,:]\d{1,3})?"  # of a clock, or of a place in a recording
CLOCK = rf"{FIGURES}(?:{_SPACE}?{HALVES})?"
# A date in figures, or with a short month between them: 02/05/24, 2024-05-02, 02-May-24.
SHORT_DATE = r"(?:\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|\d{1,2}[- ][^\W\d_]{3}[- ]\d{2,4})"
# A date with its year, in any order: 2. 5. 2024, 2 May 2024, May 2, 2024, 2024年5月2日.
DATE = (
    rf"(?:{SHORT_DATE}|\d{{1,4}}\.{_SPACE}?\d{{1,2}}\.{_SPACE}?\d{{1,4}}"
    r"|\d{1,2}\.?[- ][^\W\d_]{3,9}\.?(?:,? |-)\d{2,4}|[^\W\d_]{3,9}\.? \d{1,2},? \d{4}"
    rf"|\d{{4}}[年년]{_SPACE}?\d{{1,2}}[月월]{_SPACE}?\d{{1,2}}[日일])"
)
_DAY = rf"\d{{1,2}}[/.]\d{{1,2}}\.?|[^\W\d_]{{3}} {_SPACE}?\d{{1,2}}"  # a date without its year: 02/05, May 02
_ZONE = rf"Z|{_SPACE}?(?:UTC|GMT)?[+-]\d{{1,2}}(?::?\d\d)?\b|{_SPACE}\(?(?:UTC|GMT|[A-Z]{{1,3}}T)\b\)?"
_CLOCK = re.compile(r"(?<![\d:])(?:(\d{1,6}):)?(\d{1,9}):(\d{1,9}(?:[.,]\d+)?)(?!\d)")  # more digits are no time
# Seconds that a word takes at most. Beyond, the times of a file are in the next smaller unit: ms, or ticks of 100 ns.
_SLOWEST, _UNITS = 20.0, (1.0, 1e3, 1e7)
_PAUSE = 600.0  # and seconds before the first one, at most
CALENDAR = 1e9  # from which on a time is one of the calendar's
_TIME_ONLY = re.compile(rf"{TIME}:?")


def stamp(before: str, behind: str, days: str, joints: str) -> str:
    """Return the pattern of what says when words were written: a time, with its date before or behind it or without.

    The words of languages are handed in, each as the pattern of any of them: `before` and `behind` the figures of a
    clock (오전, p.m.), `days` for a date (Yesterday), and `joints` of that and the clock (at).
    """
    figures = (
        rf"(?:{FIGURES.replace('[:.]', '[:.h]', 1)}|\d{{1,2}}:\d{{1,2}}:\d{{1,2}}[.,]\d{{1,3}})"  # 18h02; 0:0:3.34
    )
    clock = rf"(?:{before}{_SPACE}?)?{figures}(?:{_SPACE}?{behind})?(?:{_ZONE})?"
    date = rf"(?:[^\W\d_]{{2,10}}\.?,{_SPACE})?{DATE}\.?"
    parted = rf"(?:,|T(?=\d)|,?{_SPACE}+{joints})?{_SPACE}*"
    dated = rf"{clock},?{_SPACE}+(?:{date}|{_DAY})|(?:(?:{date}|{days}|{_DAY}){parted})?{clock}"
    return rf"(?<![\w:.,])(?:{dated})(?![\w%]|:\d)"


def seconds(mark: str) -> float | None:
    """Return the seconds of a time mark such as 1:02:03.5, None when there is none in `mark`."""
    match = _CLOCK.search(mark)
    if not match:
        return None
    hours, minutes, rest = match.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + float(rest.replace(",", "."))


def plausible(found: float) -> float | None:
    """Return seconds, if they can be a place in a recording; None of more: figures without end are no time."""
    return found if found < CALENDAR else None


def unit(starts: Sequence[float], words: int) -> float | None:
    """Return how many of the units in which a file counts `starts` are a second; None where they are the calendar's.

    Between them, `words` are said: so slowly does nobody speak that whole numbers are no smaller unit.
    """
    if not starts or min(starts) >= CALENDAR:
        return None
    if not all(map(float.is_integer, starts)):
        return 1.0
    return next((unit for unit in _UNITS if max(starts) / unit <= _SLOWEST * words + _PAUSE), _UNITS[-1])


def is_time_mark(paragraph: str) -> bool:
    """Return whether `paragraph` is a time mark and nothing else."""
    return len(paragraph) < 20 and bool(_TIME_ONLY.fullmatch(paragraph))
