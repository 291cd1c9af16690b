"""Who held this role, and what did they say in it?"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from quotes.errors import BadQuestion
from quotes.queries.statements import Filters, Said, conditions, day, json_list, row_of, select
from quotes.text import fold


class Holder(NamedTuple):
    """A person in a role: cited between two dates; true start and end only where a source states them."""

    speaker: str
    role: str
    title: str
    body: str | None
    country: str | None
    first_cited: str | None
    first_source: str | None
    last_cited: str | None
    last_source: str | None
    started: str | None
    ended: str | None
    person: str


def holders(
    connection: sqlite3.Connection, title: str, *, country: str | None = None, as_of: str | None = None, limit: int = 50
) -> list[Holder]:
    """Return who held a role of this title, or with these words in it, or of a role so printed, by first citation.

    `as_of` leaves out whoever is known to have started later or ended before, or was first cited after it.
    """
    parameters = _role(connection, title, country) | {"as_of": day(as_of) if as_of else None, "limit": limit}
    return [Holder(*row) for row in connection.execute(_HOLDERS, parameters)]


_THIS_ROLE = """(r.folded_title = :role OR instr(' ' || r.folded_title || ' ', ' ' || :role || ' ')
        OR r.id IN (SELECT value FROM json_each(:printed)))
    AND (:country IS NULL OR r.country = :country)"""

# A person has a tenure for each row met as; here they are one again, from the first citation to the last.
_HOLDERS = f"""SELECT name, role, title, body, country, first_cited, first_source, last_cited, last_source,
        started, ended, uid FROM (
        SELECT DISTINCT p.name, r.text AS role, r.title, r.body, r.country, p.uid, p.sort_name,
            first_value(t.first_cited) OVER early AS first_cited, first_value(first.key) OVER early AS first_source,
            first_value(t.last_cited) OVER late AS last_cited, first_value(last.key) OVER late AS last_source,
            min(t.started) OVER whole AS started, max(t.ended) OVER whole AS ended
        FROM roles r JOIN tenures t ON t.role_id = r.id
        JOIN people met ON met.id = t.person_id JOIN people p ON p.id = coalesce(met.redirect_to, met.id)
        LEFT JOIN sources first ON first.id = t.first_source_id LEFT JOIN sources last ON last.id = t.last_source_id
        WHERE {_THIS_ROLE}
        WINDOW whole AS (PARTITION BY p.id, r.id), early AS (PARTITION BY p.id, r.id ORDER BY
            t.first_cited NULLS LAST, first.key), late AS (PARTITION BY p.id, r.id ORDER BY
            t.last_cited DESC NULLS LAST, last.key))
    WHERE :as_of IS NULL OR (
        coalesce(started, first_cited, '') <= :as_of || '~' AND coalesce(ended, '9') >= :as_of)
    ORDER BY first_cited, sort_name, role LIMIT :limit"""


def by_role(
    connection: sqlite3.Connection, title: str, filters: Filters, *, limit: int = 50, after: str | None = None
) -> list[Said]:
    """Return what was said in a role of this title, or so printed, by time.

    `after` is the uid of the last statement already seen.
    """
    narrowed, parameters = conditions(filters._replace(role=None, country=None))
    later = f"AND {_LATER}" if after else ""
    return select(
        connection,
        f"""WHERE s.id IN (SELECT h.statement_id FROM roles r JOIN statement_roles h ON h.role_id = r.id
            WHERE {_THIS_ROLE}) {narrowed} {later}
            ORDER BY s.said_earliest, s.source_id, s.position LIMIT :limit""",
        parameters
        | _role(connection, title, filters.country)
        | {"limit": limit, "after": row_of(connection, after) if after else None},
    )


_LATER = """(coalesce(s.said_earliest, ''), s.source_id, s.position) >
    (SELECT coalesce(said_earliest, ''), source_id, position FROM statements WHERE id = :after)"""


def _role(connection: sqlite3.Connection, title: str, country: str | None) -> dict[str, str | None]:
    if not fold(title):
        raise BadQuestion(f"{title!r} holds no words: type a title, such as Minister")
    role = fold(title)
    printed = [row for row, text in connection.execute(_TITLES_IN, (role,)) if f" {role} " in f" {fold(text)} "]
    return {"role": role, "printed": json_list(printed), "country": country.upper() if country else None}


_TITLES_IN = "SELECT id, text FROM roles WHERE instr(' ' || ? || ' ', ' ' || folded_title || ' ')"
