"""Where in a statement the words stand, and how sure it is there that they are its speaker's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotes.queries.excerpts import excerpt, markup_in
from quotes.queries.fulltext import Asked, as_found
from quotes.queries.statements import Said
from quotes.span import Markup, Span
from quotes.text import Lines, find_phrase, reading

SURENESS = ("ambiguous", "inferred", "certain", "reviewed")


def placed_in(
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
