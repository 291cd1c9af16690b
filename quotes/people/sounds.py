"""Spellings of one name in different transliterations: folded close together, for finding and for comparing."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from anyascii import anyascii

from quotes.lexicon import Lexicon
from quotes.people.names import Name

# What different romanisations write for one sound; applied in order. By comparison of the usual systems (BGN/PCGN,
# ALA-LC, ISO 9, French and German press; Wade-Giles; for Arabic the press spellings of well-known names).
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^ch(?=r)", "h"),
        (r"^hs|^x(?=i)", "sh"),
        (r"sk(?:aya|aia|aja)$", "ska"),
        (r"a[yij]e", "ae"),
        (r"shch|schtsch|chtch|szcz|sch|tsch|tch|sz|cz|ch", "sh"),
        (r"(?<=sh)ev$|(?<=sh)eff$", "ov"),
        (r"^ts(?=i)", "t"),
        (r"dz(?=[iye])", "d"),
        (r"ou(?=sk)|(?<=[a-z]{3})au$", "ov"),
        (r"ou|oo", "u"),
        (r"ee|ii|iy|yy|ij|yi", "i"),
        (r"(?<=.)(?:ey|ei|ay|ai|aj|ej)", "e"),
        (r"[yij]e|[yij]o(?=[a-z])", "e"),
        (r"[yij]a", "a"),
        (r"[yij]u", "u"),
        (r"off$", "ov"),
        (r"eff$", "ev"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"ph", "f"),
        (r"w", "v"),
        (r"dh|th", "d"),
        (r"kh|gh", "h"),
        (r"zh", "z"),
        (r"tz|ts", "c"),
        (r"[jy]", "i"),
        (r"(.)\1+", r"\1"),
        (r"o(?=[a-z]*[ao]va$)|o(?=va$)", "a"),
        (r"(?<=[a-z]{3}nk)[oa]$|(?<=[a-z]{3})i$", ""),
    )
)
_DOUBLED = re.compile(r"(.)\1+")
_NO_LETTER = re.compile(r"[^a-z]")
_CLASSES = str.maketrans("gkqdtszcjvb", "kkkttssssfp")
_PATRONYMIC = re.compile(r"(?:[oeay]vi[ct]h|[oeay]vych|[yi]{1,2}ch|[oea]vna|[iy]chna)$")
_ARTICLE = re.compile(r"^[ae]l(?=[bdfghkmnrsz][a-z]{4})")
_PARTICLES = frozenset(
    {"al", "el", "bin", "ibn", "ben", "von", "van", "der", "den", "de", "da", "di", "la", "le", "dos", "del", "ter"}
)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return a folded name as it sounds, whatever its transliteration.

    >>> sound("lukashenka") == sound("lukashenko"), sound("zelenskyy") == sound("zelensky")
    (True, True)
    """
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=65536)
def heard(word: str) -> str:
    """Return how a word of any alphabet sounds.

    >>> heard("Łukaszenka") == heard("лукашенко") == heard("Lukashenka")
    True
    """
    return sound(_NO_LETTER.sub("", anyascii(word).lower()))


@lru_cache(maxsize=65536)
def single(word: str) -> str:
    """Return a word without letters that are doubled."""
    return _DOUBLED.sub(r"\1", word)


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Return the consonants of a folded name in coarse classes, in which near spellings fall together.

    >>> skeleton("gaddafi") == skeleton("qadhafi")
    True
    """
    heard = re.sub(r"sh", "s", _ARTICLE.sub("", sound(word)))
    return heard[:1].translate(_CLASSES).replace("h", "k") + re.sub(r"[aeiouh]", "", heard[1:].translate(_CLASSES))


def family_key(name: Name) -> str:
    """Return the skeleton of a family name without its particles."""
    parts = [part for part in name.family if part not in _PARTICLES] or list(name.family)
    return re.sub(r"(.)\1+", r"\1", "".join(skeleton(part) for part in parts))


def last_name_key(name: Name) -> str:
    """Return the skeleton of the last part of a family name: all that some sources print of it."""
    return re.sub(r"(.)\1+", r"\1", skeleton(name.family[-1]))


@cache
def _groups(lexicon: Lexicon, name: str) -> dict[str, frozenset[str]]:
    groups: dict[str, frozenset[str]] = {}
    for line in lexicon.lines(name):
        members = frozenset(line.split())
        for member in members:
            groups[member] = groups.get(member, frozenset()) | members
    return groups


def one_given_name(one: str, other: str, lexicon: Lexicon) -> bool:
    """Whether two folded given names are spellings of one: equal, transliterated or translated."""
    heard = [sound(name).replace("z", "s") for name in (one, other)]  # German has Ramsan for Ramzan
    return one == other or heard[0] == heard[1] or other in _groups(lexicon, "given_variants").get(one, ())


def one_family_name(one: str, other: str, lexicon: Lexicon) -> bool:
    """Whether two folded Chinese or Korean family names are romanisations of one."""
    return one == other or other in _groups(lexicon, "family_variants").get(one, ())


def without_article(family: tuple[str, ...], other: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return a folded family name without the Arabic article, which sources print or not; one that is printed as part
    of the name only where the `other` has it apart."""
    apart = tuple(part for part in family if part not in ("al", "el")) or family
    return tuple(_ARTICLE.sub("", part) for part in apart) if {"al", "el"} & {*other} else apart


def without_patronymic(given: tuple[str, ...]) -> tuple[str, ...]:
    """Return given names without the East Slavic patronymic behind the first."""
    return (*given[:1], *(part for part in given[1:] if not _PATRONYMIC.search(part)))


def short_form(one: str, other: str, lexicon: Lexicon) -> bool:
    """Whether one given name is a short form of the other, or an initial that stands for it."""
    if 1 in (len(one), len(other)):
        return one[:1] == other[:1]
    return other in _groups(lexicon, "nicknames").get(one, ())


def given_key(name: Name, lexicon: Lexicon) -> str:
    """Return a letter that all spellings and short forms of the first given name share; "" without a given name."""
    if not name.given:
        return ""
    first = name.given[0]
    related = _groups(lexicon, "given_variants").get(first, frozenset({first}))
    related = related.union(*(_groups(lexicon, "nicknames").get(member, frozenset()) for member in related))
    return min(related)[0] if len(related) > 1 else sound(first)[:1]
