"""The documents that are loaded: who speaks in each, when, how sure that is."""

from __future__ import annotations

from sqlite3 import Connection
from typing import Any

from quotes.queries.lists import ListedSource, how_many_sources, sources
from quotes.web.answers import Answer, Question
from quotes.web.filtering import AFTER, LIMIT
from quotes.web.parameters import Parameter
from quotes.web.showing import say


def answer(connection: Connection, values: dict[str, Any]) -> Answer:
    """Return the documents, by where they lie. Raises BadQuestion where none has the uid `after`."""
    words, undated, limit = values["q"] or "", values["undated"] == "only", values["limit"]
    found = sources(connection, words=words, undated=undated, after=values["after"], limit=limit + 1)
    rows = found[:limit]
    after = rows[-1].uid if len(found) > limit else None
    return Answer(say("to_documents"), rows, {}, after, how_many_sources(connection, words=words, undated=undated))


QUESTION = Question(
    "/documents",
    "documents",
    "The documents, with who speaks in each, by where they lie.",
    (
        Parameter("q", "With these words in the key, title, outlet or address."),
        Parameter("undated", "Only those without a date.", "choice", choices=("only",)),
        LIMIT,
        AFTER,
    ),
    ListedSource,
    answer,
)
