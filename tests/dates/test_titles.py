"""A title that ends in a day dates what it heads, where that is a record and nothing in it says other."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from quotes.model import Metadata
from quotes.pipeline import extract

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("titles.toml").read_text("utf-8"))["case"]
WORDS = "\n\nANN LEE: We stay here.\n\nBO RAY: We go now.\n\nANN LEE: So be it.\n\nBO RAY: Good night.\n"


def day(text: str, key: str = "page.txt") -> str | None:
    """Return the day of a text; None where it is told by none."""
    found = extract(text.encode(), key).published
    return found.edtf if found and found.basis != "text-bounds" else None


@pytest.mark.parametrize("key", ["page.txt", "page.md"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_a_title_dates_a_record(case: dict[str, Any], key: str) -> None:
    assert day(case["title"] + WORDS, key) == case.get("day")


def test_a_title_of_which_a_text_tells_later_days_as_past_dates_nothing() -> None:
    title = "Council meeting, 9 May 1925\n\n"
    assert day(f"{title}The bridge was opened in 1920.{WORDS}") == "1925-05-09"
    assert day(f"{title}The bridge was closed in 2019.{WORDS}") is None
    assert day(f"{title}The bridge will be closed in 1924.{WORDS}") is None


def test_titles_of_several_days_date_nothing() -> None:
    parts = "# Council meeting, 9 May 2025{0}\n# Council meeting, {1} 2025{0}"
    assert day(parts.format(WORDS, "9 May"), "page.md") == "2025-05-09"
    assert day(parts.format(WORDS, "6 June"), "page.md") is None


def test_only_what_heads_the_text_is_its_title() -> None:
    assert day(f"The weir stands.\n\n# Council meeting, 9 May 2025{WORDS}", "page.md") == "2025-05-09"
    assert day(f"# The weir\n\n# Council meeting, 9 May 2025{WORDS}", "page.md") is None
    assert day(f"The weir stands.{WORDS}\nCouncil meeting, 9 May 2025\n\nANN LEE: Yes.\n") is None


def test_a_title_that_is_told_counts_as_one_that_stands_there() -> None:
    told = extract(WORDS.encode(), "page.txt", metadata=Metadata(title="Mill hearing, 20 March 2025")).published
    assert told
    assert (told.edtf, told.basis) == ("2025-03-20", "title")


def test_a_dateline_below_says_it_better() -> None:
    assert day(f"Council meeting, 9 May 2025\n\nLEEDS, 10 May 2025 — They met.{WORDS}") == "2025-05-10"
