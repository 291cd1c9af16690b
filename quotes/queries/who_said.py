"""Who said these words?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from quotes.queries.excerpts import excerpt, markup_in
from quotes.queries.fulltext import PLACE, ROW, Asked, as_found, between, match, within
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
from quotes.span import Markup, Span
from quotes.text import Lines, find_phrase, reading

# Up to so many matches are counted and put in order of time; more come speaker by speaker, and none is read in vain.
FEW = 200
# The best match first by BM25, as FTS5 has it.
ORDERS = {"time": "s.said_earliest IS NULL, s.said_earliest, s.source_id, s.position", "relevance": "f.rank"}
NEWEST = {"newest": "s.said_earliest DESC, s.source_id, s.position"}  # which is offered to feeds only
TERMS = 500  # so many terms of the index narrow a search well; more are narrowed row by row
SURENESS = ("ambiguous", "inferred", "certain", "reviewed")


class Hits(NamedTuple):
    """The statements that hold the words, and how many match in all; more than FEW only means that there are more."""

    rows: list[Said]
    matches: int
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
    narrowed, parameters = question(connection, asked, filters)
    most = max(FEW, limit) + 1
    found = _matching(connection, narrowed, parameters, most, sort)
    matches, by_time = len(found), len(found) <= FEW and sort is None
    if after is not None:
        place = _place(connection, row_of(connection, after))
        found = found if by_time else _matching(connection, narrowed, parameters | {"low": place + 1}, most)
    answers = _answers(connection, asked, parameters["plain"], found, limit, after if by_time else None, by_time)
    if filters.status:
        answers = (row for row in answers if row.status == filters.status)
    rows = list(islice(answers, limit))
    goes_on = (not by_time and len(found) > 2 * limit) or next(answers, None) is not None  # read no more than is shown
    whole = after is None and matches < most and not goes_on
    if (
        not rows
        and after is None
        and filters == NO_FILTERS
        and len(asked.phrases) == 1
        and asked == Asked(asked.phrases)
    ):
        prove_nothing(connection, asked.phrases[0])
    return Hits(rows, len(rows) if whole else matches, by_time, goes_on)


def _answers(
    connection: sqlite3.Connection,
    asked: Asked,
    plain: str,
    found: Sequence[int],
    limit: int,
    after: str | None,
    by_time: bool,
) -> Iterator[Said]:
    """Yield the answers among the rows `found`: by time, after that one; or in their order, read as they are wanted."""
    if by_time:
        yield from _find(connection, asked, plain, found, len(found), by_time=True, after=after)
        return
    for i in range(0, len(found), limit or 1):
        yield from _find(connection, asked, plain, found[i : i + limit], limit)


def placed(connection: sqlite3.Connection, asked: Asked, ids: Sequence[int] | None = None) -> Iterator[Said]:
    """Yield the first statements that hold the words, among `ids` if given, containers of others included."""
    narrowed = "" if ids is None else _AMONG
    plain = match(asked)
    low, high = between(None)
    asked_for = {"match": plain, "ids": json_list(ids or ()), "low": low, "high": high}
    found = _matching(connection, narrowed, asked_for, FEW)
    return _find(connection, asked, plain, found, FEW, containers=True)


def places(connection: sqlite3.Connection, row: Said, phrase: str) -> list[Said]:
    """Return `row` once for every place of `phrase` in it, as sure as it is there; one inside another as it is."""
    if row.within:
        return [row]
    source, wrapped, line, page = connection.execute(_WRITTEN, (row.uid,)).fetchone()
    row = row._replace(line=line, page=page)  # of the whole: that of a hit is counted from there
    text, markup = _as_written(connection, row, source, bool(wrapped))
    return [_hit(connection, source, row, text, [hit]) for hit in _all(text, phrase, markup)]


_WRITTEN = """SELECT o.id, o.wrapped, s.line, s.page FROM statements s JOIN sources o ON o.id = s.source_id
    WHERE s.uid = ?"""


def _matching(
    connection: sqlite3.Connection, narrowed: str, parameters: dict[str, Any], most: int, sort: str | None = None
) -> list[int]:
    """Return the first rows that match, by their places: the index is asked once, and reads no more than these.

    In another order all that match are gone through.
    """
    bare = narrowed in ("", _AMONG) and sort in (None, "relevance")
    joins = "" if bare else f"CROSS JOIN statements s ON s.id = f.rowid & {ROW} {JOINS}"
    query = _MATCHING.format(joins=joins, narrowed=narrowed, order=(ORDERS | NEWEST)[sort] if sort else "f.rowid")
    return [row for (row,) in connection.execute(query, parameters | {"most": most})]


def _place(connection: sqlite3.Connection, row: int) -> int:
    query = f"SELECT {PLACE.format(statement='s')} FROM statements s WHERE s.id = ?"
    return int(connection.execute(query, (row,)).fetchone()[0])


_AMONG = f"AND f.rowid & {ROW} IN (SELECT value FROM json_each(:ids))"
# CROSS JOIN holds SQLite to this order: the words first, then the rows.
_MATCHING = f"""SELECT f.rowid & {ROW} FROM search f {{joins}}
    WHERE search MATCH :match AND f.rowid BETWEEN :low AND :high {{narrowed}} ORDER BY {{order}} LIMIT :most"""


def _find(
    connection: sqlite3.Connection,
    asked: Asked,
    plain: str,
    rows: Sequence[int],
    limit: int,
    *,
    by_time: bool = False,
    after: str | None = None,
    containers: bool = False,
) -> Iterator[Said]:
    order = "s.said_earliest, o.key, s.position" if by_time else "asked.key"
    query = _FIND.format(columns=f"{COLUMNS}, {CUE}", joins=JOINS, later=_LATER if after else "", order=order)
    parameters = {"rows": json_list(rows), "after": after, "limit": limit}
    for statement, source, wrapped, *columns in connection.execute(query, parameters):
        row = said(connection, *columns)
        inner = [] if containers else connection.execute(_INNER, (statement, plain)).fetchall()
        yield from _placed(connection, asked, row, source, bool(wrapped), inner)


_FIND = """SELECT s.id, s.source_id, o.wrapped, {columns}
    FROM json_each(:rows) asked CROSS JOIN statements s ON s.id = asked.value {joins} {later}
    ORDER BY {order} LIMIT :limit"""
_LATER = """WHERE (coalesce(s.said_earliest, ''), o.key, s.position) > (
    SELECT coalesce(said_earliest, ''), key, position FROM statements JOIN sources ON sources.id = source_id
    WHERE statements.uid = :after)"""


def question(connection: sqlite3.Connection, asked: Asked, filters: Filters) -> tuple[str, dict[str, Any]]:
    """Return the SQL conditions and parameters; what the index knows by a term of its own is looked up through it.

    How sure a hit is is known when it is found: a status lets all statements pass that are so sure somewhere.
    """
    joint = speak_with_others(connection, filters.people or ())
    several = filters.people if joint or len(filters.people or ()) > 1 else None
    narrowed, parameters = conditions(filters._replace(people=several, status=None))
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


def _placed(
    connection: sqlite3.Connection, asked: Asked, row: Said, source: int, wrapped: bool, inner: Sequence[Span]
) -> Iterator[Said]:
    """The row with its hit found in the source: none when statements inside it, at `inner`, hold all of its hits."""
    text, markup = _as_written(connection, row, source, wrapped)
    nested = [Span(start - row.start, end - row.start) for start, end in inner]
    words = reading(text, Span(0, len(text)), markup).text
    hits = [hit for phrase in as_found(asked, words) if (hit := _outside(text, phrase, nested, markup))]
    if hits:
        yield _hit(connection, source, row, text, hits)
    elif not inner:  # found by the index, but not by our own folding: the whole statement answers
        yield row


def _as_written(connection: sqlite3.Connection, row: Said, source: int, wrapped: bool) -> tuple[str, Sequence[Markup]]:
    """Return what stands in the source where the statement does, and the markup in it."""
    if len(row.text) == row.end - row.start and not wrapped:
        return row.text, ()
    return excerpt(connection, source, row.start, row.end), markup_in(connection, source, row.start, row.end)


def _hit(connection: sqlite3.Connection, source: int, row: Said, text: str, hits: Sequence[Span]) -> Said:
    row = row._replace(hit_start=row.start + hits[0].start, hit_end=row.start + hits[0].end)
    return _in_passages(connection, source, row, text, hits)


_INNER = f"""SELECT c.start, c."end" FROM statements c JOIN search f ON f.rowid = {PLACE.format(statement="c")}
    WHERE c.within_id = ? AND search MATCH ?"""


def _outside(text: str, phrase: str, inner: Sequence[Span], markup: Sequence[Markup]) -> Span | None:
    """The first place of `phrase` in `text` that does not lie in one of `inner`."""
    for hit in _all(text, phrase, markup):
        if not any(span.start <= hit.start and hit.end <= span.end for span in inner):
            return hit
    return None


def _all(text: str, phrase: str, markup: Sequence[Markup]) -> Iterator[Span]:
    start = 0
    while hit := find_phrase(text, Span(start, len(text)), phrase, markup):
        yield hit
        start = hit.end


def _in_passages(connection: sqlite3.Connection, source: int, row: Said, text: str, hits: Sequence[Span]) -> Said:
    """The row with the line of its first hit and, where its own passages decide, the doubt of the least sure one."""
    spans = [(row.start + hit.start, row.start + hit.end) for hit in hits]
    found = [passage for span in spans for passage in connection.execute(_PASSAGES, (source, *span, row.start))]
    # One that is a paragraph by itself has no passages, and one inside another has the other's.
    own = found and found[0][0] <= spans[0][0]
    start, line = found[0][:2] if own else (row.start, row.line)
    below = Lines(text[start - row.start : hits[0].start + 1]).number(spans[0][0] - start) - 1
    over = text.count("\f", 0, hits[0].start)  # pages that end before the hit
    row = row._replace(line=line + below, page=row.page and row.page + over)
    doubts = [_Sureness(*doubt) for _, _, *doubt in found]
    return row if row.within or not doubts else _as_sure_as(connection, row, min(doubts, key=sureness))


def _as_sure_as(connection: sqlite3.Connection, row: Said, hit: _Sureness) -> Said:
    """The row as sure as where its words stand, but for a doubt that no passage of it has: it is about the person."""
    if sureness(row) < sureness(hit):
        passages = connection.execute(_SURENESS, (row.uid,)).fetchall()
        status, confidence = (min(those) for those in zip(*((SURENESS.index(s), c) for s, c in passages), strict=True))
        if SURENESS.index(row.status) < status or row.confidence < confidence:
            return row
    return row._replace(**hit._asdict())


_PASSAGES = """SELECT start, line, status, confidence, rival, basis FROM passages
    WHERE source_id = ?1 AND kind = 'paragraph' AND start < ?3 AND start >= coalesce((
        SELECT start FROM passages WHERE source_id = ?1 AND kind = 'paragraph' AND start BETWEEN ?4 AND ?2
        ORDER BY start DESC LIMIT 1), ?4) ORDER BY start"""


_SURENESS = """SELECT g.status, g.confidence FROM statements s CROSS JOIN passages g ON g.statement_id = s.id
    WHERE s.uid = ? AND g.kind = 'paragraph'"""


class _Sureness(NamedTuple):
    status: str
    confidence: float
    rival: str | None
    basis: str


def sureness(doubt: _Sureness | Said) -> tuple[int, float]:
    """Return by what the least sure of several readings comes first."""
    return SURENESS.index(doubt.status), doubt.confidence
