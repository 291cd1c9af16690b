"""What did this person say?"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from quotes.queries.json_lists import json_list
from quotes.queries.statements import (
    BY_TIME,
    JOINS,
    Filters,
    Said,
    conditions,
    later,
    select,
    speak_with_others,
)
from quotes.text import fold


def by_speaker(
    connection: sqlite3.Connection, filters: Filters, *, limit: int = 50, after: str | None = None
) -> list[Said]:
    """Return the statements of `filters.people` by time, undated ones first, then by place in the source.

    `after` is the uid of the last statement already seen.
    """
    people = filters.people
    narrowed, parameters = conditions(connection, filters._replace(people=None))
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


def rivals(connection: sqlite3.Connection, people: Sequence[int]) -> list[int]:
    """Return the rows of the statements that may be theirs by the rival reading, though they are held to be others'.

    A rival who says nothing else in the source is known by name.
    """
    those = {"people": json_list(people)}
    names = {folded for (folded,) in connection.execute(_NAMES, those)}
    found = {row for (row,) in connection.execute(_RIVALS, those)}
    if names:
        found |= {row for row, rival in connection.execute(_BY_NAME) if fold(rival) in names}
    return sorted(found)


_OF_PEOPLE = "person_id IN (SELECT value FROM json_each(:people))"
_NAMES = f"SELECT folded FROM names WHERE {_OF_PEOPLE}"
_RIVALS = f"""SELECT s.id FROM appearances a CROSS JOIN statements s ON s.rival_id = a.id
    WHERE a.{_OF_PEOPLE} AND (s.person_id IS NULL OR s.{_OF_PEOPLE.replace(" IN", " NOT IN")})"""
# The manners as their index has them.
_BY_NAME = """SELECT id, rival FROM statements WHERE manner IN ('verbatim', 'reported', 'narrated')
    AND status = 'ambiguous' AND rival_id IS NULL AND rival NOT IN ('narration', 'somebody')"""
