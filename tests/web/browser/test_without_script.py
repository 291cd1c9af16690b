"""Without JavaScript everything can be done, too: by links and forms."""

from __future__ import annotations

from tests.serving import Served
from tests.web.browser.conftest import EXAMPLE, Open
from tests.web.browser.hands import click, who


def test_searching_reading_deciding_and_taking_back(desk: Served, open_at: Open) -> None:
    page = open_at(desk, desk.link, java_script_enabled=False)
    page.get_by_label("Words that somebody said").fill("looked at by nobody")
    click(page, "form.search button")
    assert who(page) == ["Rita Brandt"]
    found = page.url

    click(page, ".hit a[href^='/source-of']")
    assert page.url.endswith("#L7")
    click(page, ".inside.doubt a.open")
    click(page, "button:has-text('Words of Ilse Brandt')")
    assert page.inner_text("h1") == "Ilse Brandt"
    page.goto(found)
    assert who(page) == ["Ilse Brandt"]

    page.goto("/review")
    click(page, ".last button")
    page.goto(found)
    assert who(page) == ["Rita Brandt"]


def test_loading_and_forgetting(empty_desk: Served, open_at: Open) -> None:
    page = open_at(empty_desk, empty_desk.link, java_script_enabled=False)
    page.goto("/documents")
    page.click("details.asking summary")
    page.set_input_files("input[type=file]", [EXAMPLE / "harbour.txt", EXAMPLE / "report.txt"])
    click(page, ".drop button")
    page.get_by_label("Load harbour.txt").uncheck()
    click(page, "main form[action='/documents/load'] button")
    assert page.locator("ul.shelf li").all_inner_texts() == ["talks.sqlite.documents/report.txt: new"]

    page.goto("/documents")
    click(page, "li:has-text('report.txt') a[href^='/documents/forget']")
    click(page, "main form button")
    assert page.inner_text("#done") == "Forgotten: talks.sqlite.documents/report.txt"
    assert "report.txt" not in page.inner_text("main").replace(page.inner_text("#done"), "")


def test_nothing_is_offered_that_needs_a_script(desk: Served, open_at: Open) -> None:
    page = open_at(desk, "/statement/pabfgwr42p5h", java_script_enabled=False)
    assert not any(one.is_visible() for one in page.locator("button.copy, .keys").all())
