"""Which documents are there, and who speaks in them?"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from quotes.errors import BadQuestion

SPEAKERS = 5  # who speak most in a document


class ShelvedSource(NamedTuple):
    """A document as loaded; `speakers` are those with most statements, joined with "; "."""

    uid: str
    source: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    earliest: str | None
    latest: str | None
    date_basis: str | None
    format: str
    convention: str
    language: str | None
    statements: int
    doubts: int
    speakers: str | None


class Shelf(NamedTuple):
    """Documents in order of their keys, how many there are in all, and whether more follow."""

    rows: list[ShelvedSource]
    matches: int
    goes_on: bool


def library(
    connection: sqlite3.Connection, *, words: str = "", undated: bool = False, after: str | None = None, limit: int = 50
) -> Shelf:
    """Return documents: with `words` in key, title, publisher or address, only `undated` ones; those `after` a uid.

    Raises BadQuestion where no document has that uid.
    """
    if after is not None and not connection.execute("SELECT 1 FROM sources WHERE uid = ?", (after,)).fetchone():
        raise BadQuestion(f"no source is called {after!r}: begin without `after`")
    asked = {"words": words, "undated": undated, "after": after, "limit": limit + 1, "speakers": SPEAKERS}
    (matches,) = connection.execute(f"SELECT count(*) FROM sources o WHERE {_WANTED}", asked).fetchone()
    rows = [ShelvedSource(*row) for row in connection.execute(_SHELF, asked)]
    return Shelf(rows[:limit], matches, len(rows) > limit)


_WANTED = """(:words = '' OR instr(lower(o.key), lower(:words)) OR instr(lower(coalesce(o.title, '')), lower(:words))
        OR instr(lower(coalesce(o.publisher, '')), lower(:words)) OR instr(lower(coalesce(o.url, '')), lower(:words)))
    AND (NOT :undated OR o.published_edtf IS NULL)"""
_SHELF = f"""SELECT o.uid, o.key, o.title, o.publisher, o.url, o.published_edtf, o.published_earliest,
        o.published_latest, o.published_basis, o.format, o.convention, o.language,
        (SELECT count(*) FROM statements WHERE source_id = o.id),
        (SELECT count(*) FROM statements WHERE source_id = o.id AND status = 'ambiguous'),
        (SELECT group_concat(name, '; ') FROM (SELECT p.name FROM statements s JOIN people p ON p.id = s.person_id
            WHERE s.source_id = o.id GROUP BY p.id ORDER BY count(*) DESC, p.name LIMIT :speakers))
    FROM sources o WHERE {_WANTED} AND (:after IS NULL OR o.key > (SELECT key FROM sources WHERE uid = :after))
    ORDER BY o.key LIMIT :limit"""
