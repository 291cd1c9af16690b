"""The two judges of a paragraph after the one under a label: rules weighed by hand, and weights fitted to articles.

Both give log odds that speech goes on. They are added up, moved by what is usual on the page, and mapped to a
probability. The moving follows Saerens, Latinne & Decaestecker (2002), "Adjusting the outputs of a classifier to new a
priori probabilities", the mapping Platt (1999), "Probabilistic outputs for support vector machines"; both are fitted by
`python -m tests.accuracy.fit`, which writes weights/fitted.json.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from operator import mul
from typing import NamedTuple

from quotes.attribution.features import CUES

HAND_BASE = -2.0  # narration unless something speaks for speech
HAND_SHARE = 0.25  # of the hand judge in the common score: the best of a few on held-out articles
_HAND = tuple(cue.hand for cue in CUES)
_ROUNDS = 5  # of the search for what is usual; it hardly moves after three
_UNLIKELY = 0.05  # a paragraph reached with less than this odds says nothing about the page


@dataclass(frozen=True, slots=True)
class Fitted:
    """What fitting gives: the second judge's weights in the order of CUES, what is usual, and the mapping."""

    intercept: float
    weights: tuple[float, ...]
    usual: float  # share of turns that go on, before anything is known of the page
    trust: float  # how many paragraphs that share is worth
    slope: float
    offset: float
    impersonal: float  # how often a paragraph without a clear sign is narration, where turns go on


def read_fitted(text: str) -> Fitted:
    """Return the weights that a file such as weights/fitted.json holds; a cue that it does not know weighs nothing."""
    data = json.loads(text)
    weights = data["weights"]
    numbers = {name: data[name] for name in ("intercept", "usual", "trust", "slope", "offset", "impersonal")}
    return Fitted(weights=tuple(weights.get(cue.name, 0.0) for cue in CUES), **numbers)


FITTED = read_fitted((files("quotes.attribution") / "weights" / "fitted.json").read_text(encoding="utf-8"))


class Scores(NamedTuple):
    """Log odds of speech from each judge and in common, before the page is taken into account."""

    hand: float
    fitted: float

    @property
    def common(self) -> float:
        """Return the weighed sum of both."""
        return self.fitted + HAND_SHARE * self.hand


def judge(values: Sequence[float], fitted: Fitted = FITTED) -> Scores:
    """Return both judges' log odds for a paragraph whose cues measure `values`."""
    return Scores(
        HAND_BASE + sum(map(mul, _HAND, values)),
        fitted.intercept + sum(map(mul, fitted.weights, values)),
    )


def contributions(values: Sequence[float], fitted: Fitted = FITTED) -> list[float]:
    """Return what every cue adds to the common score."""
    return [
        value * (weight + HAND_SHARE * hand) for value, weight, hand in zip(values, fitted.weights, _HAND, strict=True)
    ]


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


def probability(score: float, fitted: Fitted = FITTED) -> float:
    """Return the probability of speech at a common score that the page has moved."""
    return _sigmoid(fitted.slope * score + fitted.offset)


def stop(scores: Sequence[float], least: float = -1.0) -> int:
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
