"""Offices without a name, and whoever of the same document holds them: “the President of Belarus” is Lukashenko.

An office of a body or country is its one holder's on the page. An office that says no more, The Mayor, is that of the
one person beside whose name a label prints it, unless the two answer each other. Where two hold such an office, and of
offices that many hold at once, nobody is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from quotes.lexicon import Lexicon
from quotes.model import PersonKind, Role
from quotes.people.apart import Turn
from quotes.people.identity import is_single
from quotes.people.mentions import Key, Understood, Use
from quotes.people.roles import roles, same_role, title_key
from quotes.text import fold

_NAMELESS = (PersonKind.OFFICE, PersonKind.UNNAMED)


class Holder(NamedTuple):
    """The mentions of whoever holds an office, and why it is theirs, in words."""

    keys: tuple[Key, ...]
    why: str


class Holding(NamedTuple):
    """A role that a mention prints beside or before a name."""

    key: Key  # of the mention
    role: Role
    beside: str  # the role as printed beside the name of a label, folded; "" where it stands before one, or in prose
    printed: str  # the same, as printed


def holders(understood: Mapping[Use, Understood], turns: Sequence[Turn | None], lexicon: Lexicon) -> dict[Key, Holder]:
    """Return, for each mention of an office that is somebody's of the document, who holds it, and why."""
    offices = {reading.key: reading for reading in understood.values() if reading.kind in _NAMELESS}
    held = list(_holdings(understood, lexicon)) if offices else []
    answers = _answers(turns) if held else set()
    found = {key: _held(office, held, answers, lexicon) for key, office in offices.items() if held}
    return {key: _holder(those) for key, those in found.items() if those}


def _holder(held: Sequence[Holding]) -> Holder:
    why = f"“{held[0].printed}” stands beside the name, and beside no other"
    return Holder(tuple(dict.fromkeys(one.key for one in held)), why)


def _holdings(understood: Mapping[Use, Understood], lexicon: Lexicon) -> Iterator[Holding]:
    for use, reading in understood.items():
        if reading.kind is PersonKind.PERSON and reading.role:
            beside = fold(use.role or "") if reading.rank == 0 else ""
            for role in roles(reading.role, lexicon):
                yield Holding(reading.key, role, beside, use.role if beside and use.role else role.text)


def _answers(turns: Sequence[Turn | None]) -> set[frozenset[Key]]:
    """Return the keys of each two turns that stand one right behind the other."""
    keys = [turn.reading.key if turn else None for turn in turns]
    return {frozenset((one, other)) for one, other in pairwise(keys) if one and other}


def _held(
    office: Understood, held: Sequence[Holding], answers: set[frozenset[Key]], lexicon: Lexicon
) -> Sequence[Holding]:
    """Return where an office is held, if it is one that somebody holds alone."""
    if office.kind is PersonKind.UNNAMED:  # Moderator; Moderator (Ana Reyes)
        called = fold(office.name.text)
        return [one for one in held if one.beside and one.beside == called and office.rank == 0]
    role = _sole(office, lexicon)
    if role is None:
        return ()
    named = [one for one in held if title_key(one.role.title, lexicon) == title_key(role.title, lexicon)]
    if role.body or role.country:
        named = [one for one in named if (one.role.body or one.role.country) and same_role(one.role, role, lexicon)]
    elif office.rank > 0 or not all(_is_beside(one, office, answers) for one in named):
        return ()
    return named


def _sole(office: Understood, lexicon: Lexicon) -> Role | None:
    """Return the office, if it is one that somebody holds alone."""
    told = roles(office.role or "", lexicon)
    if len(told) != 1 or not is_single(told[0]._replace(body=told[0].body or "its own"), lexicon):
        return None
    # Several stand in for a speaker in one sitting: The SPEAKER pro tempore
    return told[0] if lexicon.words("lesser").isdisjoint(fold(told[0].title).split()) else None


def _is_beside(one: Holding, office: Understood, answers: set[frozenset[Key]]) -> bool:
    """Whether a label prints an office beside a name, and the same words alone are no second speaker's."""
    if not one.beside:
        return False
    return one.beside == fold(office.role or "") or frozenset((one.key, office.key)) not in answers
