"""Opening the file of a database: no lock and no journal is passed over, and others are waited for."""

from __future__ import annotations

import os.path  # pathlib would cost a question a tenth of its time
import sqlite3
from collections.abc import Callable
from contextvars import ContextVar
from time import sleep
from typing import Any

from quotes.errors import Advice, DatabaseProblem

MOMENT = 0.5  # seconds after which it is said that another program is waited for
ATTEMPTS, PAUSE = 100, 0.05  # at a question for which the index is opened, and the seconds between them
PATIENCE = 60.0  # seconds to wait for another program's transaction

# Who is told, in words, that another program holds a database and is waited for: for the command line, the person.
WAITING: ContextVar[Callable[[str], None]] = ContextVar("WAITING", default=lambda words: None)


def open_to_read(path: str, patience: float | None = None) -> sqlite3.Connection:
    """Return a connection that sees what was committed and nothing else: no lock and no journal is passed over."""
    try:
        return _opened(path, "mode=ro", patience)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname == "SQLITE_READONLY_ROLLBACK":  # a writer was killed
            _roll_back(path)
            return _opened(path, "mode=ro", patience)
        if not _wants_a_log(path, error):
            raise
        if os.path.exists(f"{path}-wal") and os.path.getsize(f"{path}-wal"):
            raise _unfinished(path, "-wal") from error
        # Left in write-ahead mode, it wants a log beside it. A sealed folder takes none, and none is needed.
        return _opened(path, "mode=ro&immutable=1", patience)


def _opened(path: str, options: str, patience: float | None = None) -> sqlite3.Connection:
    patience = PATIENCE if patience is None else patience
    connection = connect(path, options, timeout=MOMENT)
    try:
        try:
            connection.execute("SELECT 1 FROM sqlite_master")
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY"):
                raise
            tell_of_waiting(path, patience)
            connection.execute(f"PRAGMA busy_timeout = {patience * 1000:.0f}")
            connection.execute("SELECT 1 FROM sqlite_master")
        connection.execute(f"PRAGMA busy_timeout = {patience * 1000:.0f}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


class _Patient(sqlite3.Connection):
    """A connection that waits where SQLite opens the full-text index, for which it does not wait by itself.

    It opens it at the first question and, where another program has changed the schema or turned its journal since, at
    a later one, and fails where that happens at the very moment: eight readers beside two loaders met either once or
    twice in ten minutes.
    """

    def execute(self, *asked: Any) -> sqlite3.Cursor:
        for _ in range(ATTEMPTS):
            try:
                return super().execute(*asked)
            except sqlite3.OperationalError as error:
                if "constructor failed" not in str(error) and error.sqlite_errorname != "SQLITE_SCHEMA":
                    raise
                sleep(PAUSE)
        return super().execute(*asked)


def _roll_back(path: str) -> None:
    """Let SQLite undo what a killed writer did not finish: whoever opens the file to write does so."""
    try:
        _opened(path, "mode=rw").close()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname.startswith("SQLITE_BUSY"):
            raise
        raise _unfinished(path, "-journal") from error


def _unfinished(path: str, ending: str) -> DatabaseProblem:
    return DatabaseProblem(
        f"{path} was left in the middle of a write, and {os.path.basename(path)}{ending} beside it tells what to do: "
        "copy both files to a folder of yours and ask there, or let one who may write in that folder mend it by any "
        "question",
        Advice.ASK,
        path,
    )


def _wants_a_log(path: str, error: sqlite3.OperationalError) -> bool:
    """Tell whether the file cannot be opened because it is in write-ahead mode, and its folder cannot be written."""
    if not error.sqlite_errorname.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")) or os.path.exists(
        f"{path}-journal"
    ):
        return False
    with open(path, "rb") as file:
        is_write_ahead = file.read(20)[18:] == b"\x02\x02"
    folder, effective = os.path.dirname(os.path.abspath(path)), os.access in os.supports_effective_ids
    return is_write_ahead and not os.access(folder, os.W_OK, effective_ids=effective)


def connect(path: str, options: str, timeout: float | None = None) -> sqlite3.Connection:
    """Return a connection to the file at `path`, opened as the `options` of an address say: mode=ro.

    It waits for others so many seconds as `timeout` says, or PATIENCE.
    """
    absolute = os.path.abspath(path).replace(os.sep, "/")
    for character, escaped in (("%", "%25"), ("?", "%3f"), ("#", "%23")):
        absolute = absolute.replace(character, escaped)
    uri = f"file://{'' if absolute.startswith('/') else '/'}{absolute}?{options}"
    patience = PATIENCE if timeout is None else timeout
    return sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None, factory=_Patient)


def tell_of_waiting(path: str, patience: float | None = None) -> None:
    """Say that another program is waited for."""
    seconds = PATIENCE if patience is None else patience
    WAITING.get()(f"another program is writing to {path}: waiting for it, {seconds:.0f} s at most")
