"""A person's own SELECT, and nothing but a SELECT."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing, suppress
from threading import Event, Thread
from time import monotonic
from typing import Any, NamedTuple

from quotes.errors import Advice, BadQuestion
from quotes.store.database import heed
from quotes.store.problems import is_interrupt

_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
_REFUSED = (
    "Only a single SELECT can be asked here: the database is open to read. "
    "Load files to add to it; to change it by hand, make a backup and open that in SQLite"
)
# Virtual tables declare themselves by a CREATE TABLE when they are first named; afterwards that is refused.
_WARM = "SELECT 1 FROM search, json_each('[]'), json_tree('[]') LIMIT 0"


class Answer(NamedTuple):
    """The names of the columns, and the rows as they come."""

    columns: list[str]
    rows: Generator[tuple[Any, ...]]


TIMEOUT = 60.0  # seconds
GRACE = 2.0  # more, for a step of SQLite's that it does not interrupt
CELL = 100_000_000  # bytes of one value, be it made up by the question
STEPS = 1000  # of SQLite's steps, after which it is asked whether time is left: a step can make a value of many bytes
HEAP = 1_000_000_000  # bytes that SQLite may take for one question: to sort, to group


def select(
    connection: sqlite3.Connection,
    question: str,
    parameters: Sequence[Any] | Mapping[str, Any] = (),
    *,
    timeout: float = TIMEOUT,
    overdue: Callable[[BadQuestion], None] | None = None,
    cell: int = CELL,
    heap: int = HEAP,
) -> Answer:
    """Ask `question`, one SELECT in SQLite's SQL, on a connection of `database.reading`.

    It is given `timeout` seconds, for SQLite's own work and not for what is done with the rows. A single step of that
    SQLite does not interrupt, be it as long as instr() takes for megabytes: where one goes on for GRACE seconds more,
    `overdue` is called, in a thread of its own, with the problem; it may end the program. A value has at most so many
    bytes as a `cell` may have, and SQLite, in all of this process, as many as the `heap`.
    Raises BadQuestion, from the call or while the rows are read, for anything else, for what SQLite cannot follow, and
    for what takes more time or room than that.
    """
    limit = _Limit(timeout, cell, heap)
    if overdue is not None:
        Thread(target=limit.watch, args=(overdue,), daemon=True).start()
    connection.set_authorizer(None)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, cell)
    connection.execute(f"PRAGMA hard_heap_limit = {heap}")
    connection.execute(_WARM)
    for name in ("printf", "format"):
        connection.create_function(name, -1, _printf, deterministic=True)
    connection.set_progress_handler(limit.goes_on, STEPS)
    connection.set_authorizer(_judge)
    try:
        cursor = connection.execute(question, parameters)
    except (sqlite3.Error, sqlite3.Warning, ValueError, MemoryError) as error:
        limit.over.set()
        heed(connection)
        raise _complaint(error, limit) from error
    limit.pause()
    if cursor.description is None:
        raise _refused()
    return Answer([column[0] for column in cursor.description], _rows(cursor, limit))


_WIDTH = re.compile(r"%[-+ 0,#!]*(\d*|\*)(?:\.(\d*|\*))?")


def _printf(pattern: Any = None, *values: Any) -> Any:
    """Return what SQLite's own printf does, which of a width beyond all bounds makes nothing, slowly, and no error."""
    wide = [int(told) for found in _WIDTH.findall(str(pattern)) for told in found if told.isdigit()]
    starred = [one for one in values if isinstance(one, int)] if "*" in str(pattern) else []
    if max((*wide, *map(abs, starred)), default=0) > CELL:
        raise OverflowError
    with closing(sqlite3.connect(":memory:")) as own:
        return own.execute(f"SELECT printf({', '.join('?' * (len(values) + 1))})", (pattern, *values)).fetchone()[0]


class _Limit:
    """The time that is left to a question, which runs only while SQLite works, and the room that it has."""

    def __init__(self, seconds: float, cell: int, heap: int) -> None:
        self.seconds = self.left = seconds
        self.cell, self.heap = cell, heap
        self._since = monotonic()
        self._works = True
        self.over = Event()  # nothing more is asked for

    def begin(self) -> None:
        """Note that SQLite works from here on."""
        self._since, self._works = monotonic(), True

    def pause(self) -> None:
        """Note that it waits until more is asked for."""
        self.left -= monotonic() - self._since
        self._works = False

    def watch(self, overdue: Callable[[BadQuestion], None]) -> None:
        """Call `overdue` when SQLite goes on for too long after its time is over."""
        while not self.over.wait(GRACE / 4):
            if self._works and monotonic() - self._since > self.left + GRACE:
                overdue(_late(self.seconds))
                return

    def goes_on(self) -> int:
        """Tell SQLite to go on, by 0, or to stop."""
        return int(self.is_over())

    def is_over(self) -> bool:
        """Tell whether no time is left."""
        return monotonic() - self._since > self.left


def _rows(cursor: sqlite3.Cursor, limit: _Limit) -> Generator[tuple[Any, ...]]:
    try:
        while True:
            limit.begin()
            row = cursor.fetchone()
            limit.pause()
            if row is None:
                return
            yield row
    except (sqlite3.Error, MemoryError) as error:
        raise _complaint(error, limit) from error
    finally:
        limit.pause()
        limit.over.set()
        with suppress(sqlite3.ProgrammingError):  # closed meanwhile
            heed(cursor.connection)


def _judge(action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None) -> int:
    if action in _ALLOWED and second != "load_extension":
        return sqlite3.SQLITE_OK
    # The full-text index itself asks this, to see whether another program has written.
    if action == sqlite3.SQLITE_PRAGMA and first == "data_version" and second is None:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _late(seconds: float) -> BadQuestion:
    """Return the problem that a question has no answer in its time."""
    return BadQuestion(f"no answer within {seconds:g} s: narrow the question", Advice.MORE_TIME)


def _refused() -> BadQuestion:
    return BadQuestion(_REFUSED, Advice.BACKUP)


def _complaint(error: Exception, limit: _Limit) -> BaseException:
    if is_interrupt(error):
        return _late(limit.seconds) if limit.is_over() else KeyboardInterrupt()
    if isinstance(error, MemoryError) or getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_NOMEM:
        return BadQuestion(f"this takes more than {limit.heap / 1e6:,.0f} MB: ask for less, or in parts")
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_TOOBIG:
        size = f"{limit.cell / 1e6:.0f} MB"
        return BadQuestion(f"a value of this has more than {size}: ask for a part of it, with substr()")
    if "Could not decode to UTF-8" in str(error):  # which is no matter of the question
        return error
    refused = isinstance(error, sqlite3.Warning | sqlite3.ProgrammingError) or "authoriz" in str(error)
    return _refused() if refused else BadQuestion(f"SQLite does not understand this: {error}")
