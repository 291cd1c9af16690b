"""Who is seen in which role, from when until when: `roles` and `tenures`, as all statements together show them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from typing import NamedTuple

from quotes.store.identity import roles
from quotes.store.told import RoleRow, Row


class Holding(NamedTuple):
    """A person in a role, as one source shows it: the first and the last date, the source by uid and id."""

    person: int
    role: int
    first: str | None
    last: str | None
    source_uid: str
    source: int


def role_ids(connection: sqlite3.Connection, printed: Iterable[RoleRow]) -> dict[RoleRow, roles.Spelled]:
    """Store the roles and spellings that are new and return the numbers of each."""
    found = {one: roles.stored(connection, one) for one in dict.fromkeys(printed)}
    for spelled in found.values():
        if spelled.before is not None:
            shown = _shown(connection, _SPELLED_SO, spelled.spelling)
            cite(connection, shown)
            release(connection, (one._replace(role=spelled.before) for one in shown))
            roles.release(connection, spelled.before)
    return found


def cite(connection: sqlite3.Connection, shown: Iterable[Holding]) -> None:
    """Widen tenures to what sources show.

    Of two sources with the same date, the one whose uid comes first is named: the order of loading must not matter.
    """
    firsts: dict[tuple[int, int], Holding] = {}
    lasts: dict[tuple[int, int], Holding] = {}
    by_uid = sorted(shown, key=lambda one: one.source_uid)
    for one in sorted(by_uid, key=lambda one: one.first or "~"):
        firsts.setdefault((one.person, one.role), one)
    for one in sorted(by_uid, key=lambda one: one.last or "", reverse=True):
        lasts.setdefault((one.person, one.role), one)
    connection.executemany(_WIDEN, (_tenure(first, lasts[holding]) for holding, first in firsts.items()))


def _tenure(first: Holding, last: Holding) -> Row:
    earliest = (first.first, first.source if first.first else None)
    latest = (last.last, last.source if last.last else None)
    return (first.person, first.role, *earliest, *latest)


def shown_by(connection: sqlite3.Connection, source_id: int) -> list[Holding]:
    """Return what a stored source shows."""
    return _shown(connection, "statements.source_id = ?", source_id)


def shown_of(connection: sqlite3.Connection, rows: Collection[int]) -> list[Holding]:
    """Return what is shown of appearances."""
    return _shown(connection, OF_APPEARANCES, json.dumps([*rows]))


def release(connection: sqlite3.Connection, shown: Iterable[Holding]) -> None:
    """After sources have let go of what they had `shown`: cite it from what is left, remove what nothing shows."""
    for one in shown:
        tenure = {"person": one.person, "role": one.role}
        if connection.execute(_HANGS_ON, (one.person, one.role, one.source)).fetchone():
            connection.execute(_UNSHOWN, tenure)
            connection.execute(_RECITE, tenure)
        roles.release(connection, one.role)


def _shown(connection: sqlite3.Connection, those: str, parameter: int | str) -> list[Holding]:
    return [Holding(*row) for row in connection.execute(_SHOWN.format(those=those), (parameter,))]


# Those of the sources that print them: of appearances alone statements have no index.
_THEM = "(SELECT value FROM json_each(?1))"
OF_APPEARANCES = f"""
statements.source_id IN (SELECT source_id FROM appearances WHERE id IN {_THEM}) AND statements.appearance_id IN {_THEM}
"""
_SPELLED_SO = "statements.id IN (SELECT statement_id FROM statement_roles WHERE spelling_id = ?1) AND spelling_id = ?1"
# What is open at one end is no day on which they are seen.
BOUNDED = """min(CASE WHEN said_latest > '' THEN said_earliest END),
    max(CASE WHEN said_earliest > '' THEN said_latest END)"""
_SHOWN = f"""
SELECT statements.person_id, role_id, {BOUNDED}, sources.uid, source_id FROM statements
CROSS JOIN statement_roles ON statement_id = statements.id CROSS JOIN role_spellings ON role_spellings.id = spelling_id
CROSS JOIN sources ON sources.id = source_id
WHERE {{those}} AND statements.person_id IS NOT NULL GROUP BY statements.person_id, role_id, source_id
"""
_HANGS_ON = """
SELECT 1 FROM tenures WHERE person_id = ?1 AND role_id = ?2
AND (first_source_id = ?3 OR last_source_id = ?3 OR first_cited IS NULL OR last_cited IS NULL)
"""
_LEFT = (
    "FROM statements CROSS JOIN statement_roles ON statement_id = statements.id "
    "CROSS JOIN role_spellings ON role_spellings.id = spelling_id AND role_id = :role "
    "CROSS JOIN sources ON sources.id = source_id WHERE statements.person_id = :person"
)
_UNSHOWN = f"""
DELETE FROM tenures WHERE person_id = :person AND role_id = :role
AND NOT EXISTS (SELECT 1 {_LEFT})
"""
_CLOSED = "AND said_earliest IS NOT NULL AND said_latest IS NOT NULL"
_RECITE = f"""
UPDATE tenures SET
(first_cited, first_source_id) = (SELECT said_earliest, source_id {_LEFT} {_CLOSED}
    ORDER BY said_earliest, sources.uid LIMIT 1),
(last_cited, last_source_id) = (SELECT said_latest, source_id {_LEFT} {_CLOSED}
    ORDER BY said_latest DESC, sources.uid LIMIT 1)
WHERE person_id = :person AND role_id = :role
"""
_UID = "(SELECT uid FROM sources WHERE id = {}_source_id)"
_EARLIER = f"""
(excluded.first_cited, {_UID.format("excluded.first")}) < (coalesce(tenures.first_cited, '~'), {_UID.format("first")})
"""
_LATER = f"""
(excluded.last_cited, {_UID.format("last")}) > (coalesce(tenures.last_cited, ''), {_UID.format("excluded.last")})
"""
_WIDEN = f"""
INSERT INTO tenures (person_id, role_id, first_cited, first_source_id, last_cited, last_source_id)
VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (person_id, role_id) DO UPDATE SET
first_cited = CASE WHEN {_EARLIER} THEN excluded.first_cited ELSE first_cited END,
first_source_id = CASE WHEN {_EARLIER} THEN excluded.first_source_id ELSE first_source_id END,
last_cited = CASE WHEN {_LATER} THEN excluded.last_cited ELSE last_cited END,
last_source_id = CASE WHEN {_LATER} THEN excluded.last_source_id ELSE last_source_id END
"""
