"""A copy of a database that others go on using."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
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


UNFINISHED = ".unfinished"  # behind the name of a copy that is being made; one that was interrupted is begun anew


def backup(connection: sqlite3.Connection, file: Path, *, searchable: bool = False) -> None:
    """Copy the database of `connection` to `file` as it is at one moment; what bears that name is whole.

    `searchable`: with a full-text index of `statements` that other programs find by themselves.
    Raises DatabaseProblem when `file` exists or cannot be made.
    """
    if file.exists():
        raise DatabaseProblem(f"{file} exists. Name a new file, so that no older copy is lost.")
    making = file.with_name(file.name + UNFINISHED)
    try:
        _forget(making)
        with closing(sqlite3.connect(making)) as copy:
            connection.backup(copy)
            if searchable:
                copy.executescript(_SEARCHABLE)
        os.rename(making, file)
    except (sqlite3.Error, OSError) as problem:
        raise DatabaseProblem(f"{file} cannot be written: {problem}") from problem
    finally:
        with suppress(OSError):
            _forget(making)


def _forget(making: Path) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        making.with_name(making.name + ending).unlink(missing_ok=True)
