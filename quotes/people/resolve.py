"""The speakers of one document: which mentions are one person, and which role each statement's speaker holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from quotes.lexicon import Lexicon
from quotes.model import Attribution, Document, Person, PersonKind, Role, RoleBasis
from quotes.people.apart import Apart, Turn, apart
from quotes.people.countries import nationality
from quotes.people.elsewhere import calls, full_names
from quotes.people.mentions import Key, Understood, Use, address_letters, read
from quotes.people.names import Name, sort_name
from quotes.people.roles import roles, same_role
from quotes.text import fold

RoleHeld = tuple[Role, RoleBasis]


class Speaking(NamedTuple):
    """Who speaks in an attribution, and the roles: printed here, or carried over, and taken apart."""

    person: int | None
    role_printed: str | None
    role: str | None
    roles: tuple[RoleHeld, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The people of a document and, for each attribution, who speaks, and who speaks by the rival reading."""

    people: tuple[Person, ...]
    speaking: tuple[Speaking, ...]
    rivals: tuple[str | None, ...]


@dataclass(slots=True)
class Somebody:
    """A person in the making."""

    kind: PersonKind
    name: Name
    rank: int
    keys: list[Key] = field(default_factory=list)  # of the mentions that are this person's
    styles: set[str] = field(default_factory=set)  # the titles and forms of address in them
    id: str | None = None  # of the format
    spellings: dict[str, None] = field(default_factory=dict)
    printed: list[tuple[int, str]] = field(default_factory=list)  # (rank, role), in order of the document

    def meet(self, reading: Understood) -> None:
        """Take in one more mention; the fullest name becomes the one shown."""
        self.spellings[reading.spelling or reading.name.text] = None
        if reading.role:
            self.printed.append((reading.rank, reading.role))
        if _fullness(reading) > (len(self.name.given), -self.rank) and reading.name.is_full:
            self.name, self.rank = reading.name, reading.rank


def _fullness(reading: Understood) -> tuple[int, int]:
    return len(reading.name.given), -reading.rank


def resolve(document: Document, attributions: Sequence[Attribution]) -> Resolution:
    """Return who the speakers of `attributions` are.

    A bare name or surname is the one person of the document who bears it in full, and takes the roles that stand beside
    the fuller name, marked as carried over. Two bearers, and it stays a person of its own. Never raises.
    """
    lexicon = document.lexicon
    labels = dict.fromkeys(found.label.name for found in attributions if found.label)
    letters = address_letters(labels, document.metadata.language, lexicon)
    uses = [_use(found, attributions, letters) for found in attributions]
    understood = {use: read(use, lexicon) if use else None for use in dict.fromkeys(uses)}
    turns = [_turn(found, understood[use]) for found, use in zip(attributions, uses, strict=True) if found.label]
    cast = _cast(document, [reading for reading in understood.values() if reading], apart(document, turns))
    known = [_printed_roles(somebody.printed, lexicon) for somebody in cast.everybody]
    lent = [_lent(somebody, printed, lexicon) for somebody, printed in zip(cast.everybody, known, strict=True)]
    told = {use: _told(reading, cast, known, lent) for use, reading in understood.items()}
    return Resolution(
        people=tuple([_person(*one, lexicon) for one in zip(cast.everybody, known, strict=True)]),
        speaking=tuple([told[use] for use in uses]),
        rivals=_rivals(attributions, cast),
    )


def _use(found: Attribution, attributions: Sequence[Attribution], letters: frozenset[str]) -> Use | None:
    mention = found.speaker or found.label
    if mention is None:
        return None
    words = found.antecedent or mention.name or mention.text
    inferred, rank = found.antecedent is not None, _rank(found, attributions)
    return Use(words, mention.role, mention.kind, inferred, rank, letters, mention.id)


def _turn(found: Attribution, reading: Understood | None) -> Turn | None:
    """Return a labelled turn as it tells people of one surname apart; None where its label names no person."""
    named = reading is not None and reading.kind is PersonKind.PERSON
    return Turn(found.label.name, reading, found.span) if named and reading and found.label else None


def _rank(found: Attribution, attributions: Sequence[Attribution]) -> int:
    if found.label is not None:
        return 0
    outer = found.within
    while outer is not None and attributions[outer].label is None:
        inner, outer = outer, attributions[outer].within
        if outer is not None and outer >= inner:  # containers come first; whatever says otherwise is not followed
            outer = None
    return 1 if outer is None else 2


@dataclass(slots=True)
class Cast:
    """Everybody met so far, and whose mention each reading is."""

    everybody: list[Somebody]
    known: dict[Key, int]
    called: dict[tuple[str, ...], list[int]]  # who may be meant by a family name, or by a first name alone
    lexicon: Lexicon
    apart: Apart = frozenset()
    identified: dict[str, int] = field(default_factory=dict)  # by the identifiers of the format

    def add(self, somebody: Somebody) -> int:
        """Take in somebody met for the first time, and return the index."""
        self.everybody.append(somebody)
        for words in calls(somebody.name):
            self.called.setdefault(words, []).append(len(self.everybody) - 1)
        return len(self.everybody) - 1

    def settle(self, reading: Understood, index: int) -> None:
        """Note whose mentions those with this reading's key are."""
        self.known[reading.key] = index
        self.everybody[index].keys.append(reading.key)
        self.everybody[index].styles.add(reading.style)
        if reading.id:
            self.everybody[index].id = reading.id
            self.identified[reading.id] = index

    def are_two(self, reading: Understood, somebody: Somebody) -> bool:
        """Whether the format or the labels tell the bearer of a name from somebody who could be called so."""
        if reading.id and somebody.id:
            return reading.id != somebody.id
        return any((reading.key, key) in self.apart for key in somebody.keys)


def _cast(document: Document, met: Sequence[Understood], apart: Apart) -> Cast:
    """Settle full names first, so that a surname finds its bearer wherever the full name stands.

    A surname of which the labels tell two bearers is settled after those that a title tells apart.
    """
    elsewhere = full_names(document, met)
    cast = Cast([], {}, {}, document.lexicon, apart)
    contested = {key for pair in apart for key in pair}
    families = {reading.name.family for reading in met if reading.key in contested} if contested else set()

    def order(reading: Understood) -> tuple[bool, bool, bool]:
        identified = reading.id is not None and reading.kind is not PersonKind.PERSON
        return not reading.name.is_full, identified, not reading.style and reading.name.family in families

    for reading in sorted(met, key=order):
        index = _find(reading, cast)
        if index is None:
            name = reading.name if reading.key in contested else _completed(reading, elsewhere, cast.lexicon)
            index = cast.add(_new(reading, name, cast.lexicon))
        cast.settle(reading, index)
    for reading in met:
        cast.everybody[cast.known[reading.key]].meet(reading)
    return cast


def _new(reading: Understood, name: Name, lexicon: Lexicon) -> Somebody:
    """Return a person met for the first time; a country that prose lets speak is its government or its people."""
    told = reading.kind is PersonKind.PERSON and reading.rank > 0 and not reading.name.gender
    kind = PersonKind.GROUP if told and _is_place(name.text, lexicon) else reading.kind
    return Somebody(kind, name, reading.rank)


def _is_place(name: str, lexicon: Lexicon) -> bool:
    """Whether a name is that of a country or state, or of its people: "Germany", "Americans"."""
    return any(nationality(word, lexicon) is not None for word in (name, name.removesuffix("s")))


def _find(reading: Understood, cast: Cast) -> int | None:
    known = cast.known.get(reading.key)
    if known is None and reading.id:
        known = cast.identified.get(reading.id)
    if known is not None:
        return known
    if reading.kind is not PersonKind.PERSON:
        return None
    everybody = cast.everybody
    bearers = [
        i
        for i in cast.called.get(reading.name.family, ())
        if _may_be(reading, everybody[i], cast.lexicon) and not cast.are_two(reading, everybody[i])
    ]
    exact = [i for i in bearers if everybody[i].name.family == reading.name.family] or bearers
    styled = [i for i in exact if reading.style and reading.style in everybody[i].styles]
    fitting = styled if len(exact) > 1 and cast.apart else exact
    return fitting[0] if len(fitting) == 1 else None


def _completed(reading: Understood, elsewhere: Mapping[tuple[str, ...], Sequence[Name]], lexicon: Lexicon) -> Name:
    """Return the one full name that a bare name stands for, or the bare name."""
    if reading.kind is not PersonKind.PERSON or reading.name.is_full:
        return reading.name
    fitting = elsewhere.get(reading.name.family, ())
    bearers = [name for name in fitting if _may_be(reading, Somebody(PersonKind.PERSON, name, 0), lexicon)]
    return bearers[0] if len(bearers) == 1 else reading.name


def _may_be(reading: Understood, somebody: Somebody, lexicon: Lexicon) -> bool:
    """Whether the mention can be this person: the same parts, or fewer; never another form of address or generation."""
    one, other = reading.name, somebody.name
    if one.is_full:
        agree = one.family == other.family and _given_agree(one.given, other.given)
    else:
        agree = one.family == other.family or (len(one.family) == 1 and one.family[0] in other.given[:1])
        agree = agree and (somebody.rank <= max(reading.rank, 1) or not other.is_full)
    return (
        agree
        and somebody.kind is PersonKind.PERSON
        and {_sex(one, lexicon), _sex(other, lexicon)} != {"m", "f"}
        and (not one.suffix or one.suffix == other.suffix)
    )


def _sex(name: Name, lexicon: Lexicon) -> str:
    """Return m or f, where the form of address or the given name tells it."""
    return name.gender or (name.given and lexicon.keyed("given_names").get(name.given[0])) or ""


def _given_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether given names agree as far as both are printed, an initial standing for its name."""
    return all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in zip(one, other, strict=False))


def _person(somebody: Somebody, known: tuple[Role, ...], lexicon: Lexicon) -> Person:
    return Person(
        name=somebody.name.shown,
        sort_name=sort_name(somebody.name, lexicon) if somebody.kind is PersonKind.PERSON else somebody.name.text,
        kind=somebody.kind,
        spellings=tuple(somebody.spellings),
        roles=known,
    )


def _lent(somebody: Somebody, known: tuple[Role, ...], lexicon: Lexicon) -> tuple[Role, ...]:
    """Return the roles that labels print, rank 0: phrases before a name in prose are often no role of its bearer."""
    by_labels = [(rank, text) for rank, text in somebody.printed if rank == 0]
    return known if len(by_labels) == len(somebody.printed) else _printed_roles(by_labels, lexicon)


def _printed_roles(printed: Sequence[tuple[int, str]], lexicon: Lexicon) -> tuple[Role, ...]:
    """Return the roles, those of labels first; of two ways to print one role only the first, or fuller one."""
    found: list[Role] = []
    for _, text in sorted(printed, key=itemgetter(0)):
        for role in roles(text, lexicon):
            same = next((i for i, other in enumerate(found) if same_role(role, other, lexicon)), None)
            if same is None:
                found.append(role)
            elif found[same].country is None and role.country:
                found[same] = role
    return tuple(found)


def _told(
    reading: Understood | None, cast: Cast, known: Sequence[tuple[Role, ...]], lent: Sequence[tuple[Role, ...]]
) -> Speaking:
    if reading is None:
        return Speaking(None, None, None, ())
    person = cast.known[reading.key]
    carried = next((text for rank, text in cast.everybody[person].printed if rank == 0), None)
    held = _held(reading, known[person], lent[person], cast.lexicon)
    return Speaking(person, reading.role, reading.role or carried, held)


def _held(reading: Understood, known: Sequence[Role], lent: Sequence[Role], lexicon: Lexicon) -> tuple[RoleHeld, ...]:
    """Return the roles printed here, and those that labels of the document print beside the name."""
    here = roles(reading.role or "", lexicon)
    printed = [role for role in known if any(same_role(role, one, lexicon) for one in here)]
    carried = [role for role in lent if role not in printed]
    return tuple([(role, RoleBasis.PRINTED) for role in printed] + [(role, RoleBasis.CARRIED) for role in carried])


def _rivals(attributions: Sequence[Attribution], cast: Cast) -> tuple[str | None, ...]:
    """Return the rival of each, by the name of whoever is called so."""
    rivals = [found.rival for found in attributions]
    if any(rivals):
        called = {fold(spelling): one.name.shown for one in reversed(cast.everybody) for spelling in one.spellings}
        rivals = [called.get(fold(rival), rival) if rival else None for rival in rivals]
    return tuple(rivals)
