"""What is nobody's words here, and may be asked for: what stands beside the articles of saved pages, and headings."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from quotes.queries.fulltext import Asked, as_found
from quotes.queries.statements import Filters
from quotes.span import Markup, Span
from quotes.text import find_phrase, reading

BESIDE, HEADING = "beside", "heading"  # kinds of passages


class Beside(NamedTuple):
    """A stretch beside an article, or a heading, that holds the words."""

    source: str
    publisher: str | None
    line: int
    start: int
    end: int
    text: str


def has_beside(connection: sqlite3.Connection) -> bool:
    """Tell whether anything stands beside articles."""
    return connection.execute("SELECT 1 FROM passages WHERE kind = 'beside' LIMIT 1").fetchone() is not None


def beside(
    connection: sqlite3.Connection, asked: Asked, filters: Filters, *, limit: int, kind: str = BESIDE
) -> list[Beside]:
    """Return the first stretches beside articles, or headings, that hold the words, document by document.

    Of `filters` only the source counts: nobody says these words, and nobody knows when. There is no index of them:
    every source that has any is read through.
    """
    found: list[Beside] = []
    for source, *page in connection.execute(_PAGES, {"source": filters.source, "kind": kind}).fetchall():
        found += _in_page(connection, source, page, asked, kind)
        if len(found) > limit:
            break
    return found


def _in_page(connection: sqlite3.Connection, source: int, page: list[str], asked: Asked, kind: str) -> Iterator[Beside]:
    key, publisher, text = page
    markup = [Markup(*row) for row in connection.execute(_MARKUP, (source,))]
    for line, start, end in connection.execute(_BESIDE, (source, kind)):
        words = reading(text, Span(start, end), markup).text
        held = [find_phrase(words, Span(0, len(words)), phrase) for phrase in as_found(asked, words)]
        if any(held) if asked.any_of else all(held):
            yield Beside(key, publisher, line, start, end, " ".join(words.split()))


_PAGES = """SELECT id, "key", publisher, text FROM sources
    WHERE id IN (SELECT source_id FROM passages WHERE kind = :kind) AND (:source IS NULL OR "key" = :source)
    ORDER BY "key" """
_BESIDE = """SELECT line, start, "end" FROM passages WHERE source_id = ? AND kind = ? ORDER BY start"""
_MARKUP = """SELECT start, "end", coalesce(shown, '') FROM passages
    WHERE source_id = ? AND kind = 'markup' ORDER BY start"""
