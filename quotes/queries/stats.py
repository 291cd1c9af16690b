"""The database in numbers."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple


class Count(NamedTuple):
    """How many statements share something."""

    what: str
    value: str
    statements: int
    share: float


def stats(connection: sqlite3.Connection, *, limit: int = 10) -> list[Count]:
    """Return counts of statements by manner, status, year and speaker, and of those whose speaker is not known."""
    total = connection.execute("SELECT count(*) FROM statements").fetchone()[0]
    return [
        Count(what, str(value), number, round(number / total, 4))
        for what, query in _COUNTS
        for value, number in connection.execute(query, {"limit": limit})
    ]


_COUNTS = (
    ("manner", "SELECT manner, count(*) FROM statements GROUP BY manner ORDER BY 2 DESC"),
    ("status", "SELECT status, count(*) FROM statements GROUP BY status ORDER BY 2 DESC"),
    (
        "no known speaker",
        "SELECT manner, count(*) FROM statements WHERE person_id IS NULL AND manner <> 'narrated' GROUP BY manner",
    ),
    (
        "year",
        """SELECT coalesce(substr(said_earliest, 1, 4), 'undated'), count(*) FROM statements
            GROUP BY 1 ORDER BY said_earliest""",
    ),
    (
        "speaker",
        """SELECT p.name, n FROM (SELECT kin, count(*) AS n FROM statements WHERE kin IS NOT NULL GROUP BY kin) s
            JOIN people p ON p.kin = s.kin AND p.redirect_to IS NULL ORDER BY 2 DESC, p.name LIMIT :limit""",
    ),
)
