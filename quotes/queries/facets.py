"""By what the statements that hold some words can be told apart, and how many there are of each."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import NamedTuple

from quotes.queries.force import how, is_said
from quotes.queries.fulltext import ROW, Asked
from quotes.queries.json_lists import json_uids
from quotes.queries.statements import JOINS, NO_FILTERS, Filters, Said
from quotes.queries.voices import Facts, Tally, tallied
from quotes.queries.who_said import question

COUNTED = 20_000  # of more matches than these no more are counted
SECONDS = 0.002  # nor for longer than this, once there are more than FEW: a page costs little more than its question
FEW = 200
SHOWN = 12  # values of a facet, the most frequent
BY = ("speaker", "role", "outlet", "year", "manner", "how", "status")  # in their order
UNDATED = "undated"
SPREAD = "several"  # years that a date may be of


class Facet(NamedTuple):
    """A value by which to narrow a search, what it is called, and how many of the matches have it."""

    by: str  # one of BY; of a role its title
    value: str
    called: str
    statements: int


class Facets(NamedTuple):
    """The values of all facets, the most frequent first; `whole`: all matches are counted, else it is at least so many.

    `speakers` are told as queries.voices tells them; `years` of each of them, by uid, how many statements there are of
    each year.
    """

    rows: list[Facet]
    whole: bool
    counted: int
    speakers: list[Tally]
    years: dict[str, dict[str, int]]


def facets(
    connection: sqlite3.Connection,
    asked: Asked,
    filters: Filters = NO_FILTERS,
    *,
    found: Sequence[Said] | None = None,
    seconds: float = SECONDS,
) -> Facets:
    """Return the facets of the matches: of at most 20,000, and of those that are read in about so many `seconds`.

    `found` are all of them, where they are known already: then nothing is looked for, and all are counted.
    """
    if found is not None:
        rows, whole = [_row(said) for said in found], True
    else:
        rows, whole = _first_rows(connection, asked, filters, seconds)
    titles = _titles(connection, rows)
    counts: dict[str, Counter[tuple[str, str]]] = {}
    years: dict[str, Counter[str]] = {}
    for row in rows:
        for by, value, called in (*_values(row), *(("role", title, title) for title in titles.get(row.uid, ()))):
            counts.setdefault(by, Counter())[value, called] += 1
        if row.person:
            years.setdefault(row.person, Counter())[_year(row)] += 1
    listed = [Facet(by, *one, number) for by in BY if by in counts for one, number in _first(by, counts[by])]
    disputed = {uid for (uid,) in connection.execute(_DISPUTED)}
    speakers = tallied(((row.name, row.person, _outlet(row)), [_facts(row, row.uid in disputed)]) for row in rows)
    return Facets(
        listed, whole, len(rows), speakers, {uid: dict(sorted(count.items())) for uid, count in years.items()}
    )


_DISPUTED = "SELECT s.uid FROM disputes CROSS JOIN statements s ON s.id = disputes.statement_id"


def _first_rows(
    connection: sqlite3.Connection, asked: Asked, filters: Filters, seconds: float
) -> tuple[list[_Row], bool]:
    """Return the first of the matches, and whether these are all; what holds another match is left to that one."""
    narrowed, parameters = question(connection, asked, filters)
    query = _MATCHES.format(joins=JOINS if narrowed else _FEWER_JOINS, narrowed=narrowed)
    end, outer = perf_counter() + seconds, set()
    rows: list[_Row] = []
    for statement, within, *row in connection.execute(query, parameters):
        if len(rows) == COUNTED or (len(rows) > FEW and perf_counter() > end):
            return [row for row in rows if row.id not in outer], False
        rows.append(_Row(statement, *row))
        outer.add(within)
    return [row for row in rows if row.id not in outer], True


def _row(said: Said) -> _Row:
    who = said.person, said.speaker, said.role, said.publisher, said.source
    return _Row(0, said.uid, *who, said.earliest, said.latest, said.manner, said.act, said.factuality, said.status)


def _titles(connection: sqlite3.Connection, rows: Sequence[_Row]) -> dict[str, list[str]]:
    """Return the titles of the roles in which statements were said, by their uids: by these roles are asked for."""
    found: dict[str, list[str]] = {}
    called: dict[str, str] = {}  # one spelling of each
    for uid, title, folded in connection.execute(_TITLES, (json_uids(row.uid for row in rows),)):
        found.setdefault(uid, []).append(called.setdefault(folded, title))
    return found


_TITLES = """SELECT s.uid, min(l.title), l.folded_title FROM json_each(?) CROSS JOIN statements s ON s.uid = value
    CROSS JOIN statement_roles h ON h.statement_id = s.id
    CROSS JOIN role_spellings l ON l.id = h.spelling_id AND l.folded_title > ''
    GROUP BY 1, 3"""


def _outlet(row: _Row) -> str | None:
    return None if row.person or row.manner != "narrated" else row.publisher or row.source


def _facts(row: _Row, disputed: bool) -> Facts:
    first, last = (row.earliest, row.latest) if row.earliest and row.latest else (None, None)
    if disputed:
        return row.role, first, last, "asserted disputed"
    return (
        row.role,
        first,
        last,
        None if is_said(row.act, row.factuality) else f"{row.act or ''} {row.factuality or ''}",
    )


class _Row(NamedTuple):
    id: int
    uid: str
    person: str | None  # uid
    name: str | None
    role: str | None
    publisher: str | None
    source: str
    earliest: str | None
    latest: str | None
    manner: str
    act: str | None
    factuality: str | None
    status: str


_FEWER_JOINS = "JOIN sources o ON o.id = s.source_id LEFT JOIN people p ON p.id = s.person_id"
_MATCHES = f"""SELECT s.id, s.within_id, s.uid, p.uid, p.name, s.role, o.publisher, o.key, s.said_earliest,
        s.said_latest, s.manner, s.act, s.factuality, s.status
    FROM search f CROSS JOIN statements s ON s.id = f.rowid & {ROW} {{joins}}
    WHERE search MATCH :match AND f.rowid BETWEEN :low AND :high {{narrowed}} ORDER BY f.rowid"""


def _values(row: _Row) -> Iterator[tuple[str, str, str]]:
    if row.person and row.name:
        yield "speaker", row.person, row.name
    if row.publisher:
        yield "outlet", row.publisher, row.publisher
    year = _year(row)
    yield "year", year, year
    yield "manner", row.manner, row.manner
    yield "how", f"{row.act or ''} {row.factuality or ''}".strip(), how(row.act, row.factuality)
    yield "status", row.status, row.status


def _year(row: _Row) -> str:
    if not (row.earliest and row.latest):
        return UNDATED
    return row.earliest[:4] if row.earliest[:4] == row.latest[:4] else SPREAD


def _first(by: str, count: Counter[tuple[str, str]]) -> list[tuple[tuple[str, str], int]]:
    """Return the most frequent values; years in their order, all of them."""
    if by == "year":
        return sorted(count.items())
    return sorted(count.items(), key=lambda one: (-one[1], one[0]))[:SHOWN]
