"""What does a human have to decide, and what was decided?"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from quotes.errors import BadQuestion
from quotes.queries.excerpts import markup_in
from quotes.queries.sources import source_called
from quotes.queries.statements import ONE_PARAGRAPH, json_list
from quotes.span import Span
from quotes.text import Lines, shown

LONGEST = 9  # digits of a line
AROUND = 32  # characters before and after a passage that anchor a verdict to it


class Doubt(NamedTuple):
    """A passage that may be read in two ways. `answers` is how many passages of its statement hang on it."""

    source: str
    line: int
    answers: int
    confidence: float
    speaker: str | None  # as read now; nobody: the outlet
    rival: str | None
    cues: str | None
    exact: str
    prefix: str
    suffix: str
    text: str  # as shown


class Review(NamedTuple):
    """A verdict as recorded, or a doubt still without one."""

    subject: str
    source: str | None
    exact: str | None
    prefix: str | None
    suffix: str | None
    verdict: str | None
    person: str | None
    other: str | None
    reviewer: str | None
    reviewed_at: str | None
    note: str | None


def doubts(
    connection: sqlite3.Connection, *, people: Sequence[int] | None = None, source: str | None = None, limit: int = 50
) -> list[Doubt]:
    """Return the ambiguous passages without a verdict, those on which most hangs first.

    `people` narrows them to passages that are theirs in either reading, `source` to one source.
    """
    parameters = {
        "people": json_list(people or ()),
        "anyone": people is None,
        "source": source,
        "line": None,
        "limit": limit,
    }
    found = connection.execute(_AMBIGUOUS, parameters | {"around": AROUND})
    return [_doubt(connection, *row) for row in found.fetchall()]


def passage_at(connection: sqlite3.Connection, place: str) -> Doubt:
    """Return the passage at `place`, a source and a line as in speech.txt:33, doubtful or not.

    Raises BadQuestion when there is no such source, or no paragraph stands there.
    """
    source, _, line = place.rpartition(":")
    if not source or not line.isdecimal() or len(line) > LONGEST:
        raise BadQuestion(f"{place!r} is no place: write the source and the line, as in speech.txt:33")
    key = source_called(connection, source)
    parameters = {"people": "[]", "anyone": True, "source": key, "line": int(line), "limit": 1, "around": AROUND}
    found = connection.execute(_AT, parameters).fetchone()
    if not found:
        raise BadQuestion(f"no paragraph of a statement stands at {place}: every answer names source and line")
    doubt = _doubt(connection, *found)
    last = doubt.line + Lines(doubt.exact).number(max(len(doubt.exact) - 1, 0)) - 1
    if int(line) > last:
        raise BadQuestion(f"no paragraph stands at {place}: the one before it ends on line {last}")
    return doubt


def _doubt(connection: sqlite3.Connection, *row: Any) -> Doubt:
    *columns, source, wrapped, start, end = row
    markup = markup_in(connection, source, start, end)
    return Doubt._make((*columns, shown(columns[7], Span(0, end - start), markup, bool(wrapped))))


_DOUBTS = f"""WITH found AS MATERIALIZED (
        SELECT kind, source_id, statement_id, start, "end", line, confidence, status, rival, cues
        FROM passages WHERE {{passages}}
        UNION ALL SELECT 'paragraph', s.source_id, s.id, s.start, s."end", s.line, s.confidence, s.status, s.rival, NULL
        FROM statements s WHERE {ONE_PARAGRAPH} AND {{statements}})
    SELECT o.key, f.line,
        max((SELECT count(*) FROM passages later
            WHERE later.statement_id = f.statement_id AND later.start >= f.start), 1),
        f.confidence, p.name, f.rival, f.cues,
        substr(o.text, f.start + 1, f."end" - f.start),
        substr(o.text, max(f.start + 1 - :around, 1), min(f.start, :around)),
        substr(o.text, f."end" + 1, :around),
        o.id, o.wrapped, f.start, f."end"
    FROM found AS f JOIN sources o ON o.id = f.source_id JOIN statements s ON s.id = f.statement_id
    LEFT JOIN people p ON p.id = s.person_id
    WHERE {{only}} AND (:source IS NULL OR o.key = :source)
        AND (:anyone OR s.person_id IN (SELECT value FROM json_each(:people))
            OR s.rival_id IN (SELECT id FROM appearances WHERE person_id IN (SELECT value FROM json_each(:people))))
    ORDER BY 3 DESC, o.key, f.start LIMIT :limit"""

_AMBIGUOUS = _DOUBTS.format(
    passages="status = 'ambiguous'",
    statements="s.manner IN ('verbatim', 'reported', 'narrated') AND s.status = 'ambiguous'",  # as its index has it
    only="""NOT EXISTS (
        SELECT 1 FROM reviews r WHERE (r.source_uid = o.uid OR (r.source_uid IS NULL AND r.key = o.key))
            AND r.exact = substr(o.text, f.start + 1, f."end" - f.start))""",
)
_AT = _DOUBTS.format(
    passages="""id = (SELECT n.id FROM passages n JOIN sources k ON k.id = n.source_id
        WHERE k.key = :source AND n.line <= :line AND n.kind <> 'markup' ORDER BY n.start DESC LIMIT 1)""",
    statements="""s.id = (SELECT n.id FROM statements n JOIN sources k ON k.id = n.source_id
        WHERE k.key = :source AND n.line <= :line AND n.within_id IS NULL ORDER BY n.position DESC LIMIT 1)""",
    only="f.kind = 'paragraph' AND f.start = (SELECT max(start) FROM found)",
)


def reviews(connection: sqlite3.Connection) -> list[Review]:
    """Return all verdicts as recorded: on passages, people and events, each oldest first."""
    of_passages = connection.execute(_REVIEWS.format(only="1")).fetchall()
    return [Review(*row) for row in (*of_passages, *connection.execute(_ON_PEOPLE_AND_EVENTS))]


def orphans(connection: sqlite3.Connection) -> list[Review]:
    """Return the verdicts on passages whose words are no longer in their source."""
    return [Review(*row) for row in connection.execute(_REVIEWS.format(only=_LOST))]


_REVIEWS = """SELECT subject, coalesce(o.key, r.key) AS source, exact, prefix, suffix, verdict, person, NULL AS other,
        reviewer, reviewed_at, note
    FROM reviews r LEFT JOIN sources o ON o.uid = r.source_uid WHERE {only} ORDER BY r.id"""
_ON_PEOPLE_AND_EVENTS = """SELECT * FROM (
    SELECT 'person', NULL, NULL, NULL, NULL, {verdict}, one.uid, other.uid, author, at, nullif(evidence, '')
    FROM links i JOIN appearances one ON one.id = i.appearance_id JOIN appearances other ON other.id = i.other_id
    WHERE author IS NOT NULL ORDER BY i.id)
UNION ALL SELECT * FROM (
    SELECT 'event', NULL, NULL, NULL, NULL, {verdict}, one.uid, other.uid, author, at, nullif(evidence, '')
    FROM event_links i JOIN events one ON one.id = i.event_id JOIN events other ON other.id = i.other_id
    WHERE author IS NOT NULL ORDER BY i.id)
UNION ALL SELECT 'person', NULL, n.name, NULL, NULL, 'alias', met.uid, NULL, n.reviewer, n.at, n.note
    FROM names n JOIN appearances met ON met.id = n.appearance_id WHERE n.kind = 'alias'""".format(
    verdict="CASE outcome WHEN 'same' THEN 'merge' ELSE 'split' END"
)
_LOST = """r.subject = 'passage' AND NOT EXISTS (
        SELECT 1 FROM sources o WHERE (o.uid = r.source_uid OR (r.source_uid IS NULL AND o.key = r.key))
            AND instr(o.text, r.exact))"""
