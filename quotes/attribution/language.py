"""Whether words are of a language whose words are known here: English, by the words that no English text goes without.

What cues and words of reporting tell holds for English alone. How often the commonest words of English stand in English
news and speech, and in other languages, was counted on the measuring sets and on German news.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log
from operator import itemgetter

from quotes import wordlists

_FIRST = itemgetter(0)
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = wordlists.words("attribution/english.txt")
_IN_ENGLISH, _IN_OTHERS = 0.22, 0.012  # their share of the words that are no names
_FOR, _AGAINST = log((1 - _IN_OTHERS) / (1 - _IN_ENGLISH)), log(_IN_OTHERS / _IN_ENGLISH)
_BEFOREHAND = -4.0  # log odds: one document in fifty
_AT_MOST = 6.0  # how much a document says of its paragraphs, which may be in two languages
_PLAIN = (" the ", " of ", " to ", " and ", " that ", " for ", " said", " he ", " with ")  # some of these words
_BEYOND_DOUBT = -4.0
_LEAST_ENGLISH = 0.05  # of the words: English news and speech have 0.13 to 0.3, other languages 0 to 0.02
_ENOUGH = 40  # words, to tell


def is_foreign(tokens: Sequence[str]) -> bool:
    """Return whether the words `tokens` of a page are of another language than English, the only one with cues here."""
    english = sum(token.lower() in _ENGLISH for token in tokens)
    return len(tokens) >= _ENOUGH and english < _LEAST_ENGLISH * len(tokens)


def is_plainly_known(text: str, opening: float, within: bool) -> bool:
    """Tell, in a tenth of the time, that a paragraph is in a known language even if its words are as foreign as can be.

    `opening` is what the opening of the document says; `within`: the paragraph is part of it.
    """
    words = len(text.split())
    others = opening - words * _AGAINST if within else opening
    return of_paragraph(words * _FOR + sum(map(text.count, _PLAIN)) * _AGAINST, others) < _BEYOND_DOUBT


def of_paragraph(own: float, others: float) -> float:
    """Return the log odds that a paragraph is in another language, by its `own` words and the `others` beside it."""
    return _BEFOREHAND + max(-_AT_MOST, min(_AT_MOST, others)) + own


def foreignness(text: str) -> float:
    """Return how much the words of `text` speak for another language, in log odds; names say nothing."""
    words = _WORD.findall(text)
    english = sum(map(_ENGLISH.__contains__, map(str.lower, words)))
    opening = english - sum(map(_ENGLISH.__contains__, words))  # a sentence, with a capital
    names = sum(map(str.isupper, map(_FIRST, words))) - opening
    return english * _AGAINST + (len(words) - names - english) * _FOR
