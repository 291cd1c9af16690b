"""Things that bear words: “Back soon,” read a sign on the door. Nobody says so, unless it is told who."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.diction import Diction
from quotes.attribution.prose.phrases import Range, noun_phrase
from quotes.attribution.prose.tags import Tagged

_ANY = "*"
_HEAD = pattern("[@determiner @name @word @possessive @adverb @figure @claim]+")
_TO_BE_GIVEN = pattern("[@that @relative] (?P<who>[@name @determiner @word]*@name) (?:@be @to|@auxiliary)")
_WHEN = pattern("(?:,? @preposition? @time+)*")


class Bearer(NamedTuple):
    """What must open the words for a thing (nothing: any word may), and what stands before whoever wrote on it."""

    openers: frozenset[str]
    writers: frozenset[str]


@cache
def _bearers(diction: Diction) -> Mapping[str, Bearer]:
    """Return the things of the words that `diction` holds."""
    rows = [
        (Bearer(frozenset(opens.split()) - {_ANY}, frozenset(before.split())), words)
        for opens, before, words in diction.bearers
    ]
    return {word: bearer for bearer, words in rows for word in words.split()}


def is_nobodys(tagged: Tagged, subject: Range, hi: int) -> bool:
    """Tell whether the subject of a sentence up to token `hi` is a thing that bears words of which nobody is told."""
    thing = _thing(tagged, subject)
    return thing is not None and _writer(tagged, thing, hi) is None


def writer_of(tagged: Tagged, subject: Range, hi: int) -> Range:
    """Return whoever wrote the words that a subject bears: a post on Monday by | Ann Lee; else the subject itself.

    What somebody is yet to say is his: a draft of the speech that | Ann Lee | will give says …
    """
    planned = _TO_BE_GIVEN.match(tagged.tags, subject[1], hi)
    if planned and tagged.words[subject[1] - 1] in tagged.diction.writings:
        return planned.span("who")
    thing = _thing(tagged, subject)
    writer = _writer(tagged, thing, hi) if thing is not None else None
    return writer or subject


def _thing(tagged: Tagged, subject: Range) -> int | None:
    """Return the token of a thing that bears words, as which a subject is described."""
    head = _HEAD.match(tagged.tags, *subject)
    bearer = _bearers(tagged.diction).get(tagged.words[head.end() - 1]) if head else None
    if head is None or bearer is None or (bearer.openers and tagged.words[subject[0]] not in bearer.openers):
        return None
    return head.end() - 1


def _writer(tagged: Tagged, thing: int, hi: int) -> Range | None:
    """Return whoever is said behind a thing to have written what it bears."""
    when = _WHEN.match(tagged.tags, thing + 1, hi)
    before = when.end() if when else thing + 1
    if before >= hi or tagged.words[before] not in _bearers(tagged.diction)[tagged.words[thing]].writers:
        return None
    named = noun_phrase(tagged.tags, before + 1, hi)
    return named if named and "X" in tagged.tags[slice(*named)] else None
