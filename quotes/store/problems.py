"""What goes wrong with a database, in words that a person can act on; and whether it is damaged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from quotes.errors import Advice, DatabaseProblem

REPLACE = "Bring it back from a backup, or load its documents into a new one"  # what is damaged
_REASONS = (  # how SQLite's name for it begins; what it means to a person
    ("SQLITE_BUSY", "is held by another program. Try again when that is done."),
    ("SQLITE_PROTOCOL", "is held by another program. Try again when that is done."),
    ("SQLITE_LOCKED", "is held by another program. Try again when that is done."),
    ("SQLITE_NOTADB", "is not a database: name another"),
    ("SQLITE_CORRUPT", f"is damaged. {REPLACE}"),
    ("SQLITE_FULL", "cannot grow: the disk is full. Nothing that was saved before is lost."),
    ("SQLITE_IOERR", "cannot be read or written: the disk is full, over its quota, or failing. Nothing saved is lost."),
    ("SQLITE_READONLY", "cannot be written: the file or its folder is read-only. Name another"),
    ("SQLITE_CANTOPEN", "cannot be opened: it may be a folder, or you may lack the permission."),
    ("SQLITE_PERM", "cannot be opened: you lack the permission."),
    ("SQLITE_AUTH", "cannot be opened: you lack the permission."),
)
_ADVICE = {"SQLITE_NOTADB": Advice.DATABASE, "SQLITE_READONLY": Advice.DATABASE, "SQLITE_CORRUPT": Advice.CHECK}
_KNOWN = tuple(start for start, _ in _REASONS if start != "SQLITE_CORRUPT")


@contextmanager
def problems(path: str) -> Iterator[None]:
    """Turn what a person can act on into words; what is a mistake of ours stays as it is."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        for start, meaning in _REASONS:
            if name.startswith(start):
                raise DatabaseProblem(f"{path} {meaning}", _ADVICE.get(start)) from error
        raise
    except UnicodeDecodeError as error:  # SQLite quotes, where it complains of its own tables, what stands in them
        raise _damaged(path, "its tables are not described in letters") from error


def is_interrupt(error: Exception) -> bool:
    """Tell whether it was Ctrl-C that ended what SQLite did."""
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT


# What may come of rows that are not as they were stored: of a text that is none, a number that is a text, a row that is
# missing. What a person can act on has errors of its own.
UNFORESEEN = (sqlite3.Error, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError)


def blame(connection: sqlite3.Connection, path: str, error: object) -> None:
    """Raise DatabaseProblem where it is damage to the file that an error comes of, and say where the damage is."""
    if isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorname", "").startswith(_KNOWN):
        return
    from quotes.store.damage import damage  # seldom wanted

    if found := next(damage(connection), None):
        raise _damaged(path, found)


def _damaged(path: str, what: object) -> DatabaseProblem:
    return DatabaseProblem(f"{path} is damaged: {what}. {REPLACE}", Advice.CHECK)
