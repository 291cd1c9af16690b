"""Whom “he”, “Ms. Lee” and “the senator” stand for: of the people remembered, the likeliest first.

A pronoun goes to the person met most recently whose sex does not contradict it; subjects and speakers are likelier than
names that stand elsewhere, possessives unlikelier. The weights are plain numbers, set by hand; what is observed about
the outcome is weighed in persons.py, and tells how often such persons are right.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache
from math import inf
from operator import attrgetter, itemgetter
from typing import NamedTuple

from quotes.attribution.prose.cues import Observation
from quotes.attribution.prose.memory import Memory, Sighting
from quotes.attribution.prose.remembered import Remembered, address, elder, holder_of, of_generation, sole_holder
from quotes.model import Mention, PersonKind

_REACH = 12  # sentences
_LAST = 60  # places
_CLOSE = 1.0  # a rival this close leaves the matter open
_NEAR = 3.0  # one within this was met nearby, and is named as the rival
_RARER = 3  # and so does a namesake met about a third as often
_NO_SIGN, _UNKNOWN_SEX, _PARAGRAPH = -6.0, -0.5, -0.5  # of a person; of the sex; for each paragraph between
_MARGINS = (0.5, 1.0, 2.0, 3.0, 5.0)
_MARGIN_NAMES = ("under 0.5", "under 1", "under 2", "under 3", "under 5", "5 or more")
_SENTENCE = attrgetter("sentence")
_AWAY = ("same sentence", "1 sentence", "2 sentences", "3 sentences", "more sentences")
_COUNTS = ("0", "1", "2", "3 or more")

Candidate = tuple[Remembered, float]
Holds = Callable[[Remembered], bool]  # tells who is meant by a title


class Meant(NamedTuple):
    """Whom a mention stands for, if for another name, and who else it well may; what was observed; all who might be.

    `remembered`: only the memory of the text tells who it is, as of a pronoun.
    """

    name: str | None
    rival: str | None
    signs: tuple[Observation, ...]
    remembered: bool = False
    candidates: tuple[Candidate, ...] = ()


def meant(memory: Memory, mention: Mention, speaking: str | None = None) -> Meant:
    """Return whom `mention` stands for, as far as `memory` tells.

    `speaking` is the name of whoever uses the mention, when that is not the outlet: nobody calls himself “he”.
    """
    memory.catch_up()
    pronouns = memory.diction.pronouns
    word = mention.text.lower().replace("’", "'").partition("'")[0]
    if word in pronouns.bodies:
        return _body_meant(memory, word)
    if word in pronouns.sexes:
        return _likeliest(memory, mention.span.start, speaking, word, sex=pronouns.sexes[word])
    if word in pronouns.own:
        return Meant(None, None, (("by", "first person"),), remembered=True)
    if mention.name and mention.kind is PersonKind.PERSON:
        return _bearer(memory, mention)
    if mention.kind is PersonKind.OFFICE and mention.role and (holds := _holds(memory, mention.role)):
        return _likeliest(memory, mention.span.start, speaking, "a title", holds=holds)
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
    fitting = of_generation(which, memory.fitting(parts, address(mention.text, naming)), naming)
    met = mention.name in [figure.name for figure in fitting]
    signs = _of_name(memory, mention, parts, fitting, met)
    if met or not fitting:
        return Meant(None, None, signs)
    close = len(fitting) > 1 and (which is not None or (fitting[1].times + 1) * _RARER >= fitting[0].times)
    ranked = tuple((figure, float(figure.times)) for figure in fitting)
    if close:
        return Meant(fitting[0].name, fitting[1].name, (*signs, ("of two who may be called so",)), candidates=ranked)
    return Meant(fitting[0].name, None, signs, candidates=ranked)


def _of_name(
    memory: Memory, mention: Mention, parts: Sequence[str], fitting: Sequence[Remembered], met: bool
) -> tuple[Observation, ...]:
    """Return what is observed about a name and those who may bear it, one of whom may have been `met` under it."""
    form = "name in full" if len(parts) > 1 else "one name"
    known = "known" if met else "of another" if fitting else "unknown"
    return _signs_of_name(form, known, _COUNTS[min(3, memory.bearers_of(parts))], "role" if mention.role else "no role")


@lru_cache(maxsize=256)
def _signs_of_name(form: str, known: str, bearers: str, role: str) -> tuple[Observation, ...]:
    return ("by", form), (form, known), (form, "bearers", bearers), (form, known, "bearers", bearers), (form, role)


def _likeliest(
    memory: Memory,
    before: int,
    speaking: str | None,
    word: str,
    sex: str | None = None,
    holds: Holds | None = None,
) -> Meant:
    ranked = _ranked(memory, before, speaking, sex, holds)
    if not ranked:
        return Meant(None, None, (("by", word), (word, "nobody")), remembered=True)
    best, score = ranked[0][0].known, ranked[0][1]
    margin = score - ranked[1][1] if len(ranked) > 1 else inf
    signs = _of_choice(memory, word, ranked, margin)
    if margin >= _CLOSE:
        best.sex = best.sex or sex  # who is “she” once is “he” no more
    rival = ranked[1][0].known.name if margin < _NEAR else None
    candidates = tuple((sighting.known, value) for sighting, value in ranked)
    name = None if best.nameless else best.name
    return Meant(name, rival, signs, remembered=True, candidates=candidates)


def _of_choice(
    memory: Memory, word: str, ranked: Sequence[tuple[Sighting, float]], margin: float
) -> tuple[Observation, ...]:
    """Return what is observed about the likeliest person and those behind."""
    sighting = ranked[0][0]
    figure, away = sighting.known, min(4, memory.sentence - sighting.sentence)
    kind = "title" if word == "a title" else "pronoun"
    others = _COUNTS[min(3, len(ranked) - 1)]
    told = "told" if figure.sex else "not told"
    return (
        ("by", word),
        (kind, "ahead by", _MARGIN_NAMES[bisect_left(_MARGINS, margin)]),
        (kind, "others", others),
        (kind, "sex", told),
        (kind, "sex", told, "others", others),
        (kind, "is", "nameless" if figure.nameless else "a person" if figure.person else "perhaps a person"),
        (kind, "met", _AWAY[away]),
        (kind, "paragraphs", _COUNTS[min(3, memory.paragraph - sighting.paragraph)]),
        (kind, "met as", f"{sighting.weight:.1f}"),
    )


def _ranked(
    memory: Memory, before: int, speaking: str | None, sex: str | None, holds: Holds | None
) -> list[tuple[Sighting, float]]:
    best: dict[Remembered, tuple[Sighting, float]] = {}
    met = memory.sightings
    first = max(0, len(met) - _LAST)
    if holds is None:
        first = bisect_left(met, memory.sentence - _REACH, first, key=_SENTENCE)
    for sighting in met[first:]:
        known = sighting.known
        own = sighting.known.name == speaking or sighting.known is memory.floor
        score = _score(memory, sighting, sex, holds) if sighting.start < before and not own else None
        if score is not None and (known not in best or score > best[known][1]):
            best[known] = sighting, score
    return sorted(best.values(), key=itemgetter(1), reverse=True)


def _score(memory: Memory, sighting: Sighting, sex: str | None, holds: Holds | None) -> float | None:
    known, sentence, paragraph, _, weight = sighting
    distance = memory.sentence - sentence
    if holds is not None and not holds(known):
        return None
    if holds is None and known.sex is not None and known.sex != sex:
        return None
    if not known.person and len(known.parts) == 1 and (distance > 1 or paragraph < memory.paragraph):
        return None  # Leeds fears that …; but: Quillon said … “…,” he added
    signs = (0 if known.person else _NO_SIGN) + (0 if known.sex or known.nameless else _UNKNOWN_SEX)
    return weight - distance + _PARAGRAPH * (memory.paragraph - paragraph) + signs
