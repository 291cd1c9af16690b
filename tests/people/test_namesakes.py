"""Whose a surname is that stands before any full name: the cases of namesakes.toml."""

import tomllib
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from quotes.model import Status
from quotes.people import less_sure
from quotes.people.namesakes import UNTITLED
from quotes.pipeline import extract
from quotes.sureness import FIRST_OF_TWO

_CASES = tomllib.loads(Path(__file__).with_name("namesakes.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", _CASES, ids=itemgetter("why"))
def test_whose_a_surname_is(case: dict[str, Any]) -> None:
    found = extract(case["page"].lstrip().encode(), "page.txt")
    said = [one for one in found.statements if one.person is not None]
    assert [
        [found.people[one.person].name, one.status.value, one.rival or ""] for one in said if one.person is not None
    ] == case["said"]


@pytest.mark.parametrize(
    ("status", "confidence", "rival", "expected"),
    [
        (Status.CERTAIN, 0.96, "Owen Pryce", (Status.AMBIGUOUS, 0.96 * FIRST_OF_TWO)),
        (Status.INFERRED, 0.6, "Owen Pryce", (Status.AMBIGUOUS, 0.6 * FIRST_OF_TWO)),
        (Status.CERTAIN, 0.96, None, (Status.INFERRED, UNTITLED)),
        (Status.INFERRED, 0.6, None, (Status.INFERRED, 0.6)),
        (Status.AMBIGUOUS, 0.4, None, (Status.AMBIGUOUS, 0.4)),
    ],
)
def test_a_namesake_makes_nothing_surer(
    status: Status, confidence: float, rival: str | None, expected: tuple[Status, float]
) -> None:
    found = less_sure(status, confidence, rival)
    assert found[0] is expected[0]
    assert found[1] == pytest.approx(expected[1], abs=0.005)
