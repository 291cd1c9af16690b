"""What did this person say?"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from quotes.queries.statements import BY_TIME, JOINS, NO_FILTERS, Filters, Said, conditions, json_list, later, select


def by_speaker(
    connection: sqlite3.Connection, filters: Filters, *, limit: int = 50, after: str | None = None
) -> list[Said]:
    """Return the statements of `filters.people` by time, undated ones first, then by place in the source.

    `after` is the uid of the last statement already seen.
    """
    others = filters._replace(people=None)
    narrowed, parameters = conditions(others)
    beyond, place = later(connection, after)
    joins = "" if others == NO_FILTERS else JOINS
    page = _PAGE.format(joins=joins, narrowed=narrowed + beyond, **_by(filters.people))
    asked = parameters | place | {"limit": limit, "people": json_list(filters.people or ())}
    return select(connection, f"WHERE s.id IN ({page}) {BY_TIME}", asked)


def _by(people: Sequence[int] | None) -> dict[str, str]:
    """Return the conditions that statements are of `people`, or of whoever, and that they say them with others."""
    if people is None:
        return {"own": "1", "shared": "0"}
    whose = f"person_id = {int(people[0])}" if len(people) == 1 else f"person_id IN ({_PEOPLE})"
    return {"own": f"s.{whose}", "shared": f"k.{whose}"}


_PEOPLE = "SELECT value FROM json_each(:people)"

# By indexes alone: of either part the first, since their order is one.
_PAGE = """SELECT id FROM (
    SELECT s.id, s.said_earliest, s.source_id, s.position FROM statements s {joins} WHERE {own} {narrowed}
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
