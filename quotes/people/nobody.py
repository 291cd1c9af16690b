"""Phrases of prose that name nobody: what is left of one ("the", "which"), an adverb, and what is no one who speaks."""

from __future__ import annotations

import re
from functools import cache

from quotes.lexicon import Lexicon
from quotes.lexicon.titles import titles
from quotes.text import fold

_POSSESSIVE = re.compile(r"['’]s?$")
# 1977; 2012, and obtained; 2001 for the act; 6-1 for the motion
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:(?:,| (?:at|by|for|in|of|on|to) ).*)?|\d+-\d+ .*", re.DOTALL)
_APPOSED = re.compile(r", (who|which|whose)\b")
_DOING = re.compile(r"[a-z]{2,}ings?")  # recent polling
_ADVERB = 6  # letters at least: simply; not Daly
_CLASSES = ("W", "k", "t", "e", "m", "a")  # of classes.txt: words that no phrase for somebody consists of
_DETERMINERS = ("d",)
_OBJECTS = ("m",)  # let us (say)
_BEHIND = ("i", "o", "W", "T")  # words behind which a phrase has no head any more


def names_nobody(words: str, lexicon: Lexicon) -> bool:
    """Return whether a phrase without a name is nobody, and nothing that speaks.

    >>> from quotes.lexicon import ENGLISH
    >>> [names_nobody(words, ENGLISH) for words in ("which", "Frankly", "The erosion of trust", "the crowd", "those")]
    [True, True, True, False, False]
    """
    if _empty(lexicon).issuperset(fold(words).split()) or _YEAR.fullmatch(words):
        return True
    phrase = _to_head(words, lexicon)
    if not phrase or (len(phrase) > 1 and phrase[-1][:1].isupper()):  # a name, or told more of by what stands behind
        return False
    if all(_is_no_noun(word, lexicon) for word in phrase):
        return len(phrase) == 1 or fold(phrase[0]) != "the"  # the wealthy
    head = fold(_POSSESSIVE.sub("", phrase[-1]).rpartition("-")[2])
    clause = phrase[-1].islower() or len(phrase) < len(words.split())  # not: Manning
    return _listed(lexicon).isdisjoint(_singular(head)) and (
        _is_adverb(head, lexicon)
        or head in _of_classes(_OBJECTS, lexicon)
        or (clause and _DOING.fullmatch(head) is not None)
        or not lexicon.words("abstractions").isdisjoint(_singular(head))
        or not lexicon.words("deeds").isdisjoint(_singular(head))
    )


def is_described(words: str, lexicon: Lexicon) -> bool:
    """Return whether words that name a body describe it: the school; not: Atlantic, Voice of the North."""
    first = words.split()[0]
    return first.islower() or fold(first) in _of_classes(_DETERMINERS, lexicon)


def _is_no_noun(word: str, lexicon: Lexicon) -> bool:
    last = fold(word.rpartition("-")[2])
    return last in _empty(lexicon) or last in lexicon.words("no_nouns")  # large: never joined


def _to_head(words: str, lexicon: Lexicon) -> list[str]:
    """Return the words of a phrase to its head, without what stands behind that and only tells more of it."""
    behind = _of_classes(_BEHIND, lexicon) | lexicon.words("behind_nouns")
    found: list[str] = []
    for word in _APPOSED.sub(r" \1", words).split():
        if found and fold(word) in behind and fold(found[-1]) not in lexicon.words("articles"):  # an inside source
            break
        found.append(word)
        if word.endswith(","):
            return []  # the elections, Ann Lee: somebody may stand behind it
    return found


def _singular(noun: str) -> tuple[str, ...]:
    """Return what a noun may be the plural of, and the noun; English."""
    if noun.endswith("ies"):
        return noun, f"{noun[:-3]}y"
    if noun.endswith("ses"):
        return noun, noun[:-1], noun[:-2], f"{noun[:-2]}is"
    return (noun, noun[:-1], noun[:-2]) if noun.endswith("es") else (noun, noun.removesuffix("s"))


def _is_adverb(word: str, lexicon: Lexicon) -> bool:
    """Return whether a word is an adverb by its ending; English, in which some surnames end so, too."""
    if not word.endswith("ly") or len(word) < _ADVERB or word in lexicon.words("no_adverbs"):
        return False
    known = word in lexicon.keyed("given_names")
    return not known and (not word.endswith("lly") or word.endswith(tuple(lexicon.words("adverb_endings"))))


@cache
def _listed(lexicon: Lexicon) -> frozenset[str]:
    """Return the words for somebody, for bodies and what they publish, and for how many there are."""
    somebody = titles(lexicon).heads | lexicon.words("persons") | lexicon.words("groups") - lexicon.words("deeds")
    return somebody | lexicon.words("quantities") | lexicon.words("voices")


@cache
def _empty(lexicon: Lexicon) -> frozenset[str]:
    return lexicon.words("no_names") | _of_classes(_CLASSES, lexicon)


@cache
def _of_classes(letters: tuple[str, ...], lexicon: Lexicon) -> frozenset[str]:
    return frozenset(fold(word) for word, key in lexicon.keyed("classes").items() if key[0] in letters)
