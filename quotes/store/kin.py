"""Which rows of `people` are one person: decisions with their evidence, and the row that all of one person lead to.

`identities` holds what two forms (forms.py) decide between the first people of each, by uid, and within a form between
its first and every other; so it is a function of what is stored, not of the order in which it came. Human verdicts
stand above it: a merge links, a split keeps apart whatever else links.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from functools import lru_cache

from quotes.people.identity import Decision, Outcome, decide
from quotes.people.names import parse, split_role
from quotes.store import forms, occasions
from quotes.store.groups import Link, groups, reach

MERGE, SPLIT = "merge", "split"


def settle(connection: sqlite3.Connection, people: Collection[int]) -> set[int]:
    """Decide anew on `people`, whose rows are new or whose forms have changed; return who else is grouped otherwise."""
    before = _company(connection, people)
    for form, members in _by_form(connection, people).items():
        _relate(connection, form, members)
    if before == set(people) and not _reviewed(connection):
        return {row for person in people for row in _join(connection, person)} - set(people)
    return regroup(connection, before) - set(people)


def dismiss(connection: sqlite3.Connection, people: Collection[int]) -> set[int]:
    """Let go of `people`, whose rows are about to be removed; return those who are left to `regroup` after that."""
    if not people:
        return set()
    left = _company(connection, people) - set(people)
    connection.executemany("UPDATE people SET redirect_to = NULL WHERE id = ?", [(i,) for i in left | set(people)])
    leave_forms(connection, people)
    return left


def leave_forms(connection: sqlite3.Connection, people: Collection[int]) -> None:
    """Take `people` out of their forms: others stand for the forms now, and a form of nobody goes."""
    left = _by_form(connection, people)
    connection.executemany("UPDATE people SET form_id = NULL WHERE id = ?", [(i,) for i in people])
    _forget(connection, people)
    for form in left:
        first = _first(connection, form)
        if first is None:
            connection.execute("DELETE FROM forms WHERE id = ?", (form,))
        else:
            _relate(connection, form, {first})


def regroup(connection: sqlite3.Connection, people: Iterable[int]) -> set[int]:
    """Lead everyone linked to `people` to the first of the group: by full name, not in capitals, by name, by uid.

    Returns everyone whom the links reach.
    """
    verdicts = _verdicts(connection)
    merged = [pair for pair, verdict in verdicts.items() if verdict == MERGE]
    reached = reach(people, lambda row: _neighbours(connection, row, merged))
    links = [link for row in sorted(reached) for link in _links(connection, row)]
    links += [Link(*pair, 1.0, human=True) for pair in merged if pair[0] in reached]
    order = _order(connection, reached)
    links.sort(key=lambda link: (not link.human, -link.score, order[link.one], order[link.other]))
    parted = [pair for pair, verdict in verdicts.items() if verdict == SPLIT]
    for group in groups(sorted(reached), links, parted):
        first = min(group, key=order.__getitem__)
        rows = [(None if row == first else first, row) for row in group]
        connection.executemany("UPDATE people SET redirect_to = ? WHERE id = ?", rows)
    return reached


def review(connection: sqlite3.Connection, people: Collection[int]) -> None:
    """Group `people` anew after a human verdict on them, and the occasions that they took part in."""
    shaken = regroup(connection, _company(connection, people))
    occasions.relate(connection, occasions.events_of(connection, shaken))


def _join(connection: sqlite3.Connection, person: int) -> set[int]:
    """Lead a new row and the groups that it links to the first of all: the same as `regroup`, and faster.

    Returns those who are now with others than the new one: where it joins several groups, all but the largest.
    """
    heads = {row for (row,) in connection.execute(_LINKED_HEADS, (person,))}
    companies = sorted((_company(connection, [head]) for head in heads), key=len) if len(heads) > 1 else []
    heads.add(_head(connection, person))
    order = _order(connection, heads)
    first = min(heads, key=order.__getitem__)
    led = [(first, row) for row in _company(connection, heads - {first})]
    connection.executemany("UPDATE people SET redirect_to = ? WHERE id = ?", led)
    return set().union(*companies[:-1])


def _relate(connection: sqlite3.Connection, form: int, new: Collection[int]) -> None:
    """Write down what the form decides: all of it when its first person is among `new`, else on the new ones only."""
    first = _first(connection, form)
    if first is None:
        return
    known = forms.known(connection, form)
    within = _decide(known, known)
    if first not in new:
        _record(connection, [(first, other, within) for other in new])
        return
    members = [i for (i,) in connection.execute("SELECT id FROM people WHERE form_id = ?", (form,))]
    _forget(connection, members)
    _record(connection, [(first, other, within) for other in members if other != first])
    for candidate in forms.candidates(connection, form):
        example = _first(connection, candidate)
        if example is not None:
            uids = _uids(connection, first, example)
            (one, its), (other, theirs) = sorted(((first, form), (example, candidate)), key=lambda side: uids[side[0]])
            decision = _decide(forms.known(connection, its), forms.known(connection, theirs))
            _record(connection, [(one, other, decision)])


_decide = lru_cache(maxsize=4096)(decide)


def _record(connection: sqlite3.Connection, decided: Iterable[tuple[int, int, Decision]]) -> None:
    """Write down decisions on two rows each, the one whose uid comes first before the other."""
    connection.executemany(
        _IDENTITY,
        [
            (one, other, decision.outcome.value, decision.rule, decision.score, decision.evidence, one, other)
            for one, other, decision in decided
            if decision.outcome is not Outcome.DIFFERENT
        ],
    )


_SOURCE = "(SELECT min(source_id) FROM names WHERE person_id = ?)"
_IDENTITY = f"""
INSERT OR IGNORE INTO identities (person_id, other_id, outcome, rule, score, evidence, source_id, other_source_id)
VALUES (?, ?, ?, ?, ?, ?, {_SOURCE}, {_SOURCE})
"""


_LINKED = """
SELECT other_id AS id FROM identities WHERE person_id = ?1 AND outcome = 'same'
UNION SELECT person_id FROM identities WHERE other_id = ?1 AND outcome = 'same'
"""


_LINKED_HEADS = """
SELECT coalesce(redirect_to, people.id) FROM identities JOIN people ON people.id = other_id
WHERE person_id = ?1 AND outcome = 'same'
UNION ALL SELECT coalesce(redirect_to, people.id) FROM identities JOIN people ON people.id = person_id
WHERE other_id = ?1 AND outcome = 'same'
"""


def _forget(connection: sqlite3.Connection, people: Iterable[int]) -> None:
    rows = [(i,) for i in people]
    connection.executemany("DELETE FROM identities WHERE person_id = ?", rows)
    connection.executemany("DELETE FROM identities WHERE other_id = ?", rows)


def _company(connection: sqlite3.Connection, people: Iterable[int]) -> set[int]:
    """Return `people` and all who are led to the same rows as they."""
    heads = {_head(connection, person) for person in people}
    query = "SELECT id FROM people WHERE id = ?1 OR redirect_to = ?1"
    return {row for head in heads for (row,) in connection.execute(query, (head,))}


def _head(connection: sqlite3.Connection, person: int) -> int:
    query = "SELECT coalesce(redirect_to, id) FROM people WHERE id = ?"
    return int(connection.execute(query, (person,)).fetchone()[0])


def _by_form(connection: sqlite3.Connection, people: Iterable[int]) -> dict[int, list[int]]:
    """Return the forms of `people`, and who of them has each."""
    found: dict[int, list[int]] = {}
    for person in people:
        (form,) = connection.execute("SELECT form_id FROM people WHERE id = ?", (person,)).fetchone()
        if form is not None:
            found.setdefault(form, []).append(person)
    return dict(sorted(found.items()))


def _first(connection: sqlite3.Connection, form: int) -> int | None:
    """Return the person of a form whose uid comes first."""
    query = "SELECT id FROM people WHERE form_id = ? ORDER BY uid LIMIT 1"
    found = connection.execute(query, (form,)).fetchone()
    return found and int(found[0])


def _links(connection: sqlite3.Connection, person: int) -> list[Link]:
    query = "SELECT person_id, other_id, score FROM identities WHERE person_id = ? AND outcome = 'same'"
    return [Link(*row) for row in connection.execute(query, (person,))]


def _neighbours(connection: sqlite3.Connection, person: int, merged: Iterable[tuple[int, int]]) -> set[int]:
    linked = {row for (row,) in connection.execute(_LINKED, (person,))}
    return linked | {i for pair in merged if person in pair for i in pair}


def _order(connection: sqlite3.Connection, people: Iterable[int]) -> dict[int, tuple[bool, bool, str, str]]:
    query = "SELECT name, uid FROM people WHERE id = ?"
    told = {person: connection.execute(query, (person,)).fetchone() for person in people}
    return {i: (not parse(split_role(name).name).is_full, name.isupper(), name, uid) for i, (name, uid) in told.items()}


def _uids(connection: sqlite3.Connection, *people: int) -> dict[int, str]:
    query = "SELECT uid FROM people WHERE id = ?"
    return {person: connection.execute(query, (person,)).fetchone()[0] for person in people}


def _reviewed(connection: sqlite3.Connection) -> bool:
    query = "SELECT EXISTS (SELECT 1 FROM reviews WHERE subject = 'person' AND verdict IN (?, ?))"
    return bool(connection.execute(query, (MERGE, SPLIT)).fetchone()[0])


def _verdicts(connection: sqlite3.Connection) -> dict[tuple[int, int], str]:
    """Return the latest verdict on each two rows that are stored."""
    query = (
        "SELECT min(one.id, other.id), max(one.id, other.id), reviews.verdict FROM reviews "
        "JOIN people AS one ON one.uid = reviews.person JOIN people AS other ON other.uid = reviews.other "
        "WHERE reviews.subject = 'person' AND reviews.verdict IN (?, ?) ORDER BY reviews.id"
    )
    return {(one, other): verdict for one, other, verdict in connection.execute(query, (MERGE, SPLIT))}
