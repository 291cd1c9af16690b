"""The occasions on which things were said, by date."""

from __future__ import annotations

from sqlite3 import Connection
from typing import Any

from quotes.queries.lists import ListedEvent, events
from quotes.web.answers import Answer, Question
from quotes.web.filtering import LIMIT
from quotes.web.pages.event import event_of
from quotes.web.parameters import Parameter
from quotes.web.showing import say


def answer(connection: Connection, values: dict[str, Any]) -> Answer:
    """Return the occasions."""
    after = event_of(connection, values["after"]).uid if values["after"] else None
    found = events(connection, words=values["q"] or "", after=after, limit=values["limit"] + 1)
    rows = found[: values["limit"]]
    following = rows[-1].uid if len(found) > len(rows) else None
    return Answer(say("to_events"), rows, {}, following)


QUESTION = Question(
    "/events",
    "events",
    "The occasions on which things were said, by date, undated ones first; those that are one are listed once.",
    (
        Parameter("q", "With these words in the title."),
        LIMIT,
        Parameter("after", "Go on after the event with this uid."),
    ),
    ListedEvent,
    answer,
)
