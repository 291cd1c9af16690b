"""The speakers of one document: which mentions are one person, and which role each statement's speaker holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from quotes import wordlists
from quotes.model import Attribution, Document, Mention, Person, PersonKind, Role, RoleBasis, TurnEnd
from quotes.people.names import Name, parse, split_role
from quotes.people.roles import roles, same_role
from quotes.text import as_read, fold

RoleHeld = tuple[Role, RoleBasis]
UNNAMED = "unnamed"  # what a voice is called of whom the page prints nothing, such as an interviewer's
PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "you", "his", "her", "their", "who"})


@dataclass(frozen=True, slots=True)
class Resolution:
    """The people of a document and, for each attribution, who speaks, in which roles."""

    people: tuple[Person, ...] = ()
    persons: tuple[int | None, ...] = ()
    rivals: tuple[str | None, ...] = ()
    role_printed: tuple[str | None, ...] = ()
    role: tuple[str | None, ...] = ()  # printed, or carried over
    roles: tuple[tuple[RoleHeld, ...], ...] = ()


class Reading(NamedTuple):
    """A mention as understood: `rank` 0 for labels and front matter, 1 for prose, 2 for prose inside a turn."""

    kind: PersonKind
    name: Name
    role: str | None
    rank: int


@dataclass(slots=True)
class Somebody:
    """A person in the making."""

    kind: PersonKind
    name: Name
    rank: int
    spellings: dict[str, None] = field(default_factory=dict)
    printed: list[tuple[int, str]] = field(default_factory=list)  # (rank, role), in order of the document

    def meet(self, reading: Reading) -> None:
        """Take in one more mention; the fullest name becomes the one shown."""
        self.spellings[reading.name.text] = None
        if reading.role:
            self.printed.append((reading.rank, reading.role))
        if _fullness(reading) > (len(self.name.given), -self.rank) and reading.name.is_full:
            self.name, self.rank = reading.name, reading.rank


def _fullness(reading: Reading) -> tuple[int, int]:
    return len(reading.name.given), -reading.rank


def resolve(document: Document, attributions: Sequence[Attribution]) -> Resolution:
    """Return who the speakers of `attributions` are.

    A bare name or surname is the one person of the document who bears it in full, and takes the roles that stand beside
    the fuller name, marked as carried over. Two bearers, and it stays a person of its own. Never raises.
    """
    readings = [_reading(found, attributions) for found in attributions]
    cast = _cast(document, readings)
    persons = tuple(cast.index(reading) for reading in readings)
    known = [_printed_roles(somebody) for somebody in cast.everybody]
    lent = [_printed_roles(somebody, highest_rank=0) for somebody in cast.everybody]

    @cache
    def held(reading: Reading | None, index: int | None) -> tuple[RoleHeld, ...]:
        return _held(reading, index, known, lent)

    called = {fold(spelling): one.name.shown for one in reversed(cast.everybody) for spelling in one.spellings}
    return Resolution(
        people=tuple(map(_person, cast.everybody, known)),
        persons=persons,
        rivals=tuple(called.get(fold(found.rival), found.rival) if found.rival else None for found in attributions),
        role_printed=tuple(reading.role if reading else None for reading in readings),
        role=tuple(_shown_role(reading, index, cast) for reading, index in zip(readings, persons, strict=True)),
        roles=tuple(map(held, readings, persons)),
    )


def _reading(found: Attribution, attributions: Sequence[Attribution]) -> Reading | None:
    mention = found.speaker or found.label
    if mention is None:
        return None
    return read(mention, found.antecedent, _rank(found, attributions))


def _rank(found: Attribution, attributions: Sequence[Attribution]) -> int:
    if found.label is not None:
        return 0
    outer = found.within
    while outer is not None and attributions[outer].label is None:
        inner, outer = outer, attributions[outer].within
        if outer is not None and outer >= inner:  # containers come first; whatever says otherwise is not followed
            outer = None
    return 1 if outer is None else 2


def read(mention: Mention, antecedent: str | None = None, rank: int = 0) -> Reading | None:
    """Return the kind, name and role that `mention` states; None for a pronoun of which nothing is known."""
    words_used = antecedent or mention.name or mention.text
    if not fold(words_used) and (rank == 0 or mention.kind is PersonKind.UNNAMED):
        return Reading(PersonKind.UNNAMED, _as_printed(UNNAMED), None, rank)
    if fold(words_used) in PRONOUNS or not fold(words_used):
        return None
    if mention.kind is not PersonKind.PERSON and antecedent is None:
        role = mention.role or (mention.name or mention.text if mention.kind is PersonKind.OFFICE else None)
        return Reading(mention.kind, _as_printed(words_used), role, rank)
    if _is_unnamed(words_used):
        return Reading(PersonKind.UNNAMED, _as_printed(words_used), mention.role, rank)
    called = split_role(words_used)
    role = ", ".join(filter(None, (called.role, mention.role))) or None
    if not called.name:
        return Reading(PersonKind.OFFICE, _as_printed(words_used), role, rank)
    kind = _kind(called.name)
    name = parse(called.name) if kind is PersonKind.PERSON else _as_printed(called.name)
    if called.role and rank == 0 and not name.is_full:
        name = name._replace(printed=" ".join(words_used.split()))
    return Reading(kind, name, role, rank)


def _as_printed(text: str) -> Name:
    return Name(" ".join(text.split()), (), tuple(fold(text).split()))


def _kind(name: str) -> PersonKind:
    folded = fold(name).split()
    if _is_unnamed(name) or (name[0].islower() and " " in name):
        return PersonKind.UNNAMED
    if folded[-1] in wordlists.words("people/fields.txt") or (folded[0] == "the" and len(folded) > 1):
        return PersonKind.GROUP
    return PersonKind.PERSON


def _is_unnamed(name: str) -> bool:
    """Whether no word is left beside those that name nobody, and numbers: "Speaker 1", "Q"."""
    return all(part in wordlists.words("people/unnamed.txt") or part.isdigit() for part in fold(name).split())


@dataclass(slots=True)
class Cast:
    """Everybody met so far, and whose mention each reading is."""

    everybody: list[Somebody]
    known: dict[tuple[PersonKind, str, int], int]

    def index(self, reading: Reading | None) -> int | None:
        """Return whose mention `reading` is."""
        return None if reading is None else self.known.get(_key(reading))


def _key(reading: Reading) -> tuple[PersonKind, str, int]:
    bare = reading.kind is PersonKind.PERSON and not reading.name.is_full
    return reading.kind, f"{fold(reading.name.text)} {reading.name.suffix}", reading.rank if bare else 0


def _cast(document: Document, readings: Iterable[Reading | None]) -> Cast:
    """Settle full names first, so that a surname finds its bearer wherever the full name stands."""
    met = [reading for reading in readings if reading is not None]
    elsewhere = _full_names_elsewhere(document, met)
    cast = Cast([], {})
    for reading in sorted(met, key=lambda reading: not reading.name.is_full):
        index = _find(reading, cast)
        if index is None:
            index = len(cast.everybody)
            cast.everybody.append(Somebody(reading.kind, _completed(reading, elsewhere), reading.rank))
        cast.known[_key(reading)] = index
    for reading in met:
        cast.everybody[cast.known[_key(reading)]].meet(reading)
    return cast


def _find(reading: Reading, cast: Cast) -> int | None:
    if (known := cast.known.get(_key(reading))) is not None:
        return known
    if reading.kind is not PersonKind.PERSON:
        return None
    bearers = [i for i, somebody in enumerate(cast.everybody) if _may_be(reading, somebody)]
    exact = [i for i in bearers if cast.everybody[i].name.family == reading.name.family]
    return (exact or bearers)[0] if len(exact or bearers) == 1 else None


def _full_names_elsewhere(document: Document, met: Sequence[Reading]) -> tuple[Name, ...]:
    """Return the full names that front matter lists and, but for transcripts, that the text prints for bare surnames.

    A transcript calls its speakers as its house does, and its text is full of other people's names.
    """
    listed = (split_role(name).name for name in document.metadata.people)
    bare = {
        reading.name.text.split()[-1]
        for reading in met
        if reading.kind is PersonKind.PERSON and not reading.name.is_full
    }
    untold = document.turn_end is TurnEnd.UNKNOWN and bare
    printed = _printed_before(as_read(document.text, document.markup), bare) if untold else ()
    names = {parse(name) for name in (*listed, *printed) if name}
    return tuple(sorted(name for name in names if name.is_full))


def _printed_before(text: str, surnames: Iterable[str]) -> Iterator[str]:
    listed = "|".join(re.escape(surname) for surname in sorted(surnames))
    for match in re.finditer(rf"(?P<given>(?:[^\W\d_a-z][\w.’'-]*[ \u00a0]+){{1,4}})(?P<family>{listed})\b", text):
        called = split_role(match.group())
        if called.name and fold(called.name.split()[0]) not in wordlists.words("people/openers.txt"):
            yield called.name


def _completed(reading: Reading, elsewhere: Sequence[Name]) -> Name:
    """Return the one full name that a bare name stands for, or the bare name."""
    if reading.kind is not PersonKind.PERSON or reading.name.is_full:
        return reading.name
    bearers = [name for name in elsewhere if _may_be(reading, Somebody(PersonKind.PERSON, name, 0))]
    return bearers[0] if len(bearers) == 1 else reading.name


def _may_be(reading: Reading, somebody: Somebody) -> bool:
    """Whether the mention can be this person: the same parts, or fewer; never another form of address or generation."""
    one, other = reading.name, somebody.name
    if somebody.kind is not PersonKind.PERSON or {one.gender, other.gender} == {"m", "f"}:
        return False
    if one.suffix and one.suffix != other.suffix:
        return False
    if not one.is_full:
        allowed = somebody.rank <= max(reading.rank, 1) or not other.is_full
        return allowed and (one.family == other.family or (len(one.family) == 1 and one.family[0] in other.given[:1]))
    return one.family == other.family and _given_agree(one.given, other.given)


def _given_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether given names agree as far as both are printed, an initial standing for its name."""
    return all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in zip(one, other, strict=False))


def _person(somebody: Somebody, known: tuple[Role, ...]) -> Person:
    return Person(
        name=somebody.name.shown,
        sort_name=somebody.name.sort_name if somebody.kind is PersonKind.PERSON else somebody.name.text,
        kind=somebody.kind,
        spellings=tuple(somebody.spellings),
        roles=known,
    )


def _printed_roles(somebody: Somebody, highest_rank: int = 2) -> tuple[Role, ...]:
    """Return the person's roles, those of labels first; of two ways to print one role only the first, or fuller one.

    Prose is full of phrases that stand before a name and are no role of its bearer: only labels, rank 0, lend theirs.
    """
    found: list[Role] = []
    for rank, text in sorted(somebody.printed, key=lambda printed: printed[0]):
        for role in roles(text) if rank <= highest_rank else ():
            same = next((i for i, other in enumerate(found) if same_role(role, other)), None)
            if same is None:
                found.append(role)
            elif found[same].country is None and role.country:
                found[same] = role
    return tuple(found)


def _held(
    reading: Reading | None, index: int | None, known: Sequence[tuple[Role, ...]], lent: Sequence[tuple[Role, ...]]
) -> tuple[RoleHeld, ...]:
    """Return the roles printed here, and those that labels of the document print beside the name."""
    if reading is None or index is None:
        return ()
    here = roles(reading.role or "")
    printed = [role for role in known[index] if any(same_role(role, one) for one in here)]
    carried = [role for role in lent[index] if role not in printed]
    return tuple([(role, RoleBasis.PRINTED) for role in printed] + [(role, RoleBasis.CARRIED) for role in carried])


def _shown_role(reading: Reading | None, index: int | None, cast: Cast) -> str | None:
    if reading is None or index is None or reading.role:
        return reading.role if reading else None
    return next((text for rank, text in cast.everybody[index].printed if rank == 0), None)
