"""Whom a document's people are: rows of `appearances` and `names`, and what becomes of them when a document goes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from quotes.store.identity import blocks, called, clusters, decisions, profiles
from quotes.store.told import Figure, Row, Years
from quotes.text import digest


class SourcePeople(NamedTuple):
    """The people of one source, and the years that it may be of."""

    source: int
    people: Sequence[Figure]
    years: Years | None


class Identified(NamedTuple):
    """The appearances of the people of each source, in order, and the persons they belong to; those of other sources
    that belong to somebody else now because of them."""

    appearances: list[list[int]]
    people: list[list[int]]
    shaken: set[int]


class Stored(NamedTuple):
    """A row of appearances."""

    id: int
    profile: int | None


def identify(connection: sqlite3.Connection, met: Sequence[SourcePeople]) -> Identified:
    """Store the people of all sources and return their rows.

    Everybody is an appearance of the source's own, which belongs to a person as known (clusters.py). An office and the
    unnamed may be somebody else elsewhere, and are a person of the source's own.
    """
    named = _named(met)
    stored = _stored(connection, named)
    profiles_of, unknown = _profiles(connection, met)
    known = {uid: row.id for uid, row in stored.items()}
    connection.executemany(_REPRINT, (_printed(known[uid], *named[uid]) for uid in stored))
    moved = {row.id: profiles_of[uid] for uid, row in stored.items() if row.profile != profiles_of.get(uid)}
    turned = clusters.move(connection, moved)
    redated = profiles.recite(connection, {profiles_of[uid] for uid in stored if uid in profiles_of})
    redated |= profiles.cite(connection, _cited(met, profiles_of))
    turned |= decisions.judge(connection, redated | unknown | profiles.unjudged(connection, profiles_of.values()))
    fresh = profiles.of_nobody(connection, profiles_of.values())
    added, foremost = _insert(connection, named, stored, profiles_of, fresh)
    new = {added[uid]: profile for uid, profile in profiles_of.items() if uid in added}
    renewed = unknown | redated | {profile for profile in moved.values() if profile}
    weighed = blocks.weigh(connection, {*new.values(), *renewed}, renewed)
    weighed.lost.update(_not_one(connection, new, fresh))
    shaken = clusters.settle(connection, clusters.Changed(new, moved, redated, turned, weighed), foremost)
    ids = known | added
    people = clusters.people_of(connection, ids.values())
    connection.executemany(_NAME, _names(named, ids, people))
    called.rename(connection, _called_otherwise(connection, named, ids, people, known))
    rows = [[ids[figure.uid] for figure in here.people] for here in met]
    return Identified(rows, [[people[row] for row in those] for those in rows], shaken)


def _not_one(connection: sqlite3.Connection, new: Mapping[int, int], fresh: Collection[int]) -> set[int]:
    """Return the new appearances of profiles that nobody had before, and whose appearances are not one person."""
    apart = profiles.unjudged(connection, fresh)
    rows: dict[int, list[int]] = {}
    for row, profile in new.items():
        if profile in apart:
            rows.setdefault(profile, []).append(row)
    return {row for those in rows.values() if len(those) > 1 for row in those}


def _called_otherwise(
    connection: sqlite3.Connection,
    named: Mapping[str, tuple[int, Figure]],
    ids: Mapping[str, int],
    people: Mapping[int, int],
    stored: Mapping[str, int],
) -> set[int]:
    """Return the people who may be called otherwise now: another name is printed, or what was printed is otherwise."""
    query = "SELECT people.id, name FROM json_each(?) CROSS JOIN people ON people.id = value"
    known = dict(connection.execute(query, (json.dumps([*{*people.values()}]),)).fetchall())
    return {
        people[ids[uid]]
        for uid, (_, figure) in named.items()
        if uid in stored or figure.name != known[people[ids[uid]]]
    }


def _named(met: Iterable[SourcePeople]) -> dict[str, tuple[int, Figure]]:
    """Return the source and what it prints by uid: of two of one uid the first."""
    named: dict[str, tuple[int, Figure]] = {}
    for here in met:
        for figure in here.people:
            named.setdefault(figure.uid, (here.source, figure))
    return named


def _stored(connection: sqlite3.Connection, uids: Iterable[str]) -> dict[str, Stored]:
    """Return the rows that are there already, by uid."""
    query = "SELECT uid, appearances.id, profile_id FROM json_each(?) CROSS JOIN appearances ON uid = value"
    return {uid: Stored(*row) for uid, *row in connection.execute(query, (json.dumps([*uids]),))}


def _profiles(connection: sqlite3.Connection, met: Iterable[SourcePeople]) -> tuple[dict[str, int], set[int]]:
    """Return the profile in which its source shows everyone who may be somebody elsewhere, and which are new."""
    shown = {figure.uid: figure.profile for here in met for figure in here.people if figure.profile}
    ids, new = profiles.profile_ids(connection, shown.values())
    return {uid: ids[profile.uid] for uid, profile in shown.items()}, new


def _cited(met: Iterable[SourcePeople], profiles_of: Mapping[str, int]) -> Iterator[tuple[int, Years]]:
    for here in met:
        if here.years:
            yield from ((profiles_of[figure.uid], here.years) for figure in here.people if figure.profile)


def _printed(row: int, source: int, figure: Figure) -> Row:
    return source, figure.name, figure.spellings, figure.sort_name, figure.offices, row


_REPRINT = "UPDATE appearances SET source_id = ?, name = ?, spellings = ?, sort_name = ?, offices = ? WHERE id = ?"


def _insert(
    connection: sqlite3.Connection,
    named: Mapping[str, tuple[int, Figure]],
    stored: Collection[str],
    profiles_of: Mapping[str, int],
    fresh: Collection[int],
) -> tuple[dict[str, int], set[int]]:
    """Make a row for everyone who is not stored; return the id of each, and who comes first of one profile.

    Where the profile tells whose the row will be, it is so from the start, which saves changing it; so are all of a
    profile that is `fresh`, until it is known whether they are one.
    """
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM appearances").fetchone()
    (last_person,) = connection.execute("SELECT coalesce(max(id), 0) FROM people").fetchone()
    ids = {uid: i for i, uid in enumerate((uid for uid in named if uid not in stored), last + 1)}
    taken = _founded(connection, {*named, *(figure.founds for _, figure in named.values() if figure.founds)})
    leaders = clusters.leaders(connection, {profiles_of[uid] for uid in ids if uid in profiles_of})
    foremost: dict[int, int] = {}
    people, rows = [], []
    for uid, i in ids.items():
        profile, (source, figure) = profiles_of.get(uid), named[uid]
        person = leaders.get(profile)
        founds = digest("person", uid) if uid in taken else None if figure.founds in taken else figure.founds
        if person is None:
            last_person = person = last_person + 1
            people.append((person, founds or uid, figure.name, figure.sort_name, figure.kind))
            taken.add(founds or uid)
        if profile in leaders or profile in fresh:
            leaders[profile] = person
        if profile is not None:
            foremost.setdefault(profile, i)
        printed = figure.name, figure.spellings, figure.sort_name, figure.kind, figure.offices
        rows.append((i, uid, founds, source, person, profile, *printed))
    connection.executemany(_PERSON, people)
    connection.executemany(_APPEARANCE, rows)
    connection.execute("DELETE FROM former_people WHERE uid IN (SELECT value FROM json_each(?))", (json.dumps([*ids]),))
    return ids, {*foremost.values()}


def _founded(connection: sqlite3.Connection, uids: Iterable[str]) -> set[str]:
    """Return those of `uids` by which others have begun a person, or taken one over."""
    query = "SELECT uid FROM people JOIN json_each(?) ON uid = value"
    return {uid for (uid,) in connection.execute(query, (json.dumps([*uids]),))}


_PERSON = "INSERT INTO people (id, uid, name, sort_name, kind) VALUES (?, ?, ?, ?, ?)"
_APPEARANCE = """
INSERT INTO appearances (id, uid, founds, source_id, person_id, profile_id, name, spellings, sort_name, kind, offices)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def _names(named: Mapping[str, tuple[int, Figure]], ids: Mapping[str, int], people: Mapping[int, int]) -> Iterator[Row]:
    for uid, (_, figure) in named.items():
        person = people[ids[uid]]
        yield from ((person, *name) for name in figure.names)


_NAME = "INSERT OR IGNORE INTO names (person_id, name, folded, kind) VALUES (?, ?, ?, ?)"


def appearances_of(connection: sqlite3.Connection, source: int) -> set[int]:
    """Return the appearances that the source prints."""
    return {row for (row,) in connection.execute("SELECT id FROM appearances WHERE source_id = ?", (source,))}


def release(connection: sqlite3.Connection, rows: Collection[int]) -> set[int]:
    """After a source has let go of appearances: remove those that it does not print any more.

    Returns those that were one person with them.
    """
    gone = [row for row in sorted(rows) if not connection.execute(_PRINTED, (row,)).fetchone()]
    people = {*clusters.people_of(connection, rows).values()}
    left = clusters.dismiss(connection, gone) if gone else set()
    if left:
        clusters.regroup(connection, left)
    called.rename(connection, people | {*clusters.people_of(connection, left).values()})
    return left


_PRINTED = "SELECT 1 FROM appearances WHERE id = ? AND source_id IS NOT NULL"
