"""What was said last?"""

from __future__ import annotations

import sqlite3

from quotes.queries.fulltext import Asked
from quotes.queries.statements import JOINS, Filters, Said, conditions, select
from quotes.queries.who_said import NEWEST, who_said

[(NAME, ORDER)] = NEWEST.items()


def newest(connection: sqlite3.Connection, words: str | None, filters: Filters, *, limit: int = 100) -> list[Said]:
    """Return the statements that were said last, undated ones behind all others; with `words`, those that hold them.

    Raises BadQuestion as `who_said` does.
    """
    if words:
        return who_said(connection, Asked((words,)), filters, limit=limit, sort=NAME).rows
    narrowed, parameters = conditions(connection, filters)
    page = f"SELECT s.id FROM statements s {JOINS} WHERE 1 {narrowed} ORDER BY {ORDER} LIMIT :limit"
    return select(connection, f"WHERE s.id IN ({page}) ORDER BY {ORDER}", parameters | {"limit": limit})
