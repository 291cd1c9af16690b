"""A copy of a database that others go on using."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from quotes.errors import DatabaseProblem

# As sqlite-utils and Datasette look for it: an index of the table by its own numbers, and triggers that keep it.
_SEARCHABLE = """
CREATE VIRTUAL TABLE statements_fts USING fts5(
    text, content="statements", tokenize='unicode61 remove_diacritics 2'
);
INSERT INTO statements_fts (statements_fts) VALUES ('rebuild');
CREATE TRIGGER statements_ai AFTER INSERT ON statements BEGIN
    INSERT INTO statements_fts (rowid, text) VALUES (new.rowid, new.text);
END;
CREATE TRIGGER statements_ad AFTER DELETE ON statements BEGIN
    INSERT INTO statements_fts (statements_fts, rowid, text) VALUES ('delete', old.rowid, old.text);
END;
CREATE TRIGGER statements_au AFTER UPDATE ON statements BEGIN
    INSERT INTO statements_fts (statements_fts, rowid, text) VALUES ('delete', old.rowid, old.text);
    INSERT INTO statements_fts (rowid, text) VALUES (new.rowid, new.text);
END;
"""


def backup(connection: sqlite3.Connection, file: Path, *, searchable: bool = False) -> None:
    """Copy the database of `connection` to `file` as it is at one moment.

    `searchable`: with a full-text index of `statements` that other programs find by themselves.
    Raises DatabaseProblem when `file` exists or cannot be made.
    """
    if file.exists():
        raise DatabaseProblem(f"{file} exists. Name a new file, so that no older copy is lost.")
    try:
        with closing(sqlite3.connect(file)) as copy:
            connection.backup(copy)
            if searchable:
                copy.executescript(_SEARCHABLE)
    except sqlite3.Error as problem:
        raise DatabaseProblem(f"{file} cannot be written: {problem}") from problem
