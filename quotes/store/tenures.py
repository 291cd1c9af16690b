"""Who is seen in which role, from when until when: `roles` and `tenures`, as all statements together show them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

from quotes.store.rows import Row

Holding = tuple[int | None, int]  # person, role


def role_ids(connection: sqlite3.Connection, roles: Iterable[Row]) -> dict[Row, int]:
    """Store the roles that are new and return the id of each."""
    return {role: _role(connection, role) for role in dict.fromkeys(roles)}


def cite(connection: sqlite3.Connection, tenures: Iterable[Row]) -> None:
    """Widen tenures, given as person, role, first and last date, and source, by these dates."""
    connection.executemany(
        _WIDEN,
        (
            (person, role, first, source if first else None, last, source if last else None)
            for person, role, first, last, source in tenures
        ),
    )


def holdings_of(connection: sqlite3.Connection, source_id: int) -> list[Holding]:
    """Return all person and role pairs that the source shows."""
    return connection.execute(
        "SELECT DISTINCT statements.person_id, statement_roles.role_id FROM statements "
        "JOIN statement_roles ON statement_roles.statement_id = statements.id "
        "WHERE statements.source_id = ?",
        (source_id,),
    ).fetchall()


def release(connection: sqlite3.Connection, holdings: Collection[Holding]) -> None:
    """After a source has let go of `holdings`: cite them from what is left, remove those that nothing shows."""
    for person, role in holdings:
        tenure = {"person": person, "role": role}
        connection.execute(_UNSHOWN, tenure)
        connection.execute(_RECITE, tenure)
        connection.execute(_UNUSED, tenure)


_SHOWN = (
    "FROM statement_roles JOIN statements ON statements.id = statement_roles.statement_id "
    "JOIN sources ON sources.id = statements.source_id "
    "WHERE statement_roles.role_id = :role AND statements.person_id = :person"
)
_UNSHOWN = f"""
DELETE FROM tenures WHERE person_id = :person AND role_id = :role AND started IS NULL AND ended IS NULL
AND NOT EXISTS (SELECT 1 {_SHOWN})
"""
_RECITE = f"""
UPDATE tenures SET
(first_cited, first_source_id) = (SELECT said_earliest, source_id {_SHOWN} AND said_earliest IS NOT NULL
    ORDER BY said_earliest, sources.key LIMIT 1),
(last_cited, last_source_id) = (SELECT said_latest, source_id {_SHOWN} AND said_latest IS NOT NULL
    ORDER BY said_latest DESC, sources.key LIMIT 1)
WHERE person_id = :person AND role_id = :role
"""
_UNUSED = """
DELETE FROM roles WHERE id = :role
AND NOT EXISTS (SELECT 1 FROM statement_roles WHERE role_id = :role)
AND NOT EXISTS (SELECT 1 FROM tenures WHERE role_id = :role)
"""
# Of two sources with the same date, the one whose key comes first is named: the order of loading must not matter.
_KEY = "(SELECT key FROM sources WHERE id = {}_source_id)"
_EARLIER = f"""
(excluded.first_cited, {_KEY.format("excluded.first")}) < (coalesce(tenures.first_cited, '~'), {_KEY.format("first")})
"""
_LATER = f"""
(excluded.last_cited, {_KEY.format("last")}) > (coalesce(tenures.last_cited, ''), {_KEY.format("excluded.last")})
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


def _role(connection: sqlite3.Connection, role: Row) -> int:
    found = connection.execute("SELECT id FROM roles WHERE uid = ?", role[:1]).fetchone()
    if found is None:
        cursor = connection.execute(
            "INSERT INTO roles (uid, text, title, body, country, folded_title) VALUES (?, ?, ?, ?, ?, ?)", role
        )
        return cursor.lastrowid or 0
    return int(found[0])
