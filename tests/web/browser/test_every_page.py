"""What holds on every page: it is readable to all, light and dark, fits narrow and wide screens, and has no error."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.request import urlopen

import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from quotes.web.app import application
from quotes.web.sessions import Sessions
from quotes.web.settings import Settings
from tests.serving import Served
from tests.web.browser.conftest import Open
from tests.web.browser.looks import faults

if TYPE_CHECKING:
    from playwright.sync_api import Page, StorageState

NO_PAGES = ("/static/", "/enter", "/feed.atom")  # and what ends so:
OTHER_FORMS = (".json", ".csv")
ASKED = (
    *("/search?q=ferry", "/search?q=they+call+me", "/search?q=nothing+of+the+kind", "/search?q=the&speaker=Lindqvist"),
    *("/people?q=lee", "/by-speaker?speaker=Lee", "/by-speaker?speaker=Lindquist", "/review?place=ferry-2021.txt:4"),
    *("/sql?query=select+*+from+attributions", "/documents?undated=only", "/verify?claim=the+ferry+will+sail+in+May"),
)
REFUSED = ("/search?q=x&since=never", "/sql?query=select+nothing", "/statement/aaaaaaaaaaaa", "/nothing")


def rows(server: Served, address: str) -> list[dict[str, Any]]:
    with urlopen(f"{server.address}{address}") as answer:
        return list(json.load(answer)["rows"])


@pytest.fixture(scope="package")
def held(newsroom: Served) -> dict[str, list[str]]:
    """What the database holds: addresses of statements of each kind, of all sources, some people and an event."""
    said = rows(newsroom, "/search.json?q=the&limit=200")
    kinds = {(one["status"], one["manner"], one["act"], one["factuality"]): one["uid"] for one in said}
    people = [rows(newsroom, f"/people.json?q={name}")[0]["uid"] for name in ("Lindqvist", "script")]
    return {
        "/statement/{uid}": [f"/statement/{uid}?w=the" for uid in kinds.values()],
        "/source/{uid}": [f"/source/{one['uid']}" for one in rows(newsroom, "/documents.json?limit=200")],
        "/person/{uid}": [f"/person/{uid}" for uid in people],
        "/event/{uid}": [f"/event/{rows(newsroom, '/events.json')[0]['uid']}"],
    }


def addresses(database: Path, held: dict[str, list[str]]) -> Iterator[str]:
    """Yield the address of every page, one of each kind that is `held`: a page that is new is among them."""
    app = cast(Starlette, application(Settings(str(database), 0, Sessions())).app)
    routes = [one for one in app.routes if isinstance(one, Route) and "GET" in (one.methods or ())]
    for path in {one.path: None for one in routes}:
        if not path.startswith(NO_PAGES) and not path.endswith(OTHER_FORMS):
            yield held[path][0] if "{" in path else path


def further(held: dict[str, list[str]]) -> Iterator[str]:
    """Yield what the pages are asked besides."""
    yield from (one for those in held.values() for one in those[1:])
    source = held["/source/{uid}"][0].removeprefix("/source/")
    yield from (f"/documents/edit?source={source}", f"/documents/forget?source={source}")
    yield from (*ASKED, *REFUSED)


def test_every_page_is_for_everybody(
    newsroom: Served, login: StorageState, held: dict[str, list[str]], open_at: Open
) -> None:
    page = open_at(newsroom, refused=True, storage_state=login)
    look_at(page, [*addresses(newsroom.database, held), *further(held)])


def test_so_is_what_is_seen_by_who_is_not_logged_in(
    newsroom: Served, held: dict[str, list[str]], open_at: Open
) -> None:
    look_at(open_at(newsroom, refused=True), [*addresses(newsroom.database, held), *REFUSED])


def look_at(page: Page, addresses: Iterable[str]) -> None:
    wrong = []
    for address in addresses:
        page.goto(address)
        wrong += faults(page)
    assert not wrong, "\n".join(wrong)
