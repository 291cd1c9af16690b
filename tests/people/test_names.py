"""Names: the role before them, how they are shown and sorted."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.lexicon import ENGLISH
from quotes.people.names import parse, sort_name, split_role

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_role_and_name_are_set_apart(case: dict[str, Any]) -> None:
    called = split_role(case["text"], ENGLISH)
    assert called.role == case.get("role")
    if not case["name"]:
        assert called.name == ""
        return
    name = parse(called.name, ENGLISH)
    assert (name.text, sort_name(name, ENGLISH)) == (case["name"], case["sorted"])


def test_parts_of_names() -> None:
    assert parse("Dr. Ursula von der Leyen", ENGLISH).family == ("von", "der", "leyen")
    assert parse("von der Leyen", ENGLISH).family == ("von", "der", "leyen")
    assert parse("Guo Shengkun", ENGLISH).family == ("guo",)
    assert parse("Łukasz Żółć", ENGLISH).family == ("zolc",)
    assert parse("Mrs. Clinton", ENGLISH).gender == "f"
    assert parse("Martin Luther King Jr.", ENGLISH).suffix == "jr"
    assert not parse("Clinton", ENGLISH).is_full


pieces = st.sampled_from([word for case in CASES for word in case["text"].split()]) | st.text(max_size=6)


@given(st.lists(pieces, max_size=8))
def test_any_words_are_taken_apart_without_fault(words: list[str]) -> None:
    text = " ".join(words)
    called = split_role(text, ENGLISH)
    assert "".join(called.name.split()) in "".join(text.split())
    name = parse(text, ENGLISH)
    assert sort_name(name, ENGLISH) is not None
    assert bool(name.given and name.family) is name.is_full
