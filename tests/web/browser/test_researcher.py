"""A researcher: narrows a search, takes its rows away, goes through all of them, and asks in SQL."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from tests.serving import Served
from tests.web.browser.conftest import Open
from tests.web.browser.hands import click, who

if TYPE_CHECKING:
    from playwright.sync_api import Page


def shown(page: Page) -> list[str]:
    """Return the uids of the statements on a page of answers."""
    return [str(one.get_attribute("id")) for one in page.locator("article.hit").all()]


def taken(page: Page, what: str) -> str:
    """Return what a link to the same answer in another form leads to."""
    address = page.get_by_role("link", name=what, exact=True).get_attribute("href")
    answer = page.request.get(str(address))
    assert answer.ok
    return answer.text()


def narrow(page: Page, by: str, value: str) -> None:
    """Follow a value by which the search can be narrowed."""
    click(page, f"aside h3:text-is('{by}') + ul a:text-is('{value}')")
    assert page.locator(".narrowed li").count()


def test_a_search_is_narrowed_and_taken_away(newsroom: Served, open_at: Open) -> None:
    page = open_at(newsroom, "/search?q=the")
    assert {"Vera Lindqvist", "Tom Okello"} < set(who(page))
    narrow(page, "Speaker", "Vera Lindqvist")
    assert who(page) == ["Vera Lindqvist"]
    narrow(page, "Year", "2021")
    narrow(page, "How it was said", "said")
    assert page.locator(".when").all_inner_texts() == ["2021-03-04"] * len(shown(page))
    rows = json.loads(taken(page, "JSON"))["rows"]
    assert sorted(row["uid"] for row in rows) == sorted(shown(page))
    assert [row["uid"] for row in csv.DictReader(io.StringIO(taken(page, "CSV")))] == [row["uid"] for row in rows]
    while page.locator(".narrowed").count():
        click(page, ".narrowed li:last-child a")
    assert {"Vera Lindqvist", "Tom Okello"} < set(who(page))


def test_all_pages_of_an_answer_are_gone_through(newsroom: Served, open_at: Open) -> None:
    page = open_at(newsroom, "/search?q=the&limit=10")
    found = shown(page)
    while page.locator("a[rel=next]").count():
        assert len(shown(page)) == 10
        click(page, "a[rel=next]")
        found += shown(page)
    everything = json.loads(page.request.get("/search.json?q=the&limit=200").text())
    assert everything["after"] is None
    assert sorted(found) == sorted(row["uid"] for row in everything["rows"])
    assert len(found) == everything["matches"] > 20


def test_what_can_be_asked_is_described_and_sql_is_answered(newsroom: Served, open_at: Open) -> None:
    page = open_at(newsroom, "/sql")
    described = json.loads(taken(page, "API"))
    assert {"/search.json", "/search.csv", "/sql.json"} < set(described["paths"])
    page.get_by_label("A SELECT").fill("select count(*) as statements, 'x' as sign from said")
    click(page, "main form button")
    assert page.locator("main thead th").all_inner_texts() == ["statements", "sign"]
    (row,) = json.loads(taken(page, "JSON"))["rows"]
    assert page.locator("main tbody td").all_inner_texts() == [str(row[0]), "x"]
    assert row[0] > 40
