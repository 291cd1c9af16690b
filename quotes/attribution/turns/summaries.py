"""Pages on which what stands under labels tells of those they name: minutes (thanked the clerk), profiles (Keeps bees)

Sentences there lack their subject, and nobody says I, we or you. No such page is among the measured ones: the weights
are set, so that two turns that tell and none that speaks leave a doubt, and one that says “I” outweighs more than one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from quotes.attribution.turns.cues import cue_words
from quotes.attribution.turns.paragraphs import unquoted
from quotes.attribution.turns.sections import Section, text_of
from quotes.lexicon import Lexicon
from quotes.model import Document, Span

LOOKED_AT = 40  # turns
MOST = 0.45  # chance, at most, that a page of turns tells of those on its labels
NEGLIGIBLE = 0.02  # below which there is no doubt
_BEFORE, _TELLS, _SPEAKS, _NEITHER = -4.0, 2.0, -2.5, -0.5  # log odds: of a page, and what each of its turns adds
_DECIDED = -9.0  # log odds from which on no turn is looked at
_OWN = ("first_person", "we", "you")  # cues
_LONGEST = 400  # characters of a turn that are read
_SENTENCES = re.compile(r"[.!?]+[\s)*_]+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Openings(NamedTuple):
    """The words that sentences without a subject open with, and the words of those who speak, all in small letters."""

    helpers: frozenset[str]
    verbs: frozenset[str]
    asking: frozenset[str]
    own: frozenset[str]


@cache
def _openings(lexicon: Lexicon) -> Openings:
    known = lexicon.keyed("subjectless")
    by_key = {
        key: frozenset(word for word in known if known[word] == key) for key in ("helper", "verb", "past", "asks")
    }
    own = (word.lower() for cue in _OWN for word in cue_words(lexicon).of.get(cue, ()))
    return Openings(by_key["helper"], by_key["verb"] | by_key["past"], by_key["asks"], frozenset(own))


def told(document: Document, sections: Sequence[Section]) -> float:
    """Return how likely the page tells of those whom its labels name, rather than say their words."""
    odds = _BEFORE
    for text in islice(_turns(document, sections), LOOKED_AT):
        odds += _weight(text, document.lexicon)
        if odds < _DECIDED:
            break
    chance = 1 / (1 + math.exp(-odds))
    return 0.0 if chance < NEGLIGIBLE else min(MOST, chance)


def _turns(document: Document, sections: Sequence[Section]) -> Iterator[str]:
    for section in sections:
        if section.label:
            first = section.paragraphs[0]
            start, end = first.span
            yield text_of(document, first._replace(span=Span(start, min(end, start + _LONGEST))))


def _weight(text: str, lexicon: Lexicon) -> float:
    """Return what a turn says for its telling of whoever is on the label."""
    words = _openings(lexicon)
    said = unquoted(text).replace("’", "'").lower()
    if not words.own.isdisjoint(_WORD.findall(said)):
        return _SPEAKS
    sentences = _SENTENCES.split(said)
    return _TELLS if any(_lacks_subject(sentence, words) for sentence in sentences) and "?" not in said else _NEITHER


def _lacks_subject(sentence: str, words: Openings) -> bool:
    """Return whether a sentence opens with a verb of the third person; English: a past form may end in -ed."""
    first, second = (*(match.group() for match in islice(_WORD.finditer(sentence), 2)), "", "")[:2]
    if first in words.helpers:
        return bool(second) and second not in words.asking
    return bool(second) and (first in words.verbs or (first.endswith("ed") and len(first) > 4))
