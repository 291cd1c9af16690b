"""What is refused before anything is done: other hosts, other sites, paths out, forms too large, sessions of others."""

from __future__ import annotations

import sqlite3
import threading
import tracemalloc
from contextlib import closing, suppress
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from quotes.web.app import application
from quotes.web.asking import ask
from quotes.web.safety import FORM, POLICY
from quotes.web.sessions import TRIES, WINDOW, Sessions, TooOften, hashed, users_in
from quotes.web.settings import Settings
from tests.web.conftest import ADDRESS, PORT, logged_in, serving, token

ADDRESSES = ("/search", "/search?q=ferry", "/review", "/login", "/openapi.json", "/static/keys.js", "/nothing")
DEEDS = ("/decide", "/undo", "/people/decide", "/leave")


def decided(browser: TestClient, **form: str) -> int:
    return browser.post("/decide", data=form, follow_redirects=False).status_code


def reviews(database: Path) -> int:
    with sqlite3.connect(database) as connection:
        return int(connection.execute("SELECT count(*) FROM reviews").fetchone()[0])


@pytest.mark.parametrize(
    "host",
    ["evil.example", f"evil.example:{PORT}", "127.0.0.1:1", "", f"127.0.0.1:{PORT}.evil.example", f"[::1:{PORT}"],
)
def test_another_host_is_not_this_server(client: TestClient, host: str) -> None:
    for address in ADDRESSES:
        answer = client.get(address, headers={"host": host})
        assert (answer.status_code, "database" in answer.text) == (421, False)


@pytest.mark.parametrize("host", [f"localhost:{PORT}", f"127.0.0.1:{PORT}", f"[::1]:{PORT}"])
def test_this_machine_is(client: TestClient, host: str) -> None:
    assert client.get("/search", headers={"host": host}).status_code == 200


def test_a_name_that_was_told_is_allowed(filled: Path) -> None:
    app = application(Settings(str(filled), PORT, Sessions(), ("quotes.newsroom.example",)))
    with TestClient(app, base_url="http://quotes.newsroom.example") as browser:  # type: ignore[arg-type]
        assert browser.get("/search").status_code == 200
        assert browser.get("/search", headers={"host": "other.newsroom.example"}).status_code == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "", f"http://127.0.0.1:{PORT + 1}", "file://"])
def test_a_form_of_another_site_does_nothing(writer: TestClient, own: Path, origin: str) -> None:
    form = {"place": "x", "verdict": "nobody", "token": token(writer)}
    for deed in (*DEEDS, "/login", "/verify", "/documents/preview"):
        assert writer.post(deed, data=form, headers={"origin": origin}, follow_redirects=False).status_code == 403
    assert reviews(own) == 0


@pytest.mark.parametrize(("site", "status"), [("same-origin", 303), ("same-site", 403), ("cross-site", 403), ("", 403)])
def test_a_page_that_tells_no_origin_tells_where_it_is_of(
    writer: TestClient, own: Path, site: str, status: int
) -> None:
    place = writer.get("/search.json?q=ferry").json()["rows"][0]["uid"]
    form = {"place": place, "verdict": "nobody", "token": token(writer)}
    told = {"origin": "null", **({"sec-fetch-site": site} if site else {})}
    assert writer.post("/decide", data=form, headers=told, follow_redirects=False).status_code == status
    assert reviews(own) == int(status == 303)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_may_lead_here_and_not_ask(client: TestClient, site: str) -> None:
    def asked(address: str, mode: str) -> int:
        return client.get(address, headers={"sec-fetch-site": site, "sec-fetch-mode": mode}).status_code

    for address in ("/search?q=ferry", "/search.json?q=ferry", "/sql.json?query=select+1", "/static/keys.js"):
        assert asked(address, "no-cors") == 403
        assert asked(address, "cors") == 403
    assert asked("/search?q=ferry", "navigate") == 200
    assert asked("/sql?query=select+1", "navigate") == 403
    assert client.get(
        "/sql?query=select+1", headers={"sec-fetch-site": "none", "sec-fetch-mode": "navigate"}
    ).is_success


@pytest.mark.parametrize("person", ["Abc " * 60, "\u200b", "...", "\u202e", " "])
def test_what_is_no_name_is_nobody(writer: TestClient, own: Path, person: str) -> None:
    place = writer.get("/search.json?q=ferry").json()["rows"][0]["uid"]
    form = {"place": place, "verdict": "speech-of", "person": person, "new": "1", "token": token(writer)}
    assert writer.post("/decide", data=form, follow_redirects=False).status_code == 400
    assert reviews(own) == 0


def test_a_name_with_signs_that_nobody_sees_is_kept_without_them(writer: TestClient) -> None:
    place = writer.get("/search.json?q=three+tugs").json()["rows"][0]["uid"]
    form = {"place": place, "verdict": "speech-of", "person": "Zoe\x00 \u200bQu\u202eill", "new": "1"}
    assert writer.post("/decide", data={**form, "token": token(writer)}).status_code == 200
    assert writer.get("/search.json?q=three+tugs").json()["rows"][0]["speaker"] == "Zoe Qu ill"


@pytest.mark.parametrize(
    "to", ["/\t/evil.example", "/\n/evil.example", "//evil.example", "/\\evil.example", "https://evil.example"]
)
def test_no_form_leads_to_another_site(writer: TestClient, to: str) -> None:
    place = writer.get("/search.json?q=ferry").json()["rows"][0]["uid"]
    form = {"place": place, "verdict": "nobody", "to": to, "token": token(writer)}
    assert writer.post("/decide", data=form, follow_redirects=False).headers["location"] == f"/statement/{place}"


def test_a_large_form_without_a_session_is_not_read(client: TestClient) -> None:
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/documents/preview", content=b"&" * 900_000, headers=kind).status_code == 403
    assert client.post("/documents/preview", content=b"&" * (2 * FORM), headers=kind).status_code == 413


def test_no_decision_makes_a_database(own: Path) -> None:
    with logged_in(own) as browser:
        told = token(browser)
        own.unlink()
        for deed, form in (
            ("/events/decide", {"verdict": "merge", "one": "a" * 12, "other": "b" * 12}),
            ("/decide", {"place": "x", "verdict": "nobody"}),
            ("/people/alias", {"one": "x", "name": "Ann"}),
            ("/people/decide", {"verdict": "merge", "one": "x", "other": "y"}),
        ):
            assert browser.post(deed, data={**form, "token": told}).status_code == 503
            assert not own.exists()


def test_a_database_that_is_held_is_told_of_and_files_are_handed_out(own: Path) -> None:
    with serving(own) as browser, closing(sqlite3.connect(own, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        found: list[int] = []
        threads = [
            threading.Thread(target=lambda: found.append(browser.get("/search.json?q=a").status_code)) for _ in range(9)
        ]
        for thread in threads:
            thread.start()
        assert browser.get("/static/keys.js").status_code == 200
        assert not found
        for thread in threads:
            thread.join()
    assert found == [503] * 9


def test_wrong_passwords_of_one_user_keep_no_other_out(own: Path) -> None:
    users = {"Ada": hashed("correct horse"), "Bea": hashed("battery staple")}
    sessions = Sessions(users=users)
    for _ in range(TRIES):
        assert sessions.by_password("Ada", "wrong") is None
    assert sessions.by_password("Bea", "battery staple")


def test_a_form_without_its_token_does_nothing(writer: TestClient, own: Path, client: TestClient) -> None:
    place = writer.get("/search.json?q=ferry").json()["rows"][0]["uid"]
    for told in ("", "x" * 32, token(writer)[:-1]):
        assert decided(writer, place=place, verdict="nobody", token=told) == 403
    assert decided(client, place=place, verdict="nobody", token=token(writer)) == 403  # nobody is logged in
    assert reviews(own) == 0
    assert decided(writer, place=place, verdict="nobody", token=token(writer)) == 303
    assert reviews(own) == 1


def test_the_token_of_another_session_does_nothing(own: Path) -> None:
    with logged_in(own) as one, logged_in(own, "Bea") as other:
        place = one.get("/search.json?q=ferry").json()["rows"][0]["uid"]
        assert decided(one, place=place, verdict="nobody", token=token(other)) == 403
    assert reviews(own) == 0


def test_the_link_opens_once(own: Path) -> None:
    sessions = Sessions("Ada")
    app = application(Settings(str(own), PORT, sessions))
    with TestClient(app, base_url=ADDRESS) as browser:  # type: ignore[arg-type]
        first = browser.get(f"/enter?key={sessions.link}", follow_redirects=False)
        cookie = first.headers["set-cookie"].lower()
        assert first.status_code == 303
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert browser.get(f"/enter?key={sessions.link}", follow_redirects=False).status_code == 403
        assert browser.get("/enter?key=None", follow_redirects=False).status_code == 403


def test_servers_of_one_machine_have_cookies_of_their_own(own: Path) -> None:
    names = set()
    for port in (PORT, PORT + 1):
        sessions = Sessions("Ada")
        app = application(Settings(str(own), port, sessions))
        with TestClient(app, base_url=f"http://127.0.0.1:{port}") as browser:  # type: ignore[arg-type]
            answer = browser.get(f"/enter?key={sessions.link}", follow_redirects=False)
            names.add(answer.headers["set-cookie"].partition("=")[0])
    assert len(names) == 2


def test_users_log_in_by_password_and_out(own: Path, tmp_path: Path) -> None:
    file = tmp_path / "users"
    file.write_text(f"Ada:{hashed('correct horse')}\nBea:{hashed('battery staple')}\n", "utf-8")
    app = application(Settings(str(own), PORT, Sessions(users=users_in(file))))
    with TestClient(app, base_url=ADDRESS, headers={"origin": ADDRESS}) as browser:  # type: ignore[arg-type]
        for name, password in (("Ada", "battery staple"), ("Ada", ""), ("Nobody", "correct horse"), ("", "")):
            assert browser.post("/login", data={"name": name, "password": password}).status_code == 403
        done = browser.post("/login", data={"name": "Bea", "password": "battery staple", "to": "//evil.example"})
        assert done.url.host == "127.0.0.1"
        place = browser.get("/search.json?q=ferry").json()["rows"][0]["uid"]
        assert decided(browser, place=place, verdict="nobody", token=token(browser)) == 303
        assert browser.post("/leave", data={"token": token(browser)}).status_code == 200
        assert decided(browser, place=place, verdict="nobody", token="") == 403
    with sqlite3.connect(own) as connection:
        assert connection.execute("SELECT reviewer FROM reviews").fetchall() == [("Bea",)]
    assert "correct horse" not in file.read_text("utf-8")


def test_passwords_are_not_tried_without_end(own: Path) -> None:
    app = application(Settings(str(own), PORT, Sessions(users={"Ada": hashed("correct horse")})))
    with TestClient(app, base_url=ADDRESS, headers={"origin": ADDRESS}) as browser:  # type: ignore[arg-type]
        tried = [browser.post("/login", data={"name": "Ada", "password": str(i)}).status_code for i in range(12)]
        assert set(tried[:10]) == {403}
        late = browser.post("/login", data={"name": "Ada", "password": "correct horse", "to": "/review"})
        assert late.status_code == 429
        assert 1 <= int(late.headers["retry-after"]) <= WINDOW
        assert f"for {late.headers['retry-after']} s none is tried" in late.text
        assert '<input name="name" value="Ada"' in late.text
        assert '<input type="hidden" name="to" value="/review">' in late.text


@pytest.mark.parametrize("seconds", [WINDOW / 2, WINDOW - 0.5, WINDOW])
def test_so_long_as_is_told_none_is_tried(seconds: float) -> None:
    now = 1_000_000.0
    sessions = Sessions(users={"Ada": hashed("correct horse")}, clock=lambda: now)
    for _ in range(TRIES):
        assert sessions.by_password("Ada", "wrong") is None
    now += seconds
    if seconds < WINDOW:
        with pytest.raises(TooOften) as told:
            sessions.by_password("Ada", "correct horse")
        now += told.value.wait
    assert sessions.by_password("Ada", "correct horse")


def test_who_tries_passwords_in_plenty_keeps_nobody_waiting(own: Path) -> None:
    app = application(Settings(str(own), PORT, Sessions(users={"Ada": hashed("correct horse")})))
    tried: list[int] = []
    with TestClient(app, base_url=ADDRESS, headers={"origin": ADDRESS}) as browser:  # type: ignore[arg-type]

        def guess(number: int) -> None:
            tried.append(browser.post("/login", data={"name": str(number), "password": "wrong"}).status_code)

        threads = [threading.Thread(target=guess, args=(i,)) for i in range(40)]
        for thread in threads:
            thread.start()
        assert browser.get("/search?q=ferry").status_code == 200
        before = len(tried)
        for thread in threads:
            thread.join()
    assert before < 20
    assert tried == [403] * 40


def test_names_that_nobody_has_are_not_kept() -> None:
    sessions = Sessions(users={"Ada": hashed("correct horse")})
    tracemalloc.start()
    for i in range(20):
        assert sessions.by_password(f"{i}" * 500_000, "wrong") is None
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 500_000


@pytest.mark.parametrize(
    "address",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e%2f%2e%2e%2f%2e%2e%2fetc/passwd",
        "/source/..%2f..%2fetc%2fpasswd",
        "/source-of?key=/etc/passwd",
        "/statement/%00",
        "/statement/' OR 1=1 --",
        "/review?place=/etc/passwd:1",
    ],
)
def test_no_path_leads_out(client: TestClient, address: str) -> None:
    answer = client.get(address, follow_redirects=False)
    assert answer.status_code in (400, 404)
    assert "root:" not in answer.text
    assert "def application" not in answer.text


def test_every_answer_has_its_headers(client: TestClient) -> None:
    for address in ADDRESSES:
        answer = client.get(address)
        assert answer.headers["content-security-policy"] == POLICY
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "access-control-allow-origin" not in answer.headers


def test_pages_hold_no_script_and_no_style_of_their_own(client: TestClient) -> None:
    for address in ("/search?q=call", "/search?q=script", "/review", "/people", "/documents"):
        page = client.get(address).text
        assert "<script>" not in page
        assert "style=" not in page
        assert "onload=" not in page
        assert "javascript:" not in page
        assert "\u202e" not in page


@pytest.mark.parametrize("told", [True, False])
def test_forms_too_large_are_refused(writer: TestClient, own: Path, told: bool) -> None:
    body = b"token=x&place=" + b"a" * (10 * FORM)
    kind = {"content-type": "application/x-www-form-urlencoded"}
    sent = body if told else (body[i : i + 65_536] for i in range(0, len(body), 65_536))
    assert writer.post("/decide", content=sent, headers=kind).status_code == 413
    assert reviews(own) == 0
    assert writer.get("/search").status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_not_answered(client: TestClient, method: str) -> None:
    assert client.request(method, "/search").status_code == 405


def test_reading_changes_nothing(client: TestClient, filled: Path) -> None:
    before = filled.read_bytes()
    for address in ("/search?q=ferry", "/review", "/people", "/search.csv?q=ferry", "/review?place=ferry-2021.txt:4"):
        client.get(address)
    assert filled.read_bytes() == before


def test_two_reviewers_at_once_lose_nothing(own: Path) -> None:
    with logged_in(own, "Ada") as one, logged_in(own, "Bea") as other:
        rows = one.get("/search.json?q=the&limit=20").json()["rows"]
        places = [row["uid"] for row in rows if row["manner"] == "verbatim"][:6]

        def give(browser: TestClient, verdict: str) -> None:
            told = token(browser)
            for place in places:
                assert decided(browser, place=place, verdict=verdict, token=told, note=verdict) == 303

        threads = [
            threading.Thread(target=give, args=(one, "denied")),
            threading.Thread(target=give, args=(other, "nobody")),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    with sqlite3.connect(own) as connection:
        given = connection.execute("SELECT reviewer, count(*) FROM reviews GROUP BY 1 ORDER BY 1").fetchall()
    assert given == [("Ada", len(places)), ("Bea", len(places))]


def test_what_a_page_asks_is_not_changed_by_another_between_two_steps(own: Path) -> None:
    def question(connection: sqlite3.Connection) -> list[tuple[int]]:
        query = "SELECT count(*) FROM statements"
        first = connection.execute(query).fetchone()
        with closing(sqlite3.connect(own, timeout=0)) as other, suppress(sqlite3.OperationalError):
            other.execute("DELETE FROM statements")
            other.commit()
        return [first, connection.execute(query).fetchone()]

    first, second = ask(str(own), question, 5.0)
    assert first == second > (0,)


def test_fifty_at_once_are_answered(filled: Path) -> None:
    found: list[int] = []
    with serving(filled) as browser:
        threads = [
            threading.Thread(target=lambda: found.append(browser.get("/search?q=ferry").status_code)) for _ in range(50)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == [200] * 50


def test_a_database_that_goes_away_is_told_of(own: Path) -> None:
    with serving(own) as browser:
        own.unlink()
        answer = browser.get("/search.json?q=ferry")
        assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
        assert "there is no database" in answer.json()["detail"]
        assert browser.get("/search").status_code == 503
