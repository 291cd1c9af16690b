"""What was said and taken back later on the same page."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

import quotes

PAGES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("later.toml").read_text("utf-8"))["page"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["why"])
def test_what_was_taken_back_later_is_no_full_answer(page: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(f"5 March 2024\n{page['text']}", "utf-8")
    quotes.load(tmp_path / "page.txt", tmp_path / "d.sqlite")
    with quotes.open(tmp_path / "d.sqlite") as asked:
        answer = asked.verify(page["words"], speaker="Renn")
    told = page.get("told")
    expected = ("shortened", "withdrawn") if told else ("exact", "said")
    assert (answer.verdict, answer.standing) == expected, answer
    assert answer.words == "exact"
    assert answer.speaker == "Mara Renn"
    assert f"“{told}”" in (answer.notes or "") if told else answer.notes is None
