"""The classes of words by name: every letter has one, and a pattern means what it says."""

from __future__ import annotations

import pytest

from quotes.attribution.prose.classes import LETTERS, SETS, pattern
from quotes.lexicon import ENGLISH


def test_every_closed_class_of_words_has_a_name() -> None:
    assert {line[0] for line in ENGLISH.lines("classes")} <= set(LETTERS.values())


def test_a_letter_has_one_name() -> None:
    assert len(set(LETTERS.values())) == len(LETTERS)
    assert set("".join(SETS.values())) <= set(LETTERS.values())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("@adverb* @finite", "a*[hBvV]"),
        ("[, @connective]+ (?=@name)", "[,bcy]+(?=X)"),
        ("[^, @quoted]* @quoted", "[^,Qq]*[Qq]"),
        (r"\[@name\]", r"\[X\]"),
    ],
)
def test_a_pattern_is_written_with_names(written: str, meant: str) -> None:
    assert pattern(written).pattern == meant


def test_a_name_that_is_none_is_an_error() -> None:
    with pytest.raises(KeyError):
        pattern("@nobody")
