"""What did this person say?"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from quotes.queries.statements import BY_TIME, JOINS, Filters, Said, conditions, json_list, later, select


def by_speaker(
    connection: sqlite3.Connection, filters: Filters, *, limit: int = 50, after: str | None = None
) -> list[Said]:
    """Return the statements of `filters.people` by time, undated ones first, then by place in the source.

    `after` is the uid of the last statement already seen.
    """
    narrowed, parameters = conditions(filters)
    beyond, place = later(connection, after)
    joins = "" if filters == Filters(people=filters.people) else JOINS
    page = f"SELECT s.id FROM statements s {joins} WHERE 1 {narrowed} {beyond} {BY_TIME} LIMIT :limit"  # by index alone
    return select(connection, f"WHERE s.id IN ({page}) {BY_TIME}", parameters | place | {"limit": limit})


def rival_passages(connection: sqlite3.Connection, people: Sequence[int]) -> int:
    """Return how many statements of others may be theirs by the rival reading."""
    found = connection.execute(_RIVALS, (json_list(people),)).fetchone()
    return int(found[0])


_RIVALS = """SELECT count(*) FROM appearances a CROSS JOIN statements s ON s.rival_id = a.id
    WHERE a.person_id IN (SELECT value FROM json_each(?))"""
