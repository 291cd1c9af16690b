"""Lines that date what they stand over: a day, and few words beside it, none of which makes a sentence of the line."""

from __future__ import annotations

import re
from collections.abc import Callable

from quotes.dates.citing import cited
from quotes.lexicon import Lexicon
from quotes.text import fold

BESIDE = 40  # characters that may stand beside a date on a dateline
LONGEST_DATE = len("22nd of September, 2017")
POSTED = "—–"  # what opens the line below a quoted post: — Ana Reyes (@ana) 3 May 2021
_PARTED = re.compile(r"(?: ?\([^()]{1,30}\))? ?[—–-]+ |\) ?[.:—–-]+ ")  # MINSK, 3 May 2021 (Belta) — They met.
_PLACE = re.compile(r"(?:(?:[^\W\d_a-zß-ÿ][\w.’'-]*[, ] ?){1,5}(?<=, ))?")  # Zurich, | 2 June 2024. The chairman …
_SENTENCE = re.compile(r"\. [\"“‘«„]?[^\W\d_a-zß-ÿ]")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'.][^\W\d_]+)*")


def is_day(edtf: str) -> bool:
    """Return whether an EDTF text is one day."""
    return len(edtf) == len("2017-04-10") and edtf[4] == edtf[7] == "-"


def is_either(edtf: str) -> bool:
    """Return whether an EDTF text is one of several days, as 3/4/2025 is."""
    return edtf.startswith("[") and ".." not in edtf


def day_of(line: str, lexicon: Lexicon, tells: Callable[[str], bool] = is_day) -> str | None:
    """Return the day that `line` dates what follows with; None where it tells no day, or tells one in a sentence.

    What it `tells` is a day, or with `is_either` what may be one of two.

    Beside the date stand names and places, which have capitals, and the words of beside_dates.txt. The day of a change,
    one that is remembered or to come, and that below a quoted post, date something else.
    """
    line = " ".join(line.split())
    head = line[: BESIDE + LONGEST_DATE]
    days = [found for found in cited(head, None, lexicon) if tells(found.edtf)]
    if len(days) != 1 or line[0] in POSTED:
        return None
    before, after = line[: days[0].span.start], line[days[0].span.end :]
    parted = _PARTED.match(after) or (_SENTENCE.match(after) and _PLACE.fullmatch(before))
    beside = before if parted else f"{before} {after}"
    if len(beside) > BESIDE:
        return None
    if any(word in fold(beside) for word in lexicon.phrases("updated")) or is_of_another_day(beside, lexicon):
        return None
    return days[0].edtf if all(_stands_beside(word, lexicon) for word in _WORD.findall(beside)) else None


def is_of_another_day(beside: str, lexicon: Lexicon) -> bool:
    """Return whether what stands beside a day says that it is another's: Remembering Ann Lee, Next meeting."""
    said = f" {fold(beside)} "
    return any(f" {words} " in said for words in lexicon.phrases("other_days"))


def _stands_beside(word: str, lexicon: Lexicon) -> bool:
    return not word.islower() or word in lexicon.words("beside_dates")
