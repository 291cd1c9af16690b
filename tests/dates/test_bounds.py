"""What a text tells of its own date by what it tells as past and as still to come, and what it does not tell."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.dates import text_bounds
from quotes.lexicon import ENGLISH

CASES: list[dict[str, str]] = tomllib.loads(Path(__file__).with_name("bounds.toml").read_text("utf-8"))["case"]
WORDS = st.sampled_from([word for case in CASES for word in case["text"].split()]) | st.text(max_size=6)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_only_what_is_told_as_past_or_ahead_sets_bounds(case: dict[str, str]) -> None:
    found = text_bounds(case["text"], ENGLISH)
    assert (found.edtf if found else "") == case["bounds"]
    assert found is None or found.basis == "text-bounds"


def test_the_last_past_and_the_first_to_come_hold() -> None:
    texts = [case["text"] for case in CASES if case["bounds"].endswith("/..")]
    assert (found := text_bounds(" ".join(texts), ENGLISH))
    assert (found.earliest, found.latest) == ("2019-05-03", None)


@given(st.lists(WORDS, max_size=20))
def test_bounds_of_any_words_are_open_or_in_order(texts: list[str]) -> None:
    found = text_bounds(" ".join(texts), ENGLISH)
    if found:
        assert found.earliest or found.latest
        assert (found.earliest or "") <= (found.latest or "~")
