"""Names and titles that begin as typed, for the shell."""

from __future__ import annotations

import sqlite3

from quotes.text import fold

ENOUGH = 30


def names(connection: sqlite3.Connection, beginning: str) -> list[str]:
    """Return names of people that begin so."""
    query = "SELECT DISTINCT name FROM names WHERE folded >= :b AND folded < :b || '~' ORDER BY folded LIMIT :enough"
    return [name for (name,) in connection.execute(query, {"b": fold(beginning), "enough": ENOUGH})]


def titles(connection: sqlite3.Connection, beginning: str) -> list[str]:
    """Return titles of roles that begin so."""
    begin = "folded_title >= :b AND folded_title < :b || '~'"
    query = f"SELECT DISTINCT title FROM role_spellings WHERE {begin} LIMIT :enough"
    return [title for (title,) in connection.execute(query, {"b": fold(beginning), "enough": ENOUGH})]
