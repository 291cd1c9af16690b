"""Is a text written in a language whose words are known? Of one that is not, no cue can say who speaks.

English is the only language with cues so far. A text is weighed word by word: words that every English text is full of
speak for it, small words that are none of them, and letters of other alphabets, against. Few words leave a doubt.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from quotes import wordlists

ENGLISH = wordlists.words("commonest")
RARE = 0.03  # share of pages in other languages, before a word is read
RARE_PARAGRAPH = 0.01  # of the paragraphs of a page in English, those in another language
USUAL_PARAGRAPH = 0.9  # of those of a page in another language
READ = 40  # paragraphs of a page that tell its language
_HIT, _MISS = math.log(0.02 / 0.3), math.log(0.98 / 0.75)  # how often small words are such words, here and there
_ACCENTED = math.log(0.15 / 0.02)  # how often small words have letters that English has not
_MOST = 8.0  # log odds: words of one text are not independent witnesses
_WORDS_READ = 60
_LETTERS_READ = 600
_SURE = (" the ", " of ", " and ", " that ", " to ", " with ", " said ", " from ", " this ", " they ")
_FEW = 3  # of these, where they stand in one text, leave no doubt, and are found at once
_SMALL = re.compile(r"(?<![^\W_])[^\W\d_]+")
_OTHER_ALPHABET = re.compile(r"[^\x00-\u036f\u1e00-\u20cf\ufb00-\ufb06\W\d_]")  # a letter that is not Latin


def unknown(text: str, prior: float = RARE) -> float:
    """Return how likely `text` is in a language whose words are not known; `prior` is that before it is read.

    >>> unknown("The ferry that we wanted is here, and it will not sail from this quay.") < 0.01
    True
    >>> unknown("Die Fähre fährt weiter, und am Montag kommen alle Kinder wieder.") > 0.8
    True
    """
    if prior < 0.5 and len([word for word in _SURE if word in text]) >= _FEW:
        return 0.0
    odds = math.log(prior / (1 - prior)) + max(-_MOST, min(_MOST, sum(_weights(text))))
    return 1 / (1 + math.exp(-odds))


def unknown_page(texts: Iterable[str]) -> float:
    """Return how likely a page is in a language whose words are not known, by its first paragraphs."""
    return unknown(" ".join(islice(texts, READ)))


def beside(page: float) -> float:
    """Return how likely a paragraph is in such a language, before it is read, on a page that so likely is."""
    return RARE_PARAGRAPH + (USUAL_PARAGRAPH - RARE_PARAGRAPH) * page


def _weights(text: str) -> Iterator[float]:
    """Yield what each word says, in log odds; capitals are names, or open sentences with a word that is known."""
    text = text[:_LETTERS_READ]
    if not text.isascii() and (other := len(_OTHER_ALPHABET.findall(text))):
        yield _MOST if 2 * other > sum(map(str.isalpha, text)) else 0.0
    for word in islice(filter(_may_tell, _SMALL.findall(text)), _WORDS_READ):
        yield _HIT if word.lower() in ENGLISH else _MISS if word.isascii() else _MISS + _ACCENTED


def _may_tell(word: str) -> bool:
    return word.islower() or word.lower() in ENGLISH
