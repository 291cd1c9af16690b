"""Inputs made to take long break no law, and the steps that they take grow as they do."""

from __future__ import annotations

import sys
from contextlib import suppress

import pytest

from quotes.errors import QuotesError
from quotes.pipeline import extract
from tests.benchmarks.hostile import INPUTS, Hostile
from tests.formats.laws import assert_extraction_laws

SIZE = 3_000  # characters; and twice as many
MOST = 2.6  # times as many calls; at sizes as small as these what is done once is a part of them
LEAST = 20_000  # calls that tell anything


def calls(one: Hostile, size: int) -> int:
    """Return how many functions are called while an input of such a size is read."""
    data, number = one.make(size), 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal number
        number += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        with suppress(QuotesError):
            extract(data, one.key)
    finally:
        sys.setprofile(None)
    return number


@pytest.mark.parametrize("one", INPUTS, ids=lambda one: one.name)
def test_twice_the_size_takes_twice_the_steps(one: Hostile) -> None:
    with suppress(QuotesError):
        assert_extraction_laws(extract(one.make(2 * SIZE), one.key))  # which also makes what is made once
    few, many = calls(one, SIZE), calls(one, 2 * SIZE)
    assert many < LEAST or many <= MOST * few
