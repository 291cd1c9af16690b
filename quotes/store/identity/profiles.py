"""Forms: all that identity goes by in one source's person, but for the year. People of one form are compared once.

A form is cited from the first to the last year of the sources that show it, as far as these have a date.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from functools import lru_cache
from typing import NamedTuple

from quotes.lexicon import ENGLISH
from quotes.model import Person, PersonKind, Role, When
from quotes.people.identity import Profile, keys, needs_company
from quotes.people.names import split_role
from quotes.text import digest, fold

CANDIDATES = """
SELECT DISTINCT other.form_id FROM form_keys AS own JOIN form_keys AS other ON other.key = own.key
WHERE own.form_id = ?1 AND other.form_id <> ?1
"""
WIDEST = 3  # years: a date less certain than this dates nobody

Years = tuple[str, str]  # the first and the last


class Form(NamedTuple):
    """A form as it is stored: JSON of people.identity.Profile, and an identifier made of it."""

    uid: str
    known: str


def form_ids(connection: sqlite3.Connection, forms: Iterable[Form]) -> tuple[dict[str, int], set[int]]:
    """Store the forms that are new and return the id of each, by uid, and which they are."""
    told = {form.uid: form for form in forms}
    query = "SELECT uid, forms.id FROM json_each(?) CROSS JOIN forms ON uid = value"
    ids: dict[str, int] = dict(connection.execute(query, (json.dumps([*told]),)).fetchall())
    new = {uid: _insert(connection, form) for uid, form in told.items() if uid not in ids}
    return ids | new, {*new.values()}


def candidates(connection: sqlite3.Connection, form_id: int) -> list[int]:
    """Return the forms that may be of the same person: those found by one of its keys."""
    return [row for (row,) in connection.execute(CANDIDATES, (form_id,))]


def members(connection: sqlite3.Connection, form: int) -> list[int]:
    """Return the people of a form."""
    return [i for (i,) in connection.execute("SELECT id FROM people WHERE form_id = ?", (form,))]


def first(connection: sqlite3.Connection, form: int) -> int | None:
    """Return the person of a form whose source comes first, by key."""
    query = "SELECT id FROM people WHERE form_id = ? ORDER BY source_key, uid LIMIT 1"
    found = connection.execute(query, (form,)).fetchone()
    return found and int(found[0])


def cite(connection: sqlite3.Connection, cited: Iterable[tuple[int, Years]]) -> set[int]:
    """Let forms be cited in further years, and return those that had not been."""
    widest: dict[int, Years] = {}
    for form, (since, until) in cited:
        first, last = widest.get(form, (since, until))
        widest[form] = min(first, since), max(last, until)
    return {form for form, years in widest.items() if connection.execute(_CITE, (form, *years)).rowcount}


def recite(connection: sqlite3.Connection, forms: Iterable[int]) -> set[int]:
    """Find out again, from the sources, when forms are cited, and return those for which that is something else."""
    return {form for form in forms if connection.execute(_RECITE, (form, WIDEST)).rowcount}


_CITE = """UPDATE forms SET since = min(coalesce(since, ?2), ?2), until = max(coalesce(until, ?3), ?3)
WHERE id = ?1 AND (since IS NULL OR since > ?2 OR until < ?3)"""
_RECITE = """UPDATE forms SET since = found.since, until = found.until FROM (
    SELECT min(substr(published_earliest, 1, 4)) AS since, max(substr(published_latest, 1, 4)) AS until
    FROM people JOIN names ON person_id = people.id JOIN sources ON sources.id = source_id WHERE form_id = ?1
    AND substr(published_latest, 1, 4) - substr(published_earliest, 1, 4) < ?2) AS found
WHERE forms.id = ?1 AND (forms.since IS NOT found.since OR forms.until IS NOT found.until)"""


def form(person: Person, people: Sequence[Person]) -> Form:
    """Return the form of `person`, met among `people`."""
    return _alone(person) or told(replace(_met(person), company=_company(person, people)))


def years(when: When | None) -> Years | None:
    """Return the first and the last year that a date may mean, or nothing where it means too many."""
    if when is None or when.earliest is None or when.latest is None:
        return None
    first, last = when.earliest[:4], when.latest[:4]
    return (first, last) if int(last) - int(first) < WIDEST else None


@lru_cache(maxsize=65536)
def _alone(person: Person) -> Form | None:
    """Return the form where no company is needed to tell it from others."""
    met = _met(person)
    return None if needs_company(met) else told(met)


def _met(person: Person) -> Profile:
    return Profile(
        name=split_role(person.name, ENGLISH).name or person.name,
        kind=person.kind,
        spellings=tuple(sorted(set(person.spellings) - {person.name})),
        roles=person.roles,
    )


def _insert(connection: sqlite3.Connection, form: Form) -> int:
    row = connection.execute("INSERT INTO forms (uid, known) VALUES (?, ?)", form).lastrowid or 0
    found_by = [(row, key) for key in sorted(keys(read(form.known)))]
    connection.executemany("INSERT INTO form_keys (form_id, key) VALUES (?, ?)", found_by)
    return row


def _company(person: Person, people: Sequence[Person]) -> tuple[str, ...]:
    """Return the folded names of the others who speak in the source, as far as they are full names."""
    named = {fold(other.name) for other in people if other.kind is PersonKind.PERSON and other is not person}
    return tuple(sorted(name for name in named if " " in name))


@lru_cache(maxsize=65536)
def told(known: Profile) -> Form:
    """Return `known` as it is stored."""
    fields = asdict(known) | {"roles": [role._asdict() for role in known.roles]}
    del fields["since"], fields["until"]
    text = json.dumps(fields, ensure_ascii=False)
    return Form(digest("form", text), text)


@lru_cache(maxsize=65536)
def read(known: str) -> Profile:
    """Return what a stored form tells of a person."""
    fields = json.loads(known)
    return Profile(
        name=fields["name"],
        kind=PersonKind(fields["kind"]),
        spellings=tuple(fields["spellings"]),
        roles=tuple(Role(**role) for role in fields["roles"]),
        company=tuple(fields["company"]),
    )
