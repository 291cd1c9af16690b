"""Words that the end of a line cuts in two are one word: shown, and found, as they would stand on one line."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from quotes.pipeline import extract
from tests.formats.laws import assert_extraction_laws

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "hyphens.toml").read_text("utf-8"))["case"]
TALK = """MARA QUILL: {lines}

TOBIAS RENN: That may be so, but I have been told by everybody else on the
board that the matter was settled a year ago, and to the satisfaction of
all who live along the upper part of the river.

MARA QUILL: Then you were told wrong, and I can name the people who would
say so here if only somebody would trouble to invite them to the table.

TOBIAS RENN: Name them, and I shall see to it that they are all invited.
"""


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_words_are_shown_whole(case: dict[str, Any], newline: str) -> None:
    found = extract(TALK.format(lines=case["lines"]).replace("\n", newline).encode(), "talk.txt")
    assert_extraction_laws(found)
    assert [one.label for one in found.statements if one.within is None] == ["MARA QUILL", "TOBIAS RENN"] * 2
    assert case["shown"] in found.statements[0].text


def test_a_hyphen_with_which_somebody_breaks_off_hides_no_label() -> None:
    lines = (
        "I have told the board what I think, and what I think is that they-\nTOBIAS RENN: They know that, thank you."
    )
    found = extract(TALK.format(lines=lines).encode(), "talk.txt")
    assert [one.text for one in found.statements if one.within is None][:2] == [
        "I have told the board what I think, and what I think is that they-",
        "They know that, thank you.",
    ]
