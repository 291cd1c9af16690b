"""How much was searched: what an answer of "nothing" is worth."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple


class Coverage(NamedTuple):
    """What the database holds."""

    statements: int
    sources: int
    earliest: str | None
    latest: str | None
    speakerless: int  # not the outlet's own words, and yet nobody known said them


def unjudged(connection: sqlite3.Connection) -> int:
    """Return of how many statements nobody knows if they were said: an older version read them, and none since."""
    query = "SELECT count(*) FROM statements INDEXED BY ix_statements_unjudged WHERE factuality IS NULL"
    return int(connection.execute(query).fetchone()[0])


def coverage(connection: sqlite3.Connection) -> Coverage:
    """Return what there is to search."""
    row = connection.execute(
        """SELECT (SELECT count(*) FROM statements), (SELECT count(*) FROM sources),
            (SELECT min(said_earliest) FROM statements WHERE said_latest > ''),
            (SELECT max(said_latest) FROM statements WHERE said_earliest > ''),
            (SELECT count(*) FROM statements INDEXED BY ix_statements_speakerless
                WHERE person_id IS NULL AND manner <> 'narrated')"""
    ).fetchone()
    return Coverage(*row)


def held(searched: Coverage) -> str:
    """Return, in words, how many statements were searched, and from how many sources they are."""
    return f"{counted(searched.statements, 'statement')} from {counted(searched.sources, 'source')}"


def counted(number: int, noun: str, whole: bool = True) -> str:
    """Return `number` and `noun` in its plural where it needs it; not `whole`: there are at least so many."""
    return f"{'' if whole else 'at least '}{number:,} {noun}{'' if number == 1 else 's'}"
