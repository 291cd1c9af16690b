"""The documents that are loaded: who speaks in each, when, how sure that is."""

from __future__ import annotations

from sqlite3 import Connection
from typing import Any

from quotes.queries.library import ShelvedSource, library
from quotes.web.answers import Answer, Question
from quotes.web.filtering import AFTER, LIMIT
from quotes.web.parameters import Parameter
from quotes.web.showing import say


def answer(connection: Connection, values: dict[str, Any]) -> Answer:
    """Return the documents, by where they lie. Raises BadQuestion where none has the uid `after`."""
    undated = values["undated"] == "only"
    found = library(connection, words=values["q"] or "", undated=undated, after=values["after"], limit=values["limit"])
    after = found.rows[-1].uid if found.goes_on else None
    return Answer(say("to_documents"), found.rows, {}, after, found.matches)


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
    ShelvedSource,
    answer,
)
