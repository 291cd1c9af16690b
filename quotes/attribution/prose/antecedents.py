"""Whom “he” or “the senator” stands for, of all who were met nearby: how likely each is, and that nobody of them.

Small named observations of each — how far away, as what and how often the person was met, who spoke last, what tells
the sex — add up to a score, as does what speaks for nobody of them; the shares of their exponentials are the
probabilities (a conditional logistic model). Its weights are in antecedents.tsv of the lexicon, which
`python -m tests.accuracy antecedents` fits on places whose person is known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from math import exp
from operator import attrgetter
from typing import NamedTuple

from quotes.attribution.prose.cues import Observation, Weights
from quotes.attribution.prose.memory import (
    ASIDE,
    ASKED,
    BY_PREPOSITION,
    DEFINITE,
    NAMED,
    OBJECT,
    SPEAKER,
    SUBJECT,
    Memory,
    Sighting,
)
from quotes.attribution.prose.remembered import Remembered, title_of
from quotes.model import Mention

_AWAY = (0, 1, 2, 3, 5, 8)
_FAR = ("same sentence", "1 sentence", "2 sentences", "3 sentences", "4 or 5", "6 to 8", "more")
_COUNTS = ("0", "1", "2", "3 or more")
_TIMES = (1, 2, 4, 8)
_OFTEN = ("once", "twice", "4 times", "8 times", "more often")
_RANKS = ("last met", "second last met", "third last met", "met before these")
_LAST_MET = ("rank", _RANKS[0])
_HEARD_HERE = ("heard last", "paragraphs", "0")
_OTHER_SEX = ("sex", "other by given name")
_TOLD_OF = (SUBJECT, OBJECT, ASKED, ASIDE, DEFINITE, BY_PREPOSITION, NAMED)
_TOLD_JUST_NOW = frozenset(("met as", how, away) for how in _TOLD_OF for away in _FAR[:2])
_MOST = 12  # candidates that are weighed; the others were met before
TITLE = "a title"


class Use(NamedTuple):
    """How a sentence uses the words that are to be resolved: who utters them, if somebody quoted does; whom the cue
    says to be spoken to or of; whether the cue answers the voice before, or goes on with it; by which words somebody is
    called upon in the quotation, and in the one of the paragraph before."""

    speaking: str | None = None
    hearers: tuple[Mention, ...] = ()
    turning: str = ""
    calls: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()


PLAIN = Use()


class Candidate(NamedTuple):
    """Somebody who may be meant: how likely, and what was observed."""

    known: Remembered
    probability: float
    signs: tuple[Observation, ...]

    @property
    def stands_near(self) -> bool:
        """Whether this one may be meant, unlikely as it seems: was heard last in this paragraph, or the sentence before
        told of this one last (Lee laughed; he arrested Lee; she sold the inn to Lee).
        """
        seen = self.signs
        told = _LAST_MET in seen and not _TOLD_JUST_NOW.isdisjoint(seen)
        return _OTHER_SEX not in seen and (told or _HEARD_HERE in seen)


class Choice(NamedTuple):
    """All who may be meant, the likeliest first; what was observed that speaks for nobody of them."""

    candidates: tuple[Candidate, ...]
    nobody: tuple[Observation, ...]


NOBODY = Choice((), ())


def choice(memory: Memory, met: Iterable[Sighting], word: str, sex: str | None, use: Use) -> Choice:
    """Return how likely each of those `met` nearby is meant by a pronoun, or by "a title"."""
    by_person: dict[Remembered, list[Sighting]] = {}
    for sighting in sorted(met, key=attrgetter("sentence", "start")):
        by_person.setdefault(sighting.known, []).append(sighting)
    recent = sorted(by_person.items(), key=lambda item: (item[1][-1].sentence, item[1][-1].start), reverse=True)[:_MOST]
    if not recent:
        return NOBODY
    voices = [places for _, places in recent if places[-1].how == SPEAKER]
    last = max((places[-1] for places in voices), key=attrgetter("sentence", "start"), default=None)
    observed = [
        (known, _observed(memory, rank, known, places, last, word, sex, use))
        for rank, (known, places) in enumerate(recent)
    ]
    return _shares(observed, _for_nobody(memory, word, recent), memory.diction.antecedents)


def _shares(
    observed: Sequence[tuple[Remembered, tuple[Observation, ...]]], nobody: tuple[Observation, ...], weights: Weights
) -> Choice:
    scores = [min(30.0, weights.of(signs)) for _, signs in observed]
    none = exp(min(30.0, weights.of(nobody)))
    total = none + sum(map(exp, scores))
    found = [
        Candidate(known, exp(score) / total, signs) for (known, signs), score in zip(observed, scores, strict=True)
    ]
    return Choice(tuple(sorted(found, key=attrgetter("probability"), reverse=True)), nobody)


def _for_nobody(
    memory: Memory, word: str, recent: Sequence[tuple[Remembered, Sequence[Sighting]]]
) -> tuple[Observation, ...]:
    away = _FAR[bisect_left(_AWAY, min(memory.sentence - places[-1].sentence for _, places in recent))]
    named = sum(not known.nameless for known, _ in recent)
    return (
        ("nobody",),
        ("nobody", word),
        ("nobody", "named", _COUNTS[min(3, named)]),
        ("nobody", "nearest", away),
        ("nobody", "in a turn" if memory.turn else "in a text"),
    )


def _observed(
    memory: Memory,
    rank: int,
    known: Remembered,
    places: Sequence[Sighting],
    last: Sighting | None,
    word: str,
    sex: str | None,
    use: Use,
) -> tuple[Observation, ...]:
    """Return what is observed of somebody met in `places`; `last` is where somebody was heard last."""
    latest = places[-1]
    away = _FAR[bisect_left(_AWAY, memory.sentence - latest.sentence)]
    paragraphs = _COUNTS[min(3, memory.paragraph - latest.paragraph)]
    subject = max((place.sentence for place in places if place.how == SUBJECT), default=None)
    heard = "heard last" if last and last.known is known else "heard before" if _spoke(places) else "not heard"
    kind = "title" if word == TITLE else "pronoun"
    standing = "nameless" if known.nameless else "a person" if known.person else "perhaps a person"
    return (
        ("met", away),
        ("met as", latest.how),
        ("met as", latest.how, away),
        (standing, "met as", latest.how),
        ("paragraphs", paragraphs),
        ("rank", _RANKS[min(3, rank)]),
        (heard,),
        (heard, "paragraphs", paragraphs),
        (heard, use.turning or "says"),
        (standing, heard),
        ("met as", latest.how, use.turning or "says"),
        ("subject", "never" if subject is None else _FAR[bisect_left(_AWAY, memory.sentence - subject)]),
        ("met", _OFTEN[bisect_left(_TIMES, len(places))]),
        ("in all", _OFTEN[bisect_left(_TIMES, known.times)]),
        (kind, "is", standing),
        ("called upon", _called_upon(known, use)),
        *_of_sex(known, kind, sex),
    )


def _of_sex(known: Remembered, kind: str, sex: str | None) -> tuple[Observation, ...]:
    if kind == "title":
        return ()
    told = "told" if known.sex_told else "by given name"
    fits = "not known" if known.sex is None else told if known.sex == sex else f"other {told}"
    before = "nothing" if known.called is None else "the same" if known.called == sex else "the other"
    return ("sex", fits), ("called before", before), ("sex", fits, "called before", before)


def _called_upon(known: Remembered, use: Use) -> str:
    """Return whether somebody is called upon in the words to be attributed, or in those before."""
    if not (use.calls or use.called):
        return "nobody"
    names = known.titles.union(known.parts)
    return "in the words" if names & use.calls else "before" if names & use.called else "not this one"


def _spoke(places: Sequence[Sighting]) -> bool:
    return any(place.how == SPEAKER for place in places)


def is_among(known: Remembered, mentions: Sequence[Mention], memory: Memory) -> bool:
    """Tell whether somebody is one of those whom `mentions` name or describe: “he told the judge” is not the judge."""
    naming = memory.diction.naming
    for mention in mentions:
        parts = mention.name.lower().split()
        if parts and known in memory.figures.fitting(parts, None):
            return True
        words = mention.text.lower().split()
        title = title_of(words[-1:], naming)
        if not parts and ((title and title in known.titles) or words[-1:] == known.name.lower().split()[-1:]):
            return True
    return False
