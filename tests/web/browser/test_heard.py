"""What a screen reader tells: that something was done, and where a link leads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quotes import load
from tests.serving import Served, served
from tests.web.browser.conftest import Open
from tests.web.browser.hands import click, focused, press
from tests.web.browser.looks import faults, heard
from tests.web.conftest import USER

REPORT = """Harbour report

Ana Rask, mayor of Holm:
We open the harbour on Monday. Nobody has to wait.

The town has waited. Rask said that the sea is calm. Rask denied that the wall leaks. She said the boats are dry.

Ilse Brandt said that the sea is calm. "They must wait," she said, and "They must wait," she said again.
"""


@pytest.fixture
def reports(tmp_path: Path) -> Iterator[Served]:
    """A server of two documents in which the same is said."""
    for name in ("one.txt", "two.txt"):
        (tmp_path / "reports").mkdir(exist_ok=True)
        (tmp_path / "reports" / name).write_text(f"{name}\n\n{REPORT * 2}", "utf-8")
    assert not load(tmp_path / "reports", tmp_path / "talks.sqlite").refused
    with served(tmp_path / "talks.sqlite", "--write", "--user", USER) as server:
        yield server


@pytest.mark.parametrize("script", [True, False])
def test_what_was_decided_has_the_focus(desk: Served, open_at: Open, script: bool) -> None:
    page = open_at(desk, desk.link, java_script_enabled=script)
    page.goto("/review")
    choice = page.locator(".task button").first
    words = choice.inner_text().rsplit(" ", 1)[0].strip()
    with page.expect_navigation():
        choice.click()
    done = page.locator("#done:focus")
    assert words in done.inner_text()
    assert page.get_by_role("status").first.inner_text() == done.inner_text()
    click(page, ".last button")
    assert page.locator("#done:focus").inner_text().startswith("Taken back: ")


def test_so_it_has_on_each_page_on_which_something_is_decided_and_keys_go_on(desk: Served, open_at: Open) -> None:
    page = open_at(desk, desk.link)
    page.goto("/statement/pabfgwr42p5h")
    press(page, "b")
    assert focused(page).startswith("Decided: Nobody known")
    assert not faults(page)
    press(page, "u")
    assert focused(page).startswith("Taken back: Nobody known")
    click(page, "h1 a")
    page.get_by_label("A further name").fill("Rita the Bridge")
    click(page, "form[action='/people/alias'] button")
    assert focused(page) == "The name was added: Rita the Bridge"
    assert not faults(page)
    page.reload()
    assert page.locator("#done").count() == 0


def test_each_link_to_words_is_called_by_where_they_stand(reports: Served, open_at: Open) -> None:
    page = open_at(reports, reports.link)
    source = page.request.get("/documents.json").json()["rows"][0]["uid"]
    wrong = []
    for address in (
        f"/source/{source}",
        "/search?q=sea+is+calm",
        "/search?q=they+must+wait",
        "/review",
        "/verify?claim=the+sea+is+calm",
    ):
        page.goto(address)
        assert heard(page), address
        wrong += faults(page)
    assert not wrong, "\n".join(wrong)
    page.goto(f"/source/{source}")
    names = [one.get_attribute("aria-label") for one in page.locator("a.open").all()]
    assert "A: Ana Rask, line 8, 1: “the sea is calm”" in names
