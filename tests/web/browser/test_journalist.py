"""A journalist: loads what came in, asks who said it, mends by keyboard what was read wrongly, and takes it back."""

from __future__ import annotations

from tests.serving import Served
from tests.web.browser.conftest import EXAMPLE, Open
from tests.web.browser.hands import ask, click, drop, focused, press
from tests.web.browser.looks import faults
from tests.web.conftest import USER

WORDS = "looked at by nobody"


def test_from_what_came_in_to_a_corrected_answer_and_back(empty_desk: Served, open_at: Open) -> None:
    page = open_at(empty_desk, empty_desk.link)
    assert page.inner_text(".login span") == USER
    assert ask(page, WORDS) == []

    page.click("nav a[href='/documents']")
    page.click("details.asking summary")
    drop(page, "[data-drop]", [EXAMPLE / "harbour.txt", EXAMPLE / "report.txt"])
    click(page, ".drop button")
    assert page.locator("section.sent h2").all_inner_texts() == ["harbour.txt", "report.txt"]
    assert "Ida Renn" in page.inner_text("section.sent:nth-of-type(1)")
    assert not faults(page)
    click(page, "main form[action='/documents/load'] button")
    assert page.locator("ul.shelf li").all_inner_texts() == [
        f"talks.sqlite.documents/{name}: new" for name in ("harbour.txt", "report.txt")
    ]
    assert not faults(page)

    assert ask(page, WORDS) == ["Rita Brandt"]
    click(page, ".hit a[href^='/source-of']")
    page.keyboard.press("n")
    assert WORDS in focused(page)
    press(page, "Enter")
    assert "Rita Brandt" in page.inner_text("h1")
    press(page, "o")
    assert "Ilse Brandt" in page.inner_text("h1")
    assert ask(page, WORDS) == ["Ilse Brandt"]
    page.keyboard.press("j")
    assert WORDS in focused(page)
    press(page, "Enter")
    press(page, "u")
    assert ask(page, WORDS) == ["Rita Brandt"]


def test_a_quotation_that_is_wrong_and_in_no_doubt(desk: Served, open_at: Open) -> None:
    page = open_at(desk, desk.link)
    page.goto("/source-of?key=example/report.txt")
    for _ in range(3):
        page.keyboard.press("j")
    assert "It is safe" in focused(page)
    for _ in range(3):
        page.keyboard.press("Tab")
    press(page, "Enter")
    assert page.inner_text("h1") == "Ilse Brandt"
    page.get_by_label("Another person").focus()
    page.keyboard.type("Rita Brandt")
    press(page, "Enter")
    assert page.inner_text("h1") == "Rita Brandt"
    assert ask(page, "it is safe") == ["Rita Brandt"]


def test_the_queue_is_worked_off_by_keyboard(desk: Served, open_at: Open) -> None:
    page = open_at(desk, desk.link)
    page.goto("/review?source=example/report.txt")
    assert WORDS in page.inner_text(".task blockquote")
    press(page, "2")
    assert "speech-of Ilse Brandt" in page.inner_text(".last")
    assert not faults(page)
    assert ask(page, WORDS) == ["Ilse Brandt"]
    page.goto("/review")
    press(page, "u")
    assert page.locator(".last").count() == 0
    assert ask(page, WORDS) == ["Rita Brandt"]


def test_it_is_told_where_there_is_no_further_doubt(desk: Served, open_at: Open) -> None:
    page = open_at(desk, "/source-of?key=example/questions.csv")
    page.keyboard.press("n")
    page.get_by_text("No further doubt here.").wait_for()
