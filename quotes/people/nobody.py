"""Phrases of prose that name nobody: what is left of one ("the", "which"), an adverb, and what is no one who speaks."""

from __future__ import annotations

import re
from functools import cache

from quotes.lexicon import Lexicon
from quotes.text import fold

_POSSESSIVE = re.compile(r"['’]s?$")
_ADVERB = 6  # letters at least: simply; not Daly
_CLASSES = ("W", "k", "t", "e", "m", "a")  # of classes.txt: words that no phrase for somebody consists of
_BEHIND = ("i", "o", "W", "T")  # words behind which a phrase has no head any more


def names_nobody(words: str, lexicon: Lexicon) -> bool:
    """Return whether a phrase without a name is nobody, and nothing that speaks.

    >>> from quotes.lexicon import ENGLISH
    >>> [names_nobody(words, ENGLISH) for words in ("which", "Frankly", "The erosion of trust", "the crowd", "those")]
    [True, True, True, False, False]
    """
    if _empty(lexicon).issuperset(fold(words).split()):
        return True
    head = fold(_POSSESSIVE.sub("", _head(words, lexicon)))
    return _is_adverb(head, lexicon) or any(one in lexicon.words("abstractions") for one in _singular(head))


def _head(words: str, lexicon: Lexicon) -> str:
    """Return the last word of a phrase before what only tells more of it."""
    behind, head = _of_classes(_BEHIND, lexicon), ""
    for word in words.split():
        if head and fold(word) in behind:
            break
        head = word
        if word.endswith(","):
            return ""  # the elections, Ann Lee: somebody may stand behind it
    return head


def _singular(noun: str) -> tuple[str, ...]:
    """Return what a noun may be the plural of, and the noun; English."""
    if noun.endswith("ies"):
        return noun, f"{noun[:-3]}y"
    return (noun, noun[:-1], noun[:-2]) if noun.endswith("es") else (noun, noun.removesuffix("s"))


def _is_adverb(word: str, lexicon: Lexicon) -> bool:
    """Return whether a word is an adverb by its ending; English, in which some surnames end so, too."""
    if not word.endswith("ly") or len(word) < _ADVERB or word in lexicon.words("no_adverbs"):
        return False
    known = word in lexicon.keyed("given_names")
    return not known and (not word.endswith("lly") or word.endswith(tuple(lexicon.words("adverb_endings"))))


@cache
def _empty(lexicon: Lexicon) -> frozenset[str]:
    return lexicon.words("no_names") | _of_classes(_CLASSES, lexicon)


@cache
def _of_classes(letters: tuple[str, ...], lexicon: Lexicon) -> frozenset[str]:
    return frozenset(fold(word) for word, key in lexicon.keyed("classes").items() if key[0] in letters)
