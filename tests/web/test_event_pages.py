"""Events on pages: listed by date, told of with who was there, and decided on as on the command line."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from quotes import open_database
from quotes.queries.lists import events
from quotes.queries.on_event import on_event
from tests.conftest import run
from tests.web.conftest import post, serving

FERRY = "Talks on the ferry"


def listed(browser: TestClient, **asked: Any) -> list[dict[str, Any]]:
    answer = browser.get("/events.json", params={"limit": 200, **asked})
    assert answer.status_code == 200, answer.text
    return list(answer.json()["rows"])


def ferries(browser: TestClient) -> list[str]:
    return [event["uid"] for event in listed(browser) if event["title"] == FERRY]


def paged(browser: TestClient, address: str, **asked: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    after: str | None = ""
    while after is not None:
        answer = browser.get(f"{address}.json", params={**asked, "after": after}).json()
        found, after = found + answer["rows"], answer["after"]
    return found


def test_every_event_is_listed_once_by_date(client: TestClient, filled: Path) -> None:
    with open_database(filled) as connection:
        wanted = [event._asdict() for event in events(connection)]
    assert len(wanted) > 3
    assert paged(client, "/events", limit=1) == paged(client, "/events", limit=2) == listed(client) == wanted
    lines = list(csv.DictReader(io.StringIO(client.get("/events.csv?limit=200").text)))
    assert [line["uid"] for line in lines] == [event["uid"] for event in wanted]


def test_events_are_found_by_words_of_their_titles(client: TestClient) -> None:
    assert {event["title"] for event in listed(client, q="FERRY")} >= {FERRY}
    assert not listed(client, q="nothing of the kind")
    assert "There are no such events." in client.get("/events?q=nothing+of+the+kind").text


def test_an_event_tells_when_it_was_who_was_there_and_who_reports_it(client: TestClient) -> None:
    page = client.get(f"/event/{ferries(client)[0]}").text
    for told in ("2021-03-04 (metadata)", ">Vera Lindqvist</a>", "documents/ferry-2021.txt", "Island Post"):
        assert told in page
    assert "<form method" not in page


def test_statements_of_an_event_are_those_of_the_query(client: TestClient, filled: Path) -> None:
    [uid] = [event["uid"] for event in listed(client) if "harbour" in event["title"]]
    with open_database(filled) as connection:
        wanted = [row._asdict() for row in on_event(connection, uid, limit=200)]
    assert paged(client, f"/event/{uid}", limit=2) == wanted
    assert client.get(f"/event/{uid}.json").json()["matches"] == len(wanted)
    page = client.get(f"/event/{uid}?limit=2").text
    assert f'rel="next" href="/event/{uid}?limit=2&amp;after=' in page


def test_a_hostile_title_is_nothing_but_text(client: TestClient) -> None:
    [event] = [event for event in listed(client) if "script" in event["title"]]
    for address in ("/events", f"/event/{event['uid']}"):
        page = client.get(address).text
        assert "<script>alert" not in page
        assert "\u202e" not in page
        assert "&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt; &amp; [U+202E]reversed" in page


@pytest.mark.parametrize("address", ["/event/nothing", "/event/nothing.json", "/events?after=nothing"])
def test_a_uid_of_no_event_is_not_found(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_two_reports_are_made_one_occasion_and_two_again(own: Path, writer: TestClient) -> None:
    one, other = ferries(writer)
    form = {"one": one, "other": other, "note": "both report <b>the talks</b>"}
    merged = post(writer, "/events/decide", **form, verdict="merge")
    assert (merged.status_code, merged.headers["location"]) == (303, f"/event/{one}")
    [uid] = ferries(writer)
    for old in (one, other):
        page = writer.get(f"/event/{old}")
        assert page.url.path == f"/event/{uid}"
        assert {"documents/ferry-2021.txt", "documents/ferry-again.txt"} <= {*page.text.replace("<", ">").split(">")}
        assert "both report &lt;b&gt;" in page.text
        assert 'name="verdict" value="split"' in page.text
    assert len(paged(writer, f"/event/{uid}", limit=2)) == 9
    assert post(writer, "/events/decide", **form, verdict="split").status_code == 303
    assert ferries(writer) == [one, other]
    assert run("check", "--db", own).exit_code == 0


@pytest.mark.parametrize(
    "change",
    [{"other": ""}, {"other": "nothing"}, {"verdict": "undone"}, {"verdict": ""}, {"other": None}, {"token": "wrong"}],
)
def test_what_cannot_be_decided_changes_nothing(own: Path, writer: TestClient, change: dict[str, str | None]) -> None:
    one, other = ferries(writer)
    form = {"one": one, "other": other, "verdict": "merge"} | change
    told = {name: one if value is None else value for name, value in form.items()}
    assert post(writer, "/events/decide", **told).status_code == (403 if "token" in change else 400)
    assert ferries(writer) == [one, other]


def test_nobody_decides_who_is_not_logged_in(own: Path) -> None:
    with serving(own, "Ada") as stranger:
        one, other = ferries(stranger)
        form = {"one": one, "other": other, "verdict": "merge"}
        assert stranger.post("/events/decide", data=form).status_code == 403
        assert ferries(stranger) == [one, other]
