"""What a database says, apart from how it is numbered and laid out: the same for any order of loading."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Column

from quotes.store.schema import metadata


def contents(connection: sqlite3.Connection, *, without: Collection[str] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield every row of every table as (table, value, …), ordered, with what it refers to in place of ids.

    Columns named in `without` are left out.
    """
    for table in metadata.sorted_tables:
        columns = [_told(column) for column in table.columns if column.name not in ("id", *without)]
        order = ", ".join(str(i + 1) for i in range(len(columns)))
        query = f"SELECT {', '.join(columns)} FROM {table.name} ORDER BY {order}"
        yield from ((table.name, *row) for row in connection.execute(query))


def _told(column: Column[Any]) -> str:
    name = f'{column.table.name}."{column.name}"'
    if column.name == "kin":
        return f"(SELECT called.uid FROM people AS called WHERE called.kin = {name} AND called.redirect_to IS NULL)"
    key = next(iter(column.foreign_keys), None)
    if key is None:
        return name
    target = key.column.table.name
    called = "key" if target == "sources" else "uid"
    return f"(SELECT called.{called} FROM {target} AS called WHERE called.id = {name})"
