"""Whom a document's people are: rows of `people` and `names`, and what becomes of them when a document goes."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from quotes.model import Person, PersonKind, When
from quotes.store import forms, kin
from quotes.text import digest, fold

OWN = (PersonKind.PERSON, PersonKind.UNNAMED)  # whoever bears such a label is a row of the source's own


class Met(NamedTuple):
    """The rows of a document's people, in order, and the rows that are others' company now because of them."""

    people: list[int]
    shaken: set[int]


class Known(NamedTuple):
    """A stored person's id and names."""

    id: int
    name: str
    sort_name: str


def identify(
    connection: sqlite3.Connection, source_id: int, key: str, people: Sequence[Person], when: When | None = None
) -> Met:
    """Store `people` of the source `key`, of the time `when`, and return their rows.

    Everyone with a personal name is a row of the source's own, which leads to the person as known (kin.py); so are the
    unnamed, who are nobody elsewhere. A group, or an office, is one row under its name.
    """
    renamed: set[str] = set()
    ids = [_row(connection, key, person, renamed) for person in people]
    connection.executemany(
        "INSERT OR IGNORE INTO names (person_id, name, folded, sort_name, kind, source_id) VALUES (?, ?, ?, ?, ?, ?)",
        [row for i, person in zip(ids, people, strict=True) for row in _names(i, person, source_id)],
    )
    _add_aliases(connection, ids)
    return Met(ids, kin.settle(connection, _reformed(connection, dict(zip(ids, people, strict=True)), when)))


def _reformed(connection: sqlite3.Connection, people: Mapping[int, Person], when: When | None) -> list[int]:
    """Give everyone with a personal name the form that the source shows; return those for whom it is another."""
    everyone = tuple(people.values())
    left, changed = [], []
    for i, person in people.items():
        if person.kind is not PersonKind.PERSON:
            continue
        form = forms.form(connection, person, everyone, when)
        (held,) = connection.execute("SELECT form_id FROM people WHERE id = ?", (i,)).fetchone()
        if form != held:
            changed.append((form, i))
            left += [i] if held else []
    kin.leave_forms(connection, left)
    connection.executemany("UPDATE people SET form_id = ? WHERE id = ?", changed)
    return [i for _, i in changed]


def _add_aliases(connection: sqlite3.Connection, people: Collection[int]) -> None:
    """Give people the names that a human has given them, which outlive every re-reading."""
    given = connection.execute(
        "SELECT DISTINCT people.id, exact FROM reviews JOIN people ON people.uid = reviews.person "
        "WHERE subject = 'person' AND verdict = 'alias'"
    )
    for person, name in given.fetchall():
        if person in people:
            add_alias(connection, person, name)


def add_alias(connection: sqlite3.Connection, person: int, name: str) -> None:
    """Store a further spelling of a person, unless it is there."""
    query = "SELECT 1 FROM names WHERE person_id = ? AND name = ? AND source_id IS NULL"
    if not connection.execute(query, (person, name)).fetchone():
        connection.execute(
            "INSERT INTO names (person_id, name, folded, kind) VALUES (?, ?, ?, 'alias')", (person, name, fold(name))
        )


def person_uid(key: str, person: Person) -> str:
    """Return the identifier of `person` as met in the source `key`."""
    name = fold(person.name) or person.name
    owner = (key,) if person.kind in OWN else ()
    return digest("person", person.kind.value, name, *owner)


def known_of(connection: sqlite3.Connection, source_id: int) -> set[int]:
    """Return the ids of all people whom the source knows."""
    return {i for (i,) in connection.execute("SELECT person_id FROM names WHERE source_id = ?", (source_id,))}


def release(connection: sqlite3.Connection, people: set[int]) -> set[int]:
    """After a source has let go of `people`: remove those nobody needs, name the others by what is left.

    Returns the rows that were grouped with those removed.
    """
    needless = [i for i in sorted(people) if connection.execute(_NEEDLESS, (i,)).fetchone()]
    left = kin.dismiss(connection, needless)
    connection.executemany("DELETE FROM people WHERE id = ?", [(i,) for i in needless])
    kin.regroup(connection, left)
    for person in sorted(people - set(needless)):
        _rename(connection, person)
    return left


_NEEDLESS = """
SELECT 1 FROM people WHERE id = ?
AND NOT EXISTS (SELECT 1 FROM names WHERE person_id = people.id AND source_id IS NOT NULL)
"""


def _row(connection: sqlite3.Connection, key: str, person: Person, renamed: set[str]) -> int:
    """Return the row of `person`, made or named as needed; the source's own rows get their names from it alone."""
    uid = person_uid(key, person)
    found = connection.execute("SELECT id, name, sort_name FROM people WHERE uid = ?", (uid,)).fetchone()
    if found is None:
        row = (uid, person.name, person.sort_name, person.kind.value)
        cursor = connection.execute("INSERT INTO people (uid, name, sort_name, kind) VALUES (?, ?, ?, ?)", row)
        renamed.add(uid)
        return cursor.lastrowid or 0
    known = Known(*found)
    anew = person.kind in OWN and uid not in renamed
    if anew or _rank(person.name, person.sort_name) < _rank(known.name, known.sort_name):
        _set_name(connection, known.id, person.name, person.sort_name)
    renamed.add(uid)
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
