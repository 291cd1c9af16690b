"""What forms decide on their people, as `identities` keeps it.

It is kept between the first people, by source, of each two forms, and within a form between its first and every other.
So it is a function of what is stored, not of the order in which it came; and what comes in order of the sources, as
folders do, leaves the first ones first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cache, lru_cache, partial
from typing import NamedTuple

from quotes.people.identity import Decision, Known, Outcome, decide
from quotes.store import forms


class Example(NamedTuple):
    """The first person of a form, who stands for it."""

    source_key: str
    uid: str
    id: int
    known: Known


def relate(
    connection: sqlite3.Connection, new: Mapping[int, Collection[int]], redated: Collection[int] = ()
) -> set[int]:
    """Write down what forms decide, given with those of each who are new: all of it when its first person is among
    them, else on the new ones only; on forms `redated`, what they decide with others.

    Returns those who are perhaps no longer linked as they were.
    """
    example = cache(partial(_example, connection))
    renewed = {form for form, people in new.items() if (first := example(form)) and first.id in people}
    lost: set[int] = set()
    for form, people in new.items():
        if form in renewed:
            lost |= set(forms.members(connection, form)) - {*people} if form in redated else set()
            people = forms.members(connection, form)
            forget(connection, people)
        if first := example(form):
            within = _decide(first.known, first.known)
            _record(connection, ((first.id, other, within) for other in people if other != first.id))
    again = {*renewed, *redated}
    pairs = (
        sorted(side for side in (example(form), example(other)) if side)
        for form in sorted(again)
        for other in forms.candidates(connection, form)
        if other > form or other not in again
    )
    for one, *rest in pairs:
        for other in rest:
            lost |= _compare(connection, one, other)
    return lost


def is_one(known: str, since: str | None, until: str | None) -> bool:
    """Return whether people of one form, cited between two years, are one person by that alone."""
    form = replace(forms.read(known), since=since, until=until)
    return _decide(form, form).outcome is Outcome.SAME


def _compare(connection: sqlite3.Connection, one: Example, other: Example) -> set[int]:
    """Write down what two forms decide, and return their first people if that parts them."""
    before = connection.execute(
        "DELETE FROM identities WHERE person_id = ? AND other_id = ? RETURNING outcome", (one.id, other.id)
    ).fetchall()
    decision = _decide(one.known, other.known)
    _record(connection, [(one.id, other.id, decision)])
    return {one.id, other.id} if (Outcome.SAME.value,) in before and decision.outcome is not Outcome.SAME else set()


def _example(connection: sqlite3.Connection, form: int) -> Example | None:
    query = (
        "SELECT source_key, people.uid, people.id, known, since, until FROM people JOIN forms ON forms.id = form_id "
        "WHERE form_id = ? ORDER BY source_key, people.uid LIMIT 1"
    )
    found = connection.execute(query, (form,)).fetchone()
    if found is None:
        return None
    key, uid, row, known, since, until = found
    return Example(key, uid, row, replace(forms.read(known), since=since, until=until))


_decide = lru_cache(maxsize=16384)(decide)


def _record(connection: sqlite3.Connection, decided: Iterable[tuple[int, int, Decision]]) -> None:
    """Write down decisions on two rows each, the one whose uid comes first before the other."""
    connection.executemany(
        _IDENTITY,
        (
            (one, other, decision.outcome.value, decision.rule, decision.score, decision.evidence)
            for one, other, decision in decided
            if decision.outcome is not Outcome.DIFFERENT
        ),
    )


_IDENTITY = """
INSERT OR IGNORE INTO identities (person_id, other_id, outcome, rule, score, evidence) VALUES (?, ?, ?, ?, ?, ?)
"""


def forget(connection: sqlite3.Connection, people: Iterable[int]) -> None:
    """Strike out what was decided on `people`."""
    rows = [(i,) for i in people]
    connection.executemany("DELETE FROM identities WHERE person_id = ?", rows)
    connection.executemany("DELETE FROM identities WHERE other_id = ?", rows)
