"""Why is this one person, and who else might be?"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from quotes.errors import BadQuestion
from quotes.queries.people import candidates
from quotes.queries.statements import json_list
from quotes.text import fold


class Appearance(NamedTuple):
    """A person as met in one source; no source: a name that a human gave."""

    uid: str
    spellings: str
    source: str | None
    statements: int


class Judgement(NamedTuple):
    """What was decided about two people as met, and why."""

    outcome: str
    name: str
    other_name: str
    rule: str
    score: float | None
    evidence: str
    uid: str
    other_uid: str
    statements: int  # of both: how many answers hang on it


def appearances(connection: sqlite3.Connection, kin: tuple[int, ...], *, limit: int = 50) -> list[Appearance]:
    """Return the rows of the people with these numbers, as met in the sources."""
    return [Appearance(*row) for row in connection.execute(_MET, (json_list(kin), limit))]


_MET = """SELECT p.uid, group_concat(DISTINCT n.name), o.key,
        (SELECT count(*) FROM statements s WHERE s.person_id = p.id AND s.source_id = n.source_id)
    FROM people p JOIN names n ON n.person_id = p.id LEFT JOIN sources o ON o.id = n.source_id
    WHERE p.kin IN (SELECT value FROM json_each(?)) GROUP BY p.id, n.source_id ORDER BY o.key, p.uid LIMIT ?"""


def judgements(connection: sqlite3.Connection, kin: tuple[int, ...], *, limit: int = 50) -> list[Judgement]:
    """Return decisions that concern rows of the people with these numbers."""
    query = _EVIDENCE.format(decided=_OF, only="1") + " LIMIT ?2"
    return [Judgement(*row) for row in connection.execute(query, (json_list(kin), limit))]


def unsure(connection: sqlite3.Connection, *, limit: int = 50) -> list[Judgement]:
    """Return the pairs that may be one person and wait for a human, those first on which most statements hang."""
    query = _EVIDENCE.format(decided="identities", only=_UNDECIDED) + " ORDER BY 9 DESC, one.name LIMIT ?"
    return [Judgement(*row) for row in connection.execute(query, (limit,))]


_EVIDENCE = """SELECT i.outcome, one.name, other.name, i.rule, i.score, i.evidence, one.uid, other.uid,
        (SELECT count(*) FROM statements s WHERE s.person_id IN (one.id, other.id))
    FROM {decided} i JOIN people one ON one.id = i.person_id JOIN people other ON other.id = i.other_id
    WHERE {only}"""
# As the view `reasons` has it, by way of the people: through the view all decisions would be read.
_KIN = "(SELECT value FROM json_each(?1))"
_THEIRS = f"(SELECT id FROM people WHERE kin IN {_KIN})"
_OF = f"""(SELECT person_id, other_id, outcome, rule, score, evidence FROM identities
        WHERE person_id IN {_THEIRS} OR other_id IN {_THEIRS}
        UNION ALL SELECT first.id, same.id, 'same', rule, score, evidence
        FROM (SELECT DISTINCT form_id FROM people WHERE kin IN {_KIN}) AS met
        CROSS JOIN forms ON forms.id = met.form_id AND rule IS NOT NULL
        CROSS JOIN people AS first ON first.id = (
            SELECT id FROM people WHERE form_id = forms.id ORDER BY source_key, uid LIMIT 1)
        CROSS JOIN people AS same ON same.form_id = forms.id AND same.id <> first.id
        WHERE first.kin IN {_KIN} OR same.kin IN {_KIN})"""
_UNDECIDED = """i.outcome = 'unsure' AND one.kin <> other.kin
    AND NOT EXISTS (SELECT 1 FROM reviews r WHERE r.subject = 'person'
        AND r.person IN (one.uid, other.uid) AND r.other IN (one.uid, other.uid))"""


def met_as(connection: sqlite3.Connection, name: str) -> str:
    """Return the uid of one person as met: `name` is that uid, a spelling of one person's, or a part of a name.

    Raises BadQuestion when nobody, or more than one person, is meant.
    """
    row = connection.execute(_MET_AS, {"uid": name, "folded": fold(name)}).fetchone()
    if row and row[1] == 1:
        return str(row[0])
    found = candidates(connection, name)
    if len(found) != 1:
        raise BadQuestion(
            f"{name!r} is {'nobody' if not found else 'several people'} here: `quotes people` has the uids"
        )
    return str(connection.execute("SELECT uid FROM people WHERE kin = ? AND redirect_to IS NULL", found).fetchone()[0])


_MET_AS = """SELECT min(p.uid), count(DISTINCT p.kin)
    FROM people p WHERE p.uid = :uid OR (p.kin IN (SELECT kin FROM spellings WHERE folded = :folded)
        AND EXISTS (SELECT 1 FROM names n WHERE n.person_id = p.id AND n.folded = :folded))"""
