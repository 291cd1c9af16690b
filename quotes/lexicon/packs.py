"""What the pack of a language tells besides its lists: the titles and given names of the people that its news names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from quotes.lexicon import BASIC, Lexicon

SPEECH = "speech"  # the list that a pack is made of
_NOTHING: Mapping[str, Any] = {}
_SHORTEST = 3  # letters: what has no more may be shortened


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


def is_title(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a pack has a word, in small letters, for what somebody is, or what it ends in: Innen-minister."""
    return word in pack_titles(lexicon) or word.endswith(_title_endings(lexicon))


@cache
def _title_endings(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(people(lexicon).get("title_endings", "").split())


@cache
def given_names(lexicon: Lexicon) -> Mapping[str, str]:
    """Return the given names, with m or f for the sex of whom each names."""
    told = people(lexicon)
    own = {word: sex for sex in "mf" for word in told.get(f"given_{sex}", "").split()}
    return {**lexicon.keyed("given_names"), **own} if own else lexicon.keyed("given_names")


@cache
def told_sexes(lexicon: Lexicon) -> Mapping[str, str]:
    """Return the words of a pack for a person that tell the sex: those listed, and titles that are made of another by
    an ending of women's (Ministerin: Minister)."""
    told = people(lexicon)
    women = dict.fromkeys(_of_women(told.get("titles", ""), told), "f")
    return women | {word: sex for sex, name in (("m", "men"), ("f", "women")) for word in told.get(name, "").split()}


@cache
def women_endings(lexicon: Lexicon) -> tuple[str, ...]:
    """Return the endings of a pack by which a longer word is a title of a woman: Innen-ministerin."""
    return tuple(sorted(_of_women(people(lexicon).get("title_endings", ""), people(lexicon))))


def _of_women(titles: str, told: Mapping[str, Any]) -> Iterator[str]:
    """Yield those of some titles that are another of them with an ending of women's."""
    every = {*titles.split()}
    pairs = [pair.split(":") for pair in told.get("women_of", "").split()]
    for title in every:
        whole = len(title) > _SHORTEST  # Me is no woman’s M
        if whole and any(title.endswith(own) and title.removesuffix(own) + other in every for own, other in pairs):
            yield title
