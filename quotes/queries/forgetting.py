"""What would go with a source that is forgotten?"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from quotes.store.reviews import reviews_for
from quotes.verdict import standing


class Loss(NamedTuple):
    """A source, and what goes with it: statements, people whom no other source prints, and verdicts on its words."""

    key: str
    uid: str
    statements: int
    people: int
    verdicts: int


def loss(connection: sqlite3.Connection, key: str) -> Loss:
    """Return what goes with the source with this key."""
    found = connection.execute(_LOSS, (key,)).fetchone()
    return Loss._make((*found, len(standing(reviews_for(connection, key, found[1])))))


_LOSS = """SELECT "key", uid, (SELECT count(*) FROM statements WHERE source_id = o.id),
        (SELECT count(DISTINCT person_id) FROM appearances here WHERE source_id = o.id AND NOT EXISTS (
            SELECT 1 FROM appearances other WHERE other.person_id = here.person_id AND other.source_id <> o.id))
    FROM sources o WHERE "key" = ?"""


def places(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Return the places of all sources, by key: where each was read, and where the same bytes lie."""
    found: dict[str, list[str]] = {}
    for key, place in connection.execute(_PLACES):
        found.setdefault(key, []).append(place)
    return found


_PLACES = """SELECT "key", "key" FROM sources
    UNION ALL SELECT o."key", c."key" FROM copies c JOIN sources o ON o.id = c.source_id"""
