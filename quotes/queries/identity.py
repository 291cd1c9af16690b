"""Why is this one person, and who else might be?"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence, Set
from typing import NamedTuple

from quotes.errors import Advice, UnknownName
from quotes.queries.json_lists import json_list
from quotes.queries.people import alike, candidates, identify
from quotes.store.identity.linked import UNSURE, verdicts
from quotes.text import fold
from quotes.verdict import in_force


class Appearance(NamedTuple):
    """A person as one source prints them; no source: none does any more, or a human gave the name."""

    uid: str
    spellings: str
    source: str | None
    statements: int
    offices: str | None  # why offices that are printed without a name are this person


class Judgement(NamedTuple):
    """What was decided about two appearances, why, and by whom: no author is the program."""

    outcome: str
    name: str
    other_name: str
    rule: str
    score: float | None
    evidence: str
    uid: str
    other_uid: str
    statements: int  # of both: how many answers hang on it
    author: str | None


class Undoing(NamedTuple):
    """A human decision that can be taken back, on two appearances, by their uids."""

    uid: str
    other_uid: str
    name: str
    other_name: str
    row: int  # of links
    author: str


class Known(NamedTuple):
    """A person as known, in short."""

    uid: str
    name: str
    statements: int
    sources: int


def appearances(connection: sqlite3.Connection, people: Sequence[int], *, limit: int = 50) -> list[Appearance]:
    """Return how sources print these people."""
    return [Appearance(*row) for row in connection.execute(_MET, (json_list(people), limit))]


# Of those only that are told of is it counted what they said.
_MET = """SELECT a.uid, a.name || coalesce((SELECT ',' || group_concat(value) FROM json_each(a.spellings)), ''), o.key,
        (SELECT count(*) FROM statements s WHERE s.source_id = a.source_id AND s.appearance_id = a.id),
        replace(a.offices, char(10), '; ')
    FROM (SELECT met.id FROM appearances met LEFT JOIN sources k ON k.id = met.source_id
        WHERE met.person_id IN (SELECT value FROM json_each(?)) ORDER BY k.key, met.uid LIMIT ?) first
    CROSS JOIN appearances a ON a.id = first.id LEFT JOIN sources o ON o.id = a.source_id ORDER BY o.key, a.uid"""


def judgements(connection: sqlite3.Connection, people: Sequence[int], *, limit: int = 50) -> list[Judgement]:
    """Return decisions that concern appearances of these people."""
    query = _EVIDENCE.format(decided=_OF, only="1 LIMIT ?2")
    return [Judgement(*row) for row in connection.execute(query, (json_list(people), limit))]


def unsure(connection: sqlite3.Connection, people: Sequence[int] | None = None, *, limit: int = 50) -> list[Judgement]:
    """Return the pairs that may be one person and wait for a human, those first on which most statements hang.

    With `people`, by their rows: only those that one of them is of.
    """
    query = _EVIDENCE.format(decided="links" if people is None else _OF, only=_UNDECIDED) + " ORDER BY 9 DESC, name"
    whose = () if people is None else (json_list(people),)
    spoken = standing(connection)
    found = [one for row in connection.execute(query, whose) if frozenset((one := Judgement(*row))[6:8]) not in spoken]
    of_people = {frozenset(pair): one for one in found[::-1] for pair in [_people_of(connection, *one[6:8])]}
    decided = {frozenset(_people_of(connection, *pair)) for pair in spoken}
    once = [*of_people.values(), *_called_only(connection, {*of_people} | decided, people)]
    return sorted(once, key=lambda one: (-one.statements, one.name))[:limit]


def _people_of(connection: sqlite3.Connection, *uids: str) -> tuple[int, ...]:
    query = "SELECT DISTINCT person_id FROM appearances WHERE uid IN (?, ?)"
    return tuple(row for (row,) in connection.execute(query, uids))


def standing(connection: sqlite3.Connection) -> dict[frozenset[str], str]:
    """Return the human verdict that stands on each two appearances, by their uids."""
    stands = verdicts(connection)
    ids = json_list({one for pair in stands for one in pair})
    uids = dict(
        connection.execute("SELECT a.id, uid FROM json_each(?) CROSS JOIN appearances a ON a.id = value", (ids,))
    )
    return {frozenset((uids[one], uids[other])): outcome for (one, other), outcome in stands.items()}


def _called_only(
    connection: sqlite3.Connection, known: Set[frozenset[int]], people: Sequence[int] | None
) -> Iterator[Judgement]:
    """Yield whom sources call by a surname only, each with the people of that surname, who may be the same."""
    full: dict[str, list[Row]] = {}
    bare: list[Row] = []
    for person in _persons(connection, people):
        if " " in person.sort_name:
            full.setdefault(fold(person.sort_name.partition(",")[0]), []).append(person)
        else:  # with a form of address, maybe: Ms Lindqvist
            bare.append(person)
    for one in bare:
        for other in full.get(fold(one.sort_name), ()):
            pair = frozenset((one.id, other.id))
            if pair not in known and (people is None or not pair.isdisjoint(people)):
                evidence = f"sources that call one {one.name} do not say who that is"
                told = "surname", None, evidence, one.uid, other.uid, one.statements + other.statements, None
                yield Judgement("unsure", one.name, other.name, *told)


class Row(NamedTuple):
    """A person, with the uid of an appearance."""

    id: int
    name: str
    sort_name: str
    uid: str
    statements: int


_PERSONS = """SELECT p.id, p.name, p.sort_name,
    (SELECT uid FROM appearances WHERE person_id = p.id ORDER BY id LIMIT 1),
    (SELECT count(*) FROM statements WHERE person_id = p.id) FROM people p WHERE kind = 'person'"""


def _persons(connection: sqlite3.Connection, people: Sequence[int] | None) -> Iterator[Row]:
    """Yield all persons; with `people`, those only who have a surname of theirs somewhere in a name."""
    if people is None:
        yield from (Row(*row) for row in connection.execute(_PERSONS))
        return
    those = connection.execute(
        "SELECT sort_name FROM people WHERE id IN (SELECT value FROM json_each(?))", (json_list(people),)
    )
    for surname in {fold(name.partition(",")[0]) for (name,) in those}:
        yield from (Row(*row) for row in connection.execute(f"{_PERSONS} {_OF_SURNAME}", (surname,)))


_OF_SURNAME = """AND id IN (
    SELECT person_id FROM names WHERE instr(' ' || folded || ' ', ' ' || ? || ' '))"""


# Each source is gone through once to count: of appearances alone statements have no index.
_EVIDENCE = """WITH found AS MATERIALIZED (
        SELECT i.outcome, one.name, other.name AS other_name, i.rule, i.score, i.evidence, one.uid,
            other.uid AS other_uid, i.author, one.id, other.id AS other_id, one.source_id,
            other.source_id AS other_source_id
        FROM {decided} i JOIN appearances one ON one.id = i.appearance_id
        JOIN appearances other ON other.id = i.other_id WHERE {only}),
    spoken AS MATERIALIZED (SELECT s.appearance_id AS id, count(*) AS statements FROM statements s
        WHERE s.source_id IN (SELECT source_id FROM found UNION SELECT other_source_id FROM found) GROUP BY 1)
    SELECT outcome, name, other_name, rule, score, evidence, uid, other_uid,
        coalesce(by_one.statements, 0) + coalesce(by_other.statements, 0), author
    FROM found LEFT JOIN spoken by_one ON by_one.id = found.id LEFT JOIN spoken by_other ON by_other.id = other_id"""
# As the view `reasons` has it, by way of the appearances: through the view all decisions would be read.
_PEOPLE = "(SELECT value FROM json_each(?1))"
_THEIRS = f"(SELECT id FROM appearances WHERE person_id IN {_PEOPLE})"
_OF = f"""(SELECT appearance_id, other_id, outcome, rule, score, evidence, author FROM links
        WHERE appearance_id IN {_THEIRS} OR other_id IN {_THEIRS}
        UNION ALL SELECT first.id, same.id, 'same', rule, score, evidence, NULL
        FROM (SELECT DISTINCT profile_id FROM appearances WHERE person_id IN {_PEOPLE}) AS met
        CROSS JOIN profiles ON profiles.id = met.profile_id AND rule IS NOT NULL
        CROSS JOIN appearances AS first ON first.id = (
            SELECT id FROM appearances WHERE profile_id = profiles.id ORDER BY id LIMIT 1)
        CROSS JOIN appearances AS same ON same.profile_id = profiles.id AND same.id <> first.id
        WHERE first.person_id IN {_PEOPLE} OR same.person_id IN {_PEOPLE})"""
_UNDECIDED = """i.outcome = 'unsure' AND i.author IS NULL AND one.person_id <> other.person_id"""


def last_decisions(connection: sqlite3.Connection) -> list[Undoing]:
    """Return what takes back the last decision of a human on people: on all the pairs that it was about.

    A decision that was taken back already is passed over, with what took it back.
    """
    rows = connection.execute(_BY_HUMANS).fetchall()
    left = in_force(rows, lambda row: frozenset(row[3:5]), lambda row: row[2] == UNSURE)
    return [Undoing._make((*row[3:], row[1])) for row in left[::-1] if row[:3] == left[-1][:3]]


_BY_HUMANS = """SELECT at, author, outcome, one.uid, other.uid, one.name, other.name, i.id
    FROM links i
    JOIN appearances one ON one.id = i.appearance_id JOIN appearances other ON other.id = i.other_id
    WHERE author IS NOT NULL ORDER BY i.id"""


def known_as(connection: sqlite3.Connection, uids: Collection[str]) -> list[Known]:
    """Return the people to whom these appearances belong."""
    return [Known(*row) for row in connection.execute(_KNOWN, (json.dumps([*uids]),))]


_KNOWN = """SELECT p.uid, p.name, (SELECT count(*) FROM statements s WHERE s.person_id = p.id),
        (SELECT count(DISTINCT source_id) FROM appearances a WHERE a.person_id = p.id)
    FROM people p WHERE id IN (
        SELECT person_id FROM appearances WHERE uid IN (SELECT value FROM json_each(?))) ORDER BY p.name, p.uid"""


def met_as(connection: sqlite3.Connection, name: str) -> str:
    """Return the uid of one appearance: `name` is that uid, a spelling of one person's, or a part of a name.

    Raises UnknownName when nobody is meant, and AmbiguousName when several are.
    """
    met = [
        (person, uid)
        for uid, person, first, others in connection.execute(_MET_AS, {"uid": name, "folded": fold(name)})
        if uid == name or fold(name) in map(fold, (first, *(json.loads(others) if others else ())))
    ]
    if met and len({person for person, _ in met}) == 1:
        return str(min(met)[1])
    found = candidates(connection, name)
    if len(found) > 1:
        identify(connection, name)  # which raises AmbiguousName, with all of them
    if not found:
        close = ", ".join(alike(connection, name))
        nobody = f"nobody here is called {name!r}"
        raise UnknownName(f"{nobody}; {close}?") if close else UnknownName(nobody, Advice.PEOPLE)
    query = "SELECT uid FROM appearances WHERE person_id = ? ORDER BY id LIMIT 1"
    return str(connection.execute(query, found).fetchone()[0])


_MET_AS = """SELECT uid, person_id, name, spellings FROM appearances
    WHERE uid = :uid OR person_id IN (SELECT person_id FROM names WHERE folded = :folded)"""


def merged(connection: sqlite3.Connection, one: str, other: str) -> list[tuple[str, str]]:
    """Return the uids of the appearances that humans have merged of those called as `one` is with those called as
    `other` is: whoever parts two names means all of the merges that tie them."""
    names = [
        connection.execute("SELECT name FROM appearances WHERE uid = ?", (uid,)).fetchone()[0] for uid in (one, other)
    ]
    sides = {fold(name) for name in names}
    called = {uid: fold(name) for uid, name in connection.execute(_MERGED)}
    stands = (tuple(sorted(pair)) for pair, outcome in standing(connection).items() if outcome == "same")
    return [(one, other) for one, other in stands if {called[one], called[other]} == sides and len(sides) > 1]


_MERGED = """SELECT uid, name FROM appearances
    WHERE id IN (SELECT appearance_id FROM links WHERE author IS NOT NULL
        UNION SELECT other_id FROM links WHERE author IS NOT NULL)"""
