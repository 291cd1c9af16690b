"""What of a database is damaged: found row by row, when something went wrong that nobody foresaw."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple

_KINDS = {"INTEGER": (int,), "TEXT": (str,), "FLOAT": (float, int), "REAL": (float, int), "BLOB": (bytes,)}
_WORDS = {int: "a number", float: "a number", str: "a text", bytes: "bytes"}
MOST = 20  # problems of the file itself that are told


class Damage(NamedTuple):
    """A place that is not as it was stored: the table and row, where these are known, and what is wrong with it."""

    table: str
    row: str
    problem: str

    def __str__(self) -> str:
        return f"{self.table}, row {self.row}: {self.problem}" if self.table else self.problem


class _NoText:
    """What stands in the place of a text that is not UTF-8."""


def damage(connection: sqlite3.Connection) -> Iterator[Damage]:
    """Yield what is damaged in the file of `connection`: its pages, as SQLite finds them, and values of the wrong kind.

    What has changed and is still of its kind, the laws find (store.check), or nobody.
    """
    connection.set_authorizer(None)
    factory, connection.text_factory = connection.text_factory, _text
    try:
        yield from _of_the_file(connection)
        for table in _tables(connection):
            yield from _of_a_table(connection, table)
    finally:
        connection.text_factory = factory


def _text(value: bytes) -> str | _NoText:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return _NoText()


def _of_the_file(connection: sqlite3.Connection) -> Iterator[Damage]:
    try:
        for (problem,) in connection.execute(f"PRAGMA integrity_check({MOST})"):
            if problem != "ok":
                yield Damage("", "", " ".join(str(problem).split()))
    except sqlite3.Error as error:
        yield Damage("", "", str(error))


def _tables(connection: sqlite3.Connection) -> list[str]:
    try:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    except sqlite3.Error:
        return []  # told already
    return [str(name) for name, sql in rows if not str(sql).startswith("CREATE VIRTUAL")]


def _of_a_table(connection: sqlite3.Connection, table: str) -> Iterator[Damage]:
    """Yield the rows of a table in which a value is not what its column holds."""
    try:
        columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
        for number, *row in connection.execute(f'SELECT rowid, * FROM "{table}"'):
            for (_, name, kind, required, *_), value in zip(columns, row, strict=False):
                if problem := _problem(value, kind, required=bool(required)):
                    yield Damage(table, str(number), f"its {name} is {problem}")
    except sqlite3.Error as error:
        if "no such column: rowid" not in str(error):
            yield Damage(table, "not known", str(error))


def _problem(value: Any, kind: str, *, required: bool) -> str | None:
    """Return what is wrong with a value of a column of such a kind; None where nothing is."""
    if isinstance(value, _NoText):
        return "no text in UTF-8"
    if value is None:
        return "missing" if required else None
    wanted = _KINDS.get(kind.partition("(")[0].upper())
    return f"{_WORDS[type(value)]}, not {_WORDS[wanted[0]]}" if wanted and not isinstance(value, wanted) else None
