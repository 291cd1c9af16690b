"""In which language a text is that is not in English: by its letters and its commonest words, of those that are listed.

Whether a text is in English, language.py tells. Here the others are told apart: each word and each letter that only
some of them have speaks for these (a naive Bayes classifier with a rate for words that are listed, and one for others).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from math import exp, log
from typing import NamedTuple

from quotes.attribution import language
from quotes.lexicon import BASIC, Lexicon, load, others
from quotes.model import Attribution, Document

SURE = 0.9  # from here on a text is held to be in a language
_READ = 4000  # characters
_WORD = re.compile(r"[^\W\d_]+")
_LISTED, _NOT = log(0.3 / 0.03), log(0.7 / 0.97)  # how often a word is a listed one, in its language and in others
_LETTER = log(0.5 / 0.02)  # how often a text has such a letter, the same way
_ENGLISH = 0.5  # from here on a text is held not to be in English
_BESIDE = 0.9  # how likely a paragraph is not, before it is read, on a page that is not
_FULL = 0.17  # at least so many of the words of a text are listed, where it has no letters with accents
_MOST = 6  # times that one letter counts


class Language(NamedTuple):
    """What tells a language."""

    code: str
    letters: frozenset[str]
    words: frozenset[str]


@cache
def _languages(lexicon: Lexicon) -> tuple[Language, ...]:
    return tuple(
        Language(code, frozenset(letters), frozenset(words.split()))
        for code, letters, words in lexicon.columns("languages")
    )


def tongue(text: str, lexicon: Lexicon) -> tuple[str, float]:
    """Return the likeliest language of a text that is not in English, by its code, and how likely it is.

    >>> from quotes.lexicon import ENGLISH
    >>> tongue("Die Fähre fährt weiter, und am Montag kommen alle Kinder mit dem Boot wieder.", ENGLISH)[0]
    'de'
    """
    text = text[:_READ].lower()
    words = _WORD.findall(text)
    odds = {one.code: _odds(one, words, text) for one in _languages(lexicon)}
    best = max(odds, key=odds.__getitem__)
    total = sum(exp(max(-50.0, value - odds[best])) for value in odds.values())
    (likeliest,) = (one for one in _languages(lexicon) if one.code == best)
    return best, (1 / total if odds[best] > 0 and _is_told(likeliest, words, text) else 0.0)


def _is_told(language: Language, words: list[str], text: str) -> bool:
    """Tell whether a text has letters of a language, or as many of its words as any text in it has."""
    listed = sum(word in language.words for word in words)
    return listed >= _FULL * len(words) or not language.letters.isdisjoint(text)


def _odds(language: Language, words: list[str], text: str) -> float:
    told = sum(_LISTED if word in language.words else _NOT for word in words[:400])
    seen = sum(min(_MOST, text.count(letter)) for letter in language.letters)
    return told + seen * _LETTER / 4


def in_its_language(document: Document) -> Document:
    """Return `document` with the words of the language that it is in, where there is a pack of them, and that language
    told where the page does not tell it.

    What a page says of its language counts only where its words are not English: many pages say “en” of any text.
    """
    text = (document.plain or document.text)[:_READ]
    if language.unknown(text, document.lexicon) < _ENGLISH:
        return document
    found, chance = tongue(text, document.lexicon)
    said = (document.metadata.language or "")[:2].lower()
    code = found if chance >= SURE else said if said != BASIC else ""
    if not code:
        return document
    told = replace(document.metadata, language=document.metadata.language or code)
    lexicon = load(code, document.lexicon.additions) if code in others() else document.lexicon
    return replace(document, metadata=told, lexicon=lexicon)


def basic(document: Document) -> Document:
    """Return `document` with English words."""
    if document.lexicon.language == BASIC:
        return document
    return replace(document, lexicon=load(BASIC, document.lexicon.additions))


def parted(document: Document, top: Sequence[Attribution]) -> tuple[Sequence[Attribution], Sequence[Attribution]]:
    """Return the top-level attributions with the paragraphs that are in English, and with the others."""
    if document.lexicon.language == BASIC:
        return top, ()
    english = basic(document).lexicon
    own: list[Attribution] = []
    foreign: list[Attribution] = []
    for outer in top:
        spans = [passage.span for passage in outer.passages] or [outer.span]
        known = [language.unknown(document.text[slice(*span)], english, _BESIDE) < _ENGLISH for span in spans]
        for kept, those in ((own, True), (foreign, False)):
            if those in known:
                passages = tuple(one for one, is_known in zip(outer.passages, known, strict=False) if is_known is those)
                kept.append(outer._replace(passages=passages))
    return own, foreign
