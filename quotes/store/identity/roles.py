"""Roles, a row for each post however it is printed (people/posts.py), and the spellings in which it is.

A role is shown in the spelling that leads with the title, has it in full and is the shortest: of those that are printed
now, whichever came first.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from quotes.store.told import RoleRow


class Spelled(NamedTuple):
    """The numbers of a spelling and of its role, and of the role that it was held to be of until words changed."""

    spelling: int
    role: int
    before: int | None = None


def stored(connection: sqlite3.Connection, printed: RoleRow) -> Spelled:
    """Store a spelling and its role, where they are new, and return their numbers."""
    known = connection.execute(_KNOWN, (printed.uid,)).fetchone()
    if known and known[2] == printed.post:
        return Spelled(*known[:2])
    role = _role(connection, printed)
    if known:
        connection.execute("UPDATE role_spellings SET role_id = ? WHERE id = ?", (role, known[0]))
        found = Spelled(known[0], role, known[1])
    else:
        spelling = (printed.uid, role, printed.text, printed.title, printed.body, printed.folded_title)
        found = Spelled(connection.execute(_SPELLING, spelling).lastrowid or 0, role)
    connection.execute(_SHOW, (role,))
    return found


def release(connection: sqlite3.Connection, role: int) -> None:
    """Remove the spellings of a role in which nothing is said any more, and the role when none is left."""
    if connection.execute(_UNSPOKEN, (role,)).rowcount or not connection.execute(_SPELLED, (role,)).fetchone():
        connection.execute(_UNSPELLED, (role,))
        connection.execute(_SHOW, (role,))


def _role(connection: sqlite3.Connection, printed: RoleRow) -> int:
    found = connection.execute("SELECT id FROM roles WHERE uid = ?", (printed.post,)).fetchone()
    if found:
        return int(found[0])
    role = (printed.post, printed.text, printed.title, printed.body, printed.country)
    return connection.execute(_ROLE, role).lastrowid or 0


_KNOWN = """SELECT role_spellings.id, role_id, roles.uid FROM role_spellings JOIN roles ON roles.id = role_id
    WHERE role_spellings.uid = ?"""
_ROLE = "INSERT INTO roles (uid, text, title, body, country) VALUES (?, ?, ?, ?, ?)"
_SPELLING = "INSERT INTO role_spellings (uid, role_id, text, title, body, folded_title) VALUES (?, ?, ?, ?, ?, ?)"
_SPELLED = "SELECT 1 FROM role_spellings WHERE role_id = ?"
_UNSPOKEN = """DELETE FROM role_spellings WHERE role_id = ?
    AND NOT EXISTS (SELECT 1 FROM statement_roles WHERE spelling_id = role_spellings.id)"""
_UNSPELLED = """DELETE FROM roles WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM role_spellings WHERE role_id = ?1)
    AND NOT EXISTS (SELECT 1 FROM tenures WHERE role_id = ?1)"""
SHOWN = """SELECT text, title, body FROM role_spellings WHERE role_id = roles.id
    ORDER BY instr(text, title) <> 1, title LIKE '%.', length(text), text, uid LIMIT 1"""
_SHOW = f"""UPDATE roles SET (text, title, body) = ({SHOWN})
    WHERE id = ? AND EXISTS (SELECT 1 FROM role_spellings WHERE role_id = roles.id)"""
