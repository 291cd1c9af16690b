"""People on pages: found by name, told of with reasons, and decided on, with a look at it before."""

import csv
import io
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from quotes import open_database
from quotes.queries.by_speaker import by_speaker
from quotes.queries.identity import unsure
from quotes.queries.people import identify, people
from quotes.queries.statements import Filters
from tests.web.conftest import HOSTILE, post, serving

SHOWN_HOSTILE = "script&gt;alert&lt;/script&gt; &amp; [U+202E]reversed"


def uid(browser: TestClient, name: str) -> str:
    answer = browser.get("/by-speaker", params={"speaker": name}, follow_redirects=False)
    assert answer.status_code == 302, answer.text
    return str(answer.headers["location"].removeprefix("/person/"))


def rows(browser: TestClient, address: str, **asked: Any) -> list[dict[str, Any]]:
    answer = browser.get(f"{address}.json", params=asked)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["rows"])


def paged(browser: TestClient, address: str, **asked: Any) -> list[dict[str, Any]]:
    found, after = [], ""
    while after is not None:
        answer = browser.get(f"{address}.json", params={**asked, "after": after}).json()
        found += answer["rows"]
        after = answer["after"]
    return found


def stored(database: Path) -> list[Any]:
    with sqlite3.connect(database) as connection:
        return [connection.execute(f"SELECT count(*) FROM {table}").fetchone() for table in ("links", "names")]


def test_everybody_is_listed_once_whatever_the_page(client: TestClient, filled: Path) -> None:
    with open_database(filled) as connection:
        wanted = [person._asdict() for person in people(connection, limit=1000)]
    assert paged(client, "/people", limit=3) == wanted
    assert rows(client, "/people", limit=200) == wanted


def test_the_list_is_narrowed_by_kind_and_found_by_name(client: TestClient) -> None:
    assert {one["kind"] for one in rows(client, "/people", kind="person", limit=200)} == {"person"}
    assert {one["name"] for one in rows(client, "/people", q="lee")} == {"Paul Lee", "Maria Lee"}
    assert paged(client, "/people", q="lee", limit=1) == rows(client, "/people", q="lee")
    assert "Vera Lindqvist" in client.get("/people?q=Lindquist").text
    assert client.get("/people?q=%21%21").status_code == 400
    assert client.get("/people?after=nobody").status_code == 404


def test_a_name_leads_to_the_one_person_who_has_it(client: TestClient) -> None:
    for name in ("Lindqvist", "vera lindqvist", "Prime Minister Lindqvist"):
        answer = client.get("/by-speaker", params={"speaker": name})
        assert answer.status_code == 200
        assert "<h1>Vera Lindqvist</h1>" in answer.text


def test_a_name_that_several_have_lists_them(client: TestClient) -> None:
    page = client.get("/by-speaker?speaker=Lee")
    assert page.status_code == 409
    assert page.text.count('<th scope="row"><a href="/person/') == 3
    answer = client.get("/by-speaker.json?speaker=Lee")
    assert (answer.status_code, answer.headers["content-type"]) == (409, "application/problem+json")
    assert client.get("/search?q=vote&speaker=Lee").status_code == 409


def test_a_name_that_nobody_has_tells_who_is_called_nearly_so(client: TestClient) -> None:
    page = client.get("/by-speaker?speaker=Lindquist")
    assert page.status_code == 404
    assert "/by-speaker?speaker=Vera+Lindqvist" in page.text
    assert client.get("/by-speaker.csv?speaker=Lindquist").status_code == 404


def test_a_person_is_told_of_with_roles_names_years_and_reasons(client: TestClient) -> None:
    page = client.get("/by-speaker?speaker=Lindqvist").text
    for told in ("Minister of Ports of Norland", "Prime Minister of Norland", "<svg", "one-name-many-sources"):
        assert told in page
    assert "key=documents%2Fbudget-2022.txt#L3" in page
    assert "<form method" not in page


def test_statements_of_a_person_are_those_of_the_query(client: TestClient, filled: Path) -> None:
    address = f"/person/{uid(client, 'Lindqvist')}"
    with open_database(filled) as connection:
        wanted = Filters(identify(connection, "Lindqvist"))
        every = [row._asdict() for row in by_speaker(connection, wanted)]
        later = [row._asdict() for row in by_speaker(connection, wanted._replace(since="2022"))]
    assert rows(client, address, limit=200) == every
    assert paged(client, address, limit=2) == every
    assert rows(client, address, since="2022") == later
    assert 0 < len(later) < len(every) == client.get(f"{address}.json").json()["matches"]
    lines = list(csv.DictReader(io.StringIO(client.get(f"{address}.csv?limit=200").text)))
    assert [line["text"] for line in lines] == [row["text"] for row in every]


def test_pages_of_statements_lead_on_with_what_narrows_them(client: TestClient) -> None:
    page = client.get(f"/person/{uid(client, 'Lindqvist')}?limit=2&since=2022").text
    [following] = [part.partition('"')[0] for part in page.split('rel="next" href="')[1:]]
    answer = client.get(following.replace("&amp;", "&"))
    assert "The budget is on the table." in answer.text
    assert "The ferry will sail" not in answer.text


def test_what_a_hostile_source_prints_is_nothing_but_text(client: TestClient) -> None:
    name = HOSTILE.replace('"1"', "").replace("(", "").replace(")", "")[1:]
    for page in (client.get("/people"), client.get("/by-speaker", params={"speaker": name})):
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "\u202e" not in page.text
        assert SHOWN_HOSTILE in page.text


@pytest.mark.parametrize("asked", [HOSTILE, "'\"><i class=x>", "a\nb\u202e", "x" * 1999, "\x00\x01 é", "[U+202E]"])
def test_what_is_asked_for_is_nothing_but_text(client: TestClient, asked: str) -> None:
    for address, name in (("/people", "q"), ("/by-speaker", "speaker"), ("/events", "q"), ("/events", "after")):
        page = client.get(address, params={name: asked})
        assert page.status_code in (200, 400, 404, 409)
        assert not [part for part in ("<script>alert", "<i class", "\u202e", "\x01") if part in page.text]


@pytest.mark.parametrize("address", ["/person/nobody", "/person/%3Cb%3E", "/person/nobody.json", "/person/a/b"])
def test_a_uid_of_nobody_is_not_found(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "<b>" not in answer.text


@pytest.mark.parametrize("path", ["/people/preview", "/people/decide", "/people/alias"])
def test_nothing_is_decided_without_a_session_or_with_a_wrong_token(own: Path, writer: TestClient, path: str) -> None:
    one, other = uid(writer, "Tom Okello"), uid(writer, "Thomas Okello")
    before = own.read_bytes()
    form = {"one": one, "other": other, "verdict": "merge", "name": "Somebody"}
    with serving(own, "Ada") as stranger:
        assert stranger.post(path, data=form).status_code == 403
    assert post(writer, path, **form, token="wrong").status_code == 403
    assert writer.post(path, data=form).status_code == 403
    assert own.read_bytes() == before


def test_a_merge_is_seen_before_it_is_made_and_taken_back(own: Path, writer: TestClient) -> None:
    one, other = uid(writer, "Tom Okello"), uid(writer, "Thomas Okello")
    form = {"one": one, "other": other, "verdict": "merge", "to": f"/person/{one}"}
    before = stored(own)
    preview = post(writer, "/people/preview", **form)
    assert preview.status_code == 200
    assert "Thomas Okello" in preview.text
    assert stored(own) == before
    assert post(writer, "/people/decide", **form).headers["location"] == f"/person/{one}"
    assert uid(writer, "Tom Okello") == uid(writer, "Thomas Okello")
    assert {len(rows(writer, f"/person/{old}")) for old in (one, other)} == {4}
    [gone] = {one, other} - {uid(writer, "Tom Okello")}
    assert writer.get(f"/person/{gone}?since=2021").url.query == b"since=2021"
    page = writer.get(f"/person/{one}").text
    assert "Decided by Ada" in page
    assert 'name="verdict" value="undone"' in page
    assert post(writer, "/people/decide", **{**form, "verdict": "undone"}).status_code == 303
    assert (uid(writer, "Tom Okello"), uid(writer, "Thomas Okello")) == (one, other)


def test_what_the_program_took_for_one_is_parted_and_waits_no_more(own: Path, writer: TestClient) -> None:
    page = writer.get("/by-speaker?speaker=Lindqvist").text
    form = page.partition('<form method="post" action="/people/preview">')[2].partition("</form>")[0]
    hidden = [part.partition('"')[0] for part in form.split('value="')[1:]]
    _, one, other, verdict, to = hidden
    assert verdict == "split"
    assert post(writer, "/people/decide", one=one, other=other, verdict=verdict, to=to).status_code == 303
    assert writer.get("/by-speaker?speaker=Vera Lindqvist").status_code == 409
    assert "Two people:" in writer.get(f"/person/{one}").text
    assert post(writer, "/people/decide", one=one, other=other, verdict="undone").status_code == 303
    assert writer.get("/by-speaker?speaker=Vera Lindqvist").status_code == 200


def test_who_may_be_the_same_is_asked_on_the_page_of_either(writer: TestClient, own: Path) -> None:
    for name, other in (("Tom Okello", "Thomas Okello"), ("Maria Keller", "KELLER")):
        page = writer.get(f"/person/{uid(writer, name)}").text
        assert f">{other}</a>" in page.partition('id="perhaps"')[2]
    with open_database(own) as connection:
        every = unsure(connection)
        for row in identify(connection, "Maria Keller") + identify(connection, "Tom Okello"):
            mine = unsure(connection, [row])
            assert mine
            assert all(one in every for one in mine)


def test_a_further_name_is_known_from_then_on(writer: TestClient) -> None:
    one = uid(writer, "Lindqvist")
    answer = post(writer, "/people/alias", one=one, name=" The  Iron\nMinister ", note="<i>in the press</i>")
    assert answer.status_code == 303
    assert uid(writer, "the iron minister") == one
    page = writer.get(f"/person/{one}").text
    assert "The Iron Minister" in page
    assert "<i>in the press" not in page


def test_a_further_name_is_taken_back_on_the_page_that_has_it(writer: TestClient) -> None:
    one = uid(writer, "Lindqvist")
    assert 'name="verdict" value="undone"' not in writer.get(f"/person/{one}").text
    post(writer, "/people/alias", one=one, name="The Iron Minister")
    form = next(form for form in forms(writer.get(f"/person/{one}").text) if form.get("verdict") == "undone")
    assert form["name"] == "The Iron Minister"
    assert writer.post("/people/alias", data=form).status_code == 200
    assert "The Iron Minister" not in writer.get(f"/person/{one}").text.partition('id="names"')[2]
    assert post(writer, "/people/alias", **form).status_code == 400
    assert post(writer, "/people/alias", one=one, name="X Y", verdict="drop").status_code == 400


def test_whose_name_a_further_name_is_already_is_told(writer: TestClient) -> None:
    post(writer, "/people/alias", one=uid(writer, "Lindqvist"), name="maria keller")
    assert "It is also a name of Maria Keller" in writer.get("/people").text


def forms(page: str) -> list[dict[str, str]]:
    found = re.findall(r'<form method="post" action="/people/alias"[^>]*>(.*?)</form>', page, re.DOTALL)
    return [dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form)) for form in found]


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"one": "Tom Okello", "other": "Tom Okello", "verdict": "merge"}, 400),
        ({"one": "Tom Okello", "other": "Lee", "verdict": "merge"}, 409),
        ({"one": "Tom Okello", "other": "Nobody Whosoever", "verdict": "merge"}, 404),
        ({"one": "Tom Okello", "other": "Thomas Okello", "verdict": "drop"}, 400),
        ({"one": "Tom Okello", "other": "", "verdict": "merge"}, 400),
    ],
)
def test_what_cannot_be_decided_is_told_and_changes_nothing(
    own: Path, writer: TestClient, form: dict[str, str], status: int
) -> None:
    before = stored(own)
    for path in ("/people/preview", "/people/decide"):
        assert post(writer, path, **form).status_code == status
    assert stored(own) == before


def test_a_decision_leads_on_within_this_server_only(writer: TestClient) -> None:
    form = {"one": uid(writer, "Tom Okello"), "other": uid(writer, "Thomas Okello"), "verdict": "split"}
    answer = post(writer, "/people/decide", **form, to="https://elsewhere.example/")
    assert answer.headers["location"].startswith("/person/")
