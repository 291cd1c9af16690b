"""The feed: well-formed whatever a source holds, the newest first, and by the filters of a search."""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from quotes import load
from tests.web.conftest import HOSTILE, serving

ATOM = "{http://www.w3.org/2005/Atom}"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def feed(browser: TestClient, **asked: str | Sequence[str]) -> ElementTree.Element:
    answer = browser.get("/feed.atom", params=asked)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content)


def texts(element: ElementTree.Element, *path: str) -> list[str]:
    return [one.text or "" for one in element.findall("/".join(ATOM + step for step in path))]


def test_every_feed_has_what_atom_asks_for(client: TestClient) -> None:
    for told in (feed(client), feed(client, q="ferry"), feed(client, q="no such words at all")):
        assert told.tag == f"{ATOM}feed"
        for one in (told, *told.findall(f"{ATOM}entry")):
            assert [len(texts(one, name)) for name in ("id", "title", "updated")] == [1, 1, 1]
            assert TIME.fullmatch(texts(one, "updated")[0])
        assert all(texts(told, "entry", "author", "name"))
        assert len({*texts(told, "entry", "id")}) == len(texts(told, "entry"))
        assert [link.get("rel") for link in told.findall(f"{ATOM}link")] == ["self", "alternate"]


def test_the_newest_comes_first_and_what_has_no_date_last(client: TestClient, filled: Path) -> None:
    entries = feed(client).findall(f"{ATOM}entry")
    dated = [texts(one, "published") for one in entries]
    assert dated[0] == ["2023-11-20T00:00:00Z"]
    assert dated == sorted(dated, reverse=True)
    assert dated[-1] == []
    [written] = {*texts(entries[-1], "updated"), *texts(feed(client), "updated")}
    assert TIME.fullmatch(written)
    assert "undated" in texts(entries[-1], "summary")[0]


def test_an_undated_entry_bears_the_time_of_the_last_writing(own: Path) -> None:
    os.utime(own, (0, 1_600_000_000))
    with serving(own) as browser:
        told = feed(browser, undated="only")
    assert {*texts(told, "entry", "updated"), *texts(told, "updated")} == {"2020-09-13T12:26:40Z"}
    assert not texts(told, "entry", "published")


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "ferry"},
        {"q": "ferry", "outlet": "Island Post"},
        {"q": "the", "since": "2022", "manner": "verbatim"},
        {"q": "ferry", "act": ["asserted", "denied"], "factuality": ["actual"]},
        {"speaker": "Lindqvist", "until": "2021", "limit": "200"},
    ],
)
def test_a_feed_holds_what_a_search_finds(client: TestClient, asked: dict[str, str | list[str]]) -> None:
    limit = {"limit": "200"} if "q" in asked else {}
    fed = {name: value for name, value in asked.items() if name != "limit"}
    if "q" in asked:
        found = client.get("/search.json", params={**asked, **limit}).json()["rows"]
    else:
        person = client.get("/by-speaker", params={"speaker": asked["speaker"]}).url.path
        found = client.get(f"{person}.json", params={"until": asked["until"], "limit": "200"}).json()["rows"]
    ids = texts(feed(client, **fed), "entry", "id")
    assert found
    assert sorted(ids) == sorted(f"urn:quotes:{row['uid']}" for row in found)


def test_what_a_hostile_source_holds_breaks_nothing(client: TestClient) -> None:
    told = feed(client, q="They call me")
    [entry] = told.findall(f"{ATOM}entry")
    shown = HOSTILE.replace("\u202e", "[U+202E]")
    assert shown in texts(entry, "content")[0]
    assert "\u202e" not in client.get("/feed.atom?q=They call me").text
    assert feed(client, q=HOSTILE).findall(f"{ATOM}link")[0].get("href", "").startswith("http://127.0.0.1:")


def test_no_character_that_xml_forbids_is_sent(client: TestClient, tmp_path: Path) -> None:
    assert "[U+0001][U+FFFE][U+FFFF]" in texts(feed(client, q="ferry\x01\ufffe\uffff"), "title")[0]
    (tmp_path / "odd.csv").write_text("speaker,text\nAnn Lee,Odd ]]> and &amp; 😀\n", "utf-8")
    assert not load(tmp_path / "odd.csv", tmp_path / "odd.sqlite").refused
    with serving(tmp_path / "odd.sqlite") as browser:
        assert texts(feed(browser, q="odd"), "entry", "content") == ["Odd ]]> and &amp; 😀"]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"speaker": "Lee"}, 409),
        ({"speaker": "Nobody Whosoever"}, 404),
        ({"since": "yesterday?"}, 400),
        ({"limit": "5"}, 400),
        ({"q": "!!"}, 400),
        ({"manner": "sung"}, 400),
    ],
)
def test_what_cannot_be_asked_is_told(client: TestClient, asked: dict[str, str], status: int) -> None:
    assert client.get("/feed.atom", params=asked).status_code == status


def test_at_most_a_hundred_entries_are_sent(tmp_path: Path) -> None:
    lines = "".join(f"Ann Lee,We build bridge {i}.\n" for i in range(120))
    (tmp_path / "many.csv").write_text(f"speaker,text\n{lines}", "utf-8")
    assert not load(tmp_path / "many.csv", tmp_path / "many.sqlite", date="2024-05-01").refused
    with serving(tmp_path / "many.sqlite") as browser:
        assert len(texts(feed(browser), "entry", "id")) == len(texts(feed(browser, q="bridge"), "entry", "id")) == 100


def test_pages_lead_to_their_feeds(client: TestClient) -> None:
    for address in ("/search?q=ferry&outlet=Island+Post", "/by-speaker?speaker=Lindqvist"):
        [link] = re.findall(r'href="(/feed\.atom[^"]*)"', client.get(address).text)
        assert client.get(link.replace("&amp;", "&")).status_code == 200
