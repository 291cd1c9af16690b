"""What the pack of a language tells besides its lists: the titles and given names of the people that its news names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from quotes.lexicon import BASIC, Lexicon

SPEECH = "speech"  # the list that a pack is made of
_NOTHING: Mapping[str, Any] = {}


def people(lexicon: Lexicon) -> Mapping[str, Any]:
    """Return what a pack tells of people; nothing of English, which has lists of its own."""
    if lexicon.language == BASIC:
        return _NOTHING
    found: Mapping[str, Any] = lexicon.tables(SPEECH).get("people", _NOTHING)
    return found


@cache
def pack_titles(lexicon: Lexicon) -> frozenset[str]:
    """Return the words of a pack for what somebody is."""
    return frozenset(people(lexicon).get("titles", "").split())


@cache
def given_names(lexicon: Lexicon) -> Mapping[str, str]:
    """Return the given names, with m or f for the sex of whom each names."""
    told = people(lexicon)
    own = {word: sex for sex in "mf" for word in told.get(f"given_{sex}", "").split()}
    return {**lexicon.keyed("given_names"), **own} if own else lexicon.keyed("given_names")
