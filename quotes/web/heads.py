"""What the head of each page tells of the database: counted once for each state of its file."""

from __future__ import annotations

import os
from functools import lru_cache
from sqlite3 import Connection
from typing import NamedTuple

from quotes.errors import QuotesError
from quotes.queries.coverage import coverage
from quotes.web.asking import ask

SECONDS = 5.0
State = tuple[tuple[int, int] | None, ...]  # of the file and of its log: when it was written, and its size


class Head(NamedTuple):
    """How much a database holds, and how much of it is undated or in doubt."""

    statements: int
    sources: int
    undated: int
    doubts: int


def head(database: str) -> Head | None:
    """Return the head of the pages of a database; None where it cannot be asked."""
    try:
        return _head(database, tuple(map(_written, (database, f"{database}-wal"))))
    except QuotesError:
        return None


def _written(file: str) -> tuple[int, int] | None:
    try:
        found = os.stat(file)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=4)
def _head(database: str, _state: State) -> Head:
    return ask(database, _counted, SECONDS)


def _counted(connection: Connection) -> Head:
    held = coverage(connection)
    return Head(held.statements, held.sources, *connection.execute(_HELD).fetchone())


_HELD = """SELECT (SELECT count(*) FROM sources WHERE published_edtf IS NULL), (SELECT count(*) FROM statements
    WHERE manner IN ('verbatim', 'reported', 'narrated') AND status = 'ambiguous')"""
