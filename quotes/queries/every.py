"""Every statement, with what an exported record needs beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from quotes.queries.excerpts import whole
from quotes.queries.proof import COLUMNS as PROOF
from quotes.queries.sources import source_called
from quotes.queries.statements import (
    COLUMNS,
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
    narrowed, parameters = conditions(connection, filters)
    query = _EVERY.format(columns=f"{COLUMNS}, {_CUT}", joins=JOINS, narrowed=narrowed)
    others = len(Record._fields) - len(_FROM_TEXT) - 1
    held = connection.execute("SELECT 1 FROM sources")  # as long as it is not read through, the database stays as it is
    at, text = None, ""
    for row in connection.execute(query, parameters):
        *columns, source, cue_start, cue_end, uid, own = row[:-others]
        if source != at:
            at, text = source, whole(connection, source)
        cue = None if cue_start is None else text[cue_start:cue_end]
        found = said(connection, *columns, cue, source, cue_start, cue_end, uid, own)
        before, after = text[max(found.start - AROUND, 0) : found.start], text[found.end : found.end + AROUND]
        yield Record(found, text[found.start : found.end], before, after, *row[-others:])
    del held


_FROM_TEXT = ("exact", "prefix", "suffix")
# SQLite would look for each piece from the beginning of the text, be that as long as a book: it is cut here instead.
_CUT = f"s.source_id, s.cue_start, s.cue_end, {PROOF}"
_EVERY = """SELECT {columns}, o.url, o.language, o.sha256, p.sort_name, p.kind, e.uid, e.place
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
