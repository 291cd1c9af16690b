"""One person: the roles that sources cite, the ways in which the name is spelled, and how much is said in each year."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from quotes.errors import Advice, UnknownName
from quotes.queries.facets import SPREAD, UNDATED
from quotes.queries.statements import JOINS, Filters, conditions

COUNTED = 5_000  # statements, of which no more are counted: a page costs little more than its question
EACH = 100  # and of one year, where there are more than these in all


class Whom(NamedTuple):
    """The person to whom a uid leads: the row, the uid of today, and from when to when statements of theirs are."""

    row: int
    uid: str
    name: str
    kind: str
    first: str | None
    last: str | None


class Tenure(NamedTuple):
    """A role of a person, from when to when it is cited, and where: by the key of the source, and the line there."""

    role: str
    country: str | None
    first_cited: str | None
    first_source: str | None
    first_line: int | None
    last_cited: str | None
    last_source: str | None
    last_line: int | None


class Spelling(NamedTuple):
    """A name of a person: as a source prints it, or a further one that a human told of."""

    name: str
    kind: str
    reviewer: str | None
    note: str | None


def led_to(connection: sqlite3.Connection, uid: str) -> Whom:
    """Return the person to whom a uid leads, of today or of before. Raises UnknownName where it leads to nobody."""
    found = connection.execute(_LED_TO, {"uid": uid}).fetchone()
    if found is None:
        raise UnknownName(f"nobody has the uid {uid!r}", Advice.PEOPLE)
    return Whom(*found)


# As the view person_uids has it, which would be read through.
_LED_TO = """SELECT id, uid, name, kind,
        (SELECT said_earliest FROM statements WHERE person_id = people.id AND said_earliest > '' AND said_latest > ''
            ORDER BY said_earliest LIMIT 1),
        (SELECT said_latest FROM statements WHERE person_id = people.id AND said_earliest > '' AND said_latest > ''
            ORDER BY said_earliest DESC LIMIT 1)
    FROM people WHERE id = coalesce(
    (SELECT person_id FROM appearances WHERE uid = :uid), (SELECT id FROM people WHERE uid = :uid),
    (SELECT person_id FROM appearances WHERE founds = :uid), (SELECT person_id FROM former_people WHERE uid = :uid))"""


def tenures(connection: sqlite3.Connection, person: int) -> list[Tenure]:
    """Return the roles of the person with that row, as they are cited first."""
    return [Tenure(*row) for row in connection.execute(_TENURES, {"person": person})]


# The line where the role is printed, if it is a statement of the person that shows it.
_LINE = """(SELECT s.line FROM statements s CROSS JOIN statement_roles h ON h.statement_id = s.id
        CROSS JOIN role_spellings l ON l.id = h.spelling_id
        WHERE s.person_id = t.person_id AND s.source_id = t.{which}_source_id AND l.role_id = t.role_id
        ORDER BY h.basis = 'carried', s.position LIMIT 1)"""
_TENURES = f"""SELECT r.text, r.country, t.first_cited, first.key, {_LINE.format(which="first")},
        t.last_cited, last.key, {_LINE.format(which="last")}
    FROM tenures t JOIN roles r ON r.id = t.role_id LEFT JOIN sources first ON first.id = t.first_source_id
    LEFT JOIN sources last ON last.id = t.last_source_id
    WHERE t.person_id = :person ORDER BY t.first_cited IS NULL, t.first_cited, r.text"""


def spellings(connection: sqlite3.Connection, person: int) -> list[Spelling]:
    """Return the names of the person with that row."""
    return [Spelling(*row) for row in connection.execute(_SPELLINGS, (person,))]


_SPELLINGS = "SELECT name, kind, reviewer, note FROM names WHERE person_id = ? ORDER BY kind = 'alias', name, kind"


def is_met_often(connection: sqlite3.Connection, person: int, often: int) -> bool:
    """Tell whether more than so many sources print a person."""
    query = "SELECT count(*) FROM (SELECT 1 FROM appearances WHERE person_id = ? LIMIT ?)"
    return int(connection.execute(query, (person, often + 1)).fetchone()[0]) > often


class Counted(NamedTuple):
    """How many statements there are, and whether these are all: else it is at least so many."""

    number: int
    whole: bool


def how_many(connection: sqlite3.Connection, person: int, filters: Filters) -> Counted:
    """Return how many statements of a person `filters` leave, those said with others among them; at most 5,000."""
    narrowed, parameters = conditions(connection, filters._replace(people=None))
    joins = JOINS if narrowed else ""
    query = _MANY.format(joins=joins, narrowed=narrowed)
    (number,) = connection.execute(query, {**parameters, "person": person, "most": COUNTED + 1}).fetchone()
    return Counted(min(number, COUNTED), number <= COUNTED)


_MANY = """SELECT count(*) FROM (SELECT * FROM (
        SELECT 1 FROM statements s {joins} WHERE s.person_id = :person {narrowed} LIMIT :most)
    UNION ALL SELECT * FROM (SELECT 1 FROM speakers k CROSS JOIN statements s ON s.id = k.statement_id {joins}
        WHERE k.person_id = :person AND k.place > 0 {narrowed} LIMIT :most))"""


class Years(NamedTuple):
    """How many statements there are of each year, `undated`, and `several` where a date may be of more; or at least."""

    rows: dict[str, int]
    whole: bool


def years(connection: sqlite3.Connection, person: int, filters: Filters) -> Years:
    """Return how many statements of a person there are of each year; of more than 5,000 only the years themselves.

    Of each of these as many are counted as can be of all together.
    """
    filters = filters._replace(people=None, since=None, until=None, undated="")
    narrowed, parameters = conditions(connection, filters)
    parameters |= {"person": person, "most": COUNTED + 1, "each": EACH}
    if how_many(connection, person, filters).whole:
        query = _YEARS.format(joins=JOINS if narrowed else "", narrowed=narrowed)
        return Years(dict(connection.execute(query, parameters).fetchall()), True)
    return Years(dict(connection.execute(_AT_LEAST, parameters).fetchall()) if not narrowed else {}, False)


_YEAR = f"""CASE WHEN s.said_earliest > '' AND s.said_latest > ''
        THEN CASE WHEN substr(s.said_earliest, 1, 4) = substr(s.said_latest, 1, 4)
            THEN substr(s.said_earliest, 1, 4) ELSE '{SPREAD}' END ELSE '{UNDATED}' END"""
_YEARS = f"""SELECT year, count(*) FROM (
        SELECT {_YEAR} AS year FROM statements s {{joins}} WHERE s.person_id = :person {{narrowed}}
        UNION ALL SELECT {_YEAR} FROM speakers k CROSS JOIN statements s ON s.id = k.statement_id {{joins}}
        WHERE k.person_id = :person AND k.place > 0 {{narrowed}})
    GROUP BY year ORDER BY year"""
# From year to year by the index, and no more of each than is told.
_AT_LEAST = """WITH RECURSIVE years (year) AS (
        SELECT substr(min(said_earliest), 1, 4) FROM statements WHERE person_id = :person
        UNION ALL SELECT (SELECT substr(min(said_earliest), 1, 4) FROM statements
            WHERE person_id = :person AND said_earliest > year || '~')
            FROM years WHERE year IS NOT NULL)
    SELECT year, (SELECT count(*) FROM (SELECT 1 FROM statements
        WHERE person_id = :person AND said_earliest BETWEEN year AND year || '~' LIMIT :each)) FROM years
    WHERE year IS NOT NULL"""
