"""Which documents are one: a source is known by its bytes, and by where it lies when these have changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from quotes.model import Metadata


class Known(NamedTuple):
    """A source as stored."""

    uid: str
    key: str
    sha256: str
    settings: str


class Copy(NamedTuple):
    """A further place of the bytes of the source with `uid`, and what is known of it there."""

    uid: str
    key: str
    metadata: Metadata


_KNOWN = 'SELECT uid, "key", sha256, settings FROM sources WHERE '


def at(connection: sqlite3.Connection, key: str) -> Known | None:
    """Return the source that lay at `key` when it was last read."""
    return _one(connection, _KNOWN + '"key" = ?', key)


def of_bytes(connection: sqlite3.Connection, sha256: str) -> Known | None:
    """Return the source that was read from bytes with this hash."""
    return _one(connection, _KNOWN + "sha256 = ? ORDER BY id LIMIT 1", sha256)


def named_before_places(connection: sqlite3.Connection, key: str) -> list[Known]:
    """Return the sources of which, before version 0.7, only the end of their place was kept, if `key` ends so."""
    ends = [key.split("/", cut)[-1] for cut in range(key.count("/") + 1)]
    found = (_one(connection, _KNOWN + 'uid = ?1 AND "key" = ?1', end) for end in ends)
    return [known for known in found if known]


def _one(connection: sqlite3.Connection, query: str, value: str) -> Known | None:
    found = connection.execute(query, (value,)).fetchone()
    return Known(*found) if found else None


def move(connection: sqlite3.Connection, uid: str, key: str) -> None:
    """Write down where a source lies now; another one that lay there is gone from there."""
    connection.execute(_LEAVE.format("uid <> :uid"), {"uid": uid, "key": key})
    connection.execute('UPDATE sources SET "key" = :key WHERE uid = :uid', {"uid": uid, "key": key})
    connection.execute('DELETE FROM copies WHERE "key" = ?', (key,))


def leave(connection: sqlite3.Connection, uid: str, key: str) -> None:
    """Write down that a source does not lie at `key` any more, before it is known where it does."""
    connection.execute(_LEAVE.format("uid = :uid"), {"uid": uid, "key": key})


_LEAVE = """UPDATE sources SET "key" = "key" || ' (before ' || substr(sha256, 1, 8) || ')'
    WHERE "key" = :key AND {}"""


def add_copies(connection: sqlite3.Connection, copies: Iterable[Copy]) -> None:
    """Write down further places of sources."""
    connection.executemany(
        _COPY,
        (
            (
                copy.key,
                copy.metadata.url,
                copy.metadata.title,
                copy.metadata.publisher,
                copy.metadata.published,
                copy.uid,
            )
            for copy in copies
        ),
    )


_COPY = """INSERT OR REPLACE INTO copies (source_id, "key", url, title, publisher, published_edtf)
    SELECT id, ?1, ?2, ?3, ?4, ?5 FROM sources WHERE uid = ?6"""
