"""What all sources together decide on those of one full name (people/bearers.py), as `links` and `profiles` keep it.

A block is decided on as a whole, whenever a source that prints its name comes, goes or gets another date. What is read
for it are its profiles, each once however many appearances it has, and how many sources show it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby
from typing import NamedTuple

from quotes.people.bearers import Bearers, Met, bearers
from quotes.people.identity import Decision, Outcome
from quotes.people.sides import Side, between, sides
from quotes.store.identity import profiles
from quotes.store.identity.profiles import IS_BLOCK
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


class Block(NamedTuple):
    """The profiles of one full name, and what is decided on them."""

    members: list[Member]
    decided: Bearers


Words = tuple[str, str, float, str]  # of a link: outcome, rule, score, evidence
Wanted = dict[tuple[int, int], Words]


def weigh(connection: sqlite3.Connection, touched: Collection[int], renewed: Collection[int]) -> Weighed:
    """Decide anew on the blocks of the profiles `touched`, write it down, and return what is otherwise now.

    Those `renewed` are new, cited in other years, or have another first appearance: the others that their names may
    mean are compared anew, as they are where a block falls into other sides than before.
    """
    weighed = Weighed(set(), set(), set())
    compared = {*blocks_of(connection, renewed).values()}
    blocks = _blocks(connection, blocks_of(connection, touched).values())
    for key, block in blocks.items():
        _write_reasons(connection, block, weighed)
        if _write_links(connection, _own_links(connection, block), _own(connection, block), weighed):
            compared.add(key)
    if here := compared & blocks.keys():
        _compare(connection, here, blocks, weighed)
    return weighed


def _compare(connection: sqlite3.Connection, keys: Collection[str], blocks: dict[str, Block], weighed: Weighed) -> None:
    """Write down what is decided between the blocks of `keys` and all others that keys of theirs find."""
    own = json.dumps([member.id for key in sorted(keys) for member in blocks[key].members])
    near = {(min(pair), max(pair)) for pair in connection.execute(_NEAR, (own,))}
    blocks |= _blocks(connection, {*chain.from_iterable(near)} - blocks.keys(), _as_stored)
    sides_of = {key: _sides(blocks[key]) for key in {*chain.from_iterable(near)}}
    wanted: Wanted = {}
    for one, other in sorted(near):
        firsts = {member.met.uid: member.first for key in (one, other) for member in blocks[key].members}
        decided = between(sides_of[one], sides_of[other])
        wanted |= {(firsts[min(a, b)], firsts[max(a, b)]): _words(decision) for a, b, decision in decided}
    _write_links(connection, connection.execute(_LINKS_TO_OTHERS, (own,)).fetchall(), wanted, weighed)


def _sides(block: Block) -> list[Side]:
    return sides([member.met for member in block.members], block.decided)


_NEAR = f"""
SELECT DISTINCT mine.key, theirs.key FROM json_each(?)
CROSS JOIN profile_keys AS mine ON mine.profile_id = value AND mine.key {IS_BLOCK}
CROSS JOIN profile_keys AS own ON own.profile_id = value
CROSS JOIN profile_keys AS shared ON shared.key = own.key
CROSS JOIN profile_keys AS theirs ON theirs.profile_id = shared.profile_id AND theirs.key {IS_BLOCK}
WHERE theirs.key <> mine.key
AND EXISTS (SELECT 1 FROM appearances WHERE appearances.profile_id = theirs.profile_id)
"""
_WORDS = "links.id, appearance_id, other_id, outcome, links.rule, links.score, links.evidence"
_IN_ANOTHER = f"""
JOIN profile_keys AS named ON named.profile_id = theirs.profile_id AND named.key {IS_BLOCK}
WHERE NOT EXISTS (SELECT 1 FROM profile_keys AS mine WHERE mine.profile_id = value AND mine.key = named.key)
"""
_LINKS_TO_OTHERS = f"""
SELECT {_WORDS} FROM json_each(?1) CROSS JOIN appearances AS met ON met.profile_id = value
CROSS JOIN links ON appearance_id = met.id AND author IS NULL
JOIN appearances AS theirs ON theirs.id = other_id {_IN_ANOTHER}
UNION SELECT {_WORDS} FROM json_each(?1) CROSS JOIN appearances AS met ON met.profile_id = value
CROSS JOIN links ON other_id = met.id AND author IS NULL
JOIN appearances AS theirs ON theirs.id = appearance_id {_IN_ANOTHER}
"""


def _blocks(
    connection: sqlite3.Connection,
    keys: Iterable[str],
    known: Callable[[Sequence[Member]], Bearers | None] = lambda _: None,
) -> dict[str, Block]:
    """Return the blocks of `keys` with what is decided on each, as far as that is not `known`."""
    rows = connection.execute(_MEMBERS, (json.dumps(sorted({*keys})),)).fetchall()
    found = {}
    for key, block in groupby(rows, key=lambda row: row[0]):
        members = [_member(row[1:]) for row in block]
        decided = known(members) or bearers([member.met for member in members], _sources(connection, members))
        found[key] = Block(members, decided)
    return found


def _as_stored(members: Sequence[Member]) -> Bearers | None:
    """Return what is decided on a block that nothing has touched, where it is one profile and one person."""
    reasons = [Decision(Outcome.SAME, *member.reason) for member in members if member.reason]
    return Bearers((), (*reasons,)) if len(members) == len(reasons) == 1 else None


_MEMBERS = """
WITH own AS (SELECT profile_keys.key, profile_id FROM json_each(?) CROSS JOIN profile_keys ON profile_keys.key = value),
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


def _write_reasons(connection: sqlite3.Connection, block: Block, weighed: Weighed) -> None:
    for member, decision in zip(block.members, block.decided.reasons, strict=True):
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


def _write_links(connection: sqlite3.Connection, stored: Iterable[Row], wanted: Wanted, weighed: Weighed) -> bool:
    """Strike out, change and add links; return whether any but their evidence has changed."""
    changed = False
    for row, one, other, *words in stored:
        now = wanted.pop((one, other), None)
        if now != (*words,):
            _rewrite(connection, row, now)
        if now is None or now[0] != words[0]:
            changed = True
            (weighed.lost if words[0] == Outcome.SAME else weighed.linked).update((one, other))
    connection.executemany(_LINK, ((*pair, *words) for pair, words in wanted.items()))
    weighed.linked.update(i for pair, words in wanted.items() if words[0] == Outcome.SAME for i in pair)
    return changed or bool(wanted)


def _rewrite(connection: sqlite3.Connection, row: int, now: Words | None) -> None:
    if now is None:
        connection.execute("DELETE FROM links WHERE id = ?", (row,))
    else:
        query = "UPDATE links SET outcome = ?, rule = ?, score = ?, evidence = ? WHERE id = ?"
        connection.execute(query, (*now, row))


_LINK = "INSERT INTO links (appearance_id, other_id, outcome, rule, score, evidence) VALUES (?, ?, ?, ?, ?, ?)"


def _own(connection: sqlite3.Connection, block: Block) -> Wanted:
    """Return what is decided within a block: between first appearances, and between the first two of a profile that is
    not one person."""
    members, decided = block
    wanted: Wanted = {}
    for tie in decided.ties:
        if tie.decision.outcome is not Outcome.DIFFERENT:
            one, other = sorted((members[tie.one], members[tie.other]), key=lambda member: member.met.uid)
            wanted[one.first, other.first] = _words(tie.decision)
    for member, decision in zip(members, decided.reasons, strict=True):
        if decision.outcome is Outcome.UNSURE:
            wanted |= {pair: _words(decision) for pair in profiles.question(connection, member.id)}
    return wanted


def _words(decision: Decision) -> Words:
    return decision.outcome.value, decision.rule, decision.score, decision.evidence


def _own_links(connection: sqlite3.Connection, block: Block) -> list[Row]:
    """Return what is stored of what is decided within a block."""
    own = json.dumps([member.id for member in block.members])
    return connection.execute(_LINKS_WITHIN, (own,)).fetchall()


_LINKS_WITHIN = f"""
SELECT {_WORDS} FROM json_each(?1) CROSS JOIN appearances AS one ON one.profile_id = value
CROSS JOIN links ON appearance_id = one.id AND author IS NULL
CROSS JOIN appearances AS other ON other.id = other_id AND other.profile_id IN (SELECT value FROM json_each(?1))
"""


def blocks_of(connection: sqlite3.Connection, those: Iterable[int]) -> Mapping[int, str]:
    """Return the block of each profile that is in one."""
    query = f"""SELECT profile_id, named.key FROM json_each(?)
        CROSS JOIN profile_keys AS named ON profile_id = value AND named.key {IS_BLOCK}"""
    return dict(connection.execute(query, (json.dumps([*those]),)).fetchall())
