"""What did this person say?"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from quotes.queries.statements import (
    BY_TIME,
    JOINS,
    Filters,
    Said,
    conditions,
    json_list,
    later,
    select,
    speak_with_others,
)


def by_speaker(
    connection: sqlite3.Connection, filters: Filters, *, limit: int = 50, after: str | None = None
) -> list[Said]:
    """Return the statements of `filters.people` by time, undated ones first, then by place in the source.

    `after` is the uid of the last statement already seen.
    """
    people = filters.people
    narrowed, parameters = conditions(filters._replace(people=None))
    beyond, place = later(connection, after)
    joins = "" if filters == Filters(people=people) else JOINS
    page = _PAGE if people is None or not speak_with_others(connection, people) else _SHARED_PAGE
    page = page.format(joins=joins, narrowed=narrowed + beyond, own=_of("s", people), shared=_of("k", people))
    whom = {"person": next(iter(people or ()), None), "people": json_list(people or ()), "limit": limit}
    return select(connection, f"WHERE s.id IN ({page}) {BY_TIME}", parameters | place | whom)


def _of(table: str, people: Sequence[int] | None) -> str:
    """Return the condition that rows of `table` are of `people`, or of whoever."""
    if people is None:
        return "1"
    return f"{table}.person_id " + ("= :person" if len(people) == 1 else "IN (SELECT value FROM json_each(:people))")


# By index alone.
_PAGE = f"SELECT s.id FROM statements s {{joins}} WHERE {{own}} {{narrowed}} {BY_TIME} LIMIT :limit"
# Of those whom others name first, too: of either part the first, since their order is one.
_SHARED_PAGE = """SELECT id FROM (
    SELECT s.id, s.said_earliest, s.source_id, s.position FROM statements s {joins}
    WHERE {own} {narrowed}
    UNION ALL SELECT s.id, s.said_earliest, s.source_id, s.position
    FROM speakers k CROSS JOIN statements s ON s.id = k.statement_id {joins}
    WHERE {shared} AND k.place > 0 {narrowed}
    ORDER BY 2, 3, 4 LIMIT :limit)"""


def rival_passages(connection: sqlite3.Connection, people: Sequence[int]) -> int:
    """Return how many statements of others may be theirs by the rival reading."""
    found = connection.execute(_RIVALS, (json_list(people),)).fetchone()
    return int(found[0])


_RIVALS = """SELECT count(*) FROM appearances a CROSS JOIN statements s ON s.rival_id = a.id
    WHERE a.person_id IN (SELECT value FROM json_each(?))"""
