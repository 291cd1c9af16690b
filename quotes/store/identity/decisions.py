"""What forms decide on their people, as `identities` keeps it.

It is kept between the first people, by source, of each two forms. What makes all people of one form one person is kept
with the form; where nothing does, it is kept between the first of them and every other. So it is a function of what is
stored, not of the order in which it came; and what comes in order of the sources, as folders do, leaves the first ones
first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cache, lru_cache, partial
from typing import NamedTuple

from quotes.people.identity import Decision, Outcome, Profile, decide
from quotes.store import forms


class Example(NamedTuple):
    """The first person of a form, who stands for it."""

    source_key: str
    uid: str
    id: int
    known: Profile
    is_one: bool  # with all of its form


def judge(connection: sqlite3.Connection, judged: Iterable[int]) -> set[int]:
    """Write down why the people of forms, new or cited in other years than before, are one person, where they are.

    Returns the people of those forms for which that has changed.
    """
    return set().union(*(_judge(connection, form) for form in judged))


def _judge(connection: sqlite3.Connection, form: int) -> list[int]:
    query = "SELECT known, since, until, rule, score, evidence FROM forms WHERE id = ?"
    told, since, until, *before = connection.execute(query, (form,)).fetchone()
    known = replace(forms.read(told), since=since, until=until)
    decision = _decide(known, known)
    is_one = decision.outcome is Outcome.SAME
    reason = [decision.rule, decision.score, decision.evidence] if is_one else [None] * 3
    if reason == before:
        return []
    connection.execute("UPDATE forms SET rule = ?, score = ?, evidence = ? WHERE id = ?", (*reason, form))
    if is_one == (before[0] is not None):
        return []
    people = forms.members(connection, form)
    connection.execute(_UNTIE, (form,))
    first = forms.first(connection, form)
    if first is not None and not is_one:
        _record(connection, ((first, other, decision) for other in people if other != first))
    return people


_UNTIE = """
DELETE FROM identities WHERE person_id IN (SELECT id FROM people WHERE form_id = ?1)
AND other_id IN (SELECT id FROM people WHERE form_id = ?1)
"""


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
        if (first := example(form)) and not first.is_one:
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
        "SELECT source_key, people.uid, people.id, known, since, until, rule IS NOT NULL "
        "FROM people JOIN forms ON forms.id = form_id WHERE form_id = ? ORDER BY source_key, people.uid LIMIT 1"
    )
    found = connection.execute(query, (form,)).fetchone()
    if found is None:
        return None
    key, uid, row, known, since, until, is_one = found
    return Example(key, uid, row, replace(forms.read(known), since=since, until=until), bool(is_one))


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
