"""Times as they are printed: what is a place in a recording, and what is none."""

import pytest

from quotes.times import plausible, seconds


@pytest.mark.parametrize(
    ("mark", "found"),
    [
        ("0:05", 5),
        ("1:02:03.5", 3723.5),
        ("[01:00]", 60),
        ("00:00:01,250", 1.25),
        ("no time", None),
        ("9" * 400 + ":00:00,000", None),
        ("0:" + "9" * 400, None),
    ],
)
def test_a_mark_is_a_time_or_none(mark: str, found: float | None) -> None:
    assert seconds(mark) == found


def test_figures_without_end_are_no_time() -> None:
    assert plausible(3.5) == 3.5
    assert plausible(float("9" * 400)) is None
