"""What would storing this reading of a source change?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from quotes.store.deciding import decided
from quotes.store.reviews import reviews_for
from quotes.store.told import Rows, StatementRow, filled
from quotes.text import fold


class Change(NamedTuple):
    """A statement that would be added, lost, moved to another line, given to another speaker, or judged otherwise."""

    change: str
    source: str
    line: int
    was_line: int | None
    speaker: str | None
    was_speaker: str | None
    uid: str
    text: str


class _Now(NamedTuple):
    uid: str
    line: int
    start: int
    speaker: str | None
    text: str
    act: str
    factuality: str


class _Before(NamedTuple):
    line: int
    start: int
    speaker: str | None
    text: str
    act: str | None
    factuality: str | None


def changes(connection: sqlite3.Connection, read: Rows) -> list[Change]:
    """Return how what is `read` in a source differs from what is stored of it; all is added when nothing is.

    What humans decided on its words is decided on those that are read, too.
    """
    told = decided(read, reviews_for(connection, read.key, read.uid))
    key = told.key
    stored = {uid: _Before(*row) for uid, *row in connection.execute(_STATEMENTS, (told.uid,))}
    found = {now.uid: now for now in _now(told)}
    lost = [
        Change("lost", key, was.line, was.line, was.speaker, was.speaker, uid, was.text)
        for uid, was in stored.items()
        if uid not in found
    ]
    kept = (change for uid, now in found.items() for change in _change(key, now, stored.get(uid)))
    return sorted((*lost, *kept), key=lambda change: change.line)


def _now(told: Rows) -> Iterator[_Now]:
    for person, _, _, row in told.statements:
        words = filled(StatementRow, row)
        speaker = None if person is None else told.people[person].name
        yield _Now(words.uid, words.line, words.start, speaker, words.text, words.act, words.factuality)


_STATEMENTS = """SELECT s.uid, s.line, s.start, met.name, s.text, s.act, s.factuality
    FROM statements s JOIN sources o ON o.id = s.source_id LEFT JOIN appearances met ON met.id = s.appearance_id
    WHERE o.uid = ? ORDER BY s.position"""


def _change(key: str, now: _Now, was: _Before | None) -> Iterator[Change]:
    about = (key, now.line, was.line if was else None, now.speaker, was.speaker if was else None)
    if was is None:
        yield Change("added", *about, now.uid, now.text)
    elif fold(was.speaker or "") != fold(now.speaker or ""):
        yield Change("reassigned", *about, now.uid, now.text)
    elif (was.act, was.factuality) != (now.act, now.factuality):
        yield Change("judged", *about, now.uid, now.text)
    elif was.start != now.start:
        yield Change("moved", *about, now.uid, now.text)
