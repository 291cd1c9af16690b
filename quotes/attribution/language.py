"""Is a text written in the language whose words are known? Of one that is not, no cue can say who speaks.

That language is the lexicon's, by its list of the commonest words. A text is weighed word by word: words that every
text in that language is full of speak for it, small words that are none of them, and letters of other alphabets,
against. Few words leave a doubt. How much a word says was set for English.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from quotes.lexicon import BASIC, Lexicon

RARE = 0.03  # share of pages in other languages, before a word is read
RARE_PARAGRAPH = 0.01  # of the paragraphs of a page in English, those in another language
USUAL_PARAGRAPH = 0.9  # of those of a page in another language
BORROWED = 0.35  # set: of what signs say whose weights are fitted to another language, so much is doubt
READ = 40  # paragraphs of a page that tell its language
_HIT, _MISS = math.log(0.02 / 0.3), math.log(0.98 / 0.75)  # how often small words are such words, here and there
_ACCENTED = math.log(0.15 / 0.02)  # how often small words have letters with accents, where the language has none
_MOST = 8.0  # log odds: words of one text are not independent witnesses
_WORDS_READ = 60
_LETTERS_READ = 600
_REMEMBERED = 40_000  # words
_SUREST = 10  # words that the list begins with
_FEW = 3  # of these, where they stand in one text, leave no doubt, and are found at once
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]+")
_WORD_OF_ASCII = re.compile(r"[a-zA-Z](?<![a-zA-Z0-9].)[a-zA-Z]*+", re.DOTALL)  # the same, found faster
_OTHER_ALPHABET = re.compile(r"[^\x00-\u036f\u1e00-\u20cf\ufb00-\ufb06\W\d_]")  # a letter that is not Latin


class _Telling(dict[str, float]):
    """What each word met says, in log odds; 0 for capitals: names, or a sentence that opens with a word not known."""

    def __init__(self, known: frozenset[str], plain: bool) -> None:
        super().__init__()
        self._known = known
        self._accented = _MISS + _ACCENTED if plain else _MISS

    def __missing__(self, word: str) -> float:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = found = self._weight(word)
        return found

    def _weight(self, word: str) -> float:
        if word.lower() in self._known:
            return _HIT
        if not word.islower():
            return 0.0
        return _MISS if word.isascii() else self._accented


class Commonest(NamedTuple):
    """What the words that every text in the language is full of tell: the surest of them between spaces, all words."""

    surest: tuple[str, ...]
    telling: _Telling
    latin: bool


@cache
def commonest(lexicon: Lexicon) -> Commonest:
    """Return what tells the language of `lexicon`."""
    words = lexicon.words("commonest")
    in_order = [word for line in lexicon.lines("commonest") for word in line.split() if word in words]
    letters = "".join(in_order)
    surest = tuple(f" {word} " for word in in_order[:_SUREST])
    return Commonest(surest, _Telling(words, letters.isascii()), not _OTHER_ALPHABET.search(letters))


def unknown(text: str, lexicon: Lexicon, prior: float = RARE) -> float:
    """Return how likely `text` is in a language whose words are not known; `prior` is that before it is read.

    >>> unknown("The ferry that we wanted is here, and it will not sail from this quay.", ENGLISH) < 0.01
    True
    >>> unknown("Die Fähre fährt weiter, und am Montag kommen alle Kinder wieder.", ENGLISH) > 0.8
    True
    """
    if prior < 0.5 and _is_sure(text, commonest(lexicon).surest):
        return 0.0
    return _weighed(text[:_LETTERS_READ], prior, lexicon)


def unread(text: str, lexicon: Lexicon, prior: float = RARE) -> float:
    """Return how much of what the signs of turns say of `text` is doubt: its words are not known, or those of a pack.

    The weights of these signs are fitted to English pages.
    """
    doubt = unknown(text, lexicon, prior)
    return doubt if lexicon.language == BASIC else max(doubt, BORROWED)


def unknown_each(texts: Iterable[str], prior: float, lexicon: Lexicon) -> list[float]:
    """Return how likely each of `texts` is in such a language."""
    surest = commonest(lexicon).surest
    return [
        0.0 if prior < 0.5 and _is_sure(text, surest) else _weighed(text[:_LETTERS_READ], prior, lexicon)
        for text in texts
    ]


@lru_cache(maxsize=256)  # a paragraph is asked about twice: by who cuts turns, and by who reads prose
def _weighed(text: str, prior: float, lexicon: Lexicon) -> float:
    odds = math.log(prior / (1 - prior)) + max(-_MOST, min(_MOST, _told(text, commonest(lexicon))))
    return 1 / (1 + math.exp(-odds))


def unknown_page(texts: Iterable[str], lexicon: Lexicon) -> float:
    """Return how likely a page is in a language whose words are not known, by its first paragraphs."""
    return unknown(" ".join(islice(texts, READ)), lexicon)


def beside(page: float) -> float:
    """Return how likely a paragraph is in such a language, before it is read, on a page that so likely is."""
    return RARE_PARAGRAPH + (USUAL_PARAGRAPH - RARE_PARAGRAPH) * page


def _is_sure(text: str, surest: tuple[str, ...]) -> bool:
    """Tell whether enough of the `surest` words stand in a text; most texts are not searched for all of them."""
    few = _FEW
    for word in surest:
        if word in text:
            few -= 1
            if not few:
                return True
    return False


def _told(text: str, known: Commonest) -> float:
    """Return what the letters and words of a text say, in log odds."""
    foreign = 0.0
    if known.latin and not text.isascii() and (other := len(_OTHER_ALPHABET.findall(text))):
        foreign = _MOST if 2 * other > sum(map(str.isalpha, text)) else 0.0
    words = (_WORD_OF_ASCII if text.isascii() else _WORD).findall(text)
    telling = filter(None, map(known.telling.__getitem__, words))
    return sum(islice(telling, _WORDS_READ), foreign)
