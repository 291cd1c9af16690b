"""Names: the role before them, how they are shown and sorted."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.people.names import parse, split_role

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_role_and_name_are_set_apart(case: dict[str, Any]) -> None:
    called = split_role(case["text"])
    assert called.role == case.get("role")
    if not case["name"]:
        assert called.name == ""
        return
    name = parse(called.name)
    assert (name.text, name.sort_name) == (case["name"], case["sorted"])


def test_parts_of_names() -> None:
    assert parse("Dr. Ursula von der Leyen").family == ("von", "der", "leyen")
    assert parse("von der Leyen").family == ("von", "der", "leyen")
    assert parse("Guo Shengkun").family == ("guo",)
    assert parse("Łukasz Żółć").family == ("zolc",)
    assert parse("Mrs. Clinton").gender == "f"
    assert parse("Martin Luther King Jr.").suffix == "jr"
    assert not parse("Clinton").is_full


pieces = st.sampled_from([word for case in CASES for word in case["text"].split()]) | st.text(max_size=6)


@given(st.lists(pieces, max_size=8))
def test_any_words_are_taken_apart_without_fault(words: list[str]) -> None:
    text = " ".join(words)
    called = split_role(text)
    assert "".join(called.name.split()) in "".join(text.split())
    name = parse(text)
    assert name.sort_name is not None
    assert bool(name.given and name.family) is name.is_full
