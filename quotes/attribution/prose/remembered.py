"""Somebody whom a document speaks of: the name, what the text tells of the person, and the sex, if a word tells it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from quotes import wordlists
from quotes.attribution.prose.names import GIVEN, HONORIFICS, TITLES, is_title

_SEXED = wordlists.keyed("sexes")
_POINTING = ("this", "that", "these", "those", "its")
_GENERATIONS = wordlists.keyed("generations")
_COUNTRIES = {
    name.lower(): code
    for code, *columns in wordlists.columns("countries")
    for column in columns
    for name in filter(None, column.split("|"))
}
_ELDERS = wordlists.keyed("elders")


@dataclass(slots=True, eq=False)
class Remembered:
    """Somebody of this document: the fullest name met, and what the text tells of the person."""

    name: str
    parts: list[str]  # of the name, in lower case
    sex: str | None = None
    titles: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)  # the words beside the name
    person: bool = False  # a form of address, a title or a given name shows that this is no place or body
    times: int = 0  # named, and heard
    nameless: bool = False  # `name` is but a description


def somebody(text: str) -> Remembered | None:
    """Return the nameless person whom a description brings in: a trader, her neighbour, the governor."""
    words = text.lower().split()
    told = [word for word in words if word in TITLES or word in _SEXED]
    if not told or words[0] in _POINTING:
        return None
    return Remembered(text, [], sex_of([], told), person=True, nameless=True)


def title_of(words: Sequence[str]) -> str:
    """Return the last title among `words`, or the one that stands for it; "" where there is none."""
    return next((TITLES[word] for word in reversed(words) if word in TITLES), "")


def generation(parts: Sequence[str]) -> str | None:
    """Return what a name says of the generation of its bearer: "jr"; None when nothing."""
    return _GENERATIONS.get(parts[-1]) if len(parts) > 1 else None


def elder(text: str) -> str | None:
    """Return which generation a mention means: jr for “the younger Halden”; None when it does not say."""
    return next((_ELDERS[word] for word in text.lower().split()[:2] if word in _ELDERS), None)


def holder_of(role: str) -> Callable[[Remembered], bool]:
    """Return what tells whether somebody is meant by `role`: holds its title, and is told to be of its country.

    The French president is not the president of Peru, nor a president of whom no country is told.
    """
    words = role.lower().split()
    title, countries = title_of(words), _countries(words)
    return lambda known: title in known.titles and countries <= _countries(known.told)


def _countries(words: Iterable[str]) -> set[str]:
    """Return the codes of the countries that `words` name."""
    return {_COUNTRIES[word] for word in words if word in _COUNTRIES}


def same_given(parts: list[str], known: list[str]) -> bool:
    """Tell whether two names of one surname can be one person's: one says less, or an initial stands for the other.

    Robert Lee and Robert Lee Jr. are two; who is meant by Lee cannot be told from the name.
    """
    if generation(parts) != generation(known) and len(parts) > 1 and len(known) > 1:
        return False
    if len(parts) < 2 or len(known) < 2 or parts[0] in known or is_title(parts[0]) or is_title(known[0]):
        return True
    initials = (parts[0].rstrip("."), known[0].rstrip("."))
    return 1 in map(len, initials) and initials[0][0] == initials[1][0]


def surname(parts: list[str]) -> str:
    """Return the last part of a name that tells no generation; "" when there is none."""
    for part in reversed(parts):
        if part not in _GENERATIONS:
            return part
    return ""


def sex_of(parts: Sequence[str], titles: Sequence[str]) -> str | None:
    """Return m or f, where a title or the given name tells it."""
    for title in titles:
        if HONORIFICS.get(title, "-") in "mf":
            return HONORIFICS[title]
        if title in _SEXED:
            return _SEXED[title]
        if title.endswith("woman"):
            return "f"
        if title.endswith("man"):
            return "m"
    return GIVEN.get(parts[0]) if len(parts) > 1 else None


def address(text: str) -> str | None:
    """Return m or f for a mention that opens with a form of address."""
    return sex_of([], [text.partition(" ")[0].rstrip(".").lower()])


def of_generation(which: str | None, fitting: list[Remembered]) -> list[Remembered]:
    """Return whom “the younger” or “the elder” of these is: who is told to be, else all not told to be the other."""
    if which is None:
        return fitting
    told = [known for known in fitting if generation(known.parts) == which]
    return told or [known for known in fitting if generation(known.parts) is None]
