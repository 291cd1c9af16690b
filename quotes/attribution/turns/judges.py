"""The two judges of a paragraph after the one under a label: rules weighed by hand, and weights fitted to articles.

Both give log odds that speech goes on. They are added up, moved by what is usual on the page, and what is read from
them is mapped to how often such readings were right, of speech and of narration apart, and by how many paragraphs of
the turn and of the page are read as going on. The moving follows Saerens, Latinne & Decaestecker (2002),
"Adjusting the outputs of a classifier to new a priori probabilities", the mapping Platt (1999), "Probabilistic outputs
for support vector machines". `python -m tests.accuracy.fit` writes weights/fitted.json.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from operator import mul
from typing import NamedTuple

from quotes.attribution.turns.features import CUES, Cue

HAND_BASE = -2.0  # narration unless something speaks for speech
HAND_SHARE = 0.25  # of the hand judge in the common score: the best of a few on held-out articles
_HAND = tuple(cue.hand for cue in CUES)
_NAMES_SPEAKER, _FIRST_PERSON = (
    next(place for place, cue in enumerate(CUES) if cue.name == name) for name in ("names_speaker", "first_person")
)
LEAST = 0.501  # how sure one is, at the least, of what one decides for
OVER = -3.0  # log odds of speech with which a turn is over, whatever follows: the best of a few on held-out articles
_ENDED = -6.0  # at most, where the outlet names who spoke: no page makes up for it
_ROUNDS = 5  # of the search for what is usual; it hardly moves after three
_OF_TURN, _OF_PAGE = 2.5, 7.0  # paragraphs read as going on, up to which turn and page are as most are
_TIMES = 3.0  # so many times that, and no more is learned
_UNLIKELY = 0.05  # a paragraph reached with less than this odds says nothing about the page


class Calibration(NamedTuple):
    """From the log odds that the judges give to a reading, to those with which such readings were right.

    `page` is what one gains if speaking for the reading is that turns often go on here, and loses if against it.
    """

    slope: float
    offset: float
    page: float = 0.0


class Fitted(NamedTuple):
    """What fitting gives: the second judge's weights in the order of CUES, what is usual, and how sure to be."""

    intercept: float
    weights: tuple[float, ...]
    usual: float  # share of turns that go on, before anything is known of the page
    trust: float  # how many paragraphs that share is worth
    speech: Calibration = Calibration(1.0, 0.0)
    narration: Calibration = Calibration(1.0, 0.0)
    impersonal: float = 1.0  # how often narration without a clear sign is read rightly, where turns go on
    disagreed: float = 1.0  # how often a reading is right on which the two judges disagree


def read_fitted(text: str) -> Fitted:
    """Return the weights that a file such as weights/fitted.json holds; a cue that it does not know weighs nothing."""
    data = json.loads(text)
    numbers = {name: data[name] for name in ("intercept", "usual", "trust", "impersonal", "disagreed")}
    return Fitted(
        weights=tuple(data["weights"].get(cue.name, 0.0) for cue in CUES),
        speech=Calibration(*data["speech"]),
        narration=Calibration(*data["narration"]),
        **numbers,
    )


FITTED = read_fitted((files("quotes.attribution") / "weights" / "fitted.json").read_text(encoding="utf-8"))


class Scores(NamedTuple):
    """Log odds of speech from each judge and in common, before the page is taken into account."""

    hand: float
    fitted: float
    common: float


def judge(values: Sequence[float], fitted: Fitted = FITTED) -> Scores:
    """Return the log odds for a paragraph whose cues measure `values`; nobody but the outlet names the speaker."""
    hand = HAND_BASE + sum(map(mul, _HAND, values))
    learned = fitted.intercept + sum(map(mul, fitted.weights, values))
    scores = Scores(hand, learned, learned + HAND_SHARE * hand)
    named = values[_NAMES_SPEAKER] > 0 and not values[_FIRST_PERSON]
    return Scores(*(min(score, _ENDED) for score in scores)) if named else scores


def contributions(values: Sequence[float], fitted: Fitted = FITTED) -> Iterator[tuple[float, Cue]]:
    """Yield what every cue that fired adds to the common score."""
    for value, weight, cue in zip(values, _common(fitted), CUES, strict=True):
        if value:
            yield value * weight, cue


@lru_cache(maxsize=4)
def _common(fitted: Fitted) -> tuple[float, ...]:
    """Return what each cue weighs for both judges together."""
    return tuple(weight + HAND_SHARE * hand for weight, hand in zip(fitted.weights, _HAND, strict=True))


def page_shift(turns: Sequence[Sequence[float]], fitted: Fitted = FITTED) -> float:
    """Return how much more (or less) than usual the turns of this page go on, in log odds.

    `turns` holds the common scores of the paragraphs after the one under each label.
    """
    shift = 0.0
    for _ in range(_ROUNDS):
        went_on, seen = fitted.trust * fitted.usual, fitted.trust
        for scores in turns:
            reached = 1.0
            for score in scores:
                chance = _sigmoid(score + shift)
                went_on, seen = went_on + reached * chance, seen + reached
                reached *= chance
                if reached < _UNLIKELY:
                    break
        share = went_on / seen
        shift = _logit(share) - _logit(fitted.usual)
    return shift


def going_on(turn: int, page: int) -> float:
    """Return how clearly turns go on, where so many paragraphs of a turn and of its page are read so: 0 for few."""
    return math.log(min(_TIMES, max(1.0, turn / _OF_TURN, page / _OF_PAGE)))


def probability(margin: float, page: float, calibration: Calibration) -> float:
    """Return how often a reading is right that log odds of `margin` speak for: never less than half the time.

    `page` is how clearly turns go on here, below 0 if that speaks against the reading.
    """
    return max(LEAST, _sigmoid(calibration.slope * margin + calibration.page * page + calibration.offset))


def stop(scores: Sequence[float], least: float = OVER) -> int:
    """Return how many paragraphs the turn goes on for: as far as the scores add up to most.

    A doubtful paragraph is bridged by what follows; one below `least` ends the turn whatever follows.
    """
    best, total, length = 0.0, 0.0, 0
    for position, score in enumerate(scores):
        if score <= least:
            break
        total += score
        if total > best:
            best, length = total, position + 1
    return length


def _sigmoid(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def _logit(share: float) -> float:
    return math.log(share / (1 - share))
