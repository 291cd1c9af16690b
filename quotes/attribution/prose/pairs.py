"""“The former”, “the latter” and “one of them”: of the two people whom a sentence before names."""

from __future__ import annotations

from quotes.attribution.prose.diction import Diction
from quotes.attribution.prose.memory import Memory
from quotes.attribution.prose.pronouns import Meant
from quotes.attribution.prose.remembered import Remembered
from quotes.model import Mention

_REACH = 3  # sentences
_EITHER = "either"


def of_pair(memory: Memory, mention: Mention) -> Meant | None:
    """Return whom “the former” or “the latter” stands for, and that “one of them” is either; None for other mentions.

    None, too, where none of the last sentences names just two.
    """
    which = _which(memory.diction, mention.text.lower())
    if which is None:
        return None
    memory.catch_up()
    two = _two(memory, mention.span.start)
    if two is None:
        return None
    if which == _EITHER:
        return Meant(two[0].name, two[1].name, (("by", "pair"),), remembered=True)
    meant = two[0] if which == "first" else two[1]
    return Meant(meant.name, None, (("by", "pair"),), remembered=True, known=meant)


def _which(diction: Diction, text: str) -> str | None:
    """Return which of two is meant by words: first, last or either; None where they tell of no two."""
    if text in diction.one_of_two:
        return _EITHER
    words = text.split()
    return diction.pairs.get(words[-1]) if len(words) == 2 and words[0] in diction.articles else None


def _two(memory: Memory, before: int) -> tuple[Remembered, Remembered] | None:
    """Return the two, in order, whom the last sentence names that names several before a place; None if not two."""
    named: dict[int, dict[Remembered, int]] = {}
    for sighting in memory.sightings:
        if sighting.start < before and memory.sentence - sighting.sentence <= _REACH:
            named.setdefault(sighting.sentence, {}).setdefault(sighting.known, sighting.start)
    for sentence in sorted(named, reverse=True):
        if len(named[sentence]) > 1:
            found = sorted(named[sentence], key=named[sentence].__getitem__)
            return (found[0], found[1]) if len(found) == 2 else None
    return None
