"""The sentence around words, and the quotation marks that they stand in."""

from __future__ import annotations

import re
from functools import cache

from quotes.lexicon import Lexicon
from quotes.lexicon.titles import short
from quotes.span import Span

_END = re.compile(r"(?<=[.!?…])[\"”’»)\]]*\s+|\n\n\s*")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.\s*$")
QUOTED = re.compile(r"“[^“”]*(?:”|$)|„[^„“”]*(?:[“”]|$)|«[^«»]*(?:»|$)|\"[^\"]*(?:\"|$)")
WIDE = 4000  # so many characters back the beginning of a sentence is looked for
_LONGEST = 12  # characters of an abbreviation with its full stop and the space behind it


def sentence(text: str, hit: Span, lexicon: Lexicon) -> Span:
    """Return the sentence of `text` that `hit` lies in, or the sentences."""
    start, end = 0, len(text)
    for stop in _END.finditer(text, max(0, hit.start - WIDE)):
        if (hit.start < stop.end() and stop.start() < hit.end) or _is_abbreviation(text, stop, lexicon):
            continue
        if stop.start() >= hit.end:
            end = stop.start() + len(stop.group().rstrip())
            break
        start = stop.end()
    return Span(start, end)


def roughly(text: str) -> list[str]:
    """Return the sentences of a long text, without a look at its abbreviations: some are cut."""
    return _END.split(text)


def _is_abbreviation(text: str, stop: re.Match[str], lexicon: Lexicon) -> bool:
    """Tell whether the full stop before `stop` is one of an abbreviation or an initial."""
    word = _LAST_WORD.search(text, max(0, stop.start() - _LONGEST), stop.end())
    if word is None or "\n\n" in stop.group():
        return False
    return word[1] in _short(lexicon) or _is_initial(word[1])


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isupper() and word != "I"


@cache
def _short(lexicon: Lexicon) -> frozenset[str]:
    return lexicon.words("abbreviations") | frozenset(word.capitalize() for word in short(lexicon))


def quotation(text: str, hit: Span) -> Span | None:
    """Return the quotation in `text`, with its marks, that all of `hit` stands in; None when it stands in none."""
    opening = text.rfind("\n\n", 0, hit.start)
    closing = text.find("\n\n", hit.end)
    for found in QUOTED.finditer(text, max(opening, 0), len(text) if closing < 0 else closing):
        if found.start() < hit.start and hit.end <= found.end():
            return Span(*found.span())
    return None


def occurrence(words: str, text: str, near: float) -> int:
    """Return where `words` stand in `text`, of several places the one nearest to `near`, a share of it; -1: nowhere.

    A share, for what a reader is shown is shorter than the source by markup and the ends of lines.

    >>> occurrence("It is over", "“It is over,” said Bell. “It is over,” said Lind.", 0.5)
    26
    """
    best = start = text.find(words)
    while start >= 0:
        best = min(best, start, key=lambda place: abs(place - near * len(text)))
        start = text.find(words, start + 1)
    return best


def share(start: int, whole: Span) -> float:
    """Return how far into `whole` a place lies."""
    return (start - whole.start) / max(whole.end - whole.start, 1)
