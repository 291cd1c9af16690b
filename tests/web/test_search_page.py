"""/search: who said the words, by what they can be told apart, and what is told where there are none."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from quotes import open_database
from quotes.queries.facets import UNDATED, facets
from quotes.queries.fulltext import Asked
from quotes.queries.who_said import who_said
from tests.web.conftest import HOSTILE, logged_in, token


def test_the_rows_are_those_of_the_question(client: TestClient, filled: Path) -> None:
    with open_database(filled) as connection:
        wanted = who_said(connection, "ferry", limit=25).rows
    told = client.get("/search.json?q=ferry").json()
    assert [row["uid"] for row in told["rows"]] == [row.uid for row in wanted]
    lines = [*csv.DictReader(io.StringIO(client.get("/search.csv?q=ferry").text))]
    assert [row["uid"] for row in lines] == [row.uid for row in wanted]
    page = client.get("/search?q=ferry").text
    assert all(f'href="/statement/{row.uid}"' in page for row in wanted)
    assert "The <mark>ferry</mark> will sail in spring." in page


def test_paging_reaches_every_row_once(client: TestClient, filled: Path) -> None:
    with open_database(filled) as connection:
        wanted = [row.uid for row in who_said(connection, "the", limit=1000).rows]
    found, after = [], ""
    while after is not None:
        told = client.get(f"/search.json?q=the&limit=3&after={after}").json()
        found += [row["uid"] for row in told["rows"]]
        after = told["after"]
        assert len(found) <= len(wanted)
    assert sorted(found) == sorted(wanted)
    assert len({*found}) == len(found)


@pytest.mark.parametrize(
    ("by", "given", "value"),
    [
        ("speaker", "speaker", None),
        ("year", "since", "2021"),
        ("outlet", "outlet", "Island Post"),
        ("manner", "manner", "verbatim"),
        ("status", "status", "certain"),
        ("year", "undated", "only"),
    ],
)
def test_a_facet_counts_what_its_filter_leaves(
    client: TestClient, filled: Path, by: str, given: str, value: str | None
) -> None:
    with open_database(filled) as connection:
        counted = [one for one in facets(connection, Asked(("the",))).rows if one.by == by]
    if given == "undated":
        counted = [one for one in counted if one.value == UNDATED]
    elif value is not None:
        counted = [one for one in counted if one.value == value]
    for one in counted:
        asked = {given: value or one.value} | ({"until": value} if given == "since" else {})
        told = client.get("/search.json", params={"q": "the", "limit": 200, **asked}).json()
        # A statement that is in doubt as a whole may be certain where its words stand.
        assert len(told["rows"]) == one.statements or (by == "status" and len(told["rows"]) > one.statements)


def test_what_was_not_said_is_told_beside_the_words(client: TestClient) -> None:
    page = client.get("/search?q=the+state+will+pay").text
    assert "the state will pay" in re.sub("</?mark>", "", page)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("q=ferrry", "ferry"),
        ("q=nowhereatall", "Nothing found, in "),
        ("q=ferry&speaker=Maria+Lee", "without the filters"),
    ],
)
def test_nothing_found_tells_how_much_was_searched_and_what_comes_nearest(
    client: TestClient, question: str, told: str
) -> None:
    answer = client.get(f"/search?{question}")
    assert answer.status_code == 200
    assert told in answer.text
    assert "statements from" in answer.text


@pytest.mark.parametrize(
    ("question", "status", "told"),
    [
        ("q=ferry&speaker=Lee", 409, "may be any of"),
        ("q=ferry&speaker=Nobody+Atall", 404, "nobody here is called"),
        ("q=...", 400, "holds no words"),
        ("q=ferry&since=yesterweek", 400, "is no date"),
        ("q=ferry&since=2022&until=2021", 400, "is after"),
        ("q=ferry&limit=0", 400, "from 1 to"),
        ("q=ferry&limit=9999999999999", 400, "from 1 to"),
        ("q=ferry&status=sure", 400, "is no status"),
        ("q=ferry&colour=red", 400, "nothing is called"),
        ("q=ferry&q=bridge", 400, "given 2 times"),
        ("q=ferry&after=xyz", 400, "no statement"),
        ("q=" + "a" * 3000, 400, "characters"),
    ],
)
def test_a_question_that_cannot_be_put_is_told_in_words(
    client: TestClient, question: str, status: int, told: str
) -> None:
    page, details = client.get(f"/search?{question}"), client.get(f"/search.json?{question}")
    assert (page.status_code, details.status_code) == (status, status)
    assert details.headers["content-type"] == "application/problem+json"
    assert told in details.json()["detail"]
    assert "Traceback" not in page.text


def test_hostile_words_are_shown_and_not_obeyed(client: TestClient) -> None:
    page = client.get("/search", params={"q": HOSTILE}).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert "\u202e" not in page
    assert "[U+202E]" in page


def test_words_given_to_another_are_found_under_that_one(own: Path) -> None:
    with logged_in(own) as browser:
        uid = browser.get("/search.json?q=three+tugs").json()["rows"][0]["uid"]
        form = {"place": uid, "verdict": "speech-of", "person": "Vera Lindqvist", "token": token(browser)}
        answer = browser.post("/decide", data=form)
        assert (answer.status_code, answer.url.path) == (200, f"/statement/{uid}")
        row = browser.get("/search.json?q=three+tugs").json()["rows"][0]
        assert (row["speaker"], row["status"]) == ("Vera Lindqvist", "reviewed")
        browser.post("/undo", data={"place": uid, "token": token(browser)})
        assert browser.get("/search.json?q=three+tugs").json()["rows"][0]["speaker"] == "Tom Okello"


@pytest.mark.parametrize("kind", ["search", "person"])
def test_a_form_keeps_what_narrows_and_has_no_field_in_it(kind: str, client: TestClient) -> None:
    given = {"country": "BY", "undated": "too", "status": "certain", "act": ["asserted", "asked"], "since": "2017"}
    uid = next(row["person"] for row in client.get("/search.json?q=the").json()["rows"] if row["person"])
    path, words = ("/search", {"q": "the"}) if kind == "search" else (f"/person/{uid}", {})
    page = client.get(path, params={**words, **given}).text
    form = next(one for one in re.findall(r"<form[^>]*>(.*?)</form>", page, re.DOTALL) if 'name="since"' in one)
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        named, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if named and value and value[1]:
            found.setdefault(named[1], []).append(value[1])
    for name, values in re.findall(r'<select name="([^"]*)">(.*?)</select>', form, re.DOTALL):
        found.setdefault(name, []).extend(re.findall(r"<option selected>([^<]*)</option>", values))
    kept = {name: values for name, values in found.items() if name != "q" and values}
    assert kept == {name: value if isinstance(value, list) else [value] for name, value in given.items()}
