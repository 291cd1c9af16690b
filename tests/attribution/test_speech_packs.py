"""Pages in other languages: who says what, by the words of their packs."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from quotes.model import Manner
from quotes.pipeline import extract

CASES = tomllib.loads((Path(__file__).parent / "speech_cases.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_who_says_it(case: dict[str, Any]) -> None:
    found = extract((case["text"] + "\n").encode(), "page.txt")
    start = found.document.text.index(case["words"])
    end = start + len(case["words"])
    said = [one for one in found.statements if one.manner is not Manner.NARRATED]
    names = {
        found.people[one.person].name
        for one in said
        if one.person is not None and one.span.start < end and one.span.end > start
    }
    assert names == ({case["who"]} if case["who"] else set())
