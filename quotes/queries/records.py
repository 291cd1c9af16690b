"""Statements as records: their exact characters in the source with those around, and which bytes these are of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from quotes.queries.every import AROUND, Record
from quotes.queries.excerpts import excerpt
from quotes.queries.statements import Said


def records(connection: sqlite3.Connection, rows: Iterable[Said]) -> Iterator[Record]:
    """Yield the record of each of `rows`, as it is asked for: for few, of which `every` would read the whole source."""
    for row in rows:
        source, *others = connection.execute(_RECORD, (row.uid,)).fetchone()
        begin = max(row.start - AROUND, 0)
        around = excerpt(connection, source, begin, row.end + AROUND)
        start, end = row.start - begin, row.end - begin
        yield Record(row, around[start:end], around[:start], around[end:], *others)


_RECORD = """SELECT o.id, o.url, o.language, o.sha256, p.sort_name, p.kind, e.uid, e.place
    FROM statements s JOIN sources o ON o.id = s.source_id
    LEFT JOIN people p ON p.id = s.person_id
    LEFT JOIN events occasion ON occasion.id = s.event_id
    LEFT JOIN events e ON e.id = coalesce(occasion.redirect_to, occasion.id)
    WHERE s.uid = ?"""
