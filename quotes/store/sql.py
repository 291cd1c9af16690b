"""A person's own SELECT, and nothing but a SELECT."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Mapping, Sequence
from typing import Any, NamedTuple

from quotes.errors import BadQuestion
from quotes.store.database import is_interrupt

_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
_REFUSED = (
    "Only a single SELECT can be asked here: the database is open to read. "
    "Load files to add to it; to change it by hand, make a copy with `quotes backup FILE` and open that in SQLite."
)
# Virtual tables declare themselves by a CREATE TABLE when they are first named; afterwards that is refused.
_WARM = "SELECT 1 FROM search, json_each('[]'), json_tree('[]') LIMIT 0"


class Answer(NamedTuple):
    """The names of the columns, and the rows as they come."""

    columns: list[str]
    rows: Generator[tuple[Any, ...]]


def select(connection: sqlite3.Connection, question: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Answer:
    """Ask `question`, one SELECT in SQLite's SQL, on a connection of `database.reading`.

    Raises BadQuestion, from the call or while the rows are read, for anything else and for what SQLite cannot follow.
    """
    connection.set_authorizer(None)
    connection.execute(_WARM)
    connection.set_authorizer(_judge)
    try:
        cursor = connection.execute(question, parameters)
    except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
        raise _complaint(error) from error
    if cursor.description is None:
        raise BadQuestion(_REFUSED)
    return Answer([column[0] for column in cursor.description], _rows(cursor))


def _rows(cursor: sqlite3.Cursor) -> Generator[tuple[Any, ...]]:
    try:
        yield from cursor
    except sqlite3.Error as error:
        raise _complaint(error) from error


def _judge(action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None) -> int:
    if action in _ALLOWED and second != "load_extension":
        return sqlite3.SQLITE_OK
    # The full-text index itself asks this, to see whether another program has written.
    if action == sqlite3.SQLITE_PRAGMA and first == "data_version" and second is None:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _complaint(error: Exception) -> BaseException:
    if is_interrupt(error):
        return KeyboardInterrupt()
    if "Could not decode to UTF-8" in str(error):  # which is no matter of the question
        return error
    refused = isinstance(error, sqlite3.Warning | sqlite3.ProgrammingError) or "authoriz" in str(error)
    return BadQuestion(_REFUSED if refused else f"SQLite does not understand this: {error}")
