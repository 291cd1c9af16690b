"""A browser before a real server, and what must hold on whatever page it opens: no error, nothing from elsewhere."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from quotes import load
from tests.browsing import NoBrowser, chromium
from tests.conftest import ROOT
from tests.serving import Served, served
from tests.web.conftest import USER

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, StorageState

EXAMPLE = ROOT / "docs" / "example"
WAIT = 10_000  # milliseconds for whatever is waited for
LOADING = "Failed to load resource"  # what the console says of an answer that is seen as such
Open = Callable[..., "Page"]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The browser of all tests here; it ends with them, for asyncio can run elsewhere only then."""
    with ExitStack() as stack:
        try:
            started = stack.enter_context(chromium())
        except NoBrowser as reason:
            if os.environ.get("QUOTES_BROWSER") == "required":
                pytest.fail(str(reason))
            pytest.skip(str(reason))
        yield started


@pytest.fixture(scope="package")
def newsroom(browser: Browser, filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of all invented documents, for tests that write nothing."""
    database = tmp_path_factory.mktemp("newsroom") / "newsroom.sqlite"
    shutil.copy(filled, database)
    with served(database, "--write", "--user", USER) as server:
        yield server


@pytest.fixture(scope="package")
def login(browser: Browser, newsroom: Served) -> StorageState:
    """What a browser keeps that is logged in there: the link opens once only."""
    context = browser.new_context()
    context.new_page().goto(newsroom.link)
    kept = context.storage_state()
    context.close()
    assert kept["cookies"]
    return kept


@pytest.fixture
def desk(browser: Browser, tmp_path: Path) -> Iterator[Served]:
    """A server of the documents of the tutorial, for one test, which may write."""
    shutil.copytree(EXAMPLE, tmp_path / "example")
    assert not load(tmp_path / "example", tmp_path / "talks.sqlite").refused
    with served(tmp_path / "talks.sqlite", "--write", "--user", USER) as server:
        yield server


@pytest.fixture
def empty_desk(browser: Browser, tmp_path: Path) -> Iterator[Served]:
    """A server of a table only, for one test, which may write."""
    (tmp_path / "example").mkdir()
    table = shutil.copy(EXAMPLE / "questions.csv", tmp_path / "example")
    assert not load(table, tmp_path / "talks.sqlite").refused
    with served(tmp_path / "talks.sqlite", "--write", "--user", USER) as server:
        yield server


@pytest.fixture
def open_at(browser: Browser) -> Iterator[Open]:
    """What opens a window of its own at a server; in the end nothing may have gone wrong in any.

    With `refused`, pages may be answered with a problem that the visitor can mend.
    """
    wrong: list[str] = []
    contexts: list[BrowserContext] = []

    def opened(server: Served, address: str = "/", *, refused: bool = False, **options: Any) -> Page:
        context = browser.new_context(base_url=server.address, **options)
        contexts.append(context)
        context.set_default_timeout(WAIT)
        watch(context, server.address, wrong, refused)
        page = context.new_page()
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not wrong, "\n".join(wrong)


def watch(context: BrowserContext, address: str, wrong: list[str], refused: bool) -> None:
    """Put into `wrong` each error on a page, and each request of another host."""

    def said(told: ConsoleMessage) -> None:
        if told.type in ("error", "warning") and not told.text.startswith(LOADING):
            wrong.append(f"{told.type}: {told.text}")

    def asked(request: Request) -> None:
        if not request.url.startswith((f"{address}/", "data:")):
            wrong.append(f"a request elsewhere: {request.url}")

    def answered(response: Response) -> None:
        if response.status >= (500 if refused and response.request.is_navigation_request() else 400):
            wrong.append(f"{response.status}: {response.url}")

    def failed(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # by going on to the next page
            wrong.append(f"{request.failure}: {request.url}")

    context.on("console", said)
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    context.on("request", asked)
    context.on("requestfailed", failed)
    context.on("response", answered)
