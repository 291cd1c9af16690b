"""Who said these words?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from quotes.queries.fulltext import PLACE, ROW, Asked, between, match, within
from quotes.queries.hits import placed_in
from quotes.queries.json_lists import json_list
from quotes.queries.proof import prove_nothing
from quotes.queries.statements import (
    COLUMNS,
    CUE,
    JOINS,
    NO_FILTERS,
    Filters,
    Said,
    conditions,
    row_of,
    said,
    speak_with_others,
)

# Up to so many matches are counted and put in order of time; more come speaker by speaker.
FEW = 200
# The best match first by BM25, as FTS5 has it.
ORDERS = {"time": "s.said_earliest IS NULL, s.said_earliest, s.source_id, s.position", "relevance": "f.rank"}
NEWEST = {"newest": "s.said_earliest DESC, s.source_id, s.position"}  # which is offered to feeds only
TERMS = 500  # so many terms of the index narrow a search well; more are narrowed row by row


class Hits(NamedTuple):
    """Statements that hold the words, and how many answer in all: at least so many, where they are not `counted`."""

    rows: list[Said]
    matches: int
    counted: bool
    by_time: bool  # else speaker by speaker
    goes_on: bool  # there are more after these


def who_said(
    connection: sqlite3.Connection,
    asked: str | Asked,
    filters: Filters = NO_FILTERS,
    *,
    limit: int = 50,
    after: str | None = None,
    sort: str | None = None,
) -> Hits:
    """Return the statements that hold the words, in their order, whatever the case, accents or punctuation.

    A statement inside another answers instead of it. `line` of a row is where the words begin; `status`, `confidence`
    and `rival` are those of the least sure passage that the words stand in. `after` is the uid of the last row already
    seen. `sort` is one of ORDERS; by default few come by time, and many speaker by speaker.
    Raises BadQuestion when there are no words, or no such row.
    """
    asked = Asked((asked,)) if isinstance(asked, str) else asked
    question = _Question(asked, *question_of(connection, asked, filters), sort, filters.status)
    last = None if after is None else row_of(connection, after)
    first = _matching(connection, question, FEW + 1)
    by_time = len(first) <= FEW and sort is None
    if by_time:
        answers = _by_time(connection, question, first, after)
    else:
        answers = _in_order(connection, question, first, limit, last)
    rows = list(islice(answers, limit))
    goes_on = next(answers, None) is not None
    if after is None and not goes_on:
        if not rows and filters == NO_FILTERS and len(asked.phrases) == 1 and asked == Asked(asked.phrases):
            prove_nothing(connection, asked.phrases[0])
        return Hits(rows, len(rows), True, by_time, goes_on)
    number = _number(connection, question, first)
    return Hits(rows, max(number, len(rows)), len(first) <= FEW, by_time, goes_on)


class _Question(NamedTuple):
    asked: Asked
    narrowed: str  # conditions in SQL
    parameters: dict[str, Any]
    sort: str | None
    status: str | None  # of the hits, which is known when they are found


def _by_time(
    connection: sqlite3.Connection, question: _Question, found: Sequence[int], after: str | None
) -> Iterator[Said]:
    return _as_sure(question, _find(connection, question, found, len(found), by_time=True, after=after))


def _in_order(
    connection: sqlite3.Connection, question: _Question, found: Sequence[int], limit: int, last: int | None
) -> Iterator[Said]:
    """Yield the answers, of which `found` are the first, those after the row `last` if there is one."""
    most, seen = FEW + 1, 0
    if last is not None:
        found = _further(connection, question, most, last, seen)
    while True:
        for i in range(0, len(found), limit + 1):  # no more is read than is shown, and one to see if there are more
            yield from _as_sure(question, _find(connection, question, found[i : i + limit + 1], limit + 1))
        if len(found) < most:
            return
        most, seen = max(2 * most, limit + 1), seen + len(found)
        found = _further(connection, question, most, found[-1], seen)


def _further(connection: sqlite3.Connection, question: _Question, most: int, last: int, seen: int) -> list[int]:
    """Return what comes after the row `last` in the order of the index; in another, after so many."""
    if question.sort:
        return _matching(connection, question, most, seen)
    low = {"low": _place(connection, last) + 1}
    return _matching(connection, question._replace(parameters=question.parameters | low), most)


def _as_sure(question: _Question, answers: Iterator[Said]) -> Iterator[Said]:
    return (row for row in answers if question.status in (None, row.status))


def _number(connection: sqlite3.Connection, question: _Question, found: Sequence[int]) -> int:
    """Return how many of the rows `found` answer: most are counted unread, but for those that hold other matches."""
    if question.status:
        return sum(1 for _ in _as_sure(question, _find(connection, question, found, len(found))))
    holding = [row for (row,) in connection.execute(_HOLDING, (json_list(found), question.parameters["plain"]))]
    return len(found) - len(holding) + sum(1 for _ in _find(connection, question, holding, len(holding)))


_HOLDING = f"""SELECT DISTINCT c.within_id FROM json_each(?) asked CROSS JOIN statements c ON c.within_id = asked.value
    CROSS JOIN search f ON f.rowid = {PLACE.format(statement="c")} WHERE search MATCH ?"""


def placed(connection: sqlite3.Connection, asked: Asked, ids: Sequence[int] | None = None) -> Iterator[Said]:
    """Yield the first statements that hold the words, among `ids` if given, containers of others included."""
    narrowed = "" if ids is None else _AMONG
    plain = match(asked)
    low, high = between(None)
    asked_for = {"match": plain, "plain": plain, "ids": json_list(ids or ()), "low": low, "high": high}
    question = _Question(asked, narrowed, asked_for, None, None)
    return _find(connection, question, _matching(connection, question, FEW), FEW, containers=True)


def _matching(connection: sqlite3.Connection, question: _Question, most: int, seen: int = 0) -> list[int]:
    """Return the first rows that match, after so many, by their places: the index is asked once, and reads no more.

    In another order all that match are gone through.
    """
    sort, narrowed = question.sort, question.narrowed
    bare = narrowed in ("", _AMONG) and sort in (None, "relevance")
    joins = "" if bare else f"CROSS JOIN statements s ON s.id = f.rowid & {ROW} {JOINS}"
    query = _MATCHING.format(joins=joins, narrowed=narrowed, order=(ORDERS | NEWEST)[sort] if sort else "f.rowid")
    return [row for (row,) in connection.execute(query, question.parameters | {"most": most, "seen": seen})]


def _place(connection: sqlite3.Connection, row: int) -> int:
    query = f"SELECT {PLACE.format(statement='s')} FROM statements s WHERE s.id = ?"
    return int(connection.execute(query, (row,)).fetchone()[0])


_AMONG = f"AND f.rowid & {ROW} IN (SELECT value FROM json_each(:ids))"
# CROSS JOIN holds SQLite to this order: the words first, then the rows.
_MATCHING = f"""SELECT f.rowid & {ROW} FROM search f {{joins}}
    WHERE search MATCH :match AND f.rowid BETWEEN :low AND :high {{narrowed}}
    ORDER BY {{order}} LIMIT :most OFFSET :seen"""


def _find(
    connection: sqlite3.Connection,
    question: _Question,
    rows: Sequence[int],
    limit: int,
    *,
    by_time: bool = False,
    after: str | None = None,
    containers: bool = False,
) -> Iterator[Said]:
    order = "s.said_earliest, o.key, s.position" if by_time else "asked.key"
    query = _FIND.format(columns=f"{COLUMNS}, {CUE}", joins=JOINS, later=_LATER if after else "", order=order)
    parameters, plain = {"rows": json_list(rows), "after": after, "limit": limit}, question.parameters["plain"]
    for statement, source, wrapped, *columns in connection.execute(query, parameters):
        row = said(connection, *columns)
        inner = [] if containers else connection.execute(_INNER, (statement, plain)).fetchall()
        yield from placed_in(connection, question.asked, row, source, bool(wrapped), inner)


_INNER = f"""SELECT c.start, c."end" FROM statements c JOIN search f ON f.rowid = {PLACE.format(statement="c")}
    WHERE c.within_id = ? AND search MATCH ?"""
_FIND = """SELECT s.id, s.source_id, o.wrapped, {columns}
    FROM json_each(:rows) asked CROSS JOIN statements s ON s.id = asked.value {joins} {later}
    ORDER BY {order} LIMIT :limit"""
_LATER = """WHERE (coalesce(s.said_earliest, ''), o.key, s.position) > (
    SELECT coalesce(said_earliest, ''), key, position FROM statements JOIN sources ON sources.id = source_id
    WHERE statements.uid = :after)"""


def question_of(connection: sqlite3.Connection, asked: Asked, filters: Filters) -> tuple[str, dict[str, Any]]:
    """Return the SQL conditions and parameters; what the index knows by a term of its own is looked up through it.

    How sure a hit is is known when it is found: a status lets all statements pass that are so sure somewhere.
    """
    joint = speak_with_others(connection, filters.people or ())
    several = filters.people if joint or len(filters.people or ()) > 1 else None
    narrowed, parameters = conditions(connection, filters._replace(people=several, status=None))
    low, high = between(None if joint else filters.people)
    if filters.status:
        narrowed, parameters = narrowed + _SOMEWHERE, parameters | {"status": filters.status}
    plain = expression = match(asked)
    for letter, rows in (
        ("e", _events(connection, filters)),
        ("s", _sources(connection, filters)),
    ):
        expression = within(expression, [f"{letter}{row}" for row in rows] if len(rows) <= TERMS else [])
    return narrowed, parameters | {"match": expression, "plain": plain, "low": low, "high": high}


_SOMEWHERE = """ AND (s.status = :status OR EXISTS (
    SELECT 1 FROM passages g WHERE g.statement_id = s.id AND g.status = :status))"""


def _events(connection: sqlite3.Connection, filters: Filters) -> list[int]:
    query = "SELECT id FROM events WHERE uid = ?1 OR redirect_to = (SELECT id FROM events WHERE uid = ?1)"
    return [row[0] for row in connection.execute(query, (filters.event,))] if filters.event else []


def _sources(connection: sqlite3.Connection, filters: Filters) -> list[int]:
    query = "SELECT id FROM sources WHERE key = ?"
    return [row[0] for row in connection.execute(query, (filters.source,))] if filters.source else []
