"""Phrases about time: those that are there are read, and none is invented."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.dates import cited, when
from quotes.lexicon import ENGLISH

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8"))[
    "case"
]


def day_of(case: dict[str, Any]) -> date | None:
    return date.fromisoformat(case["day"]) if "day" in case else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_phrases_are_read_and_none_invented(case: dict[str, Any]) -> None:
    assert [[found.text, found.edtf] for found in cited(case["text"], day_of(case), ENGLISH)] == case["dates"]


def test_there_are_enough_cases() -> None:
    assert sum(len(case["dates"]) for case in CASES) >= 40


def test_what_is_read_is_edtf_with_bounds() -> None:
    for case in CASES:
        for _, edtf in case["dates"]:
            found = when(edtf, "text")
            assert found
            assert found.earliest or found.latest
            assert not (found.earliest and found.latest) or found.earliest <= found.latest


words = st.sampled_from([word for case in CASES for word in case["text"].split()]) | st.text(max_size=6)


@given(st.lists(words, max_size=12), st.none() | st.dates())
def test_any_words_are_read_without_fault(texts: list[str], day: date | None) -> None:
    text = " ".join(texts)
    reached = 0
    for found in cited(text, day, ENGLISH):
        assert reached <= found.span.start < found.span.end
        assert text[slice(*found.span)] == found.text
        assert when(found.edtf, "text")
        reached = found.span.end
