"""The pictures of the pages in the documentation have the words that the pages have now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.pictures import FOLDER
from tests.screens import PAGES, at_desk, shown, words_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_the_pictures_of_the_pages_are_of_today(browser: Browser) -> None:
    with at_desk(browser) as page:
        for name in PAGES:
            picture = (FOLDER / f"{name}.png").read_bytes()
            assert words_in(picture) == shown(page, name), "run `python -m tests.pictures`"
