"""What one mention says: whether it names a person, the parts of the name, the role beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from quotes.lexicon import Lexicon
from quotes.lexicon.titles import titles
from quotes.model import PersonKind
from quotes.people.names import NO_LETTERS, Called, Name, parse, split_role
from quotes.people.nobody import is_described, names_nobody
from quotes.text import fold

UNNAMED = "unnamed"  # what a voice is called of whom the page prints nothing, such as an interviewer's
_MARKS = re.compile(r"^[@+<*_~\s]+|[>*_:\s⁰¹²³⁴-⁹†‡]+$")
_NOTE = re.compile(r"(?<=\s[^\W\d_][^\W\d_]{2})([^\W\d_]*)\d{1,2}$")  # Ana Reyes2, the second note
_OWNER = re.compile(r"(?<=[^\W_])['’]s$|(?<=s)['’]$")  # the judges' (fears); the ministry's
_RELATIVE = re.compile(r"(?<=\S),? (?:who|which|that|[a-z]+sel(?:f|ves))$")  # a former aide, who; the board itself


class Use(NamedTuple):
    """A mention as it stands in an attribution, wherever that is: `inferred` words stand for a pronoun."""

    words: str
    role: str | None
    kind: PersonKind
    inferred: bool
    rank: int
    letters: frozenset[str] = NO_LETTERS  # that are forms of address on the page: M. Dupont
    id: str | None = None  # by which the format tells speakers apart


Key = tuple[PersonKind, str, int, str | None]


class Understood(NamedTuple):
    """A mention as understood: `rank` 0 for labels and front matter, 1 for prose, 2 for prose inside a turn."""

    kind: PersonKind
    name: Name
    role: str | None
    rank: int
    key: Key  # mentions with the same are one person
    id: str | None = None  # two are two people, whatever is printed
    spelling: str = ""  # the name with the marks that are no part of it, where it is printed so: @Ana Reyes
    style: str = ""  # the title or form of address before the name that tells its bearer from namesakes: mr, judge


@lru_cache(maxsize=65536)
def read(use: Use, lexicon: Lexicon) -> Understood | None:
    """Return the kind, name and role that a mention states; None for a pronoun of which nothing is known."""
    words = unmarked(use.words)
    bare = words == use.words
    found = _read(use if bare else use._replace(words=words), lexicon)
    if found is None or (bare and use.id is None):
        return found
    spelling = "" if bare else use.words
    return found._replace(id=use.id, key=(*found.key[:3], use.id), spelling=spelling)


def unmarked(words: str) -> str:
    """Return what somebody is called without marks that are no part of it: of a chat, of bold type, of a footnote.

    >>> unmarked("@Ana Reyes"), unmarked("<r12a>"), unmarked("Ana Reyes2"), unmarked("Speaker 2")
    ('Ana Reyes', 'r12a', 'Ana Reyes', 'Speaker 2')
    """
    if words[:1].isalpha() and words[-1:].isalpha():  # most: the patterns take their time
        return words
    bare = _NOTE.sub(r"\1", _MARKS.sub("", words))
    return bare if any(map(str.isalpha, bare)) else words


def _read(use: Use, lexicon: Lexicon) -> Understood | None:
    words, printed, kind, inferred, rank, letters, _ = use
    words = _RELATIVE.sub("", words)
    if kind is not PersonKind.PERSON and rank > 0:
        words = _OWNER.sub("", words)
    folded = fold(words)
    if not folded and (rank == 0 or kind is PersonKind.UNNAMED):
        return _reading(PersonKind.UNNAMED, _as_printed(UNNAMED), None, rank)
    if not folded or _is_pronoun(folded, lexicon):
        return None
    described = kind is PersonKind.UNNAMED or (kind is PersonKind.GROUP and is_described(words, lexicon))
    if described and rank > 0 and names_nobody(words, lexicon):
        return None
    if kind is PersonKind.GROUP or (kind is not PersonKind.PERSON and not inferred):
        return _reading(kind, _as_printed(words), printed or (words if kind is PersonKind.OFFICE else None), rank)
    if _is_unnamed(words, lexicon):
        return _reading(PersonKind.UNNAMED, _as_printed(words), printed, rank)
    called = split_role(words, lexicon)
    role = ", ".join(filter(None, (called.role, printed))) or None
    if not called.name:
        return _reading(PersonKind.OFFICE, _as_printed(words), role, rank)
    kind = _kind(called.name, lexicon)
    if kind is not PersonKind.PERSON:
        return _reading(kind, _as_printed(called.name), role, rank)
    return _person(words, called, role, rank, lexicon, letters)


def _person(
    words: str, called: Called, role: str | None, rank: int, lexicon: Lexicon, letters: frozenset[str]
) -> Understood:
    name, before = parse(called.name, lexicon, letters), _before(called, lexicon, letters)
    if called.role and rank == 0 and not name.is_full:
        name = name._replace(printed=" ".join(words.split()))
    known = titles(lexicon)
    told = fold(role or "").split() if rank else ()  # in prose a role is told apart from the name
    gender = name.gender or next(filter(None, map(known.sex_of, (*before, *told))), "")
    style = next((word for word in reversed(before) if word not in known.plain), "")
    return _reading(PersonKind.PERSON, name._replace(gender=gender), role, rank, known.stands_for.get(style, style))


def _before(called: Called, lexicon: Lexicon, letters: frozenset[str]) -> list[str]:
    """Return the titles and forms of address before a name, those of its role last."""
    known = titles(lexicon)
    titled = [word for word in fold(called.role or "").split() if word in known.heads or word in known.addresses]
    opening = takewhile(lambda word: word in known.addresses or word in letters, fold(called.name).split())
    return [*opening, *titled]


def _reading(kind: PersonKind, name: Name, role: str | None, rank: int, style: str = "") -> Understood:
    bare = kind is PersonKind.PERSON and not name.is_full
    printed = f"{name.gender} {style} {fold(name.text)} {name.suffix}" if bare else f"{fold(name.text)} {name.suffix}"
    return Understood(kind, name, role, rank, (kind, printed, rank if bare else 0, None), style=style)


def _is_pronoun(folded: str, lexicon: Lexicon) -> bool:
    pronoun, _, rest = folded.partition(" ")
    return pronoun in lexicon.words("pronouns") and (not rest or rest in lexicon.words("contracted"))


def _as_printed(text: str) -> Name:
    return Name(" ".join(text.split()), (), tuple(fold(text).split()))


def _kind(name: str, lexicon: Lexicon) -> PersonKind:
    folded = fold(name).split()
    if _is_unnamed(name, lexicon) or (name[0].islower() and " " in name):
        return PersonKind.UNNAMED
    if folded[-1] in lexicon.words("fields") or (folded[0] == "the" and len(folded) > 1):
        return PersonKind.GROUP
    return PersonKind.PERSON


def _is_unnamed(name: str, lexicon: Lexicon) -> bool:
    """Whether no word is left beside those that name nobody, and numbers: "Speaker 1", "Q"."""
    return all(part in lexicon.words("unnamed") or part.isdigit() for part in fold(name).split())


def address_letters(words: Iterable[str], language: str | None, lexicon: Lexicon) -> frozenset[str]:
    """Return the letters that are forms of address on a page of whose speakers labels print `words`, and no initials.

    M. Dupont is Monsieur in French, beside Mme Morel, and where two are called so and nobody goes by another initial.
    """
    printed = [fold(word).split() for word in words]
    opening = {parts[0] for parts in printed if parts}
    called = {(parts[0], parts[1]) for parts in printed if len(parts) == 2 and len(parts[0]) == 1}
    alone = len({letter for letter, _ in called}) == 1 and len(called) > 1
    return frozenset(
        letter
        for letter, of_language, _, beside in lexicon.columns("letter_addresses")
        if (language or "").startswith(of_language)
        or (letter in opening and (alone or not opening.isdisjoint(beside.split("|"))))
    )
