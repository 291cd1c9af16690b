"""A person's own SELECT, with the tables and views beside it."""

from __future__ import annotations

from sqlite3 import Connection
from typing import Any

from quotes.queries.tables import tables
from quotes.web.answers import Answer, Cells, Question
from quotes.web.apart import Found, ask_apart
from quotes.web.parameters import Parameter
from quotes.web.showing import say

LONGEST = 8_000  # characters of a question
SECONDS, MOST = 10, 60
SHORTENED = 2_000  # characters of a cell on the page; JSON and CSV have all
EXAMPLES = (
    "select speaker, count(*) as statements from said group by speaker order by statements desc",
    "select source, manner, count(*) as statements from said group by source, manner order by source, manner",
    "select speaker, how, text, source, line from attributions where how <> 'said' order by source, line",
)


def answer(connection: Connection, values: dict[str, Any]) -> Answer:
    """Return the first rows of the answer to a SELECT; without one, what can be asked for."""
    query, found = values["query"], Found([], [], True)
    if query:
        found = ask_apart(_file(connection), query, values["seconds"])
    shown = {
        "tables": tables(connection),
        "examples": EXAMPLES,
        "cells": [[*map(_shortened, row)] for row in found.rows],
    }
    matches = len(found.rows)
    return Answer(say("to_sql"), found.rows, shown, None, matches, found.whole, columns=found.columns)


def _file(connection: Connection) -> str:
    """Return the path of the database that a connection is to."""
    return str(connection.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0])


def _shortened(cell: Any) -> Any:
    if not isinstance(cell, str) or len(cell) <= SHORTENED:
        return cell
    return say("shortened", start=cell[:SHORTENED], n=f"{len(cell):,}")


QUESTION = Question(
    "/sql",
    "sql",
    "The answer to one SELECT, at most 1,000 rows of it: rows are lists of values, as `columns` names them.",
    (
        Parameter("query", "One SELECT in SQLite's SQL; nothing can be written.", longest=LONGEST),
        Parameter("seconds", "How long it may take.", "count", SECONDS, most=MOST),
    ),
    Cells,
    answer,
)
