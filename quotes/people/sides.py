"""Two full names side by side: whom all sources together show under each, and whether any of them are one person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product
from typing import NamedTuple

from quotes.people.bearers import Bearers, Met, once
from quotes.people.identity import Decision, Outcome, Profile


class Side(NamedTuple):
    """Profiles of a block that are one person, and the uid of the one that stands for them; or one of whose
    appearances it cannot be told whose they are."""

    uid: str
    known: Profile
    is_one: bool


def sides(block: Sequence[Met], decided: Bearers) -> list[Side]:
    """Return whom the ties leave as one person each, as all sources together know them."""
    company = {i: [i] for i in range(len(block))}
    for tie in decided.ties:
        one, other = company[tie.one], company[tie.other]
        if tie.decision.outcome is Outcome.SAME and one is not other:
            one += other
            company |= dict.fromkeys(other, one)
    groups = {id(members): members for members in company.values()}.values()
    one = [decision.outcome is Outcome.SAME for decision in decided.reasons]
    return [_side([block[i] for i in members], all(one[i] for i in members)) for members in groups]


def _side(members: Iterable[Met], is_one: bool) -> Side:
    """Return several profiles as one; the first by uid stands for them, so that no count decides who does."""
    ordered = sorted(members, key=lambda met: met.uid)
    known = [met.known for met in ordered]
    whole = replace(
        known[0],
        spellings=tuple(dict.fromkeys(name for one in known for name in (one.name, *one.spellings))),
        roles=tuple(dict.fromkeys(role for one in known for role in one.roles)),
        since=min((one.since for one in known if one.since), default=None),
        until=max((one.until for one in known if one.until), default=None),
    )
    return Side(ordered[0].uid, whole, is_one)


def between(block: Iterable[Side], other: Iterable[Side]) -> list[tuple[str, str, Decision]]:
    """Return what is decided between two full names: all that are one, else the one question that is nearest."""
    both = (sorted(pair, key=lambda side: side.uid) for pair in product(block, other))
    pairs = [(a.uid, b.uid, _decided_on(a, b)) for a, b in both]
    same = [pair for pair in pairs if pair[2].outcome is Outcome.SAME]
    unsure = (pair for pair in pairs if pair[2].outcome is Outcome.UNSURE)
    return same or sorted(unsure, key=lambda pair: (-pair[2].score, pair[:2]))[:1]


def _decided_on(one: Side, other: Side) -> Decision:
    decision = once(one.known, other.known)
    if decision.outcome is Outcome.SAME and not (one.is_one and other.is_one):
        why = f"{decision.evidence}; but more than one person is so named"
        return Decision(Outcome.UNSURE, "one-name-several-people", 0.4, why)
    return decision
