"""Which of the statements found may have been taken back later: few pages tell it, and these are found first."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from quotes.lexicon import ENGLISH
from quotes.queries.force import is_said
from quotes.queries.fulltext import ROW, Asked, match, within
from quotes.queries.json_lists import json_uids
from quotes.queries.statements import Said
from quotes.queries.verify.later import taken_back, telling
from quotes.span import Span

LONGEST = 300_000  # characters of a source that is looked through: of a book it would take its time
MOST = 200  # sources at once


def withdrawals(connection: sqlite3.Connection, found: Sequence[tuple[Said, Span]]) -> dict[str, str]:
    """Return, by uid, with what statements may be taken back in which words stand, and where.

    Long sources are left out. One question to the index tells in which of the sources anything is taken back at all.
    """
    rows = [(row, hit) for row, hit in found if row.person and is_said(row.act, row.factuality)]
    where = _telling_sources(connection, [row.uid for row, _ in rows[:MOST]])
    told = ((row.uid, taken_back(connection, row, hit)) for row, hit in rows if row.source in where)
    return {uid: remark for uid, remark in told if remark}


def _telling_sources(connection: sqlite3.Connection, uids: Sequence[str]) -> set[str]:
    """Return the keys of the sources of statements that have any of the words with which things are taken back."""
    sources = connection.execute(_SOURCES, (json_uids(uids), LONGEST)).fetchall()
    if not sources:
        return set()
    asked = within(match(Asked(telling(ENGLISH), any_of=True)), [f"s{source}" for source, _ in sources])
    those = {source for (source,) in connection.execute(_TELLING, (asked,))}
    return {key for source, key in sources if source in those}


_SOURCES = """SELECT o.id, o.key FROM (SELECT DISTINCT s.source_id FROM json_each(?) asked
        CROSS JOIN statements s ON s.uid = asked.value) AS its
    CROSS JOIN sources o ON o.id = its.source_id AND length(o.text) <= ?"""
_TELLING = f"""SELECT DISTINCT s.source_id FROM search f CROSS JOIN statements s ON s.id = f.rowid & {ROW}
    WHERE search MATCH ?"""
