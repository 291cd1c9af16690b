"""Further names that humans give to people, and take back: each is recorded, and those that stand are names."""

from __future__ import annotations

import sqlite3

from quotes.errors import Advice, BadQuestion
from quotes.text import fold


def add_alias(connection: sqlite3.Connection, row: int, name: str, reviewer: str, at: str, note: str | None) -> None:
    """Store a further name that a human gives to whom an appearance belongs to, unless it is there."""
    given = connection.execute(_NAME, (name, fold(name), reviewer, at, note, row))
    if given.rowcount:
        connection.execute(_RECORD, (row, name, "alias", reviewer, at, note))


def undo_alias(connection: sqlite3.Connection, row: int, name: str, reviewer: str, at: str, note: str | None) -> None:
    """Take back a further name of whom an appearance belongs to. Raises BadQuestion where no human gave it."""
    found = connection.execute(_GIVEN, (name, row)).fetchone()
    if found is None:
        raise BadQuestion(f"{name!r} is no further name that was given here: nothing is taken back", Advice.PEOPLE)
    connection.execute(_RECORD, (found[0], name, "undone", reviewer, at, note))
    connection.execute("DELETE FROM names WHERE person_id = ? AND name = ? AND kind = 'alias'", (found[1], name))


_NAME = """INSERT OR IGNORE INTO names (appearance_id, person_id, name, folded, kind, reviewer, at, note)
    SELECT id, person_id, ?, ?, 'alias', ?, ?, ? FROM appearances WHERE id = ?"""
_RECORD = """INSERT INTO aliases (appearance_id, name, verdict, reviewer, at, note, behind)
    VALUES (?, ?, ?, ?, ?, ?, (SELECT coalesce(max(id), 0) FROM links WHERE author IS NOT NULL))"""
_GIVEN = """SELECT n.appearance_id, n.person_id FROM names n JOIN appearances met ON met.person_id = n.person_id
    WHERE n.name = ? AND n.kind = 'alias' AND n.appearance_id IS NOT NULL AND met.id = ?"""
