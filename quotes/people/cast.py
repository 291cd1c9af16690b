"""The cast of one document: which of its mentions are one person, one mention after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quotes.lexicon import Lexicon
from quotes.lexicon.packs import given_names
from quotes.lexicon.titles import titles
from quotes.model import Document, PersonKind, Span
from quotes.people.apart import Apart
from quotes.people.countries import nationality
from quotes.people.elsewhere import Printed, calls, full_names
from quotes.people.mentions import Key, Understood
from quotes.people.names import Name
from quotes.people.namesakes import bearing
from quotes.people.offices import Holder


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
        if reading.kind is self.kind:  # what an office is called is no name of its holder
            self.spellings[reading.spelling or reading.name.text] = None
        if reading.role:
            self.printed.append((reading.rank, reading.role))
        if _fullness(reading) > (len(self.name.given), -self.rank) and reading.name.is_full:
            self.name, self.rank = reading.name, reading.rank


def _fullness(reading: Understood) -> tuple[int, int]:
    return len(reading.name.given), -reading.rank


class Told(NamedTuple):
    """What labels tell of their bearers: who are two, though one could be the other, which office is whose, and what
    they say."""

    apart: Apart = frozenset()
    holders: Mapping[Key, Holder] = {}
    spoken: Sequence[Span] = ()  # what is said under labels


NOTHING_TOLD = Told()


Elsewhere = Mapping[tuple[str, ...], Sequence[Printed]]
MOST = 60  # people of one surname who are looked at one by one


@dataclass(slots=True)
class Cast:
    """Everybody met so far, and whose mention each reading is."""

    everybody: list[Somebody]
    known: dict[Key, int]
    called: dict[tuple[str, ...], list[int]]  # who may be meant by a family name, or by a first name alone
    lexicon: Lexicon
    told: Told = NOTHING_TOLD
    identified: dict[str, int] = field(default_factory=dict)  # by the identifiers of the format
    first: dict[tuple[tuple[str, ...], str], list[int]] = field(default_factory=dict)  # by these and the first name
    open: dict[Key, str | None] = field(default_factory=dict)  # bare names that are not sure, and who else may be meant

    def add(self, somebody: Somebody) -> int:
        """Take in somebody met for the first time, and return the index."""
        self.everybody.append(somebody)
        index, name = len(self.everybody) - 1, somebody.name
        for words in calls(name):
            self.called.setdefault(words, []).append(index)
            self.first.setdefault((words, name.given[0] if name.given else ""), []).append(index)
        return index

    def bearers(self, name: Name) -> Sequence[int]:
        """Return who may bear a name; of very many of one surname those of its first name, or initial, or of none."""
        every = self.called.get(name.family, ())
        if len(every) <= MOST or not name.given or len(name.given[0]) == 1:
            return every
        first = name.given[0]
        return sorted(i for one in (first, first[0], "") for i in self.first.get((name.family, one), ()))

    def settle(self, reading: Understood, index: int) -> None:
        """Note whose mentions those with this reading's key are."""
        self.known[reading.key] = index
        self.everybody[index].keys.append(reading.key)
        self.everybody[index].styles.add(reading.style)
        if reading.id:
            self.everybody[index].id = reading.id
            self.identified[reading.id] = index

    def one_of(self, keys: Iterable[Key]) -> int | None:
        """Return whose mentions all these are; None where they are not one person's."""
        indices = {self.known[key] for key in keys if key in self.known}
        return indices.pop() if len(indices) == 1 else None

    def are_two(self, reading: Understood, somebody: Somebody) -> bool:
        """Whether the format or the labels tell the bearer of a name from somebody who could be called so."""
        if reading.id and somebody.id:
            return reading.id != somebody.id
        return any((reading.key, key) in self.told.apart for key in somebody.keys)


def cast_of(document: Document, met: Sequence[Understood], told: Told) -> Cast:
    """Settle full names first, so that a surname finds its bearer wherever the full name stands.

    A surname of which the labels tell two bearers is settled after those that a title tells apart, an office after all.
    """
    elsewhere = full_names(document, met, told.spoken)
    cast = Cast([], {}, {}, document.lexicon, told)
    contested = {key for pair in told.apart for key in pair}
    families = {reading.name.family for reading in met if reading.key in contested} if contested else set()

    def order(reading: Understood) -> tuple[bool, bool, bool]:
        last = reading.key in told.holders or (reading.id is not None and reading.kind is not PersonKind.PERSON)
        return not reading.name.is_full, last, not reading.style and reading.name.family in families

    for reading in sorted(met, key=order):
        index = _find(reading, cast)
        if reading.key not in contested and _is_of_prose(reading, index, cast):
            index = _borne(reading, index, elsewhere, cast)
        elif index is None:
            index = _alone(reading, {} if reading.key in contested else elsewhere, cast)
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
    if known is None and (holder := cast.told.holders.get(reading.key)):
        known = cast.one_of(holder.keys)
    if known is not None:
        return known
    if reading.kind is not PersonKind.PERSON:
        return None
    everybody, bearers = cast.everybody, _bearers(reading, cast)
    exact = [i for i in bearers if everybody[i].name.family == reading.name.family] or bearers
    styled = [i for i in exact if reading.style and reading.style in everybody[i].styles]
    fitting = styled if len(exact) > 1 and cast.told.apart else exact
    return fitting[0] if len(fitting) == 1 else None


def _bearers(reading: Understood, cast: Cast) -> list[int]:
    """Return whom of those met so far a name may mean."""
    everybody = cast.everybody
    return [
        i
        for i in cast.bearers(reading.name)
        if _may_be(reading, everybody[i], cast.lexicon) and not cast.are_two(reading, everybody[i])
    ]


def _is_of_prose(reading: Understood, index: int | None, cast: Cast) -> bool:
    """Whether a bare name stands in prose, and is none by which a label calls somebody whose full name is unknown."""
    bare = reading.kind is PersonKind.PERSON and reading.rank > 0 and not reading.name.is_full
    return bare and reading.key not in cast.known and (index is None or cast.everybody[index].name.is_full)


def _borne(reading: Understood, index: int | None, elsewhere: Elsewhere, cast: Cast) -> int:
    """Return whom a bare name of prose means, of all whom the page prints in full, and note whether that is open."""
    speak = [one for i in _bearers(reading, cast) if (one := cast.everybody[i]).name.is_full]
    printed = [Printed(one.name, frozenset(one.styles - {""}), speaks=True) for one in speak]
    found = bearing(reading, [*_fitting(reading, elsewhere, cast.lexicon), *printed], cast.lexicon)
    if found is None:
        return (
            index
            if index is not None
            else cast.add(_new(reading, _completed(reading, elsewhere, cast.lexicon), cast.lexicon))
        )
    if found.rival or not found.is_sure:
        cast.open[reading.key] = found.rival.shown if found.rival else None
    name = found.name or reading.name
    same = next((i for i in _bearers(reading, cast) if cast.everybody[i].name == name), None)
    return same if same is not None else cast.add(_new(reading, name, cast.lexicon))


def _alone(reading: Understood, elsewhere: Elsewhere, cast: Cast) -> int:
    """Return whom a name brings in that nobody met so far bears."""
    return cast.add(_new(reading, _completed(reading, elsewhere, cast.lexicon), cast.lexicon))


def _completed(reading: Understood, elsewhere: Elsewhere, lexicon: Lexicon) -> Name:
    """Return the one full name that a bare name stands for, or the bare name."""
    if reading.kind is not PersonKind.PERSON or reading.name.is_full:
        return reading.name
    bearers = _fitting(reading, elsewhere, lexicon)
    return bearers[0].name if len(bearers) == 1 else reading.name


def _fitting(reading: Understood, elsewhere: Elsewhere, lexicon: Lexicon) -> list[Printed]:
    """Return the full names of the page that a bare name may be short for."""
    fitting = elsewhere.get(reading.name.family, ())
    return [one for one in fitting if _may_be(reading, Somebody(PersonKind.PERSON, one.name, 0), lexicon)]


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
        and not _two_ranks(reading, somebody, lexicon)
        and (not one.suffix or one.suffix == other.suffix)
    )


def _two_ranks(reading: Understood, somebody: Somebody, lexicon: Lexicon) -> bool:
    """Whether both are peers, and of different ranks: an Earl Rourke, which may be a name, is no Viscount Rourke."""
    peers = titles(lexicon).peers
    one = peers & {reading.style, *reading.name.given[:1]}
    other = peers & {*somebody.styles, *somebody.name.given[:1]}
    return bool(one and other) and one.isdisjoint(other)


def _sex(name: Name, lexicon: Lexicon) -> str:
    """Return m or f, where the form of address, the given name or a title that may be one tells it: Earl Rourke."""
    if name.gender or not name.given:
        return name.gender
    first = name.given[0]
    return given_names(lexicon).get(first) or titles(lexicon).sexes.get(first, "")


def _given_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether given names agree as far as both are printed, an initial standing for its name."""
    return all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in zip(one, other, strict=False))
