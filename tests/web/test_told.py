"""What was done is told at the top of the page that follows: once, to who did it, and where a screen reader begins."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import logged_in, post, serving, token

DONE = re.compile(r'<p id="done" role="status" tabindex="-1" autofocus>(.*?)</p>')


def told(browser: TestClient, address: str) -> str | None:
    found = DONE.search(browser.get(address).text)
    return unescape(found[1]) if found else None


def of_words(browser: TestClient, words: str) -> str:
    return str(browser.get("/search.json", params={"q": words}).json()["rows"][0]["uid"])


def two_people(browser: TestClient) -> dict[str, str]:
    names = "Tom Okello", "Maria Lee"
    found = [browser.get("/people.json", params={"q": name}).json()["rows"][0]["uid"] for name in names]
    return dict(zip(("one", "other"), found, strict=True))


@pytest.mark.parametrize(
    ("verdict", "what"),
    [
        ({"verdict": "nobody"}, "Nobody known"),
        ({"verdict": "denied"}, "Denied"),
        ({"verdict": "speech-of", "person": "Zoe <i> Quill", "new": "1"}, "Words of Zoe <i> Quill"),
    ],
)
def test_a_decision_on_words_is_told_once_and_so_is_that_it_is_taken_back(
    writer: TestClient, verdict: dict[str, str], what: str
) -> None:
    place = of_words(writer, "three tugs")
    assert told(writer, "/review") is None
    post(writer, "/decide", place=place, **verdict)
    words = "“We have three tugs. The ferry needs two of them.”"
    assert told(writer, f"/statement/{place}") == f"Decided: {what} – {words}"
    assert told(writer, f"/statement/{place}") is None
    post(writer, "/undo", place=place)
    assert told(writer, "/review") == f"Taken back: {what} – {words}"


def test_decisions_on_people_and_events_are_told(writer: TestClient) -> None:
    pair = two_people(writer)
    for verdict, what in (
        ("split", "Decided: different people."),
        ("merge", "Decided: the same person."),
        ("undone", "The decision on these two people was taken back."),
    ):
        assert post(writer, "/people/decide", verdict=verdict, **pair).status_code == 303
        assert told(writer, "/people") == what
    events = [one["uid"] for one in writer.get("/events.json").json()["rows"]][:2]
    post(writer, "/events/decide", verdict="split", one=events[0], other=events[1])
    assert told(writer, f"/event/{events[0]}") == "Decided: two events."
    post(writer, "/people/alias", one=pair["one"], name="Skipper Tom")
    assert told(writer, f"/person/{pair['one']}") == "The name was added: Skipper Tom"


def test_what_is_forgotten_is_told(writer: TestClient) -> None:
    source = writer.get("/documents.json?q=budget").json()["rows"][0]
    post(writer, "/documents/forget", source=source["uid"])
    assert told(writer, "/documents") == f"Forgotten: {source['source']}"


def test_nothing_is_told_of_what_was_refused_or_to_another(own: Path) -> None:
    with logged_in(own) as one, logged_in(own, "Bea") as other, serving(own) as reader:
        place = of_words(one, "three tugs")
        for form in ({"verdict": "guilty"}, {"verdict": "nobody", "token": token(other)}):
            assert post(one, "/decide", place=place, **form).status_code in (400, 403)
            assert told(one, "/review") is None
        post(one, "/decide", place=place, verdict="nobody")
        assert told(other, "/review") is None
        assert told(reader, "/review") is None
        assert told(one, "/review")
