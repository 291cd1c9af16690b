"""Whom a document's people are: rows of `people` and `names`, and what becomes of them when a document goes."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from quotes.model import Person, PersonKind
from quotes.text import digest, fold


class Known(NamedTuple):
    """A stored person's id and names."""

    id: int
    name: str
    sort_name: str


def identify(connection: sqlite3.Connection, source_id: int, key: str, people: Sequence[Person]) -> list[int]:
    """Store `people` of the source `key` and return their ids, one each, in order.

    People of one folded name and kind are one row. The unnamed are nobody elsewhere: theirs belongs to the source.
    """
    ids = [_row(connection, key, person) for person in people]
    connection.executemany(
        "INSERT OR IGNORE INTO names (person_id, name, folded, sort_name, kind, source_id) VALUES (?, ?, ?, ?, ?, ?)",
        [row for i, person in zip(ids, people, strict=True) for row in _names(i, person, source_id)],
    )
    return ids


def person_uid(key: str, person: Person) -> str:
    """Return the identifier of `person` as met in the source `key`."""
    name = fold(person.name) or person.name
    owner = (key,) if person.kind is PersonKind.UNNAMED else ()
    return digest("person", person.kind.value, name, *owner)


def known_of(connection: sqlite3.Connection, source_id: int) -> set[int]:
    """Return the ids of all people whom the source knows."""
    return {i for (i,) in connection.execute("SELECT person_id FROM names WHERE source_id = ?", (source_id,))}


def release(connection: sqlite3.Connection, people: set[int]) -> None:
    """After a source has let go of `people`: remove those nobody needs, name the others by what is left."""
    for person in sorted(people):
        if not connection.execute(_UNUSED, (person,)).rowcount:
            _rename(connection, person)


_UNUSED = """
DELETE FROM people WHERE id = ?
AND NOT EXISTS (SELECT 1 FROM names WHERE person_id = people.id AND source_id IS NOT NULL)
AND NOT EXISTS (SELECT 1 FROM people AS other WHERE other.redirect_to = people.id)
AND NOT EXISTS (SELECT 1 FROM reviews WHERE people.uid IN (reviews.person, reviews.other))
"""


def _row(connection: sqlite3.Connection, key: str, person: Person) -> int:
    uid = person_uid(key, person)
    found = connection.execute("SELECT id, name, sort_name FROM people WHERE uid = ?", (uid,)).fetchone()
    if found is None:
        row = (uid, person.name, person.sort_name, person.kind.value)
        cursor = connection.execute("INSERT INTO people (uid, name, sort_name, kind) VALUES (?, ?, ?, ?)", row)
        return cursor.lastrowid or 0
    known = Known(*found)
    if _rank(person.name, person.sort_name) < _rank(known.name, known.sort_name):
        _set_name(connection, known.id, person.name, person.sort_name)
    return known.id


def _names(person_id: int, person: Person, source_id: int) -> list[tuple[int, str, str, str | None, str, int]]:
    kind = "office" if person.kind is PersonKind.OFFICE else "printed"
    spellings = dict.fromkeys((person.name, *person.spellings))
    return [
        (person_id, name, fold(name), person.sort_name if name == person.name else None, kind, source_id)
        for name in spellings
    ]


def _rank(name: str, sort_name: str) -> tuple[bool, int, str, str]:
    """Order spellings of one folded name, best first, the same in whatever order documents come.

    Upper case hides where capitals belong; accents and curly apostrophes are never there by accident.
    """
    return name.isupper(), sum(c.isascii() for c in name), name, sort_name


def _rename(connection: sqlite3.Connection, person: int) -> None:
    names = connection.execute(
        "SELECT DISTINCT names.name, names.sort_name FROM names JOIN people ON people.id = names.person_id "
        "WHERE people.id = ? AND names.sort_name IS NOT NULL",
        (person,),
    ).fetchall()
    if names:
        _set_name(connection, person, *min(names, key=lambda name: _rank(*name)))


def _set_name(connection: sqlite3.Connection, person: int, name: str, sort_name: str) -> None:
    connection.execute("UPDATE people SET name = ?, sort_name = ? WHERE id = ?", (name, sort_name, person))
