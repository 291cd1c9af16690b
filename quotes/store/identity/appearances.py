"""Whom a document's people are: rows of `people` and `names`, and what becomes of them when a document goes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from quotes.store import decisions, forms, kin
from quotes.store.told import OWN, Figure, Row
from quotes.text import fold


class Appearances(NamedTuple):
    """The people of one source, and the years that it may be of."""

    source: int
    people: Sequence[Figure]
    years: forms.Years | None


class Identified(NamedTuple):
    """The rows of the people of each here, in order, and the kin of each; the rows that are others' company now
    because of them."""

    people: list[list[int]]
    kin: list[list[int]]
    shaken: set[int]


class Stored(NamedTuple):
    """A row of people."""

    id: int
    name: str
    sort_name: str
    form: int | None


def identify(connection: sqlite3.Connection, appearances: Sequence[Appearances]) -> Identified:
    """Store the people of all `appearances` and return their rows.

    Everyone with a personal name is a row of the source's own, which leads to the person as known (kin.py). So are an
    office and the unnamed, who may be somebody else elsewhere. A group is one row under its name.
    """
    named = _named(appearances)
    stored = _stored(connection, named)
    forms_of, unknown = _forms(connection, appearances)
    _rename_stored(connection, named, stored)
    known = {uid: row.id for uid, row in stored.items()}
    connection.executemany(_NAME, _names(appearances, known))
    moved = {row.id: forms_of[uid] for uid, row in stored.items() if row.form != forms_of.get(uid)}
    turned = kin.move(connection, moved)
    redated = forms.recite(connection, {forms_of[uid] for uid in stored if uid in forms_of})
    redated |= forms.cite(connection, _cited(appearances, forms_of))
    turned |= decisions.judge(connection, redated | unknown)
    added, foremost = _insert(connection, named, stored, forms_of)
    new = {added[uid]: form for uid, form in forms_of.items() if uid in added}
    shaken = kin.settle(connection, kin.Changed(new, moved, redated, turned), foremost)
    connection.executemany(_NAME, _names(appearances, added))
    ids = known | added
    _add_aliases(connection, {*ids.values()})
    connection.execute(_SPELL, (json.dumps([*ids.values()]),))
    numbers = kin.numbers(connection, ids.values())
    rows = [[ids[figure.uid] for figure in here.people] for here in appearances]
    return Identified(rows, [[numbers[i] for i in those] for those in rows], shaken)


def _named(appearances: Iterable[Appearances]) -> dict[str, Figure]:
    """Return who bears each uid, as best spelled."""
    named: dict[str, Figure] = {}
    for figure in (figure for here in appearances for figure in here.people):
        other = named.setdefault(figure.uid, figure)
        if other is not figure and _rank(figure.name, figure.sort_name) < _rank(other.name, other.sort_name):
            named[figure.uid] = figure
    return named


def _stored(connection: sqlite3.Connection, uids: Iterable[str]) -> dict[str, Stored]:
    """Return the rows that are there already, by uid."""
    query = "SELECT uid, people.id, name, sort_name, form_id FROM json_each(?) CROSS JOIN people ON uid = value"
    return {uid: Stored(*row) for uid, *row in connection.execute(query, (json.dumps([*uids]),))}


def _forms(connection: sqlite3.Connection, appearances: Iterable[Appearances]) -> tuple[dict[str, int], set[int]]:
    """Return the form in which its source shows everyone with a personal name, and which forms are new."""
    shown = {figure.uid: figure.form for here in appearances for figure in here.people if figure.form}
    ids, new = forms.form_ids(connection, shown.values())
    return {uid: ids[form.uid] for uid, form in shown.items()}, new


def _cited(appearances: Iterable[Appearances], forms_of: Mapping[str, int]) -> Iterator[tuple[int, forms.Years]]:
    for here in appearances:
        if here.years:
            yield from ((forms_of[figure.uid], here.years) for figure in here.people if figure.form)


def _insert(
    connection: sqlite3.Connection, named: Mapping[str, Figure], stored: Collection[str], forms_of: Mapping[str, int]
) -> tuple[dict[str, int], set[int]]:
    """Make a row for everyone who is not stored; return the id of each, and who comes first of one form and name.

    Where the form tells whom the row will follow, it does so from the start, which saves changing it.
    """
    query = "SELECT coalesce(max(id), 0), coalesce(max(kin), 0) FROM people"
    last, last_kin = connection.execute(query).fetchone()
    ids = {uid: i for i, uid in enumerate((uid for uid in named if uid not in stored), last + 1)}
    leaders = kin.leaders(connection, {forms_of[uid] for uid in ids if uid in forms_of})
    foremost: dict[tuple[int, str], tuple[str | None, str, int]] = {}
    rows = []
    for uid, i in ids.items():
        form, figure = forms_of.get(uid), named[uid]
        head, number = leaders.get(form) or (None, last_kin + i - last)
        if form in leaders and head is None:
            leaders[form] = (i, number)
        if form is not None:
            place = (figure.source_key, uid, i)
            foremost[form, figure.name] = min(place, foremost.get((form, figure.name), place))
        rows.append((i, number, head, form, *figure[:5]))
    connection.executemany(_PERSON, rows)
    return ids, {i for _, _, i in foremost.values()}


_PERSON = """
INSERT INTO people (id, kin, redirect_to, form_id, uid, name, sort_name, kind, source_key)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_SPELL = """
INSERT OR IGNORE INTO spellings SELECT DISTINCT kin, names.name, folded FROM json_each(?)
CROSS JOIN people ON people.id = value CROSS JOIN names ON person_id = people.id
"""


def _rename_stored(connection: sqlite3.Connection, named: Mapping[str, Figure], stored: Mapping[str, Stored]) -> None:
    """Name those who are stored as this reading does, or, where other sources name them too, as the best does."""
    for uid, row in stored.items():
        person = named[uid]
        if person.kind in OWN or _rank(person.name, person.sort_name) < _rank(row.name, row.sort_name):
            _set_name(connection, row.id, person.name, person.sort_name)


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


def _names(appearances: Iterable[Appearances], ids: Mapping[str, int]) -> Iterator[Row]:
    for source, people, _ in appearances:
        for figure in people:
            if figure.uid in ids:
                yield from ((ids[figure.uid], source, *name) for name in figure.names)


_NAME = "INSERT OR IGNORE INTO names (person_id, source_id, name, folded, sort_name, kind) VALUES (?, ?, ?, ?, ?, ?)"


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
