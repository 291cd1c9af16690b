"""How far two printed names agree."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from quotes.lexicon import Lexicon
from quotes.people.names import Name
from quotes.people.sounds import (
    family_key,
    one_family_name,
    one_given_name,
    short_form,
    skeleton,
    sound,
    without_article,
    without_patronymic,
)


class Agreement(IntEnum):
    """How far two names agree, best last."""

    CONTRARY = 0  # two generations, two forms of address
    UNLIKE = 1
    PARTIAL = 2  # one says less: a surname, an initial, no middle name, a short form
    NEAR = 3  # a letter or two apart
    VARIANT = 4  # one name in two transliterations
    EQUAL = 5


@lru_cache(maxsize=65536)
def agreement(one: Name, other: Name, lexicon: Lexicon) -> Agreement:
    """Return how far two names agree."""
    if {one.gender, other.gender} == {"m", "f"} or (one.suffix and other.suffix and one.suffix != other.suffix):
        return Agreement.CONTRARY
    if not (one.is_full and other.is_full):
        return _bare_agreement(one, other)
    if "".join(one.given + one.family) == "".join(other.given + other.family) and one.suffix == other.suffix:
        return Agreement.EQUAL
    straight = _full_agreement(one, other, lexicon)
    if straight is Agreement.UNLIKE and set(one.given + one.family) == set(other.given + other.family):
        return Agreement.PARTIAL  # "Abe Shinzo", "Shinzo Abe"; or two people
    return straight


def _bare_agreement(one: Name, other: Name) -> Agreement:
    pairs = ((one, other), (other, one))
    told = any(_is_told(bare, whole) for bare, whole in pairs if not bare.is_full)
    return Agreement.PARTIAL if told else Agreement.UNLIKE


def _is_told(bare: Name, whole: Name) -> bool:
    """Whether `whole` has all that a bare name says, initials aside."""
    heard = {sound(part) for part in (*whole.family, *whole.given)}
    told = [sound(part) for part in bare.family if len(part) > 1]
    return bool(told) and all(part in heard for part in told)


def _full_agreement(one: Name, other: Name, lexicon: Lexicon) -> Agreement:
    family = _family_agreement(one, other, lexicon)
    given = given_agreement(one.given, other.given, lexicon, asian=one.family_first and other.family_first)
    if one.suffix != other.suffix:
        given = min(given, Agreement.PARTIAL)
    slips = family is Agreement.NEAR and given < Agreement.VARIANT and not (one.family_first and other.family_first)
    return Agreement.UNLIKE if slips else min(family, given)


def _family_agreement(one: Name, other: Name, lexicon: Lexicon) -> Agreement:
    a = "".join(without_article(one.family, other.family))
    b = "".join(without_article(other.family, one.family))
    if a == b:
        return Agreement.EQUAL
    if one.family_first or other.family_first:
        return Agreement.NEAR if one_family_name(a, b, lexicon) else Agreement.UNLIKE
    if sound(a) == sound(b):
        return Agreement.VARIANT
    begins = min(len(a), len(b)) > 4 and (a.startswith(b) or b.startswith(a))
    alike = family_key(one) == family_key(other) and len(family_key(one)) > 2
    return Agreement.NEAR if begins or alike or _apart(a, b) else Agreement.UNLIKE


def given_agreement(one: tuple[str, ...], other: tuple[str, ...], lexicon: Lexicon, asian: bool = False) -> Agreement:
    """Return how far two rows of given names agree; in `asian` ones the syllables count, however they are joined."""
    if len(one) != len(other):
        one, other = without_patronymic(one), without_patronymic(other)
    if "".join(one) == "".join(other):
        return Agreement.EQUAL
    if not one or not other:
        return Agreement.UNLIKE
    if asian:
        return _syllables_agreement("".join(one), "".join(other))
    if one[0] != other[0] and (set(one) < set(other) or set(other) < set(one)):
        return Agreement.PARTIAL
    least = Agreement.VARIANT if len(one) == len(other) else Agreement.PARTIAL
    return min(least, *(_word_agreement(a, b, lexicon) for a, b in zip(one, other, strict=False)))


def _syllables_agreement(one: str, other: str) -> Agreement:
    return Agreement.NEAR if _apart(one, other) or skeleton(one) == skeleton(other) else Agreement.UNLIKE


def _word_agreement(one: str, other: str, lexicon: Lexicon) -> Agreement:
    if one_given_name(one, other, lexicon):
        return Agreement.VARIANT
    if short_form(one, other, lexicon):
        return Agreement.PARTIAL
    return Agreement.NEAR if _apart(one, other) else Agreement.UNLIKE


def _apart(one: str, other: str) -> bool:
    """Whether two words are one slip of the pen apart, or two if they are long."""
    return OSA.distance(one, other) <= (0 if min(len(one), len(other)) < 5 else 1 if len(one) < 10 else 2)
