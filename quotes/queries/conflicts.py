"""The same words as two people's, or said here and not said there: one of the two readings, or sources, must err.

Words are compared by runs of eight. A run that several people or many sources have, and a short one in the midst of
other words, is a stock phrase and tells nothing. People whose names may be one, and those who are only described, are
not told from each other.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import combinations
from typing import NamedTuple
from zlib import crc32

from quotes.queries.force import is_said
from quotes.queries.statements import Said, select
from quotes.text import words

EIGHT = 8  # words in a row
PEOPLE, SOURCES = 2, 8  # that a run of words has at most, where it is no phrase that anybody uses
LONG, MOST = 12, 0.6  # words of a run, or its share of the shorter statement, from which on it is no phrase, either


class Conflict(NamedTuple):
    """Two statements that share words, how long a run of them, and what is against both."""

    kind: str  # two speakers, or said and not said
    words: str  # that they share, folded
    one: Said
    other: Said


Pairs = Mapping[tuple[int, int], int]  # ids of statements, the smaller first: how many runs they share


def conflicts(connection: sqlite3.Connection, *, limit: int = 50) -> list[Conflict]:
    """Return the pairs of statements in conflict, those that share most words first."""
    shared = _shared(connection)
    inside = _containers(connection, {one for pair in shared for one in pair})
    inner = {pair for pair in shared for pair in _outer_pairs(pair, inside)}  # what is within them is in conflict
    pairs = sorted((pair for pair in shared if pair not in inner), key=lambda pair: (-shared[pair], pair))
    found: list[Conflict] = []
    for pair in pairs:
        if len(found) < limit and (conflict := _conflict(connection, pair)):
            found.append(conflict)
    return found


def _shared(connection: sqlite3.Connection) -> Pairs:
    """Return the statements that share runs of words, but for stock phrases."""
    shared: Counter[tuple[int, int]] = Counter()
    with closing(sqlite3.connect("")) as scratch:  # on disk where it is large
        scratch.execute("CREATE TABLE runs (run INTEGER, statement INTEGER, person INTEGER, source INTEGER)")
        scratch.executemany("INSERT INTO runs VALUES (?, ?, ?, ?)", _runs(connection))
        for (those,) in scratch.execute(_SEVERAL, (PEOPLE, SOURCES)):
            shared.update(combinations(sorted({*map(int, those.split(","))}), 2))
    return shared


_SEVERAL = """SELECT group_concat(DISTINCT statement) FROM runs GROUP BY run HAVING count(DISTINCT statement) > 1
    AND count(DISTINCT person) <= ? AND count(DISTINCT source) <= ?"""
_TEXTS = "SELECT id, coalesce(person_id, -id), source_id, text FROM statements WHERE manner <> 'narrated'"


def _runs(connection: sqlite3.Connection) -> Iterator[tuple[int, int, int, int]]:
    for statement, person, source, text in connection.execute(_TEXTS):
        said = words(text)
        for i in range(len(said) - EIGHT + 1):
            yield crc32(" ".join(said[i : i + EIGHT]).encode()), statement, person, source


def _containers(connection: sqlite3.Connection, statements: set[int]) -> Mapping[int, set[int]]:
    """Return within which others each of these lies."""
    within = dict(connection.execute("SELECT id, within_id FROM statements WHERE within_id IS NOT NULL"))
    found: defaultdict[int, set[int]] = defaultdict(set)
    for one in statements:
        outer = within.get(one)
        while outer is not None:
            found[one].add(outer)
            outer = within.get(outer)
    return found


def _outer_pairs(pair: tuple[int, int], inside: Mapping[int, set[int]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of what contains one or both: whoever quotes somebody does not say his words."""
    around = [(one, *inside.get(one, ())) for one in pair]
    for one in around[0]:
        for other in around[1]:
            outer = (min(one, other), max(one, other))
            if outer != pair:
                yield outer


def _conflict(connection: sqlite3.Connection, pair: tuple[int, int]) -> Conflict | None:
    one, other = select(connection, "WHERE s.id IN (:one, :other)", dict(zip(("one", "other"), pair, strict=True)))
    if one.source == other.source and min(one.end, other.end) > max(one.start, other.start):
        return None
    said = words(one.text), words(other.text)
    run = _longest(*said)
    if len(run) < EIGHT or len(run) < min(LONG, MOST * min(map(len, said))):
        return None
    if not (one.speaker and other.speaker):
        return None
    if one.person != other.person and not _may_be_one(one.speaker, other.speaker):
        return Conflict("two speakers", " ".join(run), one, other) if _are_known(connection, one, other) else None
    if is_said(one.act, one.factuality) != is_said(other.act, other.factuality):
        return Conflict("said and not said", " ".join(run), one, other)
    return None


def _may_be_one(one: str, other: str) -> bool:
    """Whether one name is the other, or a part of it: Ted Cruz and Cruz may be one, which `people review` asks."""
    return {*words(one)} <= {*words(other)} or {*words(other)} <= {*words(one)}


def _are_known(connection: sqlite3.Connection, one: Said, other: Said) -> bool:
    """Whether both are people by name, or both groups: "a spokesman" may be Ann Lee."""
    query = "SELECT count(*), count(DISTINCT kind) FROM people WHERE uid IN (?, ?) AND kind IN ('person', 'group')"
    return bool(connection.execute(query, (one.person, other.person)).fetchone() == (2, 1))


def _longest(one: Sequence[str], other: Sequence[str]) -> Sequence[str]:
    """Return the longest run of words that both have."""
    from difflib import SequenceMatcher  # late: few ask

    found = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return one[found.a : found.a + found.size]
