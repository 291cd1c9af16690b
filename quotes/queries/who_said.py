"""Who said these words?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from quotes.queries.excerpts import excerpt, markup_in
from quotes.queries.phrases import Asked, as_found, match, within
from quotes.queries.statements import COLUMNS, CUE, JOINS, NO_FILTERS, Filters, Said, conditions, json_list, row_of
from quotes.span import Markup, Span
from quotes.text import Lines, find_phrase, reading

# Up to so many matches are counted and put in order of time; more come in order of loading, and none is read in vain.
FEW = 200
TERMS = 500  # so many terms of the index narrow a search well; a person met in more sources is narrowed row by row
SURENESS = ("ambiguous", "inferred", "certain", "reviewed")
COUNTED = 10_000  # of so many matches the speakers are counted


class Hits(NamedTuple):
    """The statements that hold the words, and how many match in all; more than FEW only means that there are more."""

    rows: list[Said]
    matches: int
    by_time: bool  # else in order of loading


# A speaker by name, what tells namesakes apart, the outlet; how often, the first and the last date, the role.
_Heard = tuple[str | None, object, str | None, int, str | None, str | None, str | None]


class Voice(NamedTuple):
    """One speaker among the matches, or the outlet that narrates (publisher, else source); neither: not known."""

    speaker: str | None
    publisher: str | None
    statements: int
    first: str | None
    last: str | None
    roles: str | None


def who_said(
    connection: sqlite3.Connection,
    asked: str | Asked,
    filters: Filters = NO_FILTERS,
    *,
    limit: int = 50,
    after: str | None = None,
) -> Hits:
    """Return the statements that hold the words, in their order, whatever the case, accents or punctuation.

    A statement inside another answers instead of it. `line` of a row is where the words begin; `status`, `confidence`
    and `rival` are those of the least sure passage that the words stand in. `after` is the uid of the last row already
    seen, for answers in order of loading.
    Raises BadQuestion when there are no words, or no such row.
    """
    asked = Asked((asked,)) if isinstance(asked, str) else asked
    narrowed, parameters = _question(connection, asked, filters)
    found = _matching(connection, narrowed, parameters, max(FEW, limit) + 1)
    by_time = len(found) <= FEW and after is None
    matches = min(len(found), FEW + 1)
    if after:
        found = _matching(connection, narrowed, parameters | {"after": row_of(connection, after)}, limit)
    chosen = found if by_time else found[:limit]
    rows = list(_find(connection, asked, parameters["plain"], chosen, limit, by_time=by_time))
    return Hits(rows, len(rows) if matches <= limit else matches, by_time)


def placed(connection: sqlite3.Connection, asked: Asked, ids: Sequence[int] | None = None) -> Iterator[Said]:
    """Yield the first statements that hold the words, among `ids` if given, containers of others included."""
    narrowed = "" if ids is None else _AMONG
    plain = match(asked)
    found = _matching(connection, narrowed, {"match": plain, "ids": json_list(ids or ())}, FEW)
    return _find(connection, asked, plain, found, FEW, containers=True)


def _matching(connection: sqlite3.Connection, narrowed: str, parameters: dict[str, Any], most: int) -> list[int]:
    """Return the first rows that match, in order of loading: the index is asked once, and reads no more than these."""
    joins = "" if narrowed in ("", _AMONG) else f"CROSS JOIN statements s ON s.id = f.rowid {JOINS}"
    query = _MATCHING.format(joins=joins, narrowed=narrowed)
    return [row for (row,) in connection.execute(query, {"after": 0} | parameters | {"most": most})]


_AMONG = "AND f.rowid IN (SELECT value FROM json_each(:ids))"
# CROSS JOIN holds SQLite to this order: the words first, then the rows.
_MATCHING = """SELECT f.rowid FROM search f {joins}
    WHERE search MATCH :match AND f.rowid > :after {narrowed} ORDER BY f.rowid LIMIT :most"""


def _find(
    connection: sqlite3.Connection,
    asked: Asked,
    plain: str,
    rows: Sequence[int],
    limit: int,
    *,
    by_time: bool = False,
    containers: bool = False,
) -> Iterator[Said]:
    order = "s.said_earliest, o.key, s.position" if by_time else "s.id"
    query = _FIND.format(columns=f"{COLUMNS}, {CUE}", joins=JOINS, order=order)
    for statement, source, wrapped, *columns in connection.execute(query, (json_list(rows), limit)):
        row = Said(*columns)
        inner = [] if containers else connection.execute(_INNER, (statement, plain)).fetchall()
        yield from _placed(connection, asked, row, source, bool(wrapped), inner)


_FIND = """SELECT s.id, s.source_id, o.wrapped, {columns}
    FROM json_each(?) CROSS JOIN statements s ON s.id = value {joins} ORDER BY {order} LIMIT ?"""


def voices(connection: sqlite3.Connection, asked: str | Asked, filters: Filters = NO_FILTERS) -> list[Voice]:
    """Return who the speakers of the matches are, the most frequent first; of very many, of the first 10,000."""
    asked = Asked((asked,)) if isinstance(asked, str) else asked
    narrowed, parameters = _question(connection, asked, filters)
    query = _SPOKEN.format(joins=JOINS if narrowed else "", narrowed=narrowed)
    spoken = connection.execute(query, parameters | {"most": COUNTED}).fetchall()
    if spoken and spoken[0][0] > FEW:
        return _tallied(_heard(connection, spoken))
    rows = who_said(connection, asked, filters, limit=FEW).rows
    return _tallied((row.speaker, row.person, outlet(row), 1, row.earliest, row.latest, row.role) for row in rows)


_SPOKEN = """WITH hit AS MATERIALIZED (
        SELECT s.id, s.within_id, s.kin, s.role, s.said_earliest, s.said_latest,
            CASE WHEN s.kin IS NULL AND s.manner = 'narrated' THEN s.source_id END AS source_id
        FROM search f CROSS JOIN statements s ON s.id = f.rowid {joins}
        WHERE search MATCH :match {narrowed} LIMIT :most)
    SELECT (SELECT count(*) FROM hit), kin, source_id, count(*), min(said_earliest), max(said_latest), role
    FROM hit WHERE id NOT IN (SELECT within_id FROM hit WHERE within_id IS NOT NULL) GROUP BY kin, source_id, role"""


def _heard(connection: sqlite3.Connection, spoken: Sequence[tuple[Any, ...]]) -> Iterator[_Heard]:
    """Yield rows of _SPOKEN with the names of speakers and outlets."""
    speakers = _named(connection, _SPEAKERS, {kin for _, kin, *_ in spoken})
    outlets = _named(connection, _OUTLETS, {source for _, _, source, *_ in spoken})
    for _, kin, source, *rest in spoken:
        yield speakers.get(kin), kin, outlets.get(source), *rest


def _named(connection: sqlite3.Connection, query: str, numbers: set[int | None]) -> dict[int | None, str]:
    known = json_list(number for number in numbers if number is not None)
    return dict(connection.execute(query, (known,)).fetchall())


_SPEAKERS = """SELECT p.kin, p.name FROM json_each(?) CROSS JOIN people p ON p.kin = value AND p.redirect_to IS NULL"""
_OUTLETS = """SELECT o.id, coalesce(o.publisher, o.key) FROM json_each(?) CROSS JOIN sources o ON o.id = value"""


def outlet(row: Said) -> str | None:
    """Return who narrates, the publisher or else the source; None when words are somebody's, known or not."""
    return None if row.speaker or row.manner != "narrated" else row.publisher or row.source


def _tallied(heard: Iterable[_Heard]) -> list[Voice]:
    """Return the voices, the most frequent first."""
    found: dict[tuple[str | None, object, str | None], list[_Heard]] = {}
    for one in heard:
        found.setdefault(one[:3], []).append(one)
    voices = [_voice(speaker, publisher, those) for (speaker, _, publisher), those in found.items()]
    return sorted(voices, key=lambda voice: (-voice.statements, voice.speaker or ""))


def _voice(speaker: str | None, publisher: str | None, heard: Sequence[_Heard]) -> Voice:
    _, _, _, times, earliest, latest, roles = zip(*heard, strict=True)
    first, last = min(filter(None, earliest), default=None), max(filter(None, latest), default=None)
    return Voice(speaker, publisher, sum(times), first, last, "; ".join(filter(None, dict.fromkeys(roles))) or None)


def _question(connection: sqlite3.Connection, asked: Asked, filters: Filters) -> tuple[str, dict[str, Any]]:
    """The SQL conditions and parameters; what the index knows by a term of its own is looked up through it."""
    through_terms = len(filters.people) <= TERMS
    narrowed, parameters = conditions(filters._replace(people=()) if through_terms else filters)
    plain = expression = match(asked)
    for letter, rows in (
        ("p", filters.people),
        ("e", _events(connection, filters)),
        ("s", _sources(connection, filters)),
    ):
        expression = within(expression, [f"{letter}{row}" for row in rows] if len(rows) <= TERMS else [])
    return narrowed, parameters | {"match": expression, "plain": plain}


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
    same = len(row.text) == row.end - row.start and not wrapped
    text = row.text if same else excerpt(connection, source, row.start, row.end)
    markup = () if same else markup_in(connection, source, row.start, row.end)
    nested = [Span(start - row.start, end - row.start) for start, end in inner]
    words = reading(text, Span(0, len(text)), markup).text
    hits = [hit for phrase in as_found(asked, words) if (hit := _outside(text, phrase, nested, markup))]
    if hits:
        row = row._replace(hit_start=row.start + hits[0].start, hit_end=row.start + hits[0].end)
        yield _in_passages(connection, source, row, text, hits)
    elif not inner:  # found by the index, but not by our own folding: the whole statement answers
        yield row


_INNER = """SELECT c.start, c."end" FROM statements c JOIN search f ON f.rowid = c.id
    WHERE c.within_id = ? AND search MATCH ?"""


def _outside(text: str, phrase: str, inner: Sequence[Span], markup: Sequence[Markup]) -> Span | None:
    """The first place of `phrase` in `text` that does not lie in one of `inner`."""
    start = 0
    while hit := find_phrase(text, Span(start, len(text)), phrase, markup):
        if not any(span.start <= hit.start and hit.end <= span.end for span in inner):
            return hit
        start = hit.end
    return None


def _in_passages(connection: sqlite3.Connection, source: int, row: Said, text: str, hits: Sequence[Span]) -> Said:
    """The row with the line of its first hit and, where its own passages decide, the doubt of the least sure one."""
    spans = [(row.start + hit.start, row.start + hit.end) for hit in hits]
    found = [passage for span in spans for passage in connection.execute(_PASSAGES, (source, *span))]
    if not found:
        return row
    start, line, *_ = found[0]
    begin = max(start, row.start)
    below = Lines(text[begin - row.start : hits[0].start + 1]).number(spans[0][0] - begin) - 1
    row = row._replace(line=(line if start >= row.start else row.line) + below)
    doubts = [_Doubt(*doubt) for _, _, *doubt in found if doubt[0]]
    return row if row.within or not doubts else row._replace(**min(doubts, key=sureness)._asdict())


_PASSAGES = """SELECT start, line, status, confidence, rival, basis FROM passages
    WHERE source_id = ?1 AND kind = 'paragraph' AND start < ?3 AND start >= (
        SELECT start FROM passages WHERE source_id = ?1 AND kind = 'paragraph' AND start <= ?2
        ORDER BY start DESC LIMIT 1) ORDER BY start"""


class _Doubt(NamedTuple):
    status: str
    confidence: float
    rival: str | None
    basis: str


def sureness(doubt: _Doubt | Said) -> tuple[int, float]:
    """Return by what the least sure of several readings comes first."""
    return SURENESS.index(doubt.status), doubt.confidence
