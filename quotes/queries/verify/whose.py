"""Whose words they are, and of which day, against whom and what a claim names."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from quotes.queries.json_lists import json_list
from quotes.queries.statements import Said, one_of
from quotes.queries.verify.verification import (
    NARRATED,
    NOBODY,
    OTHER,
    PERHAPS,
    RIVAL,
    SAME,
    UNKNOWN,
    UNNAMED,
    UNSURE,
)
from quotes.text import fold, words


class Claimed(NamedTuple):
    """Who is claimed to have said it: uids, and folded names; the words by which they are called."""

    uids: frozenset[str]
    names: frozenset[str]
    called: frozenset[str]


def claimed(connection: sqlite3.Connection, people: Sequence[int] | None, called: str = "") -> Claimed | None:
    """Return who is claimed by the rows of people, or by a name that none of them has; None when nobody is."""
    if people is None:
        return None
    those = json_list(people)
    uids = connection.execute("SELECT uid FROM people WHERE id IN (SELECT value FROM json_each(?))", (those,))
    names = connection.execute("SELECT folded FROM names WHERE person_id IN (SELECT value FROM json_each(?))", (those,))
    known = frozenset(name for (name,) in names) | {fold(called)}
    return Claimed(frozenset(uid for (uid,) in uids), known, frozenset(words(called)))


def whose(row: Said, who: Claimed | None, quoted: bool) -> str | None:
    """Return what the page answers to whom a claim names; None where nobody is claimed and no doubt is left."""
    unsure = row.status == "ambiguous" and not quoted
    if who is None:
        return UNSURE if unsure and row.manner != NARRATED else None
    if not who.uids:
        return RIVAL if unsure and row.rival and fold(row.rival) in who.names else NOBODY
    if row.person in who.uids or not who.uids.isdisjoint((row.together or "").split("; ")):
        return UNSURE if unsure else SAME
    if quoted or (row.person is None and row.manner != NARRATED):
        return UNNAMED
    if unsure and row.rival and fold(row.rival) in who.names:
        return RIVAL
    return PERHAPS if _may_be(row, who) else OTHER


def _may_be(row: Said, who: Claimed) -> bool:
    """Tell whether both are called as the claim has it, or one of the two by a surname only that the other has."""
    name = fold(row.speaker or "")
    if name in who.names and who.called and who.called <= {*name.split()}:
        return True
    lone = {one for one in who.names if " " not in one}
    return (" " not in name and name in {one.rpartition(" ")[2] for one in who.names}) or (
        len(lone) == len(who.names) and name.rpartition(" ")[2] in lone
    )


def when(row: Said, on: str | None) -> str | None:
    """Return what the page answers to the day that a claim names; None where it names none."""
    if on is None:
        return None
    if several := one_of(row.said or ""):
        possible = [day.startswith(on) or on.startswith(day) for day in several]
        return SAME if all(day.startswith(on) for day in several) else UNKNOWN if any(possible) else OTHER
    within = (row.earliest or "") <= on + "~" and (row.latest or "9") >= on
    known = bool(row.earliest and row.latest) and row.date_basis != "text-bounds"
    return OTHER if not within else SAME if known else UNKNOWN
