"""Rows into tables: the SQL that inserts them, and how many are inserted at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from sqlalchemy import Table

from quotes.store.told import Row

PIECE = 10_000  # rows that are put in order of their length at a time


def columns(table: Table, *first: str, omitted: Collection[str] = ()) -> tuple[str, ...]:
    """Return the names of the columns: `first`, then the others but `omitted` in the order of the schema."""
    return *first, *(column.name for column in table.columns if column.name not in (*first, *omitted))


def insertion(table: Table, names: Sequence[str]) -> str:
    """Return the SQL that inserts a tuple of these columns."""
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table.name} ({quoted}) VALUES ({', '.join('?' * len(names))})"


def replacing(table: Table, unique: str, *omitted: str) -> str:
    """Return the SQL that inserts a tuple in the order of the columns, or updates the row that has its `unique`."""
    names = columns(table, omitted=("id", *omitted))
    changes = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name != unique)
    return f"{insertion(table, names)} ON CONFLICT ({unique}) DO UPDATE SET {changes} RETURNING id"


def insert(connection: sqlite3.Connection, table: Table, names: Sequence[str], rows: Iterator[Row]) -> None:
    """Insert rows that may lack columns at their end, those of one length together.

    A row inside another is a whole one, so what it lies in is there before it: shorter, or earlier among the whole.
    """
    while piece := list(islice(rows, PIECE)):
        by_length: dict[int, list[Row]] = {}
        for row in piece:
            by_length.setdefault(len(row), []).append(row)
        for length, those in sorted(by_length.items()):
            connection.executemany(insertion(table, names[:length]), those)
