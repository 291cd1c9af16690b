"""Further names that humans gave to people: which were given last, and who else is called so."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from quotes.text import fold
from quotes.verdict import in_force


class Alias(NamedTuple):
    """A further name that stands: of whom, by the uid of an appearance, and who gave it."""

    uid: str
    person: str
    name: str
    reviewer: str | None


class Namesake(NamedTuple):
    """Somebody else who is called so."""

    uid: str
    name: str


def last_alias(connection: sqlite3.Connection, *, behind: int = 0) -> Alias | None:
    """Return the further name that was given last, if no decision on people up to the row `behind` came later."""
    rows = connection.execute(_GIVEN).fetchall()
    left = in_force(rows, lambda row: (row[0], row[2]), lambda row: row[4] == "undone")
    return Alias(*left[-1][:4]) if left and left[-1][5] >= behind else None


_GIVEN = """SELECT met.uid, p.name, a.name, a.reviewer, a.verdict, a.behind FROM aliases a
    JOIN appearances met ON met.id = a.appearance_id JOIN people p ON p.id = met.person_id ORDER BY a.id"""


def namesakes(connection: sqlite3.Connection, uid: str, name: str) -> list[Namesake]:
    """Return who is called `name` beside the person to whom the appearance with `uid` belongs."""
    return [Namesake(*row) for row in connection.execute(_NAMESAKES, (fold(name), uid))]


_NAMESAKES = """SELECT DISTINCT p.uid, p.name FROM names n JOIN people p ON p.id = n.person_id
    WHERE n.folded = ? AND p.id NOT IN (SELECT person_id FROM appearances WHERE uid = ?) ORDER BY p.name, p.uid"""
