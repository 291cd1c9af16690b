"""Which appearances are one person: the row of `people` that each belongs to.

What links them are decisions (decisions.py) and, above these, human verdicts: "same" links, "different" keeps apart
whatever else links. A person is called by the uid of the appearance that was stored first, so that neither another
file nor a merge moves it, and undoing a merge brings back the uid that was there before.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Set
from typing import NamedTuple

from quotes.store.identity import blocks, called, decisions, linked, occasions, profiles, tenures
from quotes.store.identity.groups import Link, groups, reach
from quotes.text import digest

SAME, DIFFERENT = "same", "different"


class Changed(NamedTuple):
    """What a batch of sources changes: appearances that are new, or have another profile, each with the profile;
    profiles cited in other years; appearances that are perhaps no longer linked as they were; what all sources decide
    on those of one name."""

    new: Mapping[int, int]
    moved: Mapping[int, int]
    redated: Collection[int]
    turned: Collection[int]
    weighed: blocks.Weighed


def settle(connection: sqlite3.Connection, changed: Changed, foremost: Collection[int]) -> set[int]:
    """Decide on what has changed; `foremost` are the new appearances that may be the first of their profile.

    Returns which others belong to another person now. Where none has moved, no link is lost and no human has spoken,
    people only grow: the new appearances, which belong to whom their profile does, and the people that they link to,
    become the one who was known first, as `regroup` would have it.
    """
    new, moved, redated, turned, weighed = changed
    here = {**new, **moved}
    lost = decisions.relate(connection, _by_profile(here), redated) | {*turned} | weighed.lost
    shaken = regroup(connection, _company(connection, lost)) if lost else set()
    near = {*foremost, *moved, *filter(None, (profiles.first(connection, profile) for profile in redated))}
    near |= weighed.linked | weighed.united
    one_of_each = {*{profile: row for row, profile in moved.items()}.values(), *weighed.united}
    found = [*linked.linked_people(connection, near), *linked.people_of_profile(connection, one_of_each)]
    links = [Link(person, other, 1.0) for person, other in found]
    met = {*people_of(connection, near).values(), *(link.one for link in links), *(link.other for link in links)}
    unsettled = {*people_of(connection, moved).values()} | linked.reviewed(connection)
    for group in groups(met, links, ()):
        if not unsettled.isdisjoint(group):
            shaken |= regroup(connection, _appearances(connection, group))
        elif len(group) > 1:
            shaken |= _join(connection, group, new.keys())
    return shaken - here.keys()


def leaders(connection: sqlite3.Connection, wanted: Collection[int]) -> dict[int | None, int | None]:
    """Return to whom new appearances of each profile will belong; None where there is nobody yet.

    A profile whose appearances are not one person whatever else is known is left out.
    """
    return dict(connection.execute(_LEADERS, (json.dumps([*wanted]),)).fetchall())


_LEADERS = """
SELECT profiles.id, (SELECT person_id FROM appearances WHERE profile_id = profiles.id ORDER BY id LIMIT 1)
FROM json_each(?) CROSS JOIN profiles ON profiles.id = value AND rule IS NOT NULL
"""


def dismiss(connection: sqlite3.Connection, rows: Collection[int]) -> set[int]:
    """Remove appearances that no source prints; return those who were one person with them, left to `regroup`.

    What a human has said something of stays. Their uids go on answering: another appearance takes over the person, or
    it is written down who they were.
    """
    left = _company(connection, rows) - set(rows)
    turned = move(connection, dict.fromkeys(rows))
    for row in sorted(rows):
        _let_go(connection, row)
    return left | (_company(connection, turned) - set(rows))


def _let_go(connection: sqlite3.Connection, row: int) -> None:
    if connection.execute(_SPOKEN_OF, {"row": row}).fetchone():
        connection.execute("UPDATE appearances SET source_id = NULL WHERE id = ?", (row,))
        return
    query = "SELECT uid, coalesce(founds, uid), name, person_id FROM appearances WHERE id = ?"
    uid, founded, name, person = connection.execute(query, (row,)).fetchone()
    query = "SELECT id FROM appearances WHERE person_id = ? AND id <> ? ORDER BY id LIMIT 1"
    heir = connection.execute(query, (person, row)).fetchone()
    (is_founder,) = connection.execute("SELECT uid = ? FROM people WHERE id = ?", (founded, person)).fetchone()
    if heir and is_founder:
        connection.execute("UPDATE appearances SET founds = ? WHERE id = ?", (founded, *heir))
    connection.execute("DELETE FROM appearances WHERE id = ?", (row,))
    for gone in {uid, founded} - ({founded} if heir and is_founder else set()):
        connection.execute(_FORMER, (gone, person if heir else None, name))
    if not heir:
        _drop(connection, person)


_SPOKEN_OF = """
SELECT 1 FROM links WHERE (appearance_id = :row OR other_id = :row) AND author IS NOT NULL
UNION ALL SELECT 1 FROM aliases WHERE appearance_id = :row
"""
_FORMER = "INSERT OR REPLACE INTO former_people (uid, person_id, name) VALUES (?, ?, ?)"


def move(connection: sqlite3.Connection, rows: Mapping[int, int | None]) -> set[int]:
    """Give appearances other profiles, or none: others stand for the ones they had, and a profile of nobody goes.

    Returns the appearances of profiles whose appearances are now one person, or no longer are.
    """
    left = _held(connection, rows)
    connection.executemany("UPDATE appearances SET profile_id = ? WHERE id = ?", [(p, row) for row, p in rows.items()])
    decisions.forget(connection, rows)
    turned = decisions.judge(connection, profiles.recite(connection, left))
    turned |= set().union(*blocks.weigh(connection, left, left))
    firsts = {profile: profiles.first(connection, profile) for profile in sorted(left)}
    gone = [(profile,) for profile, first in firsts.items() if first is None]
    connection.executemany("DELETE FROM profiles WHERE id = ?", gone)
    decisions.relate(connection, {profile: {first} for profile, first in firsts.items() if first is not None})
    return turned


def regroup(connection: sqlite3.Connection, rows: Iterable[int]) -> set[int]:
    """Let every appearance linked to `rows` belong to the person whom its group makes.

    Returns all that the links reach.
    """
    spoken = linked.verdicts(connection)
    merged = [pair for pair, verdict in spoken.items() if verdict == SAME]
    reached = reach(rows, lambda row: linked.neighbours(connection, row, merged))
    links = [link for row in sorted(reached) for link in linked.links_of(connection, row)]
    links += [Link(*pair, 1.0, human=True) for pair in merged if pair[0] in reached]
    order = _order(connection, reached)
    links.sort(key=lambda link: (not link.human, -link.score, order[link.one], order[link.other]))
    parted = [pair for pair, verdict in spoken.items() if verdict == DIFFERENT]
    taken: set[str] = set()
    for group in sorted(groups(sorted(reached), links, parted), key=min):
        taken.add(_lead(connection, group, taken))
    return reached


def people_of(connection: sqlite3.Connection, rows: Iterable[int]) -> dict[int, int]:
    """Return the person whom each appearance belongs to."""
    query = "SELECT appearances.id, person_id FROM json_each(?) CROSS JOIN appearances ON appearances.id = value"
    return dict(connection.execute(query, (json.dumps([*rows]),)).fetchall())


def review(connection: sqlite3.Connection, rows: Collection[int]) -> None:
    """Group appearances anew after a human verdict on them, and the occasions that they took part in."""
    shaken = regroup(connection, _company(connection, rows))
    occasions.relate(connection, occasions.events_of(connection, shaken))


def _join(connection: sqlite3.Connection, group: Collection[int], new: Set[int]) -> set[int]:
    """Make one person of several.

    Returns the appearances that are now with others than new ones: of all but the one with the most.
    """
    companies = {person: _appearances(connection, [person]) for person in group}
    first = min(group, key=lambda person: min(companies[person]))
    *others, _ = sorted(companies.values(), key=lambda company: (not company <= new, len(company)))
    rows = [row for person, company in companies.items() if person != first for row in company]
    _belong(connection, rows, first)
    for person in group:
        if person != first:
            _drop(connection, person)
    called.rename(connection, [first])
    return set().union(*others)


def _lead(connection: sqlite3.Connection, group: Collection[int], taken: Collection[str]) -> str:
    """Let `group` be one person, who may be new, and let go of people who have nothing left; return the uid.

    It is that of the first of the group or, where `taken` by others who began as the same person, one of its own.
    """
    had = people_of(connection, group)
    uid, own = connection.execute(_FOUNDED, (min(group),)).fetchone()
    if uid in taken:
        uid = own if own not in taken else digest("person", own)
        connection.execute("UPDATE appearances SET founds = ? WHERE id = ?", (uid, min(group)))
    found = connection.execute("SELECT id FROM people WHERE uid = ?", (uid,)).fetchone()
    person = int(found[0]) if found else _new(connection, uid, min(group))
    _belong(connection, [row for row in group if had[row] != person], person)
    left = {*had.values()} - {person}
    for one in left:
        if not connection.execute("SELECT 1 FROM appearances WHERE person_id = ? LIMIT 1", (one,)).fetchone():
            _drop(connection, one)
    called.rename(connection, [person, *left])
    return str(uid)


_FOUNDED = "SELECT coalesce(founds, uid), uid FROM appearances WHERE id = ?"


def _new(connection: sqlite3.Connection, uid: str, row: int) -> int:
    query = (
        "INSERT INTO people (uid, name, sort_name, kind) SELECT ?, name, sort_name, kind FROM appearances WHERE id = ?"
    )
    return connection.execute(query, (uid, row)).lastrowid or 0


def _belong(connection: sqlite3.Connection, rows: Collection[int], person: int) -> None:
    """Let appearances, and what they say, are called and were, belong to `person`."""
    if not rows:
        return
    shown = tenures.shown_of(connection, rows)
    named = (("appearances", "id"), ("names", "appearance_id"), ("speakers", "appearance_id"))  # of names, aliases
    for table, column in named:
        query = f"UPDATE OR IGNORE {table} SET person_id = ? WHERE {column} = ?"
        connection.executemany(query, [(person, row) for row in rows])
    query = f"UPDATE statements SET person_id = ?2 WHERE {tenures.OF_APPEARANCES}"
    connection.execute(query, (json.dumps([*rows]), person))
    tenures.cite(connection, (one._replace(person=person) for one in shown))
    tenures.release(connection, shown)


def _drop(connection: sqlite3.Connection, person: int) -> None:
    """Remove a person to whom nothing belongs any more."""
    heir = "(SELECT person_id FROM appearances WHERE appearances.uid = people.uid OR founds = people.uid)"
    query = f"UPDATE former_people SET person_id = (SELECT {heir} FROM people WHERE id = ?1) WHERE person_id = ?1"
    connection.execute(query, (person,))
    for table in ("tenures", "names"):  # in bulk, no reference takes them along
        connection.execute(f"DELETE FROM {table} WHERE person_id = ?", (person,))
    connection.execute("DELETE FROM people WHERE id = ?", (person,))


def _appearances(connection: sqlite3.Connection, people: Iterable[int]) -> set[int]:
    query = "SELECT id FROM appearances WHERE person_id = ?"
    return {row for person in people for (row,) in connection.execute(query, (person,))}


def _company(connection: sqlite3.Connection, rows: Iterable[int]) -> set[int]:
    """Return `rows` and all that are one person with them."""
    return {*rows, *_appearances(connection, {*people_of(connection, rows).values()})}


def _by_profile(rows: Mapping[int, int]) -> dict[int, list[int]]:
    """Return which of the appearances have each profile."""
    found: dict[int, list[int]] = {}
    for row, profile in rows.items():
        found.setdefault(profile, []).append(row)
    return dict(sorted(found.items()))


def _held(connection: sqlite3.Connection, rows: Iterable[int]) -> set[int]:
    """Return the profiles of appearances."""
    query = "SELECT profile_id FROM appearances WHERE id = ? AND profile_id IS NOT NULL"
    return {profile for row in rows for (profile,) in connection.execute(query, (row,))}


def _order(connection: sqlite3.Connection, rows: Collection[int]) -> dict[int, str]:
    """Return what puts appearances in an order that does not hang on when they came."""
    query = "SELECT appearances.id, uid FROM json_each(?) CROSS JOIN appearances ON appearances.id = value"
    return dict(connection.execute(query, (json.dumps([*rows]),)).fetchall())
