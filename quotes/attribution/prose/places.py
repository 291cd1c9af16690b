"""Of which place or party somebody holds an office: the Florida senator, Mayor Ann Lee of Leeds, the Labour leader.

Places are compared as words: a state, a land or town behind “of” or “from”, and what stands in capitals before a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.names import described_before
from quotes.attribution.prose.naming import Naming
from quotes.attribution.prose.phrases import Range
from quotes.attribution.prose.tags import Tagged

_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?|[,;]")
_OWNER = re.compile(r"['’]s?$")
_BEHIND = pattern(
    "@of @name+|, [@determiner @word @name @adpositional @of] [^,]{0,10}"
)  # of Texas; , the mayor of Leeds
_LONGEST = 3  # words of a place: District of Columbia


class Places(NamedTuple):
    """Where somebody holds office, in small letters, and for which party."""

    places: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()

    def __or__(self, other: Places) -> Places:
        return Places(self.places | other.places, self.parties | other.parties)

    def contradicts(self, other: Places) -> bool:
        """Tell whether two offices are of different places or parties."""
        return any(one and two and one.isdisjoint(two) for one, two in zip(self, other, strict=True))

    def shares(self, other: Places) -> bool:
        """Tell whether two offices are of one place or party."""
        return any(not one.isdisjoint(two) for one, two in zip(self, other, strict=True))


NOWHERE = Places()


def places_in(text: str, naming: Naming) -> Places:
    """Return the places and parties of an office, which `text` prints with its holder or for its holder."""
    words = [_OWNER.sub("", word) for word in _WORD.findall(text)]
    small = [word.lower() for word in words]
    parties = frozenset(
        naming.parties[word.lower()] for word in words if word[0].isupper() and word.lower() in naming.parties
    )
    return Places(frozenset(_places(words, small, naming)), parties)


def beside(tagged: Tagged, lo: int, first: int, name: Range) -> str:
    """Return what is printed around a name that may tell a place: before it from token `first` on, and behind it."""
    start, end = name
    apposed = tagged.tags.startswith(",", start - 1)
    before = described_before(tagged, lo, start)[0] if apposed else first
    told = _BEHIND.match(tagged.tags, end)
    parts = [(before, start), told.span() if told else (end, end)]
    return "; ".join(tagged.printed(*part) for part in parts if part[0] < part[1])


def _places(words: Sequence[str], small: Sequence[str], naming: Naming) -> Iterator[str]:
    i = 0
    while i < len(words):
        known = next((n for n in range(_LONGEST, 0, -1) if " ".join(small[i : i + n]) in naming.regions), 0)
        if known:
            yield " ".join(small[i : i + known])
        elif _is_place(words, small, i, naming):
            yield small[i]
        i += known or 1


def _is_place(words: Sequence[str], small: Sequence[str], i: int, naming: Naming) -> bool:
    """Tell whether a word in capitals stands where that of a town does: behind “of” or “from”, or before a title."""
    word, before, behind = small[i], small[i - 1 : i], small[i + 1 : i + 2]
    if not words[i][0].isupper() or words[i].isupper() or word in naming.articles or word in naming.parties:
        return False
    if word in naming.countries:
        return False
    if word in naming.titled or word in naming.modifiers or word in naming.matters or word in naming.given:
        return False
    return before in (["of"], ["from"]) or (bool(behind) and behind[0] in naming.titles)
