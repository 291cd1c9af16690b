"""The database in numbers."""

from __future__ import annotations

import sqlite3
from collections import Counter
from math import sqrt
from typing import NamedTuple

from quotes.queries.proof import prove_values


class Count(NamedTuple):
    """How many statements share something."""

    what: str
    value: str
    statements: int
    share: float


class Looked(NamedTuple):
    """How sure readings are, by what the program tells, and by the samples that humans looked at.

    `least` and `most` bound the share of wrong ones with a chance of 95 of 100, by Wilson's interval.
    """

    status: str
    statements: int
    expected_wrong: float  # of all of them, by their confidence
    looked_at: int
    wrong: int
    least: float | None
    most: float | None


def looked(connection: sqlite3.Connection) -> list[Looked]:
    """Return for each status how many statements of somebody may be wrong; those never seen in a sample, too."""
    seen = {status: (number, wrong) for status, number, wrong in connection.execute(_SAMPLED)}
    held = {status: (number, expected) for status, number, expected in connection.execute(_EXPECTED)}
    return [
        Looked(status, *held.get(status, (0, 0.0)), at, wrong, *wilson(wrong, at))
        for status in (*held, *(status for status in seen if status not in held))
        for at, wrong in [seen.get(status, (0, 0))]
    ]


def wilson(wrong: int, of: int, z: float = 1.96) -> tuple[float | None, float | None]:
    """Return the bounds of a share of which a sample is known (Wilson 1927, without correction for continuity).

    >>> [round(bound, 3) for bound in wilson(1, 50)]
    [0.004, 0.105]
    """
    if of == 0:
        return None, None
    share, spread = wrong / of, z * z / of
    middle = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


_EXPECTED = """SELECT status, count(*), sum(1 - confidence) FROM statements WHERE manner <> 'narrated'
    GROUP BY status ORDER BY min(confidence) DESC"""
# The last verdict of a sample on each words, unless it was undone.
_SAMPLED = """SELECT was_status, count(*), sum(verdict <> 'right') FROM (
        SELECT was_status, verdict, sample, max(id) FROM reviews
        WHERE sample IS NOT NULL OR verdict = 'undone' GROUP BY source_uid, exact, prefix, suffix)
    WHERE sample IS NOT NULL AND verdict <> 'undone' GROUP BY was_status"""


def stats(connection: sqlite3.Connection, *, limit: int = 10) -> list[Count]:
    """Return counts of statements by manner, status, year and speaker, and of those whose speaker is not known.

    A date that is open at one end is in no year.
    """
    manners: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    for manner, status, number in connection.execute(_MANNERS_AND_STATUSES):
        prove_values({"manner": manner, "status": status})
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
