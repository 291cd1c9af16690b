"""Which source does a typed name mean?"""

from __future__ import annotations

import sqlite3

from quotes.errors import Advice, BadQuestion

SHOWN = 5  # of the sources that a name may mean


def source_called(connection: sqlite3.Connection, name: str) -> str:
    """Return the key of the one source called `name`: that is its key or that of a copy, or one ends so, or holds it.

    Raises BadQuestion when there is none, or several.
    """
    for query in (_AT, _ENDING, _HOLDING):
        found = [key for (key,) in connection.execute(query, {"name": name})]
        if len(found) > 1:
            shown = ", ".join(found[:SHOWN]) + (" …" if len(found) > SHOWN else "")
            raise BadQuestion(f"{name!r} may be any of {len(found)} sources: {shown}. Type more of it")
        if found:
            return str(found[0])
    raise BadQuestion(f"no source is called {name!r}", Advice.SOURCES)


_AT = """SELECT "key" FROM sources WHERE "key" = :name
    UNION SELECT sources."key" FROM copies JOIN sources ON sources.id = source_id WHERE copies."key" = :name"""
_ENDING = """SELECT "key" FROM sources WHERE substr("key", -length(:name) - 1) = '/' || :name
    UNION SELECT sources."key" FROM copies JOIN sources ON sources.id = source_id
    WHERE substr(copies."key", -length(:name) - 1) = '/' || :name"""
_HOLDING = 'SELECT "key" FROM sources WHERE instr(lower("key"), lower(:name)) ORDER BY "key"'
