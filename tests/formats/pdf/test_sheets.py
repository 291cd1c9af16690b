"""What printers put on pages, and where pages end: labels are found wherever they stand, and the rest is nobody's."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from quotes.pipeline import extract
from tests.formats.laws import assert_extraction_laws
from tests.formats.pdf.sheets import printed

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "sheets.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_who_says_what_on_which_page(case: dict[str, Any]) -> None:
    data = printed([page.strip("\n").split("\n") for page in case["pages"]], turned=case.get("turned", 0))
    found = extract(data, "talk.pdf")
    assert_extraction_laws(found)
    outer = [one for one in found.statements if one.within is None]
    names = [found.people[one.person].name if one.person is not None else f"{one.rival}?" for one in outer]
    told = [[name, str(one.status), one.page, one.text] for name, one in zip(names, outer, strict=True)]
    assert told == case["said"]
    text = found.document.text
    assert [text[start] != "\f" for start in found.document.pages] == [True] * len(case["pages"])
