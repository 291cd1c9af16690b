"""The words of the document's lexicon are those that say where turns end: each list that is asked for, changed."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quotes.attribution import attribute, shaped
from quotes.attribution.turns import turns
from quotes.attribution.turns.cues import cue_words
from quotes.attribution.turns.features import CUES
from quotes.lexicon import ENGLISH, Addition, Lexicon, load
from tests.attribution.pages import made

CASES = tomllib.loads((Path(__file__).parent / "turn_words.toml").read_text(encoding="utf-8"))["case"]


def reading(case: dict[str, Any], lexicon: Lexicon) -> list[str]:
    """Who speaks the paragraph that the case looks at, how sure that is, and who else may."""
    document = made(case["page"])
    convention = document.convention._replace(name=case.get("convention", document.convention.name))
    document = shaped(replace(document, convention=convention, lexicon=lexicon))
    (found,) = (
        [found.speaker.name if found.speaker else "", passage.status.value, passage.rival or ""]
        for found in turns.cut(document)
        for passage in found.passages
        if document.text.startswith(case["begins"], passage.span.start)
    )
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_words_that_are_handed_in_are_read_with(case: dict[str, Any]) -> None:
    changed = load("en", (Addition(case["list"], tuple(case.get("add", ())), tuple(case.get("remove", ()))),))
    assert reading(case, ENGLISH) == case["before"]
    assert reading(case, changed) == case["after"]
    assert reading(case, ENGLISH) == case["before"]  # what is made of words is kept for each lexicon apart


@pytest.mark.parametrize(
    ("opening", "added"),
    [
        ("Ahoy, Mr. President, it leaks.", Addition("greetings", ("Ahoy,",))),
        ("Thank you, Guildmaster Rook. It leaks.", Addition("titles", ("guildmaster\t\t\t\t\tcalled",))),
    ],
)
def test_forms_of_address_that_are_handed_in_open_turns(opening: str, added: Addition) -> None:
    page = made(f"Ines Toll: {opening}\n\nPavel Stern: It does not.\n")
    (without, *_), (with_them, *_) = (
        attribute(shaped(replace(page, lexicon=lexicon))) for lexicon in (ENGLISH, load("en", (added,)))
    )
    assert without.addressee is None
    assert with_them.addressee in ("Mr. President", "Guildmaster Rook")


def test_every_word_is_a_sign_of_a_cue_that_there_is() -> None:
    words = cue_words(ENGLISH)
    known = {cue.name for cue in CUES}
    assert {cue for index in (words.holds, words.opens) for cues in index.values() for cue in cues} <= known
    assert all(len(spelling.split()) <= 2 for spelling in words.holds)
    assert all(len(spelling.split()) <= 4 for spelling in words.opens)


def test_a_curly_apostrophe_is_a_straight_one() -> None:
    added = load("en", (Addition("turns", ("y’all\tyou",)),))
    assert cue_words(added).hits(["Y'all", "know"])["you"] == ["Y'all"]
