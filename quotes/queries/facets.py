"""By what the statements that hold some words can be told apart, and how many there are of each."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import NamedTuple

from quotes.queries.answering import answering
from quotes.queries.force import how
from quotes.queries.fulltext import ROW, Asked
from quotes.queries.json_lists import json_uids
from quotes.queries.statements import JOINS, NO_FILTERS, Filters, Said
from quotes.queries.voices import Match, Tally, voices_of
from quotes.queries.who_said import FEW, question_of

COUNTED = 20_000  # of more matches than these no more are counted
SECONDS = 0.002  # nor for longer than this, and as long for a look at which answer, once there are more than FEW
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
    whole: bool  # else at least so many have it


class Facets(NamedTuple):
    """The values of all facets, the most frequent first; `whole`: all matches are counted, else it is at least so many.

    No figure is over: what may not answer is not counted, and then the rest is not told to be all.

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

    `found` are all of them, where they are known already: then nothing is looked for, and all are counted. Else they
    are counted unread, and how sure a statement is where the words stand is not known if it is not so all through.
    """
    rows: Sequence[Said | Match]
    if found is not None:
        rows, whole, uneven = found, True, frozenset[str]()
    else:
        rows, whole, uneven = _first_rows(connection, asked, filters, seconds)
    rows = _disputed(connection, rows)
    titles = _titles(connection, rows)
    counts: dict[str, Counter[tuple[str, str]]] = {}
    years: dict[str, Counter[str]] = {}
    for row in rows:
        values = (one for one in _values(row) if one[0] != "status" or row.uid not in uneven)
        for by, value, called in (*values, *(("role", title, title) for title in titles.get(row.uid, ()))):
            counts.setdefault(by, Counter())[value, called] += 1
        if row.person:
            years.setdefault(row.person, Counter())[_year(row)] += 1
    all_of = {by: whole and not (by == "status" and uneven) for by in BY}
    listed = [Facet(by, *one, n, all_of[by]) for by in BY if by in counts for one, n in _first(by, counts[by])]
    of_each = {uid: dict(sorted(count.items())) for uid, count in years.items()}
    return Facets(listed, whole, len(rows), voices_of(rows), of_each)


def _disputed(connection: sqlite3.Connection, rows: Sequence[Said | Match]) -> list[Said | Match]:
    """Return the same rows, with words that somebody was misquoted with as disputed."""
    disputed = {uid for (uid,) in connection.execute(_DISPUTED)}
    return [row._replace(factuality="disputed") if row.uid in disputed else row for row in rows]


_DISPUTED = "SELECT s.uid FROM disputes CROSS JOIN statements s ON s.id = disputes.statement_id"


def _first_rows(
    connection: sqlite3.Connection, asked: Asked, filters: Filters, seconds: float
) -> tuple[list[Match], bool, frozenset[str]]:
    """Return the first of the matches, whether these are all, and the uids of those that are not equally sure."""
    narrowed, parameters = question_of(connection, asked, filters)
    query = _MATCHES.format(joins=JOINS if narrowed else _FEWER_JOINS, narrowed=narrowed)
    end, cut = perf_counter() + seconds, False
    rows: list[Match] = []
    for row in connection.execute(query, parameters):
        if cut := len(rows) == COUNTED or (len(rows) > FEW and perf_counter() > end):
            break
        rows.append(Match(*row))
    sure = answering(connection, [row.id for row in rows], parameters["plain"], filters.status, seconds)
    uneven = frozenset(row.uid for row in rows if sure.rows.get(row.id) is False)
    return [row for row in rows if row.id in sure.rows], sure.whole and not cut, uneven


def _titles(connection: sqlite3.Connection, rows: Sequence[Said | Match]) -> dict[str, list[str]]:
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


_FEWER_JOINS = "JOIN sources o ON o.id = s.source_id LEFT JOIN people p ON p.id = s.person_id"
_MATCHES = f"""SELECT s.id, s.uid, p.uid, p.name, s.role, o.publisher, o.key, s.said_earliest,
        s.said_latest, s.manner, s.act, s.factuality, s.status
    FROM search f CROSS JOIN statements s ON s.id = f.rowid & {ROW} {{joins}}
    WHERE search MATCH :match AND f.rowid BETWEEN :low AND :high {{narrowed}} ORDER BY f.rowid"""


def _values(row: Said | Match) -> Iterator[tuple[str, str, str]]:
    if row.person and row.speaker:
        yield "speaker", row.person, row.speaker
    if row.publisher:
        yield "outlet", row.publisher, row.publisher
    year = _year(row)
    yield "year", year, year
    yield "manner", row.manner, row.manner
    yield "how", f"{row.act or ''} {row.factuality or ''}".strip(), how(row.act, row.factuality)
    yield "status", row.status, row.status


def _year(row: Said | Match) -> str:
    if not (row.earliest and row.latest):
        return UNDATED
    return row.earliest[:4] if row.earliest[:4] == row.latest[:4] else SPREAD


def _first(by: str, count: Counter[tuple[str, str]]) -> list[tuple[tuple[str, str], int]]:
    """Return the most frequent values; years in their order, all of them."""
    if by == "year":
        return sorted(count.items())
    return sorted(count.items(), key=lambda one: (-one[1], one[0]))[:SHOWN]
