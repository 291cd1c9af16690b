"""A fact-checker: each quotation of a draft gets its verdict, with the words that prove it, on paper too."""

from __future__ import annotations

from tests.serving import Served
from tests.web.browser.conftest import Open
from tests.web.browser.hands import click
from tests.web.browser.looks import faults

DRAFT = """The bridge and the toll

"The northern bridge is not safe," Ida Renn said. "I have asked for money three times," Renn told us.

"The northern bridge is safe," Ida Renn said.

"Nobody will pay a toll," Ilse Brandt said.

"She had asked for the money too late," Ida Renn said.

"The moon is made of salt," Tom Okello said.

"It was looked at by nobody," Rita Brandt said.

"It is safe," Mayor Ilse Brandt said.

"We looked at every bearing," Ida Wren said.

"The bridge opens on Friday and there is a toll," Ilse Brandt said.
"""
VERDICTS = [
    *("said exactly so", "said exactly so", "altered", "said by someone else", "not said so: denied", "not found"),
    *("the words, perhaps of someone else", "said exactly so", "said by someone else; nobody here is called so"),
    "altered",
]
ON_SCREEN = ("header nav", "main form", "footer")


def test_a_draft_is_checked_and_printed(desk: Served, open_at: Open) -> None:
    page = open_at(desk, "/verify")
    page.get_by_label("Claims, one a line").fill(DRAFT)
    click(page, "main form[method=post] button")
    assert page.locator("section table tbody th").all_text_contents() == VERDICTS
    assert page.locator("article .verdict").all_text_contents() == VERDICTS
    assert page.locator(".counts b").all_inner_texts() == ["3", "6", "1"]
    denied = page.locator("#claim-5")
    assert "Ida Renn denied that" in denied.locator("blockquote").inner_text()
    assert page.locator("#claim-3 .difference del").inner_text() == "not"
    assert not faults(page)
    on_paper(desk, open_at)

    click(page, "#claim-1 .line a[href^='/statement']")
    assert page.locator("mark").all_inner_texts() == ["The northern bridge is not safe"]
    assert page.inner_text("h1") == "Ida Renn"


def on_paper(desk: Served, open_at: Open) -> None:
    page = open_at(desk, "/verify?claim=The+northern+bridge+is+safe&speaker=Ida+Renn")
    assert all(page.locator(what).first.is_visible() for what in ("header nav", "footer"))
    page.emulate_media(media="print")
    assert not any(one.is_visible() for what in ON_SCREEN for one in page.locator(what).all())
    assert page.locator("#claim-1").is_visible()
    assert page.locator(".sha").is_visible()
    assert page.pdf().startswith(b"%PDF")


def test_every_page_of_answers_is_printed_without_what_is_only_for_the_screen(desk: Served, open_at: Open) -> None:
    page = open_at(desk, desk.link)
    page.emulate_media(media="print")
    for address in ("/search?q=toll", "/source-of?key=example/report.txt", "/statement/pabfgwr42p5h", "/people"):
        page.goto(address)
        assert not any(one.is_visible() for what in ON_SCREEN for one in page.locator(what).all())
        assert page.locator("h1").is_visible()
