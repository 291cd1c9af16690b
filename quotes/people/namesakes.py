"""A surname in prose that nobody bore in full before it: whom the page tells to be called so, and whether it may be
somebody else.

News gives the full name first, and prose remembers it. Where the surname comes first, as in a headline or a first
sentence, any full name of the page may be the one it is short for. Two leave it open, and so does one that is first
told as that of somebody's kin. Where nothing beside the full name tells the title that stands before the surname, it is
not certain: of five such in 840 articles four were one person (“President Rourke”, “Ann Rourke”).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from quotes.lexicon import Lexicon
from quotes.lexicon.packs import given_names
from quotes.lexicon.titles import titles
from quotes.model import Status
from quotes.people.agreement import Agreement, given_agreement
from quotes.people.elsewhere import Printed
from quotes.people.mentions import Understood
from quotes.people.names import Name
from quotes.sureness import FIRST_OF_TWO
from quotes.text import fold

UNTITLED = 0.8  # how often one of whom the title before the surname is not told is meant, if nobody else bears it


class Bearing(NamedTuple):
    """Who bears a surname: by this full name, None where by none that the page prints; by which else, if so."""

    name: Name | None
    rival: Name | None = None
    is_sure: bool = True


def bearing(reading: Understood, fuller: Iterable[Printed], lexicon: Lexicon) -> Bearing | None:
    """Return whom a bare name that prose says stands for, of the full names that it may be short for.

    None where it is a given name, or short for none that is a person's beyond doubt.
    """
    if not reading.name.family or reading.name.family[0] in given_names(lexicon):
        return None
    known = [one for one in _distinct(fuller, lexicon) if _is_person(one, reading, lexicon)]
    told = [one for one in known if _may_hold(reading, one, lexicon)]
    if not known:
        return None
    first, *others = sorted(told or known, key=lambda one: one.is_kin)
    if others:
        return Bearing(first.name, others[0].name)
    if first.is_kin:
        return Bearing(None, first.name)
    return Bearing(first.name, is_sure=_may_hold(reading, first, lexicon))


def _is_person(one: Printed, reading: Understood, lexicon: Lexicon) -> bool:
    """Whether a full name is a person's beyond doubt, and of the sex that a form of address before the bare name tells.

    Other words in capitals may stand before a surname: Team Lee.
    """
    name, sexes = one.name, given_names(lexicon)
    if name.family != reading.name.family:
        return False
    if reading.name.gender:
        return (name.gender or sexes.get(name.given[0])) == reading.name.gender
    if one.speaks or one.titles or len(name.given[0]) == 1 or name.given[0] in sexes:
        return True
    return not one.is_quoted and not _is_word(name.given[0], lexicon)


def _is_word(word: str, lexicon: Lexicon) -> bool:
    """Whether a word has a meaning of its own: Team, South, Several, Poor."""
    one = word.removesuffix("s")
    kinds = ("common_words", "no_nouns", "no_openings", "abstractions", "groups", "crowds", "countries")
    return word in lexicon.keyed("classes") or any({word, one} & lexicon.words(kind) for kind in kinds)


def _distinct(fuller: Iterable[Printed], lexicon: Lexicon) -> list[Printed]:
    """Return the names of different people: Joe Lee, Joseph R. Lee and Joe Lee Jr. are one."""
    people: list[Printed] = []
    for printed in fuller:
        same = next((i for i, one in enumerate(people) if _are_one(one.name, printed.name, lexicon)), None)
        if same is None:
            people.append(printed)
        else:
            known = people[same]
            told, speaks = known.titles | printed.titles, known.speaks or printed.speaks
            people[same] = known._replace(titles=told, speaks=speaks)
    return people


def _are_one(one: Name, other: Name, lexicon: Lexicon) -> bool:
    agree = given_agreement(one.given, other.given, lexicon) > Agreement.UNLIKE
    return agree and (one.suffix == other.suffix or "" in (one.suffix, other.suffix))


def _may_hold(reading: Understood, one: Printed, lexicon: Lexicon) -> bool:
    """Whether somebody is told to hold the office that stands before a bare name, if one does."""
    known = titles(lexicon).stands_for
    held = [known[word] for word in fold(reading.role or "").split() if word in known]
    return not held or held[-1] in one.titles


def less_sure(status: Status, confidence: float, rival: str | None) -> tuple[Status, float]:
    """Return how sure an attribution is whose speaker's name leaves open whose it is, and its confidence."""
    if rival:
        return Status.AMBIGUOUS, round(confidence * FIRST_OF_TWO, 2)
    return (Status.INFERRED, min(confidence, UNTITLED)) if status is Status.CERTAIN else (status, confidence)
