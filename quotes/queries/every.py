"""Every statement, with what an exported record needs beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from quotes.queries.sources import source_called
from quotes.queries.statements import (
    COLUMNS,
    CUE,
    FACTUALITY,
    JOINS,
    NO_FILTERS,
    ONE_PARAGRAPH,
    Filters,
    Said,
    conditions,
    said,
)
from quotes.span import Markup, Span
from quotes.text import shown

AROUND = 32  # characters before and after that tell equal words apart


class Record(NamedTuple):
    """A statement, its exact characters in the source with those around, and its speaker and source in full."""

    said: Said
    exact: str
    prefix: str
    suffix: str
    url: str | None
    language: str | None
    sha256: str
    sort_name: str | None
    kind: str | None
    event_uid: str | None
    place: str | None


class ExportedPassage(NamedTuple):
    """A passage of one source: a heading, a label, or a paragraph with the statement it belongs to."""

    kind: str
    text: str
    statement: str | None
    speaker: str | None
    person: str | None
    manner: str | None
    act: str | None
    factuality: str | None


def every(connection: sqlite3.Connection, filters: Filters = NO_FILTERS) -> Iterator[Record]:
    """Yield the statements that `filters` leave, source by source, in order."""
    narrowed, parameters = conditions(filters)
    query = _EVERY.format(columns=f"{COLUMNS}, {CUE}", joins=JOINS, narrowed=narrowed)
    others = len(Record._fields) - 1
    for row in connection.execute(query, parameters | {"around": AROUND}):
        yield Record(said(connection, *row[:-others]), *row[-others:])


_EVERY = """SELECT {columns},
        substr(o.text, s.start + 1, s."end" - s.start),
        substr(o.text, max(s.start + 1 - :around, 1), min(s.start, :around)),
        substr(o.text, s."end" + 1, :around),
        o.url, o.language, o.sha256, p.sort_name, p.kind, e.uid, e.place
    FROM statements s {joins} WHERE 1 {narrowed} ORDER BY s.source_id, s.position"""


def passages(connection: sqlite3.Connection, key: str) -> list[ExportedPassage]:
    """Return the headings, labels and paragraphs of the source called `key`, in order.

    Raises BadQuestion when there is no such source.
    """
    query = "SELECT id, text, wrapped FROM sources WHERE key = ?"
    source, text, wrapped = connection.execute(query, (source_called(connection, key),)).fetchone()
    rows = connection.execute(_PIECES, {"source": source}).fetchall()
    markup = [Markup(start, end, instead or "") for kind, start, end, instead, *_ in rows if kind == "markup"]
    return [
        ExportedPassage(kind, shown(text, Span(start, end), markup, bool(wrapped)), *whose)
        for kind, start, end, _, *whose in rows
        if kind != "markup"
    ]


_PIECES = f"""SELECT g.kind, g.start, g."end", g.shown, s.uid, p.name, p.uid, s.manner, s.act,
        CASE WHEN s.id IS NOT NULL THEN {FACTUALITY} END
    FROM passages g LEFT JOIN statements s ON s.id = g.statement_id
    LEFT JOIN people p ON p.id = s.person_id WHERE g.source_id = :source
    UNION ALL SELECT 'paragraph', s.start, s."end", NULL, s.uid, p.name, p.uid, s.manner, s.act, {FACTUALITY}
    FROM statements s LEFT JOIN people p ON p.id = s.person_id
    WHERE s.source_id = :source AND {ONE_PARAGRAPH} ORDER BY 2"""
