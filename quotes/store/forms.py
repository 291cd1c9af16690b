"""Forms: all that identity goes by in one source's person. People of one form are compared once, many as they are."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from functools import lru_cache
from typing import NamedTuple

from quotes.model import Person, PersonKind, Role, When
from quotes.people.identity import Known, keys, needs_company
from quotes.people.names import split_role
from quotes.text import digest, fold

CANDIDATES = """
SELECT DISTINCT other.form_id FROM form_keys AS own JOIN form_keys AS other ON other.key = own.key
WHERE own.form_id = ?1 AND other.form_id <> ?1
"""
WIDEST = 3  # years: a date less certain than this dates nobody


class Form(NamedTuple):
    """A form as it is stored: JSON of people.identity.Known, and an identifier made of it."""

    uid: str
    known: str


def form_ids(connection: sqlite3.Connection, forms: Iterable[Form]) -> dict[Form, int]:
    """Store the forms that are new and return the id of each."""
    return {form: _form(connection, form) for form in set(forms)}


def candidates(connection: sqlite3.Connection, form_id: int) -> list[int]:
    """Return the forms that may be of the same person: those found by one of its keys."""
    return [row for (row,) in connection.execute(CANDIDATES, (form_id,))]


def shown(person: Person, people: Sequence[Person], when: When | None) -> Known:
    """Return the form of `person`, met among `people` in a source of the time `when`."""
    met, alone = _met(person, *_years(when))
    return replace(met, company=_company(person, people)) if alone else met


@lru_cache(maxsize=65536)
def _met(person: Person, since: str | None, until: str | None) -> tuple[Known, bool]:
    """Return the form without company, and whether company is needed."""
    met = Known(
        name=split_role(person.name).name or person.name,
        kind=person.kind,
        spellings=tuple(sorted(set(person.spellings) - {person.name})),
        roles=person.roles,
        since=since,
        until=until,
    )
    return met, needs_company(met)


def _form(connection: sqlite3.Connection, form: Form) -> int:
    found = connection.execute("SELECT id FROM forms WHERE uid = ?", (form.uid,)).fetchone()
    if found:
        return int(found[0])
    row = connection.execute("INSERT INTO forms (uid, known) VALUES (?, ?)", form).lastrowid or 0
    found_by = [(row, key) for key in sorted(keys(read(form.known)))]
    connection.executemany("INSERT INTO form_keys (form_id, key) VALUES (?, ?)", found_by)
    return row


def _company(person: Person, people: Sequence[Person]) -> tuple[str, ...]:
    """Return the folded names of the others who speak in the source, as far as they are full names."""
    named = {fold(other.name) for other in people if other.kind is PersonKind.PERSON and other is not person}
    return tuple(sorted(name for name in named if " " in name))


def _years(when: When | None) -> tuple[str | None, str | None]:
    """Return the first and the last year that a date may mean, or nothing where it means too many."""
    if when is None or when.earliest is None or when.latest is None:
        return None, None
    first, last = when.earliest[:4], when.latest[:4]
    return (first, last) if int(last) - int(first) < WIDEST else (None, None)


@lru_cache(maxsize=65536)
def told(known: Known) -> Form:
    """Return `known` as it is stored."""
    text = json.dumps(asdict(known), ensure_ascii=False)
    return Form(digest("form", text), text)


@lru_cache(maxsize=65536)
def read(known: str) -> Known:
    """Return what a stored form tells of a person."""
    fields = json.loads(known)
    return Known(
        name=fields["name"],
        kind=PersonKind(fields["kind"]),
        spellings=tuple(fields["spellings"]),
        roles=tuple(Role(**role) for role in fields["roles"]),
        since=fields["since"],
        until=fields["until"],
        company=tuple(fields["company"]),
    )
