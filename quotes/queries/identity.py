"""Why is this one person, and who else might be?"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from quotes.errors import BadQuestion
from quotes.queries.people import candidates
from quotes.queries.statements import json_list
from quotes.text import fold


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


def appearances(connection: sqlite3.Connection, people: Sequence[int], *, limit: int = 50) -> list[Appearance]:
    """Return how sources print these people."""
    return [Appearance(*row) for row in connection.execute(_MET, (json_list(people), limit))]


_MET = """SELECT a.uid, a.name || coalesce((SELECT ',' || group_concat(value) FROM json_each(a.spellings)), ''), o.key,
        (SELECT count(*) FROM statements s WHERE s.source_id = a.source_id AND s.appearance_id = a.id),
        replace(a.offices, char(10), '; ')
    FROM appearances a LEFT JOIN sources o ON o.id = a.source_id
    WHERE a.person_id IN (SELECT value FROM json_each(?)) ORDER BY o.key, a.uid LIMIT ?"""


def judgements(connection: sqlite3.Connection, people: Sequence[int], *, limit: int = 50) -> list[Judgement]:
    """Return decisions that concern appearances of these people."""
    query = _EVIDENCE.format(decided=_OF, only="1") + " LIMIT ?2"
    return [Judgement(*row) for row in connection.execute(query, (json_list(people), limit))]


def unsure(connection: sqlite3.Connection, *, limit: int = 50) -> list[Judgement]:
    """Return the pairs that may be one person and wait for a human, those first on which most statements hang."""
    query = _EVIDENCE.format(decided="links", only=_UNDECIDED) + " ORDER BY 9 DESC, name LIMIT ?"
    return [Judgement(*row) for row in connection.execute(query, (limit,))]


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
_UNDECIDED = """i.outcome = 'unsure' AND i.author IS NULL AND one.person_id <> other.person_id
    AND NOT EXISTS (SELECT 1 FROM links h WHERE h.author IS NOT NULL
        AND h.appearance_id IN (i.appearance_id, i.other_id) AND h.other_id IN (i.appearance_id, i.other_id))"""


def met_as(connection: sqlite3.Connection, name: str) -> str:
    """Return the uid of one appearance: `name` is that uid, a spelling of one person's, or a part of a name.

    Raises BadQuestion when nobody, or more than one person, is meant.
    """
    met = [
        (person, uid)
        for uid, person, first, others in connection.execute(_MET_AS, {"uid": name, "folded": fold(name)})
        if uid == name or fold(name) in map(fold, (first, *(json.loads(others) if others else ())))
    ]
    if met and len({person for person, _ in met}) == 1:
        return str(min(met)[1])
    found = candidates(connection, name)
    if len(found) != 1:
        raise BadQuestion(
            f"{name!r} is {'nobody' if not found else 'several people'} here: `quotes people` has the uids"
        )
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
    latest: dict[tuple[str, str], tuple[str, set[str]]] = {}
    for *pair, outcome, name, other_name in connection.execute(_MERGED):
        latest[min(pair), max(pair)] = outcome, {fold(name), fold(other_name)}
    return [
        pair for pair, (outcome, called) in latest.items() if outcome == "same" and called == sides and len(sides) > 1
    ]


_MERGED = """SELECT one.uid, other.uid, outcome, one.name, other.name FROM links
    JOIN appearances one ON one.id = appearance_id JOIN appearances other ON other.id = other_id
    WHERE author IS NOT NULL ORDER BY links.id"""
