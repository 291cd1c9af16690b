"""/mcp beside the pages: the same server answers assistants."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quotes.web.safety import FORM
from tests.web.conftest import serving

pytest.importorskip("mcp", reason="the extra mcp is not installed")
ACCEPT = {"accept": "application/json, text/event-stream", "content-type": "application/json"}


def called(browser: object, method: str, **parameters: object) -> object:
    asked = {"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters}
    return browser.post("/mcp", content=json.dumps(asked), headers=ACCEPT)  # type: ignore[attr-defined]


def test_an_assistant_asks_the_server_of_the_pages(filled: Path) -> None:
    told = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    with serving(filled) as browser:
        answer = called(browser, "initialize", **told)
        assert answer.json()["result"]["serverInfo"]["name"] == "quotes"  # type: ignore[attr-defined]
        answer = called(browser, "tools/call", name="who_said", arguments={"phrases": ["ferry"]})
        assert "quotes:" in answer.text  # type: ignore[attr-defined]


@pytest.mark.parametrize("told", [True, False])
def test_what_is_too_large_is_refused(filled: Path, told: bool) -> None:
    body = b'{"jsonrpc": "2.0", "id": 1, "method": "' + b"a" * (2 * FORM) + b'"}'
    sent = body if told else (body[i : i + 65_536] for i in range(0, len(body), 65_536))
    with serving(filled) as browser:
        assert browser.post("/mcp", content=sent, headers=ACCEPT).status_code == 413
        assert browser.get("/search").status_code == 200


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_nobody_is_kept_waiting_for_what_is_never_told(filled: Path, method: str) -> None:
    with serving(filled) as browser:
        answer = browser.request(method, "/mcp", headers={"accept": "text/event-stream"})
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_another_site_is_refused_there_too(filled: Path) -> None:
    with serving(filled) as browser:
        refused = browser.post("/mcp", content="{}", headers={**ACCEPT, "origin": "http://evil.example"})
        assert refused.status_code == 403
        assert browser.post("/mcp", content="{}", headers={**ACCEPT, "host": "evil.example"}).status_code == 421
