"""What would storing this reading of a source change?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from quotes.model import Extraction, Statement
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


class _Before(NamedTuple):
    line: int
    start: int
    speaker: str | None
    text: str
    act: str | None
    factuality: str | None


def changes(connection: sqlite3.Connection, extraction: Extraction) -> list[Change]:
    """Return how the statements of `extraction` differ from those stored of its source; all are added when none are."""
    key = extraction.document.key
    stored = {uid: _Before(*row) for uid, *row in connection.execute(_STATEMENTS, (extraction.uid,))}
    found = {statement.uid: statement for statement in extraction.statements}
    lost = [
        Change("lost", key, was.line, was.line, was.speaker, was.speaker, uid, was.text)
        for uid, was in stored.items()
        if uid not in found
    ]
    kept = (change for uid, now in found.items() for change in _change(extraction, now, stored.get(uid)))
    return sorted((*lost, *kept), key=lambda change: change.line)


_STATEMENTS = """SELECT s.uid, s.line, s.start, met.name, s.text, s.act, s.factuality
    FROM statements s JOIN sources o ON o.id = s.source_id LEFT JOIN appearances met ON met.id = s.appearance_id
    WHERE o.uid = ? ORDER BY s.position"""


def _change(extraction: Extraction, now: Statement, was: _Before | None) -> Iterator[Change]:
    speaker = None if now.person is None else extraction.people[now.person].name
    about = (extraction.document.key, now.line, was.line if was else None, speaker, was.speaker if was else None)
    if was is None:
        yield Change("added", *about, now.uid, now.text)
    elif fold(was.speaker or "") != fold(speaker or ""):
        yield Change("reassigned", *about, now.uid, now.text)
    elif (was.act, was.factuality) != now.force:
        yield Change("judged", *about, now.uid, now.text)
    elif was.start != now.span.start:
        yield Change("moved", *about, now.uid, now.text)
