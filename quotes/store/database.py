"""Opening a database: to read (plain sqlite3, starts fast), to write (SQLAlchemy, upgrades what is older).

A database is one SQLite file, named by its path, with or without `sqlite:///` before it. The file rests in
rollback-journal mode, so that it can be read from a read-only folder; a long load goes through a write-ahead log
(`write_ahead`), so that readers never wait for it; only what is stored first, in an empty one, goes through none.
"""

from __future__ import annotations

import os.path  # pathlib would cost a question a tenth of its time
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from quotes.errors import Advice, DatabaseProblem
from quotes.store.opening import MOMENT, connect, open_to_read, tell_of_waiting
from quotes.store.problems import UNFORESEEN, blame, is_interrupt, problems

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine

DEFAULT = "data.sqlite"
REVISIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
)  # all that migrations/ knows, oldest first; a test holds the two together
CACHE = 65_536  # KiB of pages that a writer keeps: entries of the indexes come in no order
LOG = 16_384  # pages of 4 KB that the write-ahead log gathers: what batch after batch changes is moved once
HEED = 50_000  # of SQLite's steps, a millisecond or so, after which a reader looks for Ctrl-C
READ_CACHE = 65_536  # KiB that a reader keeps at most; SQLite's own 2,000 hold not even the roots of a large index

_URL = re.compile(r"(?P<dialect>[a-z][\w+]*)://(?P<rest>.*)", re.DOTALL)


def path_of(target: str | Path) -> str:
    """Return the file that `target`, a path or `sqlite:///` and a path, names.

    Raises DatabaseProblem for others: of what SQLite itself takes for a name, some would keep nothing.
    """
    url = _URL.fullmatch(str(target))
    if not url:
        return _of_a_file(str(target), str(target))
    if url["dialect"] not in ("sqlite", "sqlite+pysqlite"):
        raise DatabaseProblem(f"{url['dialect']} is not supported: the full-text search is SQLite's. Name a file.")
    if not url["rest"].startswith("/") or len(url["rest"]) == 1 or "?" in url["rest"]:
        raise DatabaseProblem(f"{target} names no file. Write sqlite:///relative.sqlite or sqlite:////absolute.sqlite")
    return _of_a_file(url["rest"][1:], str(target))


def _of_a_file(path: str, target: str) -> str:
    """Return a path that is one. Raises DatabaseProblem for :memory:, file: and nothing at all."""
    if not path.strip():
        raise DatabaseProblem(f"{target!r} names no file. Write the path of one, such as talks.sqlite")
    if path == ":memory:" or "mode=memory" in path:
        raise DatabaseProblem(f"{target} is memory, and nothing would be kept. Write the path of a file.")
    if path.startswith("file:"):
        plain = path.removeprefix("file:").partition("?")[0]
        raise DatabaseProblem(f"{target} is an address, not a path. Write the path itself: {plain}")
    return path


def folder_of(target: str | Path) -> Path:
    """Return the folder in which the file that `target` names lies."""
    from pathlib import Path

    return Path(path_of(target)).resolve().parent


@contextmanager
def reading(target: str | Path = DEFAULT, *, patience: float | None = None) -> Iterator[sqlite3.Connection]:
    """Yield a read-only connection; neither SQLAlchemy nor Alembic is imported.

    Another program that holds the file is waited for, so many seconds as `patience` says, or PATIENCE.
    Raises DatabaseProblem when the file is missing, is no database of ours, has another revision, is held or damaged;
    also for such a thing that happens while the caller reads. Ctrl-C ends what SQLite does, however long that is.
    """
    path = path_of(target)
    if not os.path.isfile(path):
        raise DatabaseProblem(f"there is no database at {path}. Make one by loading documents", Advice.LOAD, path)
    with problems(path):
        connection = open_to_read(path, patience)
        try:
            _require_current(connection, path)
            connection.execute("PRAGMA query_only = ON")
            connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)  # nor can it be copied into another file: VACUUM INTO
            connection.execute(f"PRAGMA cache_size = {-READ_CACHE}")
            heed(connection)
            yield connection
        except UNFORESEEN as error:
            if is_interrupt(error):
                raise KeyboardInterrupt from error
            blame(connection, path, error)
            raise
        finally:
            connection.close()


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Let what is asked within the block be answered of one state of the database, whatever others write meanwhile.

    Where no write-ahead log is kept, they wait for the end of the block: it is for questions, not for a person's time.
    """
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.rollback()


def heed(connection: sqlite3.Connection) -> None:
    """Let Ctrl-C end what SQLite does: Python sees to a signal when it is called, and what that raises stops SQLite."""
    connection.set_progress_handler(lambda: 0, HEED)


@contextmanager
def writing(target: str | Path = DEFAULT, *, make: bool = True) -> Iterator[Connection]:
    """Yield an SQLAlchemy connection to a database that is made, unless `make` says no, or upgraded first, as needed.

    Its transactions take the write lock when they begin. Commits when the caller is done, rolls back when it fails.
    Raises DatabaseProblem as `reading` does.
    """
    with migrating(target, make=make) as connection:
        if _revision(raw(connection)) != REVISIONS[-1]:
            from quotes.store import migrate  # Alembic takes its time

            migrate.upgrade(connection)
        raw(connection).execute("PRAGMA foreign_keys = ON")
        raw(connection).execute(f"PRAGMA cache_size = {-CACHE}")
        yield connection
        connection.commit()


@contextmanager
def migrating(target: str | Path = DEFAULT, *, make: bool = True) -> Iterator[Connection]:
    """Yield an SQLAlchemy connection to a database of any known revision, or none, with foreign keys off."""
    path = path_of(target)
    folder, name = os.path.split(path)
    if not os.path.isdir(folder or os.curdir):
        raise DatabaseProblem(f"there is no folder {folder} to keep {name} in. Make it first.")
    engine = _engine(path, "mode=rwc" if make else "mode=rw")
    from sqlalchemy.exc import DBAPIError

    with problems(path):
        if os.path.exists(path) and _is_held(path):
            tell_of_waiting(path)
        try:
            with engine.connect() as connection:
                _require_ours(raw(connection), path)
                try:
                    yield connection
                except (DBAPIError, *UNFORESEEN) as error:
                    connection.rollback()
                    blame(raw(connection), path, getattr(error, "orig", error))
                    raise
        except DBAPIError as error:
            raise (error.orig or error) from error


@contextmanager
def write_ahead(connection: Connection) -> Iterator[None]:
    """Let others read while much is written: a write-ahead log for the time of the block, outside of transactions.

    Another program that is reading or writing can make either switch impossible. Then the mode stays as it is, which
    costs concurrency but no data; the next load that has the file to itself switches back.
    """
    driver = raw(connection)
    with suppress(sqlite3.OperationalError):
        driver.execute("PRAGMA journal_mode = WAL")
        driver.execute("PRAGMA synchronous = NORMAL")
        driver.execute(f"PRAGMA wal_autocheckpoint = {LOG}")
    try:
        yield
    finally:
        with suppress(sqlite3.OperationalError):
            driver.execute("PRAGMA journal_mode = DELETE")
        driver.execute("PRAGMA synchronous = FULL")


def _is_held(path: str) -> bool:
    """Tell whether another program is writing to a database, and goes on doing so for a moment."""
    connection = connect(path, "mode=rwc", timeout=MOMENT)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except sqlite3.Error as error:
        return getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY")
    finally:
        connection.close()
    return False


def raw(connection: Connection) -> sqlite3.Connection:
    """Return the driver's own connection under `connection`, for rows in great numbers."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def _engine(path: str, options: str) -> Engine:
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import NullPool

    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path, options),
        poolclass=NullPool,
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _revision(connection: sqlite3.Connection) -> str | None:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
        return None
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if found is None else str(found[0])


def _require_ours(connection: sqlite3.Connection, path: str) -> None:
    revision = _revision(connection)
    if revision is not None and revision not in REVISIONS:
        raise DatabaseProblem(
            f"{path} was made by a newer quotes: it has revision {revision}, this program knows {REVISIONS[-1]}. "
            "Update quotes, or name another database."
        )
    if revision is None and connection.execute(_FOREIGN).fetchone():
        raise DatabaseProblem(f"{path} is a database of another program. Name another", Advice.DATABASE)


# Of ours, a downgrade to nothing leaves the reviews.
_FOREIGN = """SELECT 1 FROM sqlite_master WHERE tbl_name != 'alembic_version' AND NOT (
    tbl_name = 'reviews' AND EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'))"""


def _require_current(connection: sqlite3.Connection, path: str) -> None:
    _require_ours(connection, path)
    revision = _revision(connection)
    if revision is None:
        raise DatabaseProblem(f"{path} is empty. Fill it by loading documents", Advice.LOAD, path)
    if revision != REVISIONS[-1]:
        raise DatabaseProblem(
            f"{path} was made by an older quotes (revision {revision}, now {REVISIONS[-1]}). "
            "Upgrade it by loading something",
            Advice.LOAD,
            path,
        )
