"""A logistic regression in which the weight of a sign may be held to one direction."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

Seen = Mapping[str, float]
Weights = dict[str, float]


class Example(NamedTuple):
    """What is observed, in ways of which the likeliest counts, in which folds, how much it counts, and the truth."""

    folds: tuple[int, int]  # of the document, and of the form that its page was made in (-1: of its own)
    seen: Sequence[Seen]
    right: bool
    weight: float = 1.0


def odds(seen: Seen, weights: Mapping[str, float]) -> float:
    """Return the log odds by what is observed."""
    return weights.get("bias", 0.0) + sum(weights.get(name, 0.0) * value for name, value in seen.items())


def probability(one: Example, weights: Weights) -> float:
    """Return how likely the likeliest way is."""
    return 1 / (1 + math.exp(-max(odds(seen, weights) for seen in one.seen)))


def fit(
    examples: Sequence[Example],
    strength: float,
    start: Weights | None = None,
    never_against: Collection[str] = (),
    never_for: Collection[str] = (),
    rounds: int = 1,
) -> Weights:
    """Return the weights that fit `examples`; of several ways those of the likeliest one, found in `rounds`."""
    weights = start or {}
    for _ in range(rounds):
        chosen = [max(one.seen, key=lambda seen: odds(seen, weights)) for one in examples]
        weights = _fitted(chosen, examples, strength, never_against, never_for)
    return {name: round(weight, 3) for name, weight in weights.items()}


def _fitted(
    chosen: Sequence[Seen],
    examples: Sequence[Example],
    strength: float,
    never_against: Collection[str],
    never_for: Collection[str],
) -> Weights:
    import numpy
    from scipy.optimize import minimize

    names = sorted({name for seen in chosen for name in seen})
    values = numpy.array([[*(seen.get(name, 0.0) for name in names), 1.0] for seen in chosen])
    right = numpy.array([float(one.right) for one in examples])
    weight = numpy.array([one.weight for one in examples])

    def loss(at):  # type: ignore[no-untyped-def]
        score = values @ at
        wrong = 1 / (1 + numpy.exp(-score)) - right
        held = at * numpy.array([1.0] * len(names) + [0.0]) / strength
        total = (weight * (numpy.logaddexp(0, score) - right * score)).sum() + held @ at / 2
        return total, values.T @ (weight * wrong) + held

    least = [(0.0 if name in never_against else None, 0.0 if name in never_for else None) for name in names]
    found = minimize(
        loss,
        numpy.zeros(len(names) + 1),
        jac=True,
        method="L-BFGS-B",
        bounds=[*least, (None, None)],
        options={"maxiter": 5000},
    )
    return dict(zip([*names, "bias"], map(float, found.x), strict=True))


def fit_around(examples: Sequence[Example], hand: Mapping[str, float], accepted: float, strength: float) -> Weights:
    """Return the weights that fit `examples`, each held to what was set by `hand` as far as they do not speak of it.

    The weights by hand are first brought to the scale of log odds, `accepted` to even odds, by the one factor that fits
    best; then each may leave its place, the farther the greater `strength`, but not turn round. The bias stays.
    """
    import numpy
    from scipy.optimize import minimize, minimize_scalar

    names = sorted(hand)
    values = numpy.array([[one.seen[0].get(name, 0.0) for name in names] for one in examples])
    right = numpy.array([float(one.right) for one in examples])
    weight = numpy.array([one.weight for one in examples])
    set_by_hand = numpy.array([hand[name] for name in names])

    def loss(score):  # type: ignore[no-untyped-def]
        return (weight * (numpy.logaddexp(0, score) - right * score)).sum()

    def scaled(by):  # type: ignore[no-untyped-def]
        return loss(by * total)  # type: ignore[no-untyped-call]

    def held(at):  # type: ignore[no-untyped-def]
        score, away = values @ at - scale * accepted, at - scale * set_by_hand
        wrong = weight * (1 / (1 + numpy.exp(-score)) - right)
        lost = loss(score)  # type: ignore[no-untyped-call]
        return lost + away @ away / strength / 2, values.T @ wrong + away / strength

    total = values @ set_by_hand - accepted
    scale = float(minimize_scalar(scaled, bounds=(0.05, 5.0), method="bounded").x)

    bounds = [(0.0 if by > 0 else None, 0.0 if by < 0 else None) for by in set_by_hand]
    start = scale * set_by_hand
    found = minimize(held, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 5000})
    return {**dict(zip(names, map(float, found.x), strict=True)), "bias": -scale * accepted}
