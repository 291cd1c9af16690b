"""Which source is the original of which: a translation tells it by where it lies, its address or its title."""

from __future__ import annotations

import sqlite3


def original_of(connection: sqlite3.Connection, source: int) -> int | None:
    """Return the source that one says to be a translation of; None where it says so of none that is stored.

    What lies where it says goes before what has that address, and this before what is titled so. Of several alike
    nothing tells which it is, and none is returned.
    """
    found = connection.execute(_ORIGINALS, (source,)).fetchall()
    best = [row for row, how in found if how == min(how for _, how in found)]
    return best[0] if len(best) == 1 else None


def translations_of(connection: sqlite3.Connection, source: int) -> list[int]:
    """Return the sources that say to be translations of one, in the order of their numbers."""
    return [row for row in may_be_of(connection, source) if original_of(connection, row) == source]


def may_be_of(connection: sqlite3.Connection, source: int) -> list[int]:
    """Return the sources that tell an original as this one may be told, though it may be another that they mean."""
    return sorted(row for (row,) in connection.execute(_TRANSLATIONS, (source,)))


# Crossed, so that each way in which an original may be told asks its index.
_ORIGINALS = """
SELECT o.id, CASE t.original WHEN o.key THEN 0 WHEN o.url THEN 1 ELSE 2 END FROM sources AS t
CROSS JOIN sources AS o ON (o.key = t.original OR o.url = t.original OR o.title = t.original) AND o.id <> t.id
WHERE t.id = ?
"""
_TRANSLATIONS = """
SELECT t.id FROM sources AS o CROSS JOIN sources AS t ON t.original IN (o.key, o.url, o.title) AND t.id <> o.id
WHERE o.id = ?
"""
