"""What can be asked for by SQL: the tables and views, with their columns."""

from __future__ import annotations

import sqlite3
from itertools import groupby
from typing import NamedTuple


class Table(NamedTuple):
    """A table or a view, and the names of its columns."""

    name: str
    kind: str
    columns: list[str]


def tables(connection: sqlite3.Connection) -> list[Table]:
    """Return the views, then the tables, by name; not those in which SQLite keeps its own things."""
    found = groupby(connection.execute(_COLUMNS), lambda row: row[:2])
    return [Table(name, kind, [column for *_, column in those]) for (name, kind), those in found]


_COLUMNS = """SELECT m.name, m.type, c.name FROM sqlite_master m CROSS JOIN pragma_table_info(m.name) c
    WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        AND m.name NOT LIKE 'search\\__%' ESCAPE '\\' AND m.name <> 'alembic_version'
    ORDER BY m.type = 'table', m.name, c.cid"""
