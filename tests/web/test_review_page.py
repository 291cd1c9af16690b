"""/review: one queue; looking decides nothing, a button decides and goes on, the last verdicts can be taken back."""

from __future__ import annotations

import re
import sqlite3
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.conftest import run
from tests.web.conftest import logged_in, token


def queue(browser: TestClient) -> list[str]:
    page = browser.get("/review").text
    return [unescape(one) for one in re.findall(r'<li><a href="(/review\?place=[^"]*)"', page)]


def verdicts(database: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(database) as connection:
        return connection.execute("SELECT verdict, reviewer FROM reviews ORDER BY id").fetchall()


def pairs(database: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(database) as connection:
        query = "SELECT outcome, author FROM links WHERE author IS NOT NULL ORDER BY id"
        return connection.execute(query).fetchall()


def forms(page: str, action: str) -> list[dict[str, str]]:
    found = re.findall(rf'<form method="post" action="{action}"[^>]*>(.*?)</form>', page, re.DOTALL)
    return [
        {name: unescape(value) for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', form)} for form in found
    ]


def test_looking_decides_nothing(client: TestClient, filled: Path) -> None:
    before = filled.read_bytes()
    for address in queue(client):
        assert client.get(address).status_code == 200
    assert filled.read_bytes() == before
    assert "disabled" in client.get("/review").text


def test_a_decision_is_recorded_goes_on_and_is_taken_back(own: Path) -> None:
    with logged_in(own) as browser:
        first, *rest = queue(browser)
        page = browser.get(first).text
        is_pair = 'action="/people/decide"' in page
        form = forms(page, "/people/decide" if is_pair else "/decide")[0]
        answer = browser.post("/people/decide" if is_pair else "/decide", data=form)
        assert answer.status_code == 200
        assert unescape(str(answer.url)).endswith(rest[0].partition("?")[2]) if rest else True
        assert len(verdicts(own)) + len(pairs(own)) == 1
        assert first not in queue(browser)


@pytest.mark.parametrize("verdict", ["denied", "not-said", "reported", "right"])
def test_what_was_decided_on_leaves_the_queue_and_comes_back(verdict: str, own: Path, tmp_path: Path) -> None:
    page = (
        "The quarry\n\n14 February 2024\n\n"
        '"We heard it before we saw it," Lund said. The quarryman Odd Lund, 41, has been there for twenty years.\n\n'
        '"Never again," said the foreman, Kari Lund Berg.\n\n'
        '"It is late," Pryce said.\n\nAnna Pryce and her brother, Owen Pryce, had come.\n\n'
        'Berg\'s mother, Siri Lund, said, "She promised that last year, too."\n\n'
    )
    (tmp_path / "quarry.txt").write_text(page, "utf-8")
    assert run("load", tmp_path / "quarry.txt", "--db", own).exit_code == 0
    with logged_in(own) as browser:
        uids = [one["uid"] for one in browser.get("/review.json?source=quarry.txt").json()["rows"]]
        assert len(uids) == 2
        browser.post("/decide", data={"place": uids[0], "verdict": verdict, "token": token(browser)})
        left = browser.get("/review.json?source=quarry.txt").json()["rows"]
        assert [one["uid"] for one in left] == uids[1:]
        assert "1 of 1" in browser.get("/review?source=quarry.txt").text
        assert browser.get(f"/review?place={uids[0]}").status_code == 200
        browser.post("/undo", data=forms(browser.get("/review").text, "/undo")[0])
        assert [one["uid"] for one in browser.get("/review.json?source=quarry.txt").json()["rows"]] == uids


def test_the_last_verdicts_stay_at_hand(own: Path) -> None:
    with logged_in(own) as browser:
        uid = browser.get("/search.json?q=three+tugs").json()["rows"][0]["uid"]
        browser.post("/decide", data={"place": uid, "verdict": "nobody", "token": token(browser)})
        page = browser.get("/review").text
        assert "Decided of late" in page
        assert "three tugs" in page.partition("Decided of late")[2]
        (undo,) = forms(page, "/undo")
        assert browser.post("/undo", data=undo).status_code == 200
        assert [verdict for verdict, _ in verdicts(own)] == ["nobody", "undone"]
        assert browser.get("/search.json?q=three+tugs").json()["rows"][0]["speaker"] == "Tom Okello"


def test_what_was_decided_on_words_with_unseen_signs_is_taken_back(own: Path, tmp_path: Path) -> None:
    (tmp_path / "signs.txt").write_text("Ida Renn:\nThe harbour\u202eed\u202c is\u200b open to zeppelins.\n\n", "utf-8")
    assert run("load", tmp_path / "signs.txt", "--db", own).exit_code == 0
    with logged_in(own) as browser:
        uid = browser.get("/search.json?q=zeppelins").json()["rows"][0]["uid"]
        assert forms(browser.get(f"/statement/{uid}").text, "/undo") == []
        browser.post("/decide", data={"place": uid, "verdict": "nobody", "token": token(browser)})
        assert len(forms(browser.get(f"/statement/{uid}").text, "/undo")) == 1
        (undo,) = forms(browser.get("/review").text, "/undo")
        assert browser.post("/undo", data={**undo, "mark": "0" * 32}).status_code == 400
        assert browser.post("/undo", data=undo).status_code == 200
        assert browser.get("/search.json?q=zeppelins").json()["rows"][0]["speaker"] == "Ida Renn"
        assert forms(browser.get(f"/statement/{uid}").text, "/undo") == []


def test_what_is_not_in_doubt_can_be_decided_on(own: Path) -> None:
    with logged_in(own) as browser:
        page = browser.get("/review?place=ferry-2021.txt:4").text
        assert "Not in doubt" in page
        form = next(form for form in forms(page, "/decide") if form["verdict"] == "right")
        assert browser.post("/decide", data=form).status_code == 200
        assert verdicts(own) == [("right", "Ada")]


def test_a_person_that_nobody_is_must_be_told_to_be_new(own: Path) -> None:
    with logged_in(own) as browser:
        uid = browser.get("/search.json?q=three+tugs").json()["rows"][0]["uid"]
        form = {"place": uid, "verdict": "speech-of", "person": "Zoe Quill", "token": token(browser)}
        assert browser.post("/decide", data=form).status_code == 400
        assert verdicts(own) == []
        assert browser.post("/decide", data={**form, "new": "1"}).status_code == 200
        assert browser.get("/search.json?q=three+tugs").json()["rows"][0]["speaker"] == "Zoe Quill"


def test_a_verdict_that_is_none_is_refused(own: Path) -> None:
    with logged_in(own) as browser:
        uid = browser.get("/search.json?q=three+tugs").json()["rows"][0]["uid"]
        for verdict in ("", "undone", "guilty", "speech-of"):
            form = {"place": uid, "verdict": verdict, "token": token(browser)}
            assert browser.post("/decide", data=form).status_code == 400
        people = {"verdict": "eat", "one": "x", "other": "y", "token": token(browser)}
        assert browser.post("/people/decide", data=people).status_code == 400
    assert verdicts(own) == []
