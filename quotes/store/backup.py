"""A copy of a database that others go on using."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from quotes.errors import DatabaseProblem


def backup(connection: sqlite3.Connection, file: Path) -> None:
    """Copy the database of `connection` to `file` as it is at one moment.

    Raises DatabaseProblem when `file` exists or cannot be made.
    """
    if file.exists():
        raise DatabaseProblem(f"{file} exists. Name a new file, so that no older copy is lost.")
    try:
        with closing(sqlite3.connect(file)) as copy:
            connection.backup(copy)
    except sqlite3.Error as problem:
        raise DatabaseProblem(f"{file} cannot be written: {problem}") from problem
