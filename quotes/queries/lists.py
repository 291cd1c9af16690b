"""What roles, events and sources are there?"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from quotes.errors import BadQuestion
from quotes.queries.proof import OWN, prove_role

SPEAKERS = 5  # who speak most in a document


class ListedRole(NamedTuple):
    """A role and how it is printed, who held it, and between which dates it is cited."""

    role: str
    title: str
    body: str | None
    country: str | None
    holders: str | None
    first_cited: str | None
    last_cited: str | None
    also_printed: str | None  # in other spellings


class ListedEvent(NamedTuple):
    """An occasion and what hangs on it."""

    uid: str
    kind: str
    title: str
    place: str | None
    date: str | None
    earliest: str | None
    latest: str | None
    date_basis: str | None
    participants: str | None
    statements: int


class ListedSource(NamedTuple):
    """A document as loaded; `speakers` are those with most statements, joined with "; "."""

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
    uid: str
    doubts: int
    speakers: str | None


def roles(connection: sqlite3.Connection, *, after: str = "", limit: int = 50) -> list[ListedRole]:
    """Return roles by their words, with who held them; `after` is the last role already seen."""
    listed = []
    for own, *row in connection.execute(_ROLES, (after, limit)):
        listed.append(ListedRole(*row))
        prove_role(row[0], own)
    return listed


_ROLES = f"""SELECT {OWN}, r.text, r.title, r.body, r.country,
        (SELECT group_concat(name, '; ') FROM (
            SELECT p.name FROM tenures t JOIN people p ON p.id = t.person_id
            WHERE t.role_id = r.id ORDER BY p.sort_name)),
        (SELECT min(first_cited) FROM tenures WHERE role_id = r.id),
        (SELECT max(last_cited) FROM tenures WHERE role_id = r.id),
        (SELECT group_concat(text, '; ') FROM (
            SELECT text FROM role_spellings WHERE role_id = r.id AND text <> r.text ORDER BY text))
    FROM roles r WHERE r.text > ? ORDER BY r.text LIMIT ?"""


def events(
    connection: sqlite3.Connection,
    *,
    uid: str | None = None,
    words: str = "",
    after: str | None = None,
    limit: int = 50,
) -> list[ListedEvent]:
    """Return events by date, those merged into another left out; or the one with this uid, merged or not.

    Only those with `words` in their titles; `after` is the uid of the last one seen.
    """
    asked = {"uid": uid, "words": words, "after": after, "limit": limit}
    return [ListedEvent(*row) for row in connection.execute(_EVENTS.format(later=_LATER if after else ""), asked)]


_LATER = """AND (coalesce(e.date_earliest, ''), e.id) > (
        SELECT coalesce(date_earliest, ''), id FROM events WHERE uid = :after)"""


_EVENTS = """SELECT e.uid, e.kind, e.title, e.place, e.date_edtf, e.date_earliest, e.date_latest, e.date_basis,
        (SELECT group_concat(name, '; ') FROM (
            SELECT DISTINCT p.name FROM participants t JOIN events same ON same.id = t.event_id
            JOIN appearances a ON a.id = t.appearance_id JOIN people p ON p.id = a.person_id
            WHERE same.id = e.id OR same.redirect_to = e.id ORDER BY p.sort_name)),
        (SELECT count(*) FROM statements s JOIN events same ON same.id = s.event_id
            WHERE same.id = e.id OR same.redirect_to = e.id)
    FROM events e
    WHERE CASE WHEN :uid IS NULL THEN e.redirect_to IS NULL AND e.source_id IS NOT NULL
            AND (:words = '' OR instr(lower(e.title), lower(:words))) {later}
        ELSE e.id = (SELECT coalesce(redirect_to, id) FROM events WHERE uid = :uid) END
    ORDER BY e.date_earliest, e.id LIMIT :limit"""


def sources(
    connection: sqlite3.Connection,
    *,
    words: str = "",
    undated: bool = False,
    keys: Iterable[str] | None = None,
    after: str | None = None,
    limit: int = 50,
) -> list[ListedSource]:
    """Return sources by key: with `words` in key, title, publisher or address, only `undated` ones, or those with one
    of `keys`; `after` is the uid of the last one seen.

    Raises BadQuestion where no source has that uid.
    """
    if after is not None and not connection.execute("SELECT 1 FROM sources WHERE uid = ?", (after,)).fetchone():
        raise BadQuestion(f"no source {after!r} to go on after: take the uid of the last row of the answer before")
    asked = {"words": words, "undated": undated, "every": keys is None, "keys": json.dumps([*(keys or ())])}
    asked |= {"after": after, "limit": limit, "speakers": SPEAKERS}
    return [ListedSource(*row) for row in connection.execute(_SOURCES, asked)]


def how_many_sources(connection: sqlite3.Connection, *, words: str = "", undated: bool = False) -> int:
    """Return how many sources there are in all that `sources` lists."""
    query = f"SELECT count(*) FROM sources o WHERE {_WANTED}"
    return int(connection.execute(query, {"words": words, "undated": undated}).fetchone()[0])


_WANTED = """(:words = '' OR instr(lower(o.key), lower(:words)) OR instr(lower(coalesce(o.title, '')), lower(:words))
        OR instr(lower(coalesce(o.publisher, '')), lower(:words)) OR instr(lower(coalesce(o.url, '')), lower(:words)))
    AND (NOT :undated OR o.published_edtf IS NULL)"""
_SOURCES = f"""SELECT o.key, o.title, o.publisher, o.url, o.published_edtf, o.published_earliest, o.published_latest,
        o.published_basis, o.format, o.convention, o.language,
        (SELECT count(*) FROM statements WHERE source_id = o.id), o.uid,
        (SELECT count(*) FROM statements WHERE source_id = o.id AND status = 'ambiguous'),
        (SELECT group_concat(name, '; ') FROM (SELECT p.name FROM statements s JOIN people p ON p.id = s.person_id
            WHERE s.source_id = o.id GROUP BY p.id ORDER BY count(*) DESC, p.name LIMIT :speakers))
    FROM sources o WHERE {_WANTED} AND (:every OR o.key IN (SELECT value FROM json_each(:keys)))
        AND (:after IS NULL OR o.key > (SELECT key FROM sources WHERE uid = :after))
    ORDER BY o.key LIMIT :limit"""
