"""The pictures of the documentation show what the commands print now, and are used."""

import re

import pytest

from tests.pictures import FOLDER, PICTURES, drawn
from tests.screens import PAGES, words_in
from tests.shell import ROOT


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_shows_what_is_printed_now(name: str) -> None:
    assert (FOLDER / f"{name}.svg").read_text("utf-8") == drawn(name), "run `python -m tests.pictures`"


def test_every_picture_is_shown_with_a_description() -> None:
    pages = "\n".join(page.read_text("utf-8") for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
    shown = dict(re.findall(r"!\[([^\]]+)\]\((?:docs/)?pictures/(\w+\.\w+)\)", pages))
    drawn = {*(f"{name}.svg" for name in PICTURES), *(f"{name}.png" for name in PAGES)}
    assert {*shown.values()} == drawn == {path.name for path in FOLDER.iterdir()}
    assert all(len(words) > 20 for words in shown)


@pytest.mark.parametrize("name", PAGES)
def test_a_picture_of_a_page_is_small_and_has_its_words(name: str) -> None:
    picture = (FOLDER / f"{name}.png").read_bytes()
    assert len(picture) <= 100_000
    assert "talks.sqlite" in (words_in(picture) or "")


@pytest.mark.parametrize("name", PICTURES)
def test_nothing_is_fetched_for_a_picture(name: str) -> None:
    page = (FOLDER / f"{name}.svg").read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
    assert "http" not in page and "url(#" in page
