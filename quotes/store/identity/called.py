"""What a person is called: all that sources print of them, and by which of it they are known."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from functools import lru_cache

from quotes.lexicon import ENGLISH
from quotes.people.names import parse, split_role
from quotes.text import fold


def rename(connection: sqlite3.Connection, people: Iterable[int]) -> None:
    """Call `people` as most sources do: by a full name, if there is one, without marks and not in capitals."""
    for person in people:
        _spell(connection, person)
        found = connection.execute(_CALLED, (person,)).fetchall()
        if found:
            name, sort_name, kind, _ = min(found, key=lambda one: (_rank(one[0]), -one[3], _plain(one[0]), one[:3]))
            connection.execute(_RENAME, {"id": person, "name": name, "sort_name": sort_name, "kind": kind})


def _spell(connection: sqlite3.Connection, person: int) -> None:
    """Let a person be called all that sources print, and no more, besides aliases."""
    printed = {
        (name, "office" if kind == "office" else "printed")
        for first, others, kind in connection.execute(_SPELLED, (person,))
        for name in (first, *(json.loads(others) if others else ()))
    }
    known = {*connection.execute("SELECT name, kind FROM names WHERE person_id = ? AND kind <> 'alias'", (person,))}
    gone = [(person, *name) for name in known - printed]
    connection.executemany("DELETE FROM names WHERE person_id = ? AND name = ? AND kind = ?", gone)
    new = [(person, name, fold(name), kind) for name, kind in sorted(printed - known)]
    connection.executemany("INSERT INTO names (person_id, name, folded, kind) VALUES (?, ?, ?, ?)", new)


_SPELLED = """
SELECT DISTINCT name, spellings, kind FROM appearances WHERE person_id = ? AND source_id IS NOT NULL
"""


_CALLED = """
SELECT name, sort_name, kind, count(DISTINCT source_id) FROM appearances WHERE person_id = ? GROUP BY 1, 2, 3
"""
_RENAME = """
UPDATE people SET name = :name, sort_name = :sort_name, kind = :kind
WHERE id = :id AND (name, sort_name, kind) <> (:name, :sort_name, :kind)
"""


@lru_cache(maxsize=4096)
def _rank(name: str) -> tuple[bool, bool, bool]:
    marks = not name.replace(".", "").replace("'", "").replace("’", "").replace("-", "").replace(" ", "").isalpha()
    return not parse(split_role(name, ENGLISH).name, ENGLISH).is_full, marks, name.isupper()


def _plain(name: str) -> int:
    """Accents and curly apostrophes are never there by accident."""
    return -sum(not character.isascii() for character in name)
