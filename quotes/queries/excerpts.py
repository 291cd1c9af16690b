"""Pieces of a source as it stands, and the markup in them."""

from __future__ import annotations

import sqlite3

from quotes.span import Markup, Span
from quotes.text import reading


def excerpt(connection: sqlite3.Connection, source: int, start: int, end: int) -> str:
    """Return the text of the source row `source` from `start` to `end`, untouched."""
    query = "SELECT substr(text, ?, ?) FROM sources WHERE id = ?"
    return str(connection.execute(query, (start + 1, end - start, source)).fetchone()[0])


def whole(connection: sqlite3.Connection, source: int) -> str:
    """Return the text of the source row `source`: of many pieces of it, each `excerpt` would read all before it."""
    return str(connection.execute("SELECT text FROM sources WHERE id = ?", (source,)).fetchone()[0])


def as_shown(connection: sqlite3.Connection, source: int, start: int, end: int, text: str) -> str:
    """Return what a reader is shown of `text`, which stands there from `start` to `end`."""
    return reading(text, Span(0, len(text)), markup_in(connection, source, start, end)).text


def markup_in(connection: sqlite3.Connection, source: int, start: int, end: int) -> list[Markup]:
    """Return the markup from `start` to `end`, its places counted from `start`."""
    found = connection.execute(_MARKUP, (source, start, end))
    return [Markup(opening - start, closing - start, instead) for opening, closing, instead in found]


_MARKUP = """SELECT start, "end", coalesce(shown, '') FROM passages
    WHERE source_id = ? AND start >= ? AND start < ? AND kind = 'markup' ORDER BY start"""
