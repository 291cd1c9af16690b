"""What all sources together decide on those of one full name (people/bearers.py), as `links` and `profiles` keep it.

A block is decided on as a whole, whenever a source that prints its name comes, goes or gets another date. What is read
for it are its profiles, each once however many appearances it has, and how many sources show it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from quotes.people.bearers import Bearers, Met, bearers
from quotes.people.identity import BLOCK, Decision, Outcome
from quotes.store.identity import profiles
from quotes.store.told import Row


class Weighed(NamedTuple):
    """Appearances that are no longer linked as they were; those that are linked now and were not, and one of each
    profile whose appearances are now one person."""

    lost: set[int]
    linked: set[int]
    united: set[int]


class Member(NamedTuple):
    """A profile of a block, with the first of its appearances, and why they are one person, as it is stored."""

    id: int
    first: int
    met: Met
    reason: Row | None


Words = tuple[str, str, float, str]  # of a link: outcome, rule, score, evidence


def weigh(connection: sqlite3.Connection, touched: Collection[int]) -> Weighed:
    """Decide anew on the blocks of the profiles `touched`, write it down, and return what is otherwise now."""
    weighed = Weighed(set(), set(), set())
    for members, sources in _blocks(connection, touched):
        decided = bearers([member.met for member in members], sources)
        _write_reasons(connection, members, decided, weighed)
        _write_links(connection, members, decided, weighed)
    return weighed


def _blocks(connection: sqlite3.Connection, touched: Collection[int]) -> Iterator[tuple[list[Member], int]]:
    """Yield the profiles of each block, and how many sources print its name."""
    rows = connection.execute(_MEMBERS, {"touched": json.dumps(sorted(touched)), "blocks": BLOCK + "*"})
    for _, block in groupby(rows.fetchall(), key=lambda row: row[0]):
        members = [_member(row[1:]) for row in block]
        yield members, _sources(connection, members)


_MEMBERS = """
WITH found AS (SELECT DISTINCT named.key FROM json_each(:touched) CROSS JOIN profile_keys AS named ON profile_id = value
    WHERE named.key GLOB :blocks),
own AS (SELECT found.key, profile_id FROM found CROSS JOIN profile_keys ON profile_keys.key = found.key),
met AS (SELECT own.key, own.profile_id, min(id) AS first, count(DISTINCT source_id) AS sources
    FROM own CROSS JOIN appearances ON appearances.profile_id = own.profile_id GROUP BY own.key, own.profile_id)
SELECT met.key, profiles.id, first, uid, known, since, until, sources, rule, score, evidence
FROM met CROSS JOIN profiles ON profiles.id = met.profile_id ORDER BY met.key, uid
"""


def _member(row: Row) -> Member:
    profile, first, uid, known, since, until, sources, *reason = row
    shown = replace(profiles.read(known), since=since, until=until)
    return Member(profile, first, Met(uid, shown, sources), None if reason[0] is None else (*reason,))


def _sources(connection: sqlite3.Connection, members: Sequence[Member]) -> int:
    """Return how many sources print one of a block; one may do so twice."""
    if len(members) == 1:
        return members[0].met.sources
    query = """SELECT count(DISTINCT source_id) FROM json_each(?) CROSS JOIN appearances ON profile_id = value"""
    (sources,) = connection.execute(query, (json.dumps([member.id for member in members]),)).fetchone()
    return int(sources)


def _write_reasons(
    connection: sqlite3.Connection, members: Sequence[Member], decided: Bearers, weighed: Weighed
) -> None:
    for member, decision in zip(members, decided.reasons, strict=True):
        is_one = decision.outcome is Outcome.SAME
        reason = (decision.rule, decision.score, decision.evidence) if is_one else None
        if reason == member.reason:
            continue
        connection.execute(_REASON, (*(reason or (None, None, None)), member.id))
        if reason is None:
            weighed.lost.update(profiles.members(connection, member.id))
        elif member.reason is None:
            weighed.united.add(member.first)


_REASON = "UPDATE profiles SET rule = ?, score = ?, evidence = ? WHERE id = ?"


def _write_links(connection: sqlite3.Connection, members: Sequence[Member], decided: Bearers, weighed: Weighed) -> None:
    """Strike out, change and add links within a block, as far as they are not there."""
    wanted = dict(_wanted(connection, members, decided))
    stored = connection.execute(_STORED, (json.dumps([member.id for member in members]),)).fetchall()
    for row, one, other, *words in stored:
        now = wanted.pop((one, other), None)
        if now != (*words,):
            _rewrite(connection, row, now)
        if words[0] == Outcome.SAME and (now is None or now[0] != Outcome.SAME):
            weighed.lost.update((one, other))
        elif now and now[0] == Outcome.SAME and words[0] != Outcome.SAME:
            weighed.linked.update((one, other))
    connection.executemany(_LINK, ((*pair, *words) for pair, words in wanted.items()))
    weighed.linked.update(i for pair, words in wanted.items() if words[0] == Outcome.SAME for i in pair)


def _rewrite(connection: sqlite3.Connection, row: int, now: Words | None) -> None:
    if now is None:
        connection.execute("DELETE FROM links WHERE id = ?", (row,))
    else:
        query = "UPDATE links SET outcome = ?, rule = ?, score = ?, evidence = ? WHERE id = ?"
        connection.execute(query, (*now, row))


def _wanted(
    connection: sqlite3.Connection, members: Sequence[Member], decided: Bearers
) -> Iterator[tuple[tuple[int, int], Words]]:
    """Yield what is decided between first appearances, and between the first and all others of a profile that is not
    one person."""
    for tie in decided.ties:
        if tie.decision.outcome is not Outcome.DIFFERENT:
            one, other = sorted((members[tie.one], members[tie.other]), key=lambda member: member.met.uid)
            yield (one.first, other.first), _words(tie.decision)
    for member, decision in zip(members, decided.reasons, strict=True):
        if decision.outcome is Outcome.UNSURE:
            rows = profiles.members(connection, member.id)
            yield from (((member.first, row), _words(decision)) for row in rows if row != member.first)


def _words(decision: Decision) -> Words:
    return decision.outcome.value, decision.rule, decision.score, decision.evidence


_STORED = """
SELECT links.id, appearance_id, other_id, outcome, links.rule, links.score, links.evidence
FROM json_each(?1) CROSS JOIN appearances AS one ON one.profile_id = value
CROSS JOIN links ON appearance_id = one.id AND author IS NULL
CROSS JOIN appearances AS other ON other.id = other_id AND other.profile_id IN (SELECT value FROM json_each(?1))
"""
_LINK = "INSERT INTO links (appearance_id, other_id, outcome, rule, score, evidence) VALUES (?, ?, ?, ?, ?, ?)"


def blocks_of(connection: sqlite3.Connection, those: Iterable[int]) -> Mapping[int, str]:
    """Return the block of each profile that is in one."""
    query = """SELECT profile_id, named.key FROM json_each(?) CROSS JOIN profile_keys AS named ON profile_id = value
        WHERE named.key GLOB ?"""
    return dict(connection.execute(query, (json.dumps([*those]), BLOCK + "*")).fetchall())
