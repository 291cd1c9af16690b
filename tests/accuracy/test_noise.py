"""How large a calibration error is by chance alone."""

from __future__ import annotations

import math

import pytest

from tests.accuracy.noise import noise


@pytest.mark.parametrize(("confidence", "readings"), [(0.5, 100), (0.5, 2500), (0.8, 400), (0.95, 900)])
def test_chance_is_what_the_normal_distribution_says(confidence: float, readings: int) -> None:
    deviation = math.sqrt(confidence * (1 - confidence) / readings)
    by_chance = noise([[confidence] * readings])
    assert by_chance.mean == pytest.approx(deviation * math.sqrt(2 / math.pi), rel=0.1)
    assert by_chance.most == pytest.approx(deviation * 1.96, rel=0.15)


def test_of_what_is_sure_nothing_is_chance_and_of_few_readings_in_many_bins_much() -> None:
    assert noise([[1.0] * 50]).most == noise([]).most == 0
    assert noise([[0.7] * 5] * 8).mean > 2 * noise([[0.7] * 40]).mean
