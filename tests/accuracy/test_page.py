"""How sure the figures of docs/accuracy/turns.md are."""

from __future__ import annotations

import pytest

from tests.accuracy.page import interval


@pytest.mark.parametrize(
    ("right", "of", "expected"),
    [(9, 10, "0.596–0.982"), (0, 4, "0.000–0.490"), (7, 7, "0.646–1.000"), (850, 1000, "0.827–0.871")],
)
def test_intervals_are_wilsons(right: int, of: int, expected: str) -> None:
    assert interval(right, of) == expected
