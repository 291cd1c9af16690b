"""The database in numbers."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import NamedTuple


class Count(NamedTuple):
    """How many statements share something."""

    what: str
    value: str
    statements: int
    share: float


def stats(connection: sqlite3.Connection, *, limit: int = 10) -> list[Count]:
    """Return counts of statements by manner, status, year and speaker, and of those whose speaker is not known.

    A date that is open at one end is in no year.
    """
    manners: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    for manner, status, number in connection.execute(_MANNERS_AND_STATUSES):
        manners[manner] += number
        statuses[status] += number
    counted = (
        ("manner", _most_first(manners)),
        ("status", _most_first(statuses)),
        ("no known speaker", connection.execute(_SPEAKERLESS)),
        ("year", connection.execute(_YEARS)),
        ("speaker", connection.execute(_SPEAKERS, (limit,))),
    )
    total = manners.total()
    return [Count(what, value, number, round(number / total, 4)) for what, rows in counted for value, number in rows]


def _most_first(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


# Each by an index that has no more than is counted.
_MANNERS_AND_STATUSES = "SELECT manner, status, count(*) FROM statements GROUP BY manner, status"

_SPEAKERLESS = """SELECT manner, count(*) FROM statements INDEXED BY ix_statements_speakerless
    WHERE person_id IS NULL AND manner <> 'narrated' GROUP BY manner"""

_YEARS = """WITH RECURSIVE years (year) AS (
        SELECT substr(min(said_earliest), 1, 4) FROM statements WHERE said_latest > ''
        UNION ALL SELECT (SELECT substr(min(said_earliest), 1, 4) FROM statements
            WHERE said_earliest > year || '~' AND said_latest > '')
            FROM years WHERE year IS NOT NULL)
    SELECT 'undated', count(*) FROM statements
        WHERE said_earliest IS NULL OR said_latest IS NULL HAVING count(*) > 0
    UNION ALL SELECT year, (SELECT count(*) FROM statements
            WHERE said_earliest BETWEEN year AND year || '~' AND said_latest > '')
        FROM years WHERE year IS NOT NULL"""

_SPEAKERS = """SELECT p.name, n
    FROM (SELECT person_id, count(*) AS n FROM statements WHERE person_id IS NOT NULL GROUP BY person_id) AS counts
    JOIN people p ON p.id = counts.person_id ORDER BY 2 DESC, p.name LIMIT ?"""
