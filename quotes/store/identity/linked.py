"""What links appearances: decisions of the program, those of a profile among them, and verdicts of humans."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from quotes.store.identity.groups import Link
from quotes.verdict import in_force

UNSURE = "unsure"  # of a human: the verdict before it on the same two counts no more
_LINKED = """
SELECT other_id AS id FROM reasons WHERE appearance_id = ?1 AND outcome = 'same' AND author IS NULL
UNION SELECT appearance_id FROM reasons WHERE other_id = ?1 AND outcome = 'same' AND author IS NULL
"""
_LINKED_PEOPLE = """
SELECT one.person_id, other.person_id FROM json_each(?1) CROSS JOIN appearances AS one ON one.id = value
CROSS JOIN links ON appearance_id = one.id AND outcome = 'same' AND author IS NULL
JOIN appearances AS other ON other.id = other_id
UNION ALL SELECT one.person_id, other.person_id FROM json_each(?1) CROSS JOIN appearances AS one ON one.id = value
CROSS JOIN links ON other_id = one.id AND outcome = 'same' AND author IS NULL
JOIN appearances AS other ON other.id = appearance_id
"""
_PEOPLE_OF_PROFILE = """
SELECT DISTINCT met.person_id, same.person_id FROM json_each(?)
CROSS JOIN appearances AS met ON met.id = value CROSS JOIN profiles ON profiles.id = met.profile_id AND rule IS NOT NULL
CROSS JOIN appearances AS same ON same.profile_id = profiles.id
"""


def people_of_profile(connection: sqlite3.Connection, rows: Iterable[int]) -> list[tuple[int, int]]:
    """Return the people of `rows`, each with those to whom others of the same profile belong."""
    return connection.execute(_PEOPLE_OF_PROFILE, (json.dumps([*rows]),)).fetchall()


def linked_people(connection: sqlite3.Connection, rows: Iterable[int]) -> list[tuple[int, int]]:
    """Return the people of `rows`, each with those to whom a decision on two profiles links them."""
    return connection.execute(_LINKED_PEOPLE, (json.dumps([*rows]),)).fetchall()


def links_of(connection: sqlite3.Connection, row: int) -> list[Link]:
    """Return the links of the program that are kept with an appearance."""
    query = """SELECT appearance_id, other_id, score FROM reasons
        WHERE appearance_id = ? AND outcome = 'same' AND author IS NULL"""
    return [Link(*found) for found in connection.execute(query, (row,))]


def neighbours(connection: sqlite3.Connection, row: int, merged: Iterable[tuple[int, int]]) -> set[int]:
    """Return the appearances that an appearance is linked to, by the program or as humans have `merged` them."""
    linked = {other for (other,) in connection.execute(_LINKED, (row,))}
    return linked | {i for pair in merged if row in pair for i in pair}


def reviewed(connection: sqlite3.Connection) -> set[int]:
    """Return the people of whom a human has spoken."""
    query = """SELECT person_id FROM links JOIN appearances ON appearances.id IN (appearance_id, other_id)
        WHERE author IS NOT NULL"""
    return {person for (person,) in connection.execute(query)}


def verdicts(connection: sqlite3.Connection) -> dict[tuple[int, int], str]:
    """Return the human verdict that stands on each two appearances: the latest, but for what was taken back."""
    query = """SELECT min(appearance_id, other_id), max(appearance_id, other_id), outcome FROM links
        WHERE author IS NOT NULL ORDER BY id"""
    rows = connection.execute(query).fetchall()
    return {row[:2]: row[2] for row in in_force(rows, lambda row: row[:2], lambda row: row[2] == UNSURE)}
