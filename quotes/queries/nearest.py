"""When these words are nowhere: what is there that comes nearest?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotes.queries.fulltext import Asked
from quotes.queries.statements import NO_FILTERS, Filters
from quotes.queries.voices import voices
from quotes.queries.who_said import who_said
from quotes.text import words

CLOSE = 75  # rapidfuzz's ratio, from which on a word may be a slip for another
SPELLINGS = 3  # so many spellings of a word are tried


class Suggestion(NamedTuple):
    """Something that would find statements, in words, and how many."""

    hint: str
    statements: int
    whole: bool = True  # else at least so many


def nearest(connection: sqlite3.Connection, asked: Asked, filters: Filters) -> list[Suggestion]:
    """Return what does exist: the words without the filters, other spellings, the words apart from each other."""
    for look in (_unfiltered, _respelled, _apart, _in_part):
        if found := list(look(connection, asked, filters)):
            return found
    return []


def _unfiltered(connection: sqlite3.Connection, asked: Asked, filters: Filters) -> Iterator[Suggestion]:
    if filters == NO_FILTERS:
        return
    heard = voices(connection, asked)
    for voice in heard.rows[:SPELLINGS]:
        nobody = f"no speaker, narrated by {voice.publisher}" if voice.publisher else "speaker not known"
        who = voice.speaker or nobody
        yield Suggestion(f"without the filters: {who}", voice.statements, heard.whole)


def _respelled(connection: sqlite3.Connection, asked: Asked, filters: Filters) -> Iterator[Suggestion]:
    for phrase in asked.phrases:
        for respelled in _spellings(connection, words(phrase)):
            found = who_said(connection, respelled, filters, limit=1)
            if found.rows:
                yield Suggestion(f"“{respelled}”", found.matches, found.counted)


def _spellings(connection: sqlite3.Connection, typed: Sequence[str]) -> Iterator[str]:
    """The phrase with one word that nowhere stands put right."""
    _open_vocabulary(connection)
    for i, word in enumerate(typed):
        if not connection.execute("SELECT 1 FROM temp.vocabulary WHERE term = ?", (word,)).fetchone():
            for other in _close(connection, word):
                yield " ".join((*typed[:i], other, *typed[i + 1 :]))


def _open_vocabulary(connection: sqlite3.Connection) -> None:
    """A temporary view of the index; the file itself is open to read only, whatever this switch says."""
    connection.execute("PRAGMA query_only = OFF")
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, search, row)")
    connection.execute("PRAGMA query_only = ON")


def _close(connection: sqlite3.Connection, word: str) -> list[str]:
    from rapidfuzz import process  # late: only for what is not found

    query = "SELECT term FROM temp.vocabulary WHERE term >= ?1 AND term < ?1 || '~' AND abs(length(term) - ?2) < 3"
    terms = [term for (term,) in connection.execute(query, (word[:1], len(word)))]
    return [term for term, _, _ in process.extract(word, terms, limit=SPELLINGS, score_cutoff=CLOSE)]


def _apart(connection: sqlite3.Connection, asked: Asked, filters: Filters) -> Iterator[Suggestion]:
    apart = tuple(dict.fromkeys(word for phrase in asked.phrases for word in words(phrase)))
    if len(apart) > 1:
        found = who_said(connection, Asked(apart), filters, limit=1)
        if found.rows:
            yield Suggestion("the same words, not side by side: " + " ".join(apart), found.matches, found.counted)


def _in_part(connection: sqlite3.Connection, asked: Asked, filters: Filters) -> Iterator[Suggestion]:
    """The longest beginning and end of the phrase that stand somewhere."""
    for phrase in asked.phrases:
        typed = words(phrase)
        for part in (_longest(connection, typed, filters, True), _longest(connection, typed, filters, False)):
            if part:
                yield part


def _longest(
    connection: sqlite3.Connection, typed: Sequence[str], filters: Filters, from_start: bool
) -> Suggestion | None:
    for length in range(len(typed) - 1, 1, -1):
        part = " ".join(typed[:length] if from_start else typed[-length:])
        found = who_said(connection, part, filters, limit=1)
        if found.rows:
            return Suggestion(f"a part of it, “{part}”", found.matches, found.counted)
    return None
