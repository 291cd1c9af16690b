"""Posts: what a printed role says of the office that somebody holds now, and whether one person can hold two of them.

Of a role the kind of office, where it is held and for which party are compared; what was held before, and standing for
an office, is no post.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from quotes.lexicon import Lexicon
from quotes.lexicon.titles import titles
from quotes.model import Role
from quotes.people.countries import is_land
from quotes.people.roles import body_words, one_body, title_key
from quotes.text import fold

_WORD = re.compile(r"[\w.&’'-]+")
_STANDING = "candidate"  # what stands for nominees, front-runners and hopefuls in titles.tsv


class Post(NamedTuple):
    """An office that a role names: its kind and field, the names in its place, the party and the country, as told."""

    kind: str
    field: frozenset[str]  # of a portfolio: health
    place: frozenset[str]
    party: frozenset[str]
    country: str | None
    body: str | None


class Fit(IntEnum):
    """Whether one person can hold two posts at one time."""

    APART = 0  # the same kind of office, or any, in two places
    UNLIKE = 1  # two kinds of office, of which a place is known for one at most
    OPEN = 2  # two offices in one place
    AGREE = 3  # one kind of office, and nothing against it
    ONE = 4  # the same kind of office in one place


@lru_cache(maxsize=16384)
def post(role: Role, lexicon: Lexicon) -> Post | None:
    """Return the post that a role names; None where it names none that is held now."""
    words = fold(role.title).split()
    if not words or words[0] in lexicon.words("no_longer") or not lexicon.words("standing").isdisjoint(words):
        return None
    heads = [word for word in words if word in titles(lexicon).heads]
    kinds = {titles(lexicon).stands_for.get(head, head) for head in heads}
    if not kinds or _STANDING in kinds:
        return None
    spelled, head = lexicon.keyed("title_spellings"), heads[-1]
    kind = titles(lexicon).stands_for.get(head, head)
    kind = spelled.get(kind, kind)
    told = {*title_key(role.title, lexicon).split()} - {spelled.get(head, head)}
    fields = told if kind in lexicon.words("portfolios") else ()
    return Post(kind, frozenset(fields), *_place(role.body or "", lexicon), role.country, role.body)


@lru_cache(maxsize=16384)
def post_key(role: Role, lexicon: Lexicon) -> tuple[str, str, str]:
    """Return what all printed forms of one post have in common: the title, the country and the body within it.

    What is no title of a list has the same words. Unlike `same_role` nothing is taken for what is not said, so that
    of any roles it can be told which are one; a former President is none.

    >>> from quotes.people.roles import roles
    >>> printed = ("President of Belarus", "President of the Republic of Belarus", "Belarusian President")
    >>> {post_key(role, ENGLISH) for text in printed for role in roles(text, ENGLISH)}
    {('president', 'BY', '')}
    """
    body = role.body or ""
    own = "" if role.country and is_land(body, lexicon) else " ".join(body_words(body))
    return title_key(role.title, lexicon), role.country or "", own


def _place(body: str, lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names in a body that tell it from others of its kind, and the party that it names."""
    if is_land(body, lexicon):
        return frozenset(), frozenset()
    parties, place = set(), set()
    known = lexicon.keyed("parties")
    for word in _WORD.findall(body):
        folded = fold(word.removesuffix("’s").removesuffix("'s"))
        if folded in known or folded in known.values():
            parties.add(known.get(folded, folded))
        elif _is_name(word, folded, lexicon):
            place.add(folded)
    return frozenset(place), frozenset(parties)


def _is_name(word: str, folded: str, lexicon: Lexicon) -> bool:
    """Whether a word of a body names it: in capitals, and neither a form of address, a title nor a common noun."""
    known = titles(lexicon)
    if not word[0].isupper() or len(folded) < 2 or folded in known.addresses or folded in known.heads:
        return False
    common = lexicon.words("bodies") | lexicon.words("common_bodies")
    return folded not in common and folded not in lexicon.words("name_links") | lexicon.words("no_longer")


def fit(one: Post, other: Post) -> Fit:
    """Return whether one person can hold two posts at one time."""
    if one.country and other.country and one.country != other.country:
        return Fit.APART
    if one.kind == other.kind:
        return _fit_of_a_kind(one, other)
    if one.place and other.place:
        return Fit.OPEN if _one_place(one, other) else Fit.APART
    if one.country and other.country:
        return Fit.OPEN
    return Fit.APART if (one.place or one.country) and (other.place or other.country) else Fit.UNLIKE


def _fit_of_a_kind(one: Post, other: Post) -> Fit:
    for a, b in ((one.party, other.party), (one.field, other.field)):
        if a and b and not a & b:
            return Fit.APART
    if one.place and other.place:
        return Fit.ONE if _one_place(one, other) else Fit.APART
    of_the_land = one.country and one.country == other.country and not (one.place or other.place)
    return Fit.ONE if of_the_land and one.field == other.field else Fit.AGREE


def _one_place(one: Post, other: Post) -> bool:
    """Whether the names of one place hold all those of the other, or one is the initials of the other."""
    return one.place <= other.place or other.place <= one.place or one_body(one.body, other.body)
