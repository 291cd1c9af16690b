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

# A person has a tenure for each row met as; here they are one again, from the first citation to the last. Each date
# carries the key of its source, so that of several sources with one date the first by key is named.
_HOLDERS = f"""WITH held AS (
        SELECT met.kin, r.id, min(t.first_cited || char(9) || first.key) AS early, min(t.started) AS started,
            max(t.last_cited) AS last_cited, max(t.ended) AS ended
        FROM roles r JOIN tenures t ON t.role_id = r.id JOIN people met ON met.id = t.person_id
        LEFT JOIN sources first ON first.id = t.first_source_id WHERE {_THIS_ROLE} GROUP BY met.kin, r.id),
    late AS (
        SELECT held.kin, held.id, min(last.key) AS last_key FROM held
        CROSS JOIN tenures t ON t.role_id = held.id AND t.last_cited = held.last_cited
        JOIN people met ON met.id = t.person_id AND met.kin = held.kin
        JOIN sources last ON last.id = t.last_source_id GROUP BY 1, 2)
    SELECT p.name, r.text, r.title, r.body, r.country, substr(early, 1, instr(early, char(9)) - 1),
        substr(early, instr(early, char(9)) + 1), last_cited, last_key, started, ended, p.uid
    FROM held JOIN people p ON p.kin = held.kin AND p.redirect_to IS NULL JOIN roles r ON r.id = held.id
    LEFT JOIN late ON late.kin = held.kin AND late.id = held.id
    WHERE :as_of IS NULL OR (
        coalesce(started, early, '') <= :as_of || '~' AND coalesce(ended, '9') >= :as_of)
    ORDER BY early, p.sort_name, r.text LIMIT :limit"""


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
