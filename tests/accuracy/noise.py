"""How large a calibration error is by chance alone, of so many readings of such confidence."""

from __future__ import annotations

import random
from collections.abc import Sequence
from statistics import mean
from typing import NamedTuple

_DRAWS = 400
_SHARE = 0.95


class Noise(NamedTuple):
    """The calibration error of readings that are right as often as they say: on the average, and nearly at most."""

    mean: float
    most: float


def noise(bins: Sequence[Sequence[float]]) -> Noise:
    """Return what is by chance alone: `bins` holds the confidences of the readings, put together as they are compared.

    Drawn again and again is which readings are right, each with its confidence.
    """
    chance = random.Random(0)
    readings = sum(map(len, bins))
    draws = sorted(sum(abs(_drawn(within, chance)) for within in bins) / max(1, readings) for _ in range(_DRAWS))
    return Noise(mean(draws), draws[int(_SHARE * _DRAWS)])


def _drawn(confidences: Sequence[float], chance: random.Random) -> float:
    """Return by how much the confidences add up to more than a draw of right readings."""
    return sum(confidence - (chance.random() < confidence) for confidence in confidences)
