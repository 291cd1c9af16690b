"""Who held this role, and what did they say in it?"""

from __future__ import annotations

import sqlite3
from heapq import merge
from itertools import islice
from typing import NamedTuple

from quotes.queries.json_lists import json_list
from quotes.queries.proof import OWN, prove_role
from quotes.queries.roles import SO_CALLED, role_called
from quotes.queries.statements import (
    BY_TIME,
    JOINS,
    NO_FILTERS,
    Filters,
    Said,
    conditions,
    day,
    later,
    select,
)


class Holder(NamedTuple):
    """A person in a role, cited between two dates."""

    speaker: str
    role: str
    title: str
    body: str | None
    country: str | None
    first_cited: str | None
    first_source: str | None
    last_cited: str | None
    last_source: str | None
    person: str


def holders(
    connection: sqlite3.Connection, title: str, *, country: str | None = None, as_of: str | None = None, limit: int = 50
) -> list[Holder]:
    """Return who held a role of this title, or with these words in it, or of a role so printed, by first citation.

    `as_of` leaves out whoever was first cited after it.
    """
    parameters = _role(connection, title, country) | {"as_of": day(as_of) if as_of else None, "limit": limit}
    found = []
    for own, *row in connection.execute(_HOLDERS, parameters):
        found.append(Holder(*row))
        prove_role(row[1], own)
    return found


_THIS_ROLE = f"""r.id IN (SELECT o.role_id FROM role_spellings o WHERE {SO_CALLED})
    AND (:country IS NULL OR r.country = :country)"""

_HOLDERS = f"""SELECT {OWN}, p.name, r.text, r.title, r.body, r.country, t.first_cited, first.key, t.last_cited,
        last.key, p.uid
    FROM roles r JOIN tenures t ON t.role_id = r.id JOIN people p ON p.id = t.person_id
    LEFT JOIN sources first ON first.id = t.first_source_id LEFT JOIN sources last ON last.id = t.last_source_id
    WHERE {_THIS_ROLE} AND (:as_of IS NULL OR coalesce(t.first_cited, '') <= :as_of || '~')
    ORDER BY t.first_cited, first.key, p.sort_name, r.text LIMIT :limit"""


def by_role(
    connection: sqlite3.Connection, title: str, filters: Filters, *, limit: int = 50, after: str | None = None
) -> list[Said]:
    """Return what was said in a role of this title, or so printed, by time.

    `after` is the uid of the last statement already seen.
    """
    asked = filters._replace(role=None, country=None)
    narrowed, parameters = conditions(connection, asked)
    beyond, place = later(connection, after)
    parameters |= place | _role(connection, title, filters.country) | {"limit": limit}
    joins = "" if asked == NO_FILTERS else JOINS
    spoke = _SPOKE.format(joins=joins, narrowed=narrowed + beyond)
    holders = connection.execute(
        _FIRST.format(spoke=spoke.format(person="held.person_id", roles="held.roles")), parameters
    )
    spoke = spoke.format(person=":person", roles=":roles")
    each = [
        connection.execute(spoke, parameters | {"person": person, "roles": roles})
        for person, roles in holders.fetchall()
    ]
    found = json_list(row for *_, row in islice(merge(*each), limit))
    return select(connection, f"WHERE s.id IN (SELECT value FROM json_each(:found)) {BY_TIME}", {"found": found})


# What somebody said in some roles, by the index that has it by time.
_SPOKE = f"""SELECT coalesce(s.said_earliest, ''), s.source_id, s.position, s.id FROM statements s {{joins}}
    WHERE s.person_id = {{{{person}}}} {{narrowed}} AND EXISTS (
        SELECT 1 FROM statement_roles h JOIN role_spellings l ON l.id = h.spelling_id
        WHERE h.statement_id = s.id AND l.role_id IN (SELECT value FROM json_each({{{{roles}}}})))
    {BY_TIME}"""

# Of those who held a role, the first to speak: of so many, as many statements come before anybody else's.
_FIRST = f"""SELECT held.person_id, held.roles FROM (
        SELECT t.person_id, json_group_array(r.id) AS roles FROM roles r JOIN tenures t ON t.role_id = r.id
        WHERE {_THIS_ROLE} GROUP BY t.person_id) AS held
    CROSS JOIN statements s ON s.id = (SELECT id FROM ({{spoke}} LIMIT 1))
    {BY_TIME} LIMIT :limit"""


def _role(connection: sqlite3.Connection, title: str, country: str | None) -> dict[str, str | None]:
    return {**role_called(connection, title), "country": country.upper() if country else None}
