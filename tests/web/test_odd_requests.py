"""Requests that no page makes: looks that would do something, bodies that do not come to their end, no such address."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from quotes.web.app import application
from quotes.web.deeds import deeds
from quotes.web.doing import Deed
from quotes.web.safety import FORM, SLOWEST, Guard
from quotes.web.sessions import Sessions
from quotes.web.settings import Settings
from tests.serving import served
from tests.web.conftest import ADDRESS, PORT, token
from tests.web.test_safety import reviews

QUICK = 0.2  # seconds for which a body is waited for here
FORM_KIND = "application/x-www-form-urlencoded"


def without_page(database: Path) -> list[Deed]:
    """Return what takes a form, and has no page of its own."""
    settings = Settings(str(database), PORT, Sessions("Ada"))
    return [one for one in deeds(settings, None) if "GET" not in one.methods and one.path != "/verify"]  # type: ignore[arg-type]


def test_who_looks_where_the_link_leads_leaves_it_as_it_is(own: Path) -> None:
    sessions = Sessions("Ada")
    app = application(Settings(str(own), PORT, sessions))
    with TestClient(app, base_url=ADDRESS) as robot, TestClient(app, base_url=ADDRESS) as browser:  # type: ignore[arg-type]
        link = f"/enter?key={sessions.link}"
        looked = [robot.head(link, follow_redirects=False) for _ in range(3)]
        assert [(one.status_code, "set-cookie" in one.headers) for one in looked] == [(303, False)] * 3
        assert robot.head("/enter?key=another", follow_redirects=False).status_code == 403
        assert "Log out" not in robot.get("/search").text
        assert "set-cookie" in browser.get(link, follow_redirects=False).headers
        assert robot.head(link, follow_redirects=False).status_code == 403


def test_a_page_looked_at_without_its_words_has_the_same_status(writer: TestClient) -> None:
    for address in (
        "/search?q=ferry",
        "/login",
        "/review",
        "/feed.atom",
        "/nothing",
        "/decide",
        "/statement/zzzzzzzzzzzz",
    ):
        assert writer.head(address).status_code == writer.get(address).status_code


class Caller:
    """Who sends the pieces of a body to an app, each when it comes, and reads the answer."""

    def __init__(self, app: Guard, path: str, pieces: Callable[[], AsyncIterator[dict[str, Any]]], **headers: str):
        self.app, self.pieces = app, pieces()
        told = {"host": f"127.0.0.1:{PORT}", "origin": ADDRESS, "content-type": FORM_KIND, **headers}
        raw = [(key.encode(), value.encode()) for key, value in told.items() if value]
        self.scope: dict[str, Any] = {
            "type": "http",
            "method": "POST",
            "path": path,
            "query_string": b"",
            "headers": raw,
        }
        self.scope |= {"http_version": "1.1", "scheme": "http", "root_path": ""}
        self.answer: dict[str, Any] = {}

    async def receive(self) -> Any:
        return await anext(self.pieces)

    async def send(self, message: Any) -> None:
        self.answer |= message if message["type"] == "http.response.start" else {}
        self.answer["text"] = self.answer.get("text", "") + message.get("body", b"").decode()

    def asked(self, seconds: float = 20.0) -> dict[str, Any]:
        """Return the answer; `headers` as a dict."""

        async def ask() -> None:
            async with asyncio.timeout(seconds):
                await self.app(self.scope, self.receive, self.send)

        asyncio.run(ask())
        return {**self.answer, "headers": dict(self.answer.get("headers", ()))}


def piece(body: bytes, more: bool = True) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": more}


async def dripping() -> AsyncIterator[dict[str, Any]]:
    while True:
        await asyncio.sleep(QUICK / 10)
        yield piece(b"-")


async def silent() -> AsyncIterator[dict[str, Any]]:
    yield piece(b"--")
    await asyncio.sleep(3600)


async def never() -> AsyncIterator[dict[str, Any]]:
    await asyncio.sleep(3600)
    yield piece(b"")


def entered(own: Path) -> tuple[Guard, str]:
    """Return an application that waits a short time for a body, and the cookie of who is logged in."""
    settings = Settings(str(own), PORT, Sessions("Ada"), patience=QUICK)
    cookie = settings.sessions.by_link(settings.sessions.link or "")
    return application(settings), f"{settings.cookie}={cookie}"


@pytest.mark.parametrize("pieces", [dripping, silent, never])
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/decide", FORM_KIND),
        ("/verify", FORM_KIND),
        ("/login", FORM_KIND),
        ("/documents/preview", f"multipart/form-data; boundary={'-' * 60}"),
        ("/mcp", "application/json"),
    ],
)
def test_a_body_that_does_not_come_to_its_end_is_not_waited_for(own: Path, pieces: Any, path: str, kind: str) -> None:
    if path == "/mcp":
        pytest.importorskip("mcp", reason="the extra mcp is not installed")
    app, cookie = entered(own)
    further = {"content-type": kind, "accept": "application/json, text/event-stream"}
    answer = Caller(app, path, pieces, cookie=cookie, **further).asked()
    assert (answer["status"], answer["headers"][b"connection"]) == (408, b"close")
    assert "came too slowly" in answer["text"]
    assert reviews(own) == 0


def test_what_comes_steadily_is_waited_for_longer(own: Path) -> None:
    async def steady() -> AsyncIterator[dict[str, Any]]:
        for _ in range(10):
            await asyncio.sleep(QUICK / 5)
            yield piece(b"&" * int(SLOWEST * QUICK))
        yield piece(b"text=We+have+three+tugs&kind=list", more=False)

    assert 10 * SLOWEST * QUICK < FORM
    app, _ = entered(own)
    assert Caller(app, "/verify", steady).asked()["status"] == 200


def test_an_answer_may_take_longer_than_what_was_sent(own: Path) -> None:
    """What is waited for behind a body is that the other side goes away."""

    async def at_once() -> AsyncIterator[dict[str, Any]]:
        yield piece(b"text=x", more=False)
        await asyncio.sleep(2 * QUICK)
        yield {"type": "http.disconnect"}

    async def patient(_scope: Any, receive: Any, _send: Any) -> None:
        assert (await receive())["body"] == b"text=x"
        assert (await receive())["type"] == "http.disconnect"

    app, _ = entered(own)
    Caller(Guard(patient, app.allowed, QUICK), "/verify", at_once).asked()


def sent(address: str, lines: list[str], body: bytes = b"", wait: bool = True) -> str:
    """Return what a server answers to a request as it is written here; "" where nobody waits for an answer."""
    where = urlsplit(address)
    head = [*lines[:1], f"Host: {where.netloc}", f"Origin: {address}", *lines[1:], "", ""]
    with socket.create_connection((where.hostname, where.port), timeout=10) as other:
        other.sendall("\r\n".join(head).encode() + body)
        return b"".join(iter(lambda: other.recv(65_536), b"")).decode() if wait else ""


@pytest.mark.parametrize(
    ("path", "kind", "body"),
    [
        ("/decide", FORM_KIND, b"place=x&verdict=nob"),
        ("/documents/preview", "multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="tok'),
        (
            "/documents/preview",
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nAnn: I am'
            + b" here" * 9_999,
        ),
        ("/mcp", "application/json", b'{"jsonrpc": "2.0", '),
    ],
)
def test_what_is_broken_off_is_no_mistake_of_the_program(own: Path, path: str, kind: str, body: bytes) -> None:
    with served(own, "--write", "--user", "Ada") as server:  # in the end it must have told of no mistake
        entering = sent(
            server.address, [f"GET {server.link.removeprefix(server.address)} HTTP/1.1", "Connection: close"]
        )
        found = re.search(r"set-cookie: ([^;]+)", entering)
        assert found
        head = [f"POST {path} HTTP/1.1", f"Cookie: {found[1]}", f"Content-Type: {kind}", "Content-Length: 900000"]
        for _ in range(3):
            sent(server.address, [*head, "Accept: application/json, text/event-stream"], body, wait=False)
        after = sent(server.address, ["GET /documents HTTP/1.1", "Connection: close", f"Cookie: {found[1]}"])
        assert after.startswith("HTTP/1.1 200 ")
        assert "a.txt" not in after
    assert reviews(own) == 0
    assert not own.with_name(f"{own.name}.documents").exists()


@pytest.mark.parametrize("asked", [("GET", "/nothing"), ("GET", "/decide"), ("POST", "/search"), ("POST", "/nothing")])
def test_a_page_of_what_is_missing_has_the_head_of_all(writer: TestClient, client: TestClient, asked: Any) -> None:
    def head(browser: TestClient, method: str, address: str) -> str:
        page = browser.request(method, address).text
        return page[page.index("<header>") : page.index("</header>")].replace(' aria-current="page"', "")

    assert head(writer, *asked) == head(writer, "GET", "/people")
    assert "Log out" in head(writer, *asked)
    assert "Log out" not in head(client, *asked)


def test_a_form_too_large_is_answered_with_the_head_of_all(writer: TestClient) -> None:
    answer = writer.post("/decide", content=(b"&" * 65_536 for _ in range(20)), headers={"content-type": FORM_KIND})
    assert (answer.status_code, answer.headers["connection"]) == (413, "close")
    assert "Log out" in answer.text


def test_what_takes_a_form_says_where_the_form_is(writer: TestClient, own: Path) -> None:
    those = without_page(own)
    assert len(those) >= 9
    for deed in those:
        answer = writer.get(deed.path)
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
        assert f"{deed.path} takes a form" in answer.text
        found = re.search(r'<a href="([^"]+)">The form stands on this page', answer.text)
        assert found
        assert found[1] == deed.form
        assert writer.get(deed.form).status_code == 200
        assert writer.head(deed.path).status_code == 405


@pytest.mark.parametrize("address", ["/search", "/people.json", "/static/keys.js", "/openapi.json", "/enter"])
def test_what_takes_no_form_says_that_it_is_only_read(writer: TestClient, address: str) -> None:
    answer = writer.post(address, data={"token": token(writer)})
    assert answer.status_code == 405
    assert {*answer.headers["allow"].split(", ")} == {"GET", "HEAD"}
    assert "can only be read" in answer.text
