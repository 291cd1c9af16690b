"""Errors on pages and to assistants: what is wrong in words that hold there, and no word of the command line."""

import html
import re
import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp_types import CallToolRequestParams, TextContent

from quotes.cli import COMMANDS
from quotes.web.mcp.calls import called, described
from quotes.web.mcp.tools import Tools
from tests.web.conftest import logged_in, post, token

CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(Path(__file__).with_name("advice.toml").read_text("utf-8"))
NAMES = "|".join(name for _, commands in COMMANDS for name, _ in commands)
SHELL = re.compile(rf"--\w|\bquotes (?:{NAMES})\b|\bcommand\b")


def cases(kind: str) -> list[Any]:
    return [pytest.param(case, id=case["about"]) for case in CASES[kind]]


def harmed(database: Path, harm: str) -> None:
    """Do to a database, or its file, what a case says."""
    if harm == "gone":
        database.unlink()
    elif harm == "text":
        database.write_text("no database, but a letter" * 100, "utf-8")
    elif harm == "empty":
        database.write_bytes(b"")
    elif harm == "overwritten":
        data = bytearray(database.read_bytes())
        data[8192:-8192] = b"\xff" * (len(data) - 16384)
        database.write_bytes(data)
    else:
        with closing(sqlite3.connect(database)) as connection, connection:
            connection.execute(harm)


def of_main(page: str) -> str:
    """Return what a page says, less its frame."""
    return html.unescape(page.partition("<main")[2].partition("</main>")[0])


@pytest.mark.parametrize("case", cases("page"))
def test_a_page_says_what_is_wrong_and_what_to_do_there(case: dict[str, Any], own: Path) -> None:
    with logged_in(own) as browser:
        uid = browser.get("/search.json?q=three+tugs").json()["rows"][0]["uid"]
        form = {name: value.format(uid=uid) for name, value in case.get("form", {}).items()}
        if "harm" in case:
            harmed(own, case["harm"])
        answer = post(browser, case["path"], **form) if form else browser.get(case["path"])
    assert answer.status_code == case["status"]
    told = of_main(answer.text)
    assert case["says"] in told and case.get("here", "") in told
    assert not SHELL.search(told)


@pytest.mark.parametrize("case", cases("tool"))
def test_an_assistant_is_told_what_is_wrong_and_what_it_can_do(case: dict[str, Any], own: Path) -> None:
    if "harm" in case:
        harmed(own, case["harm"])
    asked = CallToolRequestParams(name=case["tool"], arguments=case["arguments"])
    answering: Any = called(described(Tools(str(own))))
    answer = anyio.run(answering, None, asked)
    [content] = answer.content
    assert isinstance(content, TextContent)
    assert case["says"] in content.text and case.get("here", "") in content.text
    assert not SHELL.search(content.text) and "href" not in content.text and "/people" not in content.text


@pytest.mark.parametrize("case", cases("document"))
def test_of_a_document_that_cannot_be_read_a_page_says_why(case: dict[str, Any], own: Path) -> None:
    files = [("files", (case["name"], (case["text"] * case.get("times", 1)).encode()))]
    with logged_in(own) as browser:
        page = of_main(browser.post("/documents/preview", data={"token": token(browser)}, files=files).text)
    [told] = re.findall(rf"<p[^>]*>{re.escape(case['name'])}: .*?</p>", page)
    assert case["says"] in told and case.get("here", "") in told
    assert not SHELL.search(told)
