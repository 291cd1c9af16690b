"""Whether a line without a full stop at its end holds a sentence all the same: what headings do not."""

from __future__ import annotations

import re
from functools import cache

from quotes.lexicon import Lexicon
from quotes.lexicon.titles import short
from quotes.stops import ENDING, QUOTING

FEWEST = 3  # words of a sentence, or letters of one in a script without spaces: “Part II. The road” holds none
LONG = 8  # words of a sentence behind which the next one may have begun just before its line ends
_UNSPACED = "\u2e80"  # from here on come the scripts of East Asia
_STOP = re.compile(rf"[{re.escape(ENDING)}]+[{re.escape(QUOTING)}]*(?:\s+|(?<=[。｡！？]))(?=\S)")


def holds_sentence(words: str, lexicon: Lexicon) -> bool:
    """Return whether a sentence ends within `words` and another one begins."""
    return any(
        _suffice(words[: stop.start()])
        and (_suffice(words[stop.end() :]) or len(words[: stop.start()].split()) >= LONG)
        for stop in _STOP.finditer(words)
        if not words[stop.end()].islower() and _may_end(words[: stop.start()], lexicon)
    )


def _may_end(words: str, lexicon: Lexicon) -> bool:
    """Return whether the last of `words` is no initial or abbreviation, behind which a full stop ends nothing."""
    last = words.rsplit(None, 1)[-1] if words.strip() else ""
    return len(last) > 1 and "." not in last and last not in _abbreviations(lexicon)


def _suffice(words: str) -> bool:
    return len(words.split()) >= FEWEST or sum(map(_is_unspaced, words)) >= FEWEST


def _is_unspaced(letter: str) -> bool:
    return letter >= _UNSPACED and letter.isalpha()


@cache
def _abbreviations(lexicon: Lexicon) -> frozenset[str]:
    """Return the words behind which a full stop ends no sentence."""
    return lexicon.words("abbreviations") | frozenset(word.capitalize() for word in short(lexicon))
