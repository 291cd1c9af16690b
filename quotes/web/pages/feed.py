"""What was said last, as a feed (Atom, RFC 4287): the same words and filters as of a search."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from quotes.export.saying import how, is_plain
from quotes.queries.newest import newest
from quotes.queries.statements import Said
from quotes.store.database import path_of
from quotes.text import digest
from quotes.web.asking import ask
from quotes.web.doing import Deed
from quotes.web.filtering import FILTERS, SPEAKER, filters_of
from quotes.web.parameters import Parameter, read
from quotes.web.sessions import Session
from quotes.web.settings import Settings
from quotes.web.showing import environment, say, who

PARAMETERS = (Parameter("q", "The words."), SPEAKER, *FILTERS)
MOST = 100  # entries
SECONDS = 10.0
TITLE = 100  # characters of the words in a title
MEDIA = "application/atom+xml; charset=utf-8"
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Entry(NamedTuple):
    """A statement in a feed."""

    row: Said
    title: str
    updated: str
    dated: bool


def deeds(settings: Settings) -> Iterable[Deed]:
    """Return the feed: it is at one address only, and in one form."""

    def feed(request: Request, _form: FormData | None, _session: Session | None, _writer: Lock) -> Response:
        given = {name: request.query_params.getlist(name) for name in request.query_params}
        values = read(PARAMETERS, given)
        rows = ask(
            settings.database,
            lambda connection: newest(connection, values["q"], filters_of(connection, values), limit=MOST),
            SECONDS,
        )
        told = _told(rows, values, written(settings.database), str(request.base_url).rstrip("/"))
        return Response(environment().get_template("feed.xml").render(told), media_type=MEDIA)

    return [Deed("/feed.atom", ("GET",), feed)]


def _told(rows: Iterable[Said], values: Mapping[str, Any], updated: str, base: str) -> dict[str, Any]:
    """Return what the feed holds; `base` is the address of this server."""
    asked = [(name, one) for name, value in values.items() for one in _each(value)]
    query = urlencode(sorted(asked))
    return {
        "id": f"urn:quotes:feed:{digest(query)}",
        "title": say("feed_of", words=values["q"]) if values["q"] else say("feed_of_all"),
        "subtitle": say("feed_is", most=MOST),
        "updated": updated,
        "base": base,
        "query": f"?{query}" if query else "",
        "entries": [entry(row, updated) for row in rows],
    }


def _each(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()


def entry(row: Said, otherwise: str) -> Entry:
    """Return a statement as an entry: of the day on which it was said, the first of several; `otherwise` without one.

    When a statement was loaded nobody knows. Of one without a date it is known only that it was not after the database
    was last written to.
    """
    day = next((one for one in (row.earliest, row.latest) if one and _DAY.fullmatch(one)), None)
    words = " ".join(row.text.split())
    cut = words if len(words) <= TITLE else f"{words[:TITLE]} …"
    title = f"{who(row)}: {cut}" if is_plain(row) else f"{who(row)} {how(row)}: {cut}"
    return Entry(row, title, f"{day}T00:00:00Z" if day else otherwise, day is not None)


def written(database: str) -> str:
    """Return when a database was last written to, as RFC 3339 has it."""
    seconds = Path(path_of(database)).stat().st_mtime
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
