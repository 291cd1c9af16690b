"""Who is held to have said what within prose, how sure that is, and who else it may be: the cases of weighed.toml."""

import tomllib
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from quotes.model import Status
from quotes.pipeline import extract

_CASES = tomllib.loads(Path(__file__).with_name("weighed.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", _CASES, ids=itemgetter("name"))
def test_who_said_it_how_sure_that_is_and_who_else_may_have(case: dict[str, Any]) -> None:
    found = extract(case["page"].encode(), "page.txt")
    nested = [one for one in found.statements if one.within is not None]
    who = [None if one.person is None else found.people[one.person].name for one in nested]
    assert [(name, one.text) for name, one in zip(who, nested, strict=True)] == [
        (said["who"], said["words"]) for said in case["said"]
    ]
    for one, said in zip(nested, case["said"], strict=True):
        assert one.rival == said.get("rival")
        assert (one.status is Status.AMBIGUOUS) == ("rival" in said)
        assert said.get("status", one.status) == one.status
        assert said.get("manner", one.manner) == one.manner
