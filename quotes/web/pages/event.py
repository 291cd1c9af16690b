"""One occasion: when, who was there, what was said, and which sources report it."""

from __future__ import annotations

from sqlite3 import Connection
from typing import Any

from quotes.errors import UnknownName
from quotes.export.dates import date_words
from quotes.queries.lists import ListedEvent, events
from quotes.queries.on_event import on_event, reported_by, reports, took_part
from quotes.queries.segments import segments
from quotes.queries.statements import Said
from quotes.web.answers import Answer, Question
from quotes.web.filtering import AFTER, LIMIT
from quotes.web.showing import say


def answer(connection: Connection, values: dict[str, Any]) -> Answer:
    """Return what was said on an occasion, source by source."""
    event = event_of(connection, values["uid"])
    found = on_event(connection, event.uid, limit=values["limit"] + 1, after=values["after"])
    rows = found[: values["limit"]]
    shown = {
        "event": event,
        "parts": segments(connection, rows),
        "when": date_words(event.date, event.earliest, event.latest, event.date_basis),
        "present": took_part(connection, event.uid),
        "reports": reported_by(connection, event.uid),
        "decided": reports(connection, event.uid),
    }
    following = rows[-1].uid if len(found) > len(rows) else None
    moved = None if event.uid == values["uid"] else f"/event/{event.uid}"
    return Answer(event.title, rows, shown, following, event.statements, moved=moved)


def event_of(connection: Connection, uid: str) -> ListedEvent:
    """Return the occasion to which a uid leads. Raises UnknownName where it leads to none."""
    found = events(connection, uid=uid)
    if not found:
        raise UnknownName(say("no_event", uid=uid))
    return found[0]


QUESTION = Question(
    "/event/{uid}",
    "event",
    "What was said on an occasion, source by source, whatever source reports it.",
    (LIMIT, AFTER),
    Said,
    answer,
    given=("uid",),
)
