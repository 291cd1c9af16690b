"""Statements as they were before their source was read otherwise: their uids go on answering."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

SAME_WORDS = 75  # rapidfuzz's ratio, from which on a statement is read in place of another
_STRETCH = 1024  # characters


class Words(NamedTuple):
    """A statement as it was: the columns of former_statements that it fills."""

    uid: str
    speaker: str | None
    manner: str
    act: str | None
    factuality: str | None
    status: str
    confidence: float
    start: int
    end: int
    line: int
    text: str


class Former(NamedTuple):
    """What a source said before: its row, the row of its text where that is another now, and its statements.

    `led`: uids of statements that were former ones already, each with the uid of what was read in its place.
    """

    source: int
    text: int | None
    statements: list[Words]
    led: list[tuple[str, str]]


def of(connection: sqlite3.Connection, source: int, sha256: str | None) -> Former:
    """Return what the source says now, which is about to be read otherwise, from bytes with the hash `sha256`.

    The text as it was is kept where that is another one; None: the source is about to be forgotten.
    """
    text = None if sha256 is None else _kept_text(connection, source, sha256)
    statements = [Words(*row) for row in connection.execute(_WORDS, (source,))]
    return Former(source, text, statements, connection.execute(_LED, (source,)).fetchall())


def _kept_text(connection: sqlite3.Connection, source: int, sha256: str) -> int | None:
    connection.execute(_KEEP_TEXT, (source, sha256))
    query = "SELECT id FROM former_texts WHERE source_id = ?1 AND sha256 = (SELECT sha256 FROM sources WHERE id = ?1)"
    found = connection.execute(query, (source,)).fetchone()
    return found and int(found[0])


_KEEP_TEXT = """INSERT OR IGNORE INTO former_texts (source_id, sha256, text)
    SELECT id, sha256, text FROM sources WHERE id = ? AND sha256 <> ?"""


_WORDS = """SELECT s.uid, p.name, s.manner, s.act, s.factuality, s.status, s.confidence, s.start, s."end", s.line,
        s.text
    FROM statements s LEFT JOIN people p ON p.id = s.person_id WHERE s.source_id = ? ORDER BY s.position"""

_LED = """SELECT f.uid, s.uid FROM former_statements f
    JOIN statements s ON s.id = f.statement_id AND s.source_id = f.source_id WHERE f.source_id = ?"""


def keep(connection: sqlite3.Connection, was: Former) -> None:
    """Write down which of the statements are no longer read, where they stood, and what is read in their place."""
    now = connection.execute(_NOW, (was.source,)).fetchall()
    read = {uid: row for row, uid, *_ in now}
    connection.executemany("DELETE FROM former_statements WHERE uid = ?", [(uid,) for uid in read])
    gone = [words for words in was.statements if words.uid not in read]
    until = datetime.now(UTC).isoformat(timespec="seconds")
    follow = _by_place(now) if was.text is None else _by_words(now, {words.uid for words in was.statements})
    leads = read | {words.uid: follow(words) for words in gone}
    connection.executemany(_KEEP, [(*words, was.source, was.text, leads[words.uid], until) for words in gone])
    connection.executemany(_LEAD, [(leads[then], uid) for uid, then in was.led])
    connection.execute(_NEEDLESS, (was.source,))


_NOW = 'SELECT id, uid, start, "end", text FROM statements WHERE source_id = ? ORDER BY position'
_KEEP = """INSERT OR REPLACE INTO former_statements (uid, speaker, manner, act, factuality, status, confidence, start,
    "end", line, text, source_id, former_text_id, statement_id, until)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_LEAD = "UPDATE former_statements SET statement_id = ? WHERE uid = ?"
_NEEDLESS = """DELETE FROM former_texts WHERE source_id = ?1
    AND id NOT IN (SELECT former_text_id FROM former_statements WHERE source_id = ?1 AND former_text_id IS NOT NULL)"""

_Now = tuple[int, str, int, int, str]


def _by_place(now: list[_Now]) -> Callable[[Words], int | None]:
    """Return what finds the statement that most of the same characters are read as."""
    near: defaultdict[int, list[_Now]] = defaultdict(list)  # by stretch: a large source is not walked for each
    for row in now:
        for stretch in _stretches(row[2], row[3]):
            near[stretch].append(row)

    def follow(words: Words) -> int | None:
        there = (row for stretch in _stretches(words.start, words.end) for row in near.get(stretch, ()))
        shared = ((min(end, words.end) - max(start, words.start), start - end, row) for row, _, start, end, _ in there)
        length, _, row = max(shared, default=(0, 0, 0))
        return row if length > 0 else None

    return follow


def _stretches(start: int, end: int) -> range:
    return range(start // _STRETCH, end // _STRETCH + 1)


def _by_words(now: list[_Now], before: set[str]) -> Callable[[Words], int | None]:
    """Return what finds the statement whose words are most alike, of those that were not there before."""
    from rapidfuzz import fuzz, process  # late: only for what has changed

    new = [row for row in now if row[1] not in before]
    texts = [row[4] for row in new]

    def follow(words: Words) -> int | None:
        found = process.extractOne(words.text, texts, scorer=fuzz.ratio, score_cutoff=SAME_WORDS)
        return new[found[2]][0] if found else None

    return follow
