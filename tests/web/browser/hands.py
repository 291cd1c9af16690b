"""What somebody does before a page: keys that lead to another page, files that are dropped, questions."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

DROP = """([area, files]) => {
    const held = new DataTransfer();
    for (const [name, text] of files) held.items.add(new File([text], name, {type: 'text/plain'}));
    area.dispatchEvent(new DragEvent('drop', {dataTransfer: held, bubbles: true, cancelable: true}));
}"""


def press(page: Page, key: str) -> None:
    """Press a key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def click(page: Page, what: str) -> None:
    """Click on what leads to another page."""
    with page.expect_navigation():
        page.click(what)


def drop(page: Page, area: str, files: Iterable[Path]) -> None:
    """Drop files on an area of a page."""
    held = [[file.name, file.read_text("utf-8")] for file in files]
    page.evaluate(DROP, [page.query_selector(area), held])


def ask(page: Page, words: str) -> list[str]:
    """Ask who said these words, by keyboard only, and return who it was."""
    if page.evaluate("!document.querySelector('input[type=search]')"):
        press(page, "/")
    else:
        page.keyboard.press("/")
    page.keyboard.press("Control+A")
    page.keyboard.type(words)
    press(page, "Enter")
    return who(page)


def who(page: Page) -> list[str]:
    """Return by whom the answers of a search are."""
    return [heading.partition("\n")[0].split("  ")[0] for heading in page.locator(".block h3 > a").all_inner_texts()]


def focused(page: Page) -> str:
    """Return the words of what has the focus."""
    return str(page.evaluate("document.activeElement.innerText"))
