"""A few thousand inputs by chance; an hour of them has its own command, `python -m tests.fuzzing`."""

import pytest

from tests.fuzzing.holding import broken
from tests.fuzzing.making import made
from tests.fuzzing.seeded import seeded

SEED, PORTIONS, EACH = 2026, 8, 250


@pytest.mark.parametrize("portion", range(PORTIONS))
def test_any_input_is_read_or_refused_and_the_laws_hold(portion: int) -> None:
    numbers = range(portion * EACH, (portion + 1) * EACH)
    problems = {number: problem for number in numbers if (problem := broken(made(seeded(SEED, number))))}
    assert problems == {}


def test_the_same_seed_makes_the_same_input() -> None:
    assert made(seeded(1, 2)) == made(seeded(1, 2)) != made(seeded(1, 3))
