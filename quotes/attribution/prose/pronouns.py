"""Whom “he”, “Ms. Lee” and “the senator” stand for: of the people remembered, the likeliest first.

Who cannot be meant is left out: whoever uses the word, is told or spoken of in the same breath, is of the other sex by
title, or does not hold the office. How likely each other one is, antecedents.py weighs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from operator import attrgetter
from typing import NamedTuple

from quotes.attribution.prose.antecedents import NOBODY, PLAIN, TITLE, Choice, Use, choice, is_among
from quotes.attribution.prose.cues import Observation
from quotes.attribution.prose.figures import RARER
from quotes.attribution.prose.memory import Memory, Sighting
from quotes.attribution.prose.remembered import Remembered, address, elder, holder_of, of_generation, sole_holder
from quotes.model import Mention, PersonKind

_REACH = 12  # sentences
_LAST = 60  # places
NEAR = 0.06  # somebody else as likely as that leaves the matter open, and is named
_TAKEN = 0.5  # from here on somebody is taken to be “she” from then on
_SENTENCE = attrgetter("sentence")
_COUNTS = ("0", "1", "2", "3 or more")

Holds = Callable[[Remembered], bool]  # tells who is meant by a title


class Meant(NamedTuple):
    """Whom a mention stands for, if for another name, and who else it well may; what was observed; all who might be.

    `remembered`: only the memory of the text tells who it is, as of a pronoun; `choice` tells how likely each is.
    """

    name: str | None
    rival: str | None
    signs: tuple[Observation, ...]
    remembered: bool = False
    known: Remembered | None = None
    choice: Choice = NOBODY

    @property
    def probability(self) -> float | None:
        """How likely this person is, of those remembered; None where the words themselves tell who it is."""
        likeliest = self.choice.candidates[:1]
        return likeliest[0].probability if self.remembered and likeliest else None


def meant(memory: Memory, mention: Mention, use: Use = PLAIN) -> Meant:
    """Return whom `mention` stands for, as far as `memory` tells and its `use` allows."""
    memory.catch_up()
    pronouns = memory.diction.pronouns
    word = mention.text.lower().replace("’", "'").partition("'")[0]
    if word in pronouns.bodies:
        return _body_meant(memory, word)
    if word in pronouns.sexes:
        return _likeliest(memory, mention, use, word, sex=pronouns.sexes[word])
    if word in pronouns.own:
        return Meant(None, None, (("by", "first person"),), remembered=True)
    if mention.name and mention.kind is PersonKind.PERSON:
        return _bearer(memory, mention)
    if mention.kind is PersonKind.OFFICE and mention.role and (holds := _holds(memory, mention.role)):
        return _likeliest(memory, mention, use, TITLE, holds=holds)
    return Meant(
        None, None, (("by", str(mention.kind)), ("by", str(mention.kind), _COUNTS[min(2, len(mention.name.split()))]))
    )


def _holds(memory: Memory, role: str) -> Holds | None:
    """Return what tells who is meant by a role without a name; None where it says whose it is, and nobody holds it."""
    naming, met = memory.diction.naming, (sighting.known for sighting in memory.sightings[-_LAST:])
    if not memory.diction.of_whom.search(role):
        return holder_of(role, naming, met)
    sole = sole_holder(role, naming, met)
    return None if sole is None else lambda known: known is sole


def _body_meant(memory: Memory, word: str) -> Meant:
    """Return the body that spoke last, if of late; “they” are rather those nameless ones who spoke after it."""
    name, sentence = memory.body
    near = memory.sentence - sentence <= 3 and not (word.startswith("the") and memory.many > sentence)
    signs = (("by", word), ("by", word, "body" if near and name else "nobody"))
    return Meant(name if near else None, None, signs, remembered=True)


def _bearer(memory: Memory, mention: Mention) -> Meant:
    """Return whom a name stands for, if for a fuller one, and who else may well be meant by it."""
    naming = memory.diction.naming
    which = elder(mention.text, naming)
    parts = mention.name.lower().split()
    bearing = memory.figures.fitting(parts, address(mention.text, naming)) or memory.figures.by_first_name(parts)
    fitting = of_generation(which, bearing, naming)
    met = mention.name in [figure.name for figure in fitting]
    signs = _of_name(memory, mention, parts, fitting, met)
    if met and len(parts) == 1 and len(fitting) > 1:
        fuller = next(figure for figure in fitting if figure.name != mention.name)
        return Meant(
            fuller.name, mention.name, signs, known=fuller
        )  # whom the page alone tells to be called so in full
    if met or not fitting:
        return Meant(None, None, signs, known=fitting[0] if fitting else None)
    close = len(fitting) > 1 and (which is not None or (fitting[1].times + 1) * RARER >= fitting[0].times)
    if close:
        doubt = (*signs, ("of two who may be called so",))
        known = _met_last(memory, mention.span.start, fitting)
        other = next(figure for figure in fitting if figure is not known)
        return Meant(known.name, other.name, doubt, known=known)
    return Meant(fitting[0].name, None, signs, known=fitting[0])


def _met_last(memory: Memory, before: int, fitting: Sequence[Remembered]) -> Remembered:
    """Return whoever of those who may be called so was met last in the paragraph `before` a place, else the first."""
    here = takewhile(lambda sighting: sighting.paragraph == memory.paragraph, reversed(memory.sightings))
    return next((one.known for one in here if one.start < before and one.known in fitting), fitting[0])


def _of_name(
    memory: Memory, mention: Mention, parts: Sequence[str], fitting: Sequence[Remembered], met: bool
) -> tuple[Observation, ...]:
    """Return what is observed about a name and those who may bear it, one of whom may have been `met` under it."""
    form = "name in full" if len(parts) > 1 else "one name"
    known = "known" if met else "of another" if fitting else "unknown"
    return _signs_of_name(
        form, known, _COUNTS[min(3, memory.figures.bearers_of(parts))], "role" if mention.role else "no role"
    )


@lru_cache(maxsize=256)
def _signs_of_name(form: str, known: str, bearers: str, role: str) -> tuple[Observation, ...]:
    return ("by", form), (form, known), (form, "bearers", bearers), (form, known, "bearers", bearers), (form, role)


def _likeliest(
    memory: Memory, mention: Mention, use: Use, word: str, sex: str | None = None, holds: Holds | None = None
) -> Meant:
    found = choice(memory, _may_be(memory, mention.span.start, use, sex, holds), word, sex, use)
    if not found.candidates:
        return Meant(None, None, (("by", word), (word, "nobody")), remembered=True)
    best, *others = found.candidates
    if sex and best.probability >= _TAKEN:
        best.known.called = sex
    near = [one.known for one in others if one.probability >= NEAR or one.stands_near]
    twin = best.known.doubled
    if twin and (sex is None or twin.sex in (None, sex)):
        near.append(twin)
    rival = near[0].name if near else None
    kind = "title" if word == TITLE else "pronoun"
    signs = _of_choice(word, kind, len(others), best.known.nameless, best.known.person)
    return Meant(best.known.name, rival, signs, remembered=True, known=best.known, choice=found)


@lru_cache(maxsize=256)
def _of_choice(word: str, kind: str, others: int, nameless: bool, person: bool) -> tuple[Observation, ...]:
    """Return what is observed about the likeliest person and those behind."""
    return (
        ("by", word),
        (kind, "others", _COUNTS[min(3, others)]),
        (kind, "is", "nameless" if nameless else "a person" if person else "perhaps a person"),
    )


def _may_be(memory: Memory, before: int, use: Use, sex: str | None, holds: Holds | None) -> Iterator[Sighting]:
    """Yield where those were met who may be meant, not too far `before`.

    In a turn, those who speak under other labels are meant only where it names them.
    """
    met = memory.sightings
    first = max(0, len(met) - _LAST)
    if holds is None:
        first = bisect_left(met, memory.sentence - _REACH, first, key=_SENTENCE)
    refused: dict[Remembered, bool] = {}
    floor = [memory.heard_in_turn()] if _goes_on(use) and memory.floor else []
    said_of = [one for one in met[first : memory.turn] if one.known not in memory.voices]
    for sighting in (*said_of, *met[max(first, memory.turn) :], *memory.passing(), *floor):
        known = sighting.known
        if known not in refused:
            refused[known] = not _fits(memory, known, use, sex, holds)
        far = sighting.paragraph < memory.paragraph or memory.sentence - sighting.sentence > 1
        place = (
            not known.person and len(known.parts) == 1 and far
        )  # Leeds fears that …; but: Quillon said … “…,” he added
        if sighting.start < before and not refused[known] and not place:
            yield sighting


def _goes_on(use: Use) -> bool:
    """Tell whether the cue says that the voice before goes on: under a label, that is the one whose label it is."""
    return use.turning == "going_on"


def _fits(memory: Memory, known: Remembered, use: Use, sex: str | None, holds: Holds | None) -> bool:
    """Tell whether somebody may be meant at all."""
    own = known.name == use.speaking or (known is memory.floor and not _goes_on(use))
    if own or is_among(known, use.hearers, memory):
        return False
    if holds is not None:
        return holds(known)
    return known.sex in (None, sex) or not known.sex_told
