"""A source as it was read: cut up, in order, with whose words each piece is, how sure, and what is said inside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from quotes.errors import Advice, UnknownName
from quotes.queries.excerpts import excerpt
from quotes.queries.statements import FACTUALITY, ONE_PARAGRAPH, RIVAL


class Source(NamedTuple):
    """A document: `uid` leads to it as long as its bytes are the same."""

    uid: str
    source: str
    title: str | None
    url: str | None
    publisher: str | None
    language: str | None
    format: str
    convention: str
    sha256: str
    published: str | None
    earliest: str | None
    latest: str | None
    date_basis: str | None
    characters: int
    statements: int
    doubts: int


class Voice(NamedTuple):
    """Somebody who speaks in a source, in the order in which they are first heard."""

    person: str
    name: str
    statements: int


class Whose(NamedTuple):
    """Whose words are from `start` to `end`, in which manner, and how sure that is."""

    uid: str
    start: int
    end: int
    speaker: str | None
    person: str | None
    manner: str
    act: str | None
    factuality: str | None
    status: str
    confidence: float
    rival: str | None
    basis: str


class Run(NamedTuple):
    """Characters that are alike: of the same statements inside the piece; of a cue, a name, markup."""

    start: int
    text: str
    inside: tuple[int, ...]  # places in Piece.inside
    cue: bool
    mention: bool
    markup: bool


class Piece(NamedTuple):
    """A heading, a label, a paragraph or what stands beside the article; a paragraph is somebody's, or the outlet's."""

    kind: str
    line: int
    start: int
    end: int
    whose: Whose | None
    status: str | None
    confidence: float | None
    rival: str | None
    basis: str | None
    cues: tuple[str, ...]
    seconds: float | None
    opens: bool  # the statement begins with it
    inside: tuple[Whose, ...]
    runs: tuple[Run, ...]


def source_of(connection: sqlite3.Connection, called: str) -> Source:
    """Return the source with this uid, or key. Raises UnknownName where there is none."""
    found = connection.execute(_SOURCE, {"called": called}).fetchone()
    if found is None:
        raise UnknownName(f"no source is called {called!r}", Advice.SOURCES)
    return Source(*found)


_SOURCE = """SELECT o.uid, o.key, o.title, o.url, o.publisher, o.language, o.format, o.convention, o.sha256,
        o.published_edtf, o.published_earliest, o.published_latest, o.published_basis, length(o.text),
        (SELECT count(*) FROM statements s WHERE s.source_id = o.id),
        (SELECT count(*) FROM statements s WHERE s.source_id = o.id AND s.status = 'ambiguous')
    FROM sources o WHERE o.uid = :called
    OR (o.key = :called AND NOT EXISTS (SELECT 1 FROM sources WHERE uid = :called))"""


def voices_in(connection: sqlite3.Connection, uid: str) -> list[Voice]:
    """Return who speaks in the source with this uid, those inside the words of others, too."""
    return [Voice(*row) for row in connection.execute(_VOICES, (uid,))]


_VOICES = """SELECT p.uid, p.name, count(*) FROM sources o CROSS JOIN statements s ON s.source_id = o.id
    CROSS JOIN people p ON p.id = s.person_id WHERE o.uid = ? GROUP BY p.id ORDER BY min(s.position)"""


def pieces(
    connection: sqlite3.Connection, uid: str, *, start: int = 0, limit: int = 300
) -> tuple[list[Piece], int | None]:
    """Return the pieces of a source from the place `start` on, and where the next one begins that is not among them."""
    (source,) = connection.execute("SELECT id FROM sources WHERE uid = ?", (uid,)).fetchone()
    found = connection.execute(_PIECES, {"source": source, "start": start, "limit": limit + 1}).fetchall()
    following = found[limit][2] if len(found) > limit else None
    found = found[:limit]
    if not found:
        return [], None
    first, last = found[0][2], max(end for _, _, _, end, *_ in found)
    text = excerpt(connection, source, first, last)
    inside = [_inner(*row) for row in connection.execute(_INSIDE, {"source": source, "start": first, "end": last})]
    gone = [tuple(row) for row in connection.execute(_MARKUP, {"source": source, "start": first, "end": last})]
    return [_piece(row, text, first, inside, gone) for row in found], following


class _Inner(NamedTuple):
    """A statement inside another: where it is reported, and by what name, and whose it is."""

    outer: str
    cue: tuple[int, int] | None
    mention: tuple[int, int] | None
    whose: Whose


_WHOSE = f"""s.uid, s.start, s."end", p.name, p.uid, s.manner, s.act, {FACTUALITY}, s.status, s.confidence, {RIVAL},
    s.basis"""
_PIECES = f"""SELECT * FROM (
        SELECT g.kind, g.line, g.start, g."end", g.status, g.confidence, g.rival, g.basis, g.cues, g.seconds,
            s.cue_start, s.cue_end, s.mention_start, s.mention_end, {_WHOSE}
        FROM passages g LEFT JOIN statements s ON s.id = g.statement_id LEFT JOIN people p ON p.id = s.person_id
        WHERE g.source_id = :source AND g.kind <> 'markup' AND g.start >= :start ORDER BY g.start LIMIT :limit)
    UNION ALL SELECT * FROM (
        SELECT 'paragraph', s.line, s.start, s."end", s.status, s.confidence, s.rival, s.basis, NULL, s.seconds,
            s.cue_start, s.cue_end, s.mention_start, s.mention_end, {_WHOSE}
        FROM statements s LEFT JOIN people p ON p.id = s.person_id
        WHERE s.source_id = :source AND s.start >= :start AND {ONE_PARAGRAPH} ORDER BY s.position LIMIT :limit)
    ORDER BY 3 LIMIT :limit"""
# Statements inside others, the outer ones first.
_INSIDE = f"""SELECT outer_.uid, s.cue_start, s.cue_end, s.mention_start, s.mention_end, {_WHOSE}
    FROM statements s JOIN statements outer_ ON outer_.id = s.within_id LEFT JOIN people p ON p.id = s.person_id
    WHERE s.source_id = :source AND s.start < :end AND s."end" > :start ORDER BY s.start, s."end" DESC"""
_MARKUP = """SELECT start, "end" FROM passages
    WHERE source_id = :source AND kind = 'markup' AND start < :end AND "end" > :start ORDER BY start"""


def _piece(
    row: Sequence[Any], text: str, first: int, inside: Iterable[_Inner], gone: Sequence[tuple[int, int]]
) -> Piece:
    kind, line, start, end, status, confidence, rival, basis, cues, seconds, *rest = row
    cue_and_mention, whose = rest[:4], Whose(*rest[4:]) if rest[4] is not None else None
    within = [one for one in inside if one.whose.start < end and one.whose.end > start]
    named = [_edges(*cue_and_mention[:2]), *(one.cue for one in within)]
    told = [_edges(*cue_and_mention[2:]), *(one.mention for one in within)]
    runs = _runs(text, first, (start, end), within, [*filter(None, named)], [*filter(None, told)], gone)
    return Piece(
        kind, line, start, end, whose, status, confidence, rival, basis,
        tuple((cues or "").splitlines()), seconds,
        whose is not None and whose.start == start,
        tuple(one.whose for one in within), tuple(runs),
    )  # fmt: skip


def _inner(outer: str, *row: Any) -> _Inner:
    return _Inner(outer, _edges(*row[:2]), _edges(*row[2:4]), Whose(*row[4:]))


def _edges(start: int | None, end: int | None) -> tuple[int, int] | None:
    return None if start is None or end is None else (start, end)


def _runs(
    text: str,
    first: int,
    place: tuple[int, int],
    inside: Sequence[_Inner],
    cues: Sequence[tuple[int, int]],
    mentions: Sequence[tuple[int, int]],
    gone: Sequence[tuple[int, int]],
) -> Iterator[Run]:
    """Yield the runs from one edge of anything to the next."""
    start, end = place
    markup = [one for one in gone if one[0] < end and one[1] > start]
    spans = [*((one.whose.start, one.whose.end) for one in inside), *cues, *mentions, *markup]
    edges = sorted({start, end, *(edge for span in spans for edge in span if start < edge < end)})
    for here, there in pairwise(edges):
        those = tuple(i for i, one in enumerate(inside) if one.whose.start <= here < one.whose.end)
        yield Run(
            here, text[here - first : there - first], those, _in(cues, here), _in(mentions, here), _in(markup, here)
        )


def _in(spans: Iterable[tuple[int, int]], place: int) -> bool:
    return any(start <= place < end for start, end in spans)
