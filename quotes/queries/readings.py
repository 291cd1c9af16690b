"""How a source is read: what is to be seen before and after a decision on its words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from quotes.queries.json_lists import json_uids


class Reading(NamedTuple):
    """A statement as it is read."""

    source: str
    line: int
    speaker: str | None
    manner: str
    act: str | None
    factuality: str | None
    status: str
    confidence: float
    rival: str | None
    text: str
    within: str | None


class Difference(NamedTuple):
    """What became of a statement; nothing before: it is new, nothing after: it is no statement any more."""

    uid: str
    before: Reading | None
    after: Reading | None


def readings(connection: sqlite3.Connection, sources: Collection[str]) -> dict[str, Reading]:
    """Return the statements of the sources with these keys, by uid, in order."""
    query = "SELECT value FROM json_each(?)"
    rows = connection.execute(_READINGS.format(only=f"o.key IN ({query})"), (json.dumps([*sources]),))
    return {uid: Reading(*row) for uid, *row in rows}


def speakers_of(connection: sqlite3.Connection, appearances: Collection[str]) -> dict[str, str]:
    """Return by whom the statements of those are to whom these appearances belong: the name of each, by uid."""
    return dict(connection.execute(_SPEAKERS, (json_uids(appearances),)).fetchall())


def named_now(connection: sqlite3.Connection, statements: Collection[str]) -> dict[str, str]:
    """Return by whom these statements are: the name of each, by uid."""
    return dict(connection.execute(_NAMED, (json_uids(statements),)).fetchall())


_SPEAKERS = """SELECT s.uid, p.name FROM people p CROSS JOIN statements s ON s.person_id = p.id WHERE p.id IN (
    SELECT person_id FROM appearances WHERE uid IN (SELECT value FROM json_each(?)))"""
_NAMED = """SELECT s.uid, p.name FROM json_each(?) CROSS JOIN statements s ON s.uid = value
    JOIN people p ON p.id = s.person_id"""


_READINGS = """SELECT s.uid, o.key, s.line, p.name, s.manner, s.act, s.factuality, s.status, s.confidence, s.rival,
        s.text, (SELECT uid FROM statements WHERE id = s.within_id)
    FROM statements s JOIN sources o ON o.id = s.source_id LEFT JOIN people p ON p.id = s.person_id
    WHERE {only} ORDER BY o.key, s.position"""


def differences(before: Mapping[str, Reading], after: Mapping[str, Reading]) -> Iterator[Difference]:
    """Yield what is read otherwise, in the order of the sources."""
    for uid in sorted({*before, *after}, key=lambda uid: _place(before.get(uid) or after.get(uid))):
        if before.get(uid) != after.get(uid):
            yield Difference(uid, before.get(uid), after.get(uid))


def _place(reading: Reading | None) -> tuple[str, int]:
    return (reading.source, reading.line) if reading else ("", 0)
