"""How likely a page tells of those on its labels, by how its turns open: from both sides of each step."""

from __future__ import annotations

import pytest

from quotes.attribution.turns import summaries
from quotes.attribution.turns.sections import sections_of
from tests.reading import document_of

TELLS, SPEAKS, NEITHER = "Keeps bees in the yard.", "I keep bees in the yard.", "The bees are in the yard."


def chance(*turns: str) -> float:
    page = "\n\n".join(
        f"{name} Toll, smith:\n\n{words}" for name, words in zip(("Ines", "Bo", "Cy"), turns, strict=False)
    )
    document = document_of(f"The yard\n\n{page}\n", "page.txt")
    return summaries.told(document, sections_of(document))


@pytest.mark.parametrize(
    ("turns", "least", "most"),
    [
        ((NEITHER, NEITHER), 0.0, 0.0),
        ((TELLS, NEITHER, NEITHER), 0.0, 0.1),
        ((TELLS, TELLS, NEITHER), 0.3, 0.45),
        ((TELLS, TELLS, TELLS), 0.45, 0.45),
        ((TELLS, TELLS, SPEAKS), 0.05, 0.15),
        ((TELLS, SPEAKS, SPEAKS), 0.0, 0.0),
    ],
)
def test_turns_that_tell_and_that_speak(turns: tuple[str, ...], least: float, most: float) -> None:
    assert least <= chance(*turns) <= most


@pytest.mark.parametrize(
    ("words", "tells"),
    [
        ("Has two geese.", True),
        ("Has he two geese?", False),
        ("has not voted.", True),
        ("thanked the clerk.", True),
        ("Thanks.", False),
        ("Sounds good to them.", False),
        ("Was born here. Would stay.", True),
        ("Is it true.", False),
        ("“Keeps bees.” The sign says so.", False),
        ("Keeps you awake.", False),
    ],
)
def test_sentences_without_a_subject(words: str, tells: bool) -> None:
    assert (chance(words, TELLS, TELLS) >= 0.45) is tells
