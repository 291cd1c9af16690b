"""What a database says, apart from how it is numbered and laid out: the same for any order of loading."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Column

from quotes.store.schema import metadata

# How rows are numbered, which appearance gives a person its uid, and when a source was read otherwise.
UNTOLD = ("id", "founds", "until")
HISTORY = ("former_people", "former_statements", "former_texts")


def contents(connection: sqlite3.Connection, *, without: Collection[str] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield every row of every table as (table, value, …), ordered, with what it refers to in place of ids.

    What was there before is left out.

    Columns named in `without` are left out.
    """
    for table in (table for table in metadata.sorted_tables if table.name not in HISTORY):
        columns = [_told(column) for column in table.columns if column.name not in (*UNTOLD, *without)]
        order = ", ".join(str(i + 1) for i in range(len(columns)))
        query = f"SELECT {', '.join(columns)} FROM {table.name} ORDER BY {order}"
        yield from ((table.name, *row) for row in connection.execute(query))


def _told(column: Column[Any]) -> str:
    name = f'{column.table.name}."{column.name}"'
    if (column.table.name, column.name) in _CALLED:
        return _CALLED[column.table.name, column.name]
    key = next((key for key in column.foreign_keys if key.column.name == "id"), None)
    if key is None:
        return name
    target = key.column.table.name
    return _REFERENCES.get(target, "(SELECT called.uid FROM {target} AS called WHERE called.id = {name})").format(
        name=name, target=target
    )


# By which of its appearances a person is called, and between which of two profiles a decision is written down, hangs on
# what was stored first. Who is one person with whom, and which profiles were decided on, does not.
_PERSON = "(SELECT min(met.uid) FROM appearances AS met WHERE met.person_id = {name})"
_APPEARANCE = """(SELECT coalesce((SELECT profiles.uid FROM profiles WHERE profiles.id = met.profile_id), met.uid)
    FROM appearances AS met WHERE met.id = {name})"""
_CALLED = {
    ("people", "uid"): _PERSON.format(name="people.id"),
    ("links", "appearance_id"): f"min({_APPEARANCE.format(name='links.appearance_id')}, {{}})".format(
        _APPEARANCE.format(name="links.other_id")
    ),
    ("links", "other_id"): f"max({_APPEARANCE.format(name='links.appearance_id')}, {{}})".format(
        _APPEARANCE.format(name="links.other_id")
    ),
}
_REFERENCES = {
    "people": _PERSON,
    "former_texts": "(SELECT called.sha256 FROM {target} AS called WHERE called.id = {name})",
}
