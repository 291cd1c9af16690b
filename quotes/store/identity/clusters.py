"""Which rows of `people` are one person: the row that all of one person lead to, and the number that they share.

What links them are decisions (decisions.py) and, above these, human verdicts: a merge links, a split keeps apart
whatever else links.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Set
from functools import lru_cache
from typing import NamedTuple

from quotes.lexicon import ENGLISH
from quotes.people.names import parse, split_role
from quotes.store import decisions, forms, occasions, tenures
from quotes.store.identity.groups import Link, groups, reach

MERGE, SPLIT = "merge", "split"


class Changed(NamedTuple):
    """What a batch of sources changes: people who are new, or have another form, each with the form; forms cited in
    other years; people who are perhaps no longer linked as they were."""

    new: Mapping[int, int]
    moved: Mapping[int, int]
    redated: Collection[int]
    turned: Collection[int]


def settle(connection: sqlite3.Connection, changed: Changed, foremost: Collection[int]) -> set[int]:
    """Decide on what has changed; `foremost` are the new people who may be the first of their form, or of all.

    Returns who else is grouped otherwise. Where nobody has moved, no link is lost and no human has spoken, groups only
    grow: the new ones, who follow whomever their form does, and the groups that they link to, follow the first of all,
    as `regroup` would have it.
    """
    new, moved, redated, turned = changed
    people = {**new, **moved}
    lost = decisions.relate(connection, _by_form(people), redated) | {*turned}
    shaken = regroup(connection, _company(connection, lost)) if lost else set()
    linked = {*foremost, *moved, *filter(None, (forms.first(connection, form) for form in redated))}
    one_of_each = {form: person for person, form in moved.items()}.values()
    found = [*_linked_heads(connection, linked), *_heads(connection, linked), *_heads_of_form(connection, one_of_each)]
    links = [Link(head, row, 1.0) for row, head in found]
    unsettled = {head for _, head in _heads(connection, moved)} | _reviewed_heads(connection)
    for group in groups({*linked, *(link.one for link in links)}, links, ()):
        if not unsettled.isdisjoint(group):
            shaken |= regroup(connection, _company(connection, group))
        elif len(group) > 1:
            shaken |= _join(connection, group, new.keys())
    return shaken - people.keys()


def leaders(connection: sqlite3.Connection, wanted: Collection[int]) -> dict[int | None, tuple[int, int] | None]:
    """Return whom new people of each form will follow, with the number of both; None where there is nobody yet.

    A form whose people are not one person whatever else is known is left out.
    """
    found = connection.execute(_LEADERS, (json.dumps([*wanted]),))
    return {form: head and (head, number) for form, head, number in found}


_LEADERS = """
SELECT forms.id, coalesce(one.redirect_to, one.id), one.kin
FROM json_each(?) CROSS JOIN forms ON forms.id = value AND rule IS NOT NULL LEFT JOIN people AS one
ON one.id = (SELECT id FROM people WHERE form_id = forms.id ORDER BY source_key, uid LIMIT 1)
"""


def dismiss(connection: sqlite3.Connection, people: Collection[int]) -> set[int]:
    """Let go of `people`, whose rows are about to be removed; return those who are left to `regroup` after that."""
    if not people:
        return set()
    left = _company(connection, people) - set(people)
    connection.executemany("UPDATE people SET redirect_to = NULL WHERE id = ?", [(i,) for i in left | set(people)])
    return left | _company(connection, move(connection, dict.fromkeys(people)))


def move(connection: sqlite3.Connection, people: Mapping[int, int | None]) -> set[int]:
    """Give `people` other forms, or none: others stand for the forms they had, and a form of nobody goes.

    Returns the people of forms whose people are now one person, or no longer are.
    """
    left = _held(connection, people)
    connection.executemany("UPDATE people SET form_id = ? WHERE id = ?", [(form, i) for i, form in people.items()])
    decisions.forget(connection, people)
    turned = decisions.judge(connection, forms.recite(connection, left))
    firsts = {form: forms.first(connection, form) for form in sorted(left)}
    gone = [(form,) for form, first in firsts.items() if first is None]
    connection.executemany("DELETE FROM forms WHERE id = ?", gone)
    decisions.relate(connection, {form: {first} for form, first in firsts.items() if first is not None})
    return turned


def regroup(connection: sqlite3.Connection, people: Iterable[int]) -> set[int]:
    """Lead everyone linked to `people` to the first of the group: by full name, not in capitals, by name, by source.

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
    found = list(groups(sorted(reached), links, parted))
    for group in found:
        first = min(group, key=order.__getitem__)
        rows = [(None if row == first else first, row) for row in group]
        connection.executemany("UPDATE people SET redirect_to = ? WHERE id = ?", rows)
    _renumber(connection, found)
    return reached


def numbers(connection: sqlite3.Connection, people: Iterable[int]) -> dict[int, int]:
    """Return the kin of `people`: a number that all rows of one person share, and that no other row has."""
    query = "SELECT people.id, kin FROM json_each(?) CROSS JOIN people ON people.id = value"
    return dict(connection.execute(query, (json.dumps([*people]),)).fetchall())


def review(connection: sqlite3.Connection, people: Collection[int]) -> None:
    """Group `people` anew after a human verdict on them, and the occasions that they took part in."""
    shaken = regroup(connection, _company(connection, people))
    occasions.relate(connection, occasions.events_of(connection, shaken))


def _join(connection: sqlite3.Connection, group: Collection[int], new: Set[int]) -> set[int]:
    """Lead all of `group`, heads of groups and new ones who follow them, and their company, to the first of them.

    Returns those who are now with others than the new ones: where several groups are joined, all but the largest.
    """
    heads = [row for row, head in _heads(connection, group) if row == head]
    companies = [_company(connection, [head]) for head in heads] if len(heads) > 1 else []
    order = _order(connection, group)
    first = min(group, key=order.__getitem__)
    follow = "UPDATE people SET redirect_to = ?1 WHERE redirect_to = ?2 OR id = ?2"
    connection.executemany(follow, [(first, head) for head in heads if head != first])
    connection.execute("UPDATE people SET redirect_to = NULL WHERE id = ? AND redirect_to IS NOT NULL", (first,))
    *others, kept = sorted(companies, key=lambda company: (not company <= new, len(company))) or [set()]
    joined: set[int] = set().union(*others)
    if joined:
        one = next(iter(kept))
        _number(connection, numbers(connection, [one])[one], joined)
    return joined


def _renumber(connection: sqlite3.Connection, grouped: Iterable[Collection[int]]) -> None:
    """Give each group a number of its own: one that its rows have, the largest group first, else a new one."""
    taken: set[int] = set()
    for group in sorted(grouped, key=len, reverse=True):
        had = numbers(connection, group)
        usual = [kin for kin, _ in Counter(had.values()).most_common() if kin not in taken]
        kin = usual[0] if usual else _next_number(connection)
        taken.add(kin)
        _number(connection, kin, (row for row in group if had[row] != kin))


def _number(connection: sqlite3.Connection, kin: int, people: Iterable[int]) -> None:
    """Let `people` have the number `kin`; a trigger of the table tells their statements."""
    rows = [row for row, had in numbers(connection, people).items() if had != kin]
    shown = tenures.shown_of(connection, rows)
    connection.executemany("UPDATE people SET kin = ? WHERE id = ?", [(kin, row) for row in rows])
    tenures.cite(connection, (one._replace(kin=kin) for one in shown))
    tenures.release(connection, shown)


def _next_number(connection: sqlite3.Connection) -> int:
    (last,) = connection.execute("SELECT max(kin) FROM people").fetchone()
    return int(last) + 1


_LINKED = """
SELECT other_id AS id FROM reasons WHERE person_id = ?1 AND outcome = 'same'
UNION SELECT person_id FROM reasons WHERE other_id = ?1 AND outcome = 'same'
"""


_LINKED_HEADS = """
SELECT person_id, coalesce(redirect_to, people.id) FROM json_each(?1)
CROSS JOIN identities ON person_id = value AND outcome = 'same' JOIN people ON people.id = other_id
UNION ALL SELECT other_id, coalesce(redirect_to, people.id) FROM json_each(?1)
CROSS JOIN identities ON other_id = value AND outcome = 'same' JOIN people ON people.id = person_id
"""


_HEADS_OF_FORM = """
SELECT DISTINCT met.id, coalesce(same.redirect_to, same.id) FROM json_each(?) CROSS JOIN people AS met ON met.id = value
CROSS JOIN forms ON forms.id = met.form_id AND rule IS NOT NULL CROSS JOIN people AS same ON same.form_id = forms.id
"""


def _heads_of_form(connection: sqlite3.Connection, people: Iterable[int]) -> list[tuple[int, int]]:
    """Return which of `people` is linked to which group by way of their form."""
    return connection.execute(_HEADS_OF_FORM, (json.dumps([*people]),)).fetchall()


def _linked_heads(connection: sqlite3.Connection, people: Iterable[int]) -> list[tuple[int, int]]:
    """Return which of `people` is linked to which group by a decision on two forms."""
    return connection.execute(_LINKED_HEADS, (json.dumps([*people]),)).fetchall()


def _company(connection: sqlite3.Connection, people: Iterable[int]) -> set[int]:
    """Return `people` and all who are led to the same rows as they."""
    heads = {head for _, head in _heads(connection, people)}
    query = "SELECT id FROM people WHERE id = ?1 OR redirect_to = ?1"
    return {row for head in heads for (row,) in connection.execute(query, (head,))}


def _heads(connection: sqlite3.Connection, people: Iterable[int]) -> list[tuple[int, int]]:
    query = "SELECT id, coalesce(redirect_to, id) FROM people WHERE id = ?"
    return [connection.execute(query, (person,)).fetchone() for person in people]


def _by_form(people: Mapping[int, int]) -> dict[int, list[int]]:
    """Return who of `people` has each form."""
    found: dict[int, list[int]] = {}
    for person, form in people.items():
        found.setdefault(form, []).append(person)
    return dict(sorted(found.items()))


def _held(connection: sqlite3.Connection, people: Iterable[int]) -> set[int]:
    """Return the forms of `people`."""
    query = "SELECT form_id FROM people WHERE id = ? AND form_id IS NOT NULL"
    return {form for person in people for (form,) in connection.execute(query, (person,))}


def _links(connection: sqlite3.Connection, person: int) -> list[Link]:
    query = "SELECT person_id, other_id, score FROM reasons WHERE person_id = ? AND outcome = 'same'"
    return [Link(*row) for row in connection.execute(query, (person,))]


def _neighbours(connection: sqlite3.Connection, person: int, merged: Iterable[tuple[int, int]]) -> set[int]:
    linked = {row for (row,) in connection.execute(_LINKED, (person,))}
    return linked | {i for pair in merged if person in pair for i in pair}


def _order(connection: sqlite3.Connection, people: Collection[int]) -> dict[int, tuple[bool, bool, str, str, str]]:
    query = "SELECT people.id, name, source_key, uid FROM json_each(?) CROSS JOIN people ON people.id = value"
    told = connection.execute(query, (json.dumps([*people]),))
    return {i: (*_rank(name), key or "", uid) for i, name, key, uid in told}


@lru_cache(maxsize=4096)
def _rank(name: str) -> tuple[bool, bool, str]:
    return not parse(split_role(name, ENGLISH).name, ENGLISH).is_full, name.isupper(), name


def _reviewed_heads(connection: sqlite3.Connection) -> set[int]:
    """Return the groups of those on whom a human has spoken."""
    query = (
        "SELECT coalesce(redirect_to, people.id) FROM reviews JOIN people ON uid IN (person, other) "
        "WHERE subject = 'person' AND verdict IN (?, ?)"
    )
    return {head for (head,) in connection.execute(query, (MERGE, SPLIT))}


def _verdicts(connection: sqlite3.Connection) -> dict[tuple[int, int], str]:
    """Return the latest verdict on each two rows that are stored."""
    query = (
        "SELECT min(one.id, other.id), max(one.id, other.id), reviews.verdict FROM reviews "
        "JOIN people AS one ON one.uid = reviews.person JOIN people AS other ON other.uid = reviews.other "
        "WHERE reviews.subject = 'person' AND reviews.verdict IN (?, ?) ORDER BY reviews.id"
    )
    return {(one, other): verdict for one, other, verdict in connection.execute(query, (MERGE, SPLIT))}
