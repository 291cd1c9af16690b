"""How a transcript of a court says whose questions follow, and who answers them."""

from __future__ import annotations

import re
from functools import cache

from quotes.lexicon import Lexicon
from quotes.text import either

_NAME = r"[^\W\da-z][^a-z\n:]*[^\W\da-z]"  # in capitals


@cache
def examines(lexicon: Lexicon) -> re.Pattern[str]:
    """Return the pattern of a line that says whose questions follow, its `who`: CROSS-EXAMINATION BY MR. DORN:"""
    held, by, whom = (_capital(lexicon, part) for part in ("examination", "by", "whom"))
    return re.compile(rf"(?:[A-Z-]+ )?(?:{held} )?{by} (?P<who>{whom}\b[^a-z\n:]{{2,40}})(?::|(?=\s*$))")


@cache
def by_whom(lexicon: Lexicon) -> re.Pattern[str]:
    """Return the pattern of the word before whoever asks, which such a line holds."""
    return re.compile(rf"\b{_capital(lexicon, 'by')} ")


@cache
def sworn(lexicon: Lexicon) -> re.Pattern[str]:
    """Return the pattern of the oath of a witness, its `who`: ANN LEE, having been duly sworn."""
    return re.compile(rf"^\s*(?P<who>{_NAME}),\s[^.:]{{0,160}}?\b{_either(lexicon, 'sworn')}\b", re.MULTILINE)


def _capital(lexicon: Lexicon, part: str) -> str:
    return either(word.upper() for word, of in lexicon.keyed("examining").items() if of == part)


def _either(lexicon: Lexicon, part: str) -> str:
    return either(word for word, of in lexicon.keyed("examining").items() if of == part)
