"""What profiles decide on their appearances, as `links` keeps it.

It is kept between the first appearances, as they were stored, of each two profiles. What makes all appearances of one
profile one person is kept with the profile. Where nothing does, a full name is asked about once (blocks.py); whether
all who are called by a surname or a first name alone are one person is no question that anybody could answer.
So what is decided is a function of what is stored; only the rows that it is written down between hang on the order.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache, partial
from typing import NamedTuple

from quotes.people.identity import Decision, Outcome, Profile, block_key, decide
from quotes.store.identity import blocks, profiles
from quotes.store.identity.profiles import in_block


class Example(NamedTuple):
    """The first appearance of a profile, which stands for it."""

    uid: str  # of the profile: it puts two in an order that does not hang on what came first
    id: int
    known: Profile
    block: str | None  # of those of one full name


def judge(connection: sqlite3.Connection, judged: Iterable[int]) -> set[int]:
    """Write down why all of each profile, new or cited in other years than before, are one person, where they are.

    Those of a full name are left to their block. Returns the appearances of those profiles for which that has changed.
    """
    judged = {*judged}
    in_blocks = blocks.blocks_of(connection, judged)
    return set().union(*(_judge(connection, profile) for profile in judged if profile not in in_blocks))


def _judge(connection: sqlite3.Connection, profile: int) -> list[int]:
    query = "SELECT known, since, until, rule, score, evidence FROM profiles WHERE id = ?"
    told, since, until, *before = connection.execute(query, (profile,)).fetchone()
    known = replace(profiles.read(told), since=since, until=until)
    decision = _decide(known, known)
    is_one = decision.outcome is Outcome.SAME
    reason = [decision.rule, decision.score, decision.evidence] if is_one else [None] * 3
    if reason == before:
        return []
    connection.execute("UPDATE profiles SET rule = ?, score = ?, evidence = ? WHERE id = ?", (*reason, profile))
    if is_one == (before[0] is not None):
        return []
    return profiles.members(connection, profile)


def relate(
    connection: sqlite3.Connection, new: Mapping[int, Collection[int]], redated: Collection[int] = ()
) -> set[int]:
    """Write down what profiles decide, given with those of each who are new: all of it when its first appearance is
    among them, else on the new ones only; on profiles `redated`, what they decide with others.

    What is decided between those of full names is left to their blocks. Returns those who are perhaps no longer linked
    as they were.
    """
    example = cache(partial(_example, connection))
    renewed = {profile for profile, rows in new.items() if (first := example(profile)) and first.id in rows}
    lost: set[int] = set()
    for profile, rows in new.items():
        if profile in renewed:
            lost |= set(profiles.members(connection, profile)) - {*rows} if profile in redated else set()
            _forget_others(connection, profiles.members(connection, profile), profile)
    for one, other in _pairs(connection, {*renewed, *redated}, example):
        lost |= _compare(connection, one, other)
    return lost


def _pairs(
    connection: sqlite3.Connection, again: Collection[int], example: Callable[[int], Example | None]
) -> Iterator[tuple[Example, Example]]:
    """Yield each two profiles that may be of one person, of which one is decided on again."""
    for profile in sorted(again):
        for other in profiles.candidates(connection, profile):
            if other > profile or other not in again:
                one, *rest = sorted(side for side in (example(profile), example(other)) if side)
                yield from ((one, side) for side in rest)


def _compare(connection: sqlite3.Connection, one: Example, other: Example) -> set[int]:
    """Write down what two profiles decide, and return their first appearances if that parts them."""
    before = connection.execute(_UNDECIDE, (one.id, other.id)).fetchall()
    decision = _decide(one.known, other.known)
    _record(connection, [(one.id, other.id, decision)])
    return {one.id, other.id} if (Outcome.SAME.value,) in before and decision.outcome is not Outcome.SAME else set()


_UNDECIDE = "DELETE FROM links WHERE appearance_id = ? AND other_id = ? AND author IS NULL RETURNING outcome"


def _example(connection: sqlite3.Connection, profile: int) -> Example | None:
    query = (
        "SELECT profiles.uid, appearances.id, known, since, until FROM appearances "
        "JOIN profiles ON profiles.id = profile_id WHERE profile_id = ? ORDER BY appearances.id LIMIT 1"
    )
    found = connection.execute(query, (profile,)).fetchone()
    if found is None:
        return None
    uid, row, known, since, until = found
    shown = replace(profiles.read(known), since=since, until=until)
    return Example(uid, row, shown, block_key(shown))


_decide = lru_cache(maxsize=16384)(decide)


def _record(connection: sqlite3.Connection, decided: Iterable[tuple[int, int, Decision]]) -> None:
    """Write down decisions on two rows each, the one whose uid comes first before the other."""
    connection.executemany(
        _IDENTITY,
        (
            (one, other, decision.outcome.value, decision.rule, decision.score, decision.evidence)
            for one, other, decision in decided
            if decision.outcome is not Outcome.DIFFERENT
        ),
    )


_IDENTITY = """
INSERT OR IGNORE INTO links (appearance_id, other_id, outcome, rule, score, evidence) VALUES (?, ?, ?, ?, ?, ?)
"""


def _forget_others(connection: sqlite3.Connection, rows: Iterable[int], profile: int) -> None:
    """Strike out what the program decided on appearances of a profile, but for what blocks decide."""
    for one, other in (("appearance", "other"), ("other", "appearance")):
        query = f"""DELETE FROM links WHERE id IN (
            SELECT links.id FROM json_each(:rows) CROSS JOIN links ON {one}_id = value AND author IS NULL
            JOIN appearances AS met ON met.id = {other}_id
            WHERE NOT ({in_block(":profile")} AND {in_block("met.profile_id")}))"""
        connection.execute(query, {"rows": json.dumps([*rows]), "profile": profile})


def forget(connection: sqlite3.Connection, rows: Iterable[int]) -> None:
    """Strike out what the program decided on appearances."""
    those = [(i,) for i in rows]
    connection.executemany("DELETE FROM links WHERE appearance_id = ? AND author IS NULL", those)
    connection.executemany("DELETE FROM links WHERE other_id = ? AND author IS NULL", those)
