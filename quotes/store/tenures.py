"""Who is seen in which role, from when until when: `roles` and `tenures`, as all statements together show them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from quotes.model import Extraction, Role
from quotes.store.rows import Ids, Row, cited
from quotes.text import digest, fold

Holding = tuple[int | None, int]  # person, role


def role_ids(connection: sqlite3.Connection, extractions: Iterable[Extraction]) -> dict[Role, int]:
    """Store the roles that are new and return the id of each."""
    held = dict.fromkeys(role for one in extractions for statement in one.statements for role, _ in statement.roles)
    return {role: _role(connection, role) for role in held}


def cite(connection: sqlite3.Connection, written: Iterable[tuple[Extraction, Ids]], roles: Mapping[Role, int]) -> None:
    """Widen the tenures of the people who speak by the dates at which a source shows them in their roles."""
    tenures = (tenure for extraction, ids in written for tenure in _tenures(extraction, ids, roles))
    connection.executemany(_WIDEN, tenures)


def _tenures(extraction: Extraction, ids: Ids, roles: Mapping[Role, int]) -> Iterator[Row]:
    seen: dict[Holding, list[tuple[str | None, str | None]]] = {}
    for statement in extraction.statements:
        for role, _ in statement.roles:
            if statement.person is not None:
                seen.setdefault((ids.people[statement.person], roles[role]), []).append(cited(statement))
    return (_tenure(holding, dates, ids.source) for holding, dates in seen.items())


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


def _role(connection: sqlite3.Connection, role: Role) -> int:
    uid = _uid(role)
    found = connection.execute("SELECT id FROM roles WHERE uid = ?", (uid,)).fetchone()
    if found is None:
        row = (uid, role.text, role.title, role.body, role.country, fold(role.title))
        cursor = connection.execute(
            "INSERT INTO roles (uid, text, title, body, country, folded_title) VALUES (?, ?, ?, ?, ?, ?)", row
        )
        return cursor.lastrowid or 0
    return int(found[0])


@lru_cache(maxsize=65536)
def _uid(role: Role) -> str:
    return digest("role", role.text, role.title, role.body or "", role.country or "")


def _tenure(holding: Holding, dates: list[tuple[str | None, str | None]], source: int) -> Row:
    first = min((earliest for earliest, _ in dates if earliest), default=None)
    last = max((latest for _, latest in dates if latest), default=None)
    return (*holding, first, source if first else None, last, source if last else None)
