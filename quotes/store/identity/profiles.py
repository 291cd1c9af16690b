"""Profiles: all that identity goes by in an appearance, but for the year. Appearances of one profile are compared once.

A profile is cited from the first to the last year of the sources that show it, as far as these have a date.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict
from functools import lru_cache
from itertools import pairwise

from quotes.lexicon import ENGLISH
from quotes.model import Person, PersonKind, Role, When
from quotes.people.identity import BLOCK, Profile, keys
from quotes.people.names import split_role
from quotes.store.told import StoredProfile, Years
from quotes.text import digest

IS_BLOCK = f"GLOB '{BLOCK}*'"  # of a key: as a parameter it would have SQLite plan anew each time


def in_block(profile: str) -> str:
    """Return the SQL that tells whether `profile`, in words of SQL, is in a block."""
    return f"EXISTS (SELECT 1 FROM profile_keys WHERE profile_id = {profile} AND profile_keys.key {IS_BLOCK})"


CANDIDATES = f"""
SELECT DISTINCT other.profile_id FROM profile_keys AS own JOIN profile_keys AS other ON other.key = own.key
WHERE own.profile_id = ?1 AND other.profile_id <> ?1
AND NOT ({in_block("?1")} AND {in_block("other.profile_id")})
"""
WIDEST = 3  # years: a date less certain than this dates nobody


def profile_ids(connection: sqlite3.Connection, profiles: Iterable[StoredProfile]) -> tuple[dict[str, int], set[int]]:
    """Store the profiles that are new and return the id of each, by uid, and which they are."""
    told = {profile.uid: profile for profile in profiles}
    query = "SELECT uid, profiles.id FROM json_each(?) CROSS JOIN profiles ON uid = value"
    ids: dict[str, int] = dict(connection.execute(query, (json.dumps([*told]),)).fetchall())
    new = {uid: _insert(connection, profile) for uid, profile in told.items() if uid not in ids}
    return ids | new, {*new.values()}


def unjudged(connection: sqlite3.Connection, profiles: Iterable[int]) -> set[int]:
    """Return those of which it is not known that all their appearances are one person."""
    query = "SELECT profiles.id FROM json_each(?) CROSS JOIN profiles ON profiles.id = value AND rule IS NULL"
    return {row for (row,) in connection.execute(query, (json.dumps([*profiles]),))}


def of_nobody(connection: sqlite3.Connection, profiles: Iterable[int]) -> set[int]:
    """Return those that no appearance has."""
    query = """SELECT value FROM json_each(?)
        WHERE NOT EXISTS (SELECT 1 FROM appearances WHERE profile_id = value)"""
    return {row for (row,) in connection.execute(query, (json.dumps([*{*profiles}]),))}


def candidates(connection: sqlite3.Connection, profile_id: int) -> list[int]:
    """Return the profiles that may be of the same person: those found by one of its keys.

    Of two full names none: blocks.py decides on those.
    """
    return [row for (row,) in connection.execute(CANDIDATES, (profile_id,))]


def members(connection: sqlite3.Connection, profile: int) -> list[int]:
    """Return the appearances of a profile."""
    return [i for (i,) in connection.execute("SELECT id FROM appearances WHERE profile_id = ?", (profile,))]


def question(connection: sqlite3.Connection, profile: int) -> list[tuple[int, int]]:
    """Return the two appearances between which it is asked whether all of a profile are one; none of one alone."""
    query = "SELECT id FROM appearances WHERE profile_id = ? ORDER BY id LIMIT 2"
    return [*pairwise(i for (i,) in connection.execute(query, (profile,)))]


def first(connection: sqlite3.Connection, profile: int) -> int | None:
    """Return the appearance of a profile that was stored first."""
    query = "SELECT id FROM appearances WHERE profile_id = ? ORDER BY id LIMIT 1"
    found = connection.execute(query, (profile,)).fetchone()
    return found and int(found[0])


def cite(connection: sqlite3.Connection, cited: Iterable[tuple[int, Years]]) -> set[int]:
    """Let profiles be cited in further years, and return those that had not been."""
    widest: dict[int, Years] = {}
    for profile, (since, until) in cited:
        first, last = widest.get(profile, (since, until))
        widest[profile] = min(first, since), max(last, until)
    return {profile for profile, years in widest.items() if connection.execute(_CITE, (profile, *years)).rowcount}


def recite(connection: sqlite3.Connection, profiles: Iterable[int]) -> set[int]:
    """Find out again, from the sources, when profiles are cited, and return those for which that is something else."""
    return {profile for profile in profiles if connection.execute(_RECITE, (profile, WIDEST)).rowcount}


_CITE = """UPDATE profiles SET since = min(coalesce(since, ?2), ?2), until = max(coalesce(until, ?3), ?3)
WHERE id = ?1 AND (since IS NULL OR since > ?2 OR until < ?3)"""
_RECITE = """UPDATE profiles SET since = found.since, until = found.until FROM (
    SELECT min(substr(published_earliest, 1, 4)) AS since, max(substr(published_latest, 1, 4)) AS until
    FROM appearances JOIN sources ON sources.id = source_id WHERE profile_id = ?1
    AND substr(published_latest, 1, 4) - substr(published_earliest, 1, 4) < ?2) AS found
WHERE profiles.id = ?1 AND (profiles.since IS NOT found.since OR profiles.until IS NOT found.until)"""


def profile(person: Person) -> StoredProfile:
    """Return the profile of `person`."""
    return _profile(person._replace(offices=()))


@lru_cache(maxsize=65536)
def _profile(person: Person) -> StoredProfile:
    return told(_met(person))


def years(when: When | None) -> Years | None:
    """Return the first and the last year that a date may mean, or nothing where it means too many."""
    if when is None or when.earliest is None or when.latest is None:
        return None
    first, last = when.earliest[:4], when.latest[:4]
    return (first, last) if int(last) - int(first) < WIDEST else None


def _met(person: Person) -> Profile:
    return Profile(
        name=(split_role(person.name, ENGLISH).name if person.kind is PersonKind.PERSON else "") or person.name,
        kind=person.kind,
        spellings=tuple(sorted(set(person.spellings) - {person.name})),
        roles=person.roles,
    )


def _insert(connection: sqlite3.Connection, profile: StoredProfile) -> int:
    row = connection.execute("INSERT INTO profiles (uid, known) VALUES (?, ?)", profile).lastrowid or 0
    found_by = [(row, key) for key in sorted(keys(read(profile.known)))]
    connection.executemany("INSERT INTO profile_keys (profile_id, key) VALUES (?, ?)", found_by)
    return row


@lru_cache(maxsize=65536)
def told(known: Profile) -> StoredProfile:
    """Return `known` as it is stored."""
    fields = asdict(known) | {"roles": [role._asdict() for role in known.roles]}
    del fields["since"], fields["until"]
    text = json.dumps(fields, ensure_ascii=False)
    return StoredProfile(digest("form", text), text)


@lru_cache(maxsize=65536)
def read(known: str) -> Profile:
    """Return what a stored profile tells of a person."""
    fields = json.loads(known)
    return Profile(
        name=fields["name"],
        kind=PersonKind(fields["kind"]),
        spellings=tuple(fields["spellings"]),
        roles=tuple(Role(**role) for role in fields["roles"]),
    )
