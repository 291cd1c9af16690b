"""“The former,” “the latter” and “one of them”: one of the people whom a sentence before names."""

from __future__ import annotations

from quotes.attribution.prose.memory import Memory
from quotes.attribution.prose.pronouns import Meant
from quotes.attribution.prose.remembered import Remembered
from quotes.model import SOMEBODY_RIVAL, Mention

_REACH = 3  # sentences


def of_pair(memory: Memory, mention: Mention) -> Meant | None:
    """Return whom “the former” or “the latter” stands for, and whom “one of them” may; None for any other mention.

    None, too, where none of the last sentences names just two for the former or the latter.
    """
    words = mention.text.lower().split()
    if " ".join(words) in memory.diction.some_of:
        return _one_of(memory, mention.span.start)
    one = len(words) == 2 and words[0] in memory.diction.naming.articles
    which = memory.diction.pairs.get(words[-1]) if one else None
    if which is None:
        return None
    memory.catch_up()
    two = _two(memory, mention.span.start)
    if two is None:
        return None
    meant = two[0] if which == "first" else two[1]
    return Meant(meant.name, None, (("by", "pair"),), remembered=True, known=meant)


def _one_of(memory: Memory, before: int) -> Meant:
    """Return that either of the two may be meant whom a sentence names; of more, nobody, with one of them as rival."""
    memory.catch_up()
    if two := _two(memory, before):
        return Meant(two[0].name, two[1].name, (("by", "pair"),), remembered=True)
    lately = [
        sighting.known
        for sighting in memory.sightings
        if sighting.start < before and memory.sentence - sighting.sentence <= _REACH and sighting.known.name
    ]
    several = _several(memory, before) or lately
    return Meant(None, several[0].name if several else SOMEBODY_RIVAL, (("by", "pair"),))


def _two(memory: Memory, before: int) -> tuple[Remembered, Remembered] | None:
    """Return the two, in order, whom the last sentence names that names several before a place; None if not two."""
    found = _several(memory, before)
    return (found[0], found[1]) if len(found) == 2 else None


def _several(memory: Memory, before: int) -> list[Remembered]:
    """Return those, in order, whom the last sentence names that names several before a place."""
    named: dict[int, dict[Remembered, int]] = {}
    for sighting in memory.sightings:
        if sighting.start < before and memory.sentence - sighting.sentence <= _REACH:
            named.setdefault(sighting.sentence, {}).setdefault(sighting.known, sighting.start)
    for sentence in sorted(named, reverse=True):
        if len(named[sentence]) > 1:
            return sorted(named[sentence], key=named[sentence].__getitem__)
    return []
