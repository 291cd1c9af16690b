"""The speakers of one document: which mentions are one person, and which role each statement's speaker holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from quotes.lexicon import Lexicon
from quotes.model import SOMEBODY_RIVAL, Attribution, Document, Mention, Person, PersonKind, Role, RoleBasis
from quotes.people.apart import Turn, apart
from quotes.people.cast import Cast, Somebody, Told, cast_of
from quotes.people.guests import of_guest
from quotes.people.mentions import Understood, Use, address_letters, read
from quotes.people.names import sort_name
from quotes.people.offices import holders
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
    namesakes: Mapping[int, str | None]  # by attribution: who else is called so; None where a title leaves it unsure
    others: Mapping[int, tuple[int, ...]]  # by attribution: who says it with the speaker


MOST = 40  # roles of one person that are compared with each other, and carried to where another is printed


def resolve(document: Document, attributions: Sequence[Attribution]) -> Resolution:
    """Return who the speakers of `attributions` are.

    A bare name or surname is the one person of the document who bears it in full, and takes the roles that stand beside
    the fuller name, marked as carried over. Two bearers, and that of a label stays a person of its own; what prose
    gives to one of them may be the other's, who is told among `namesakes`. Never raises.
    """
    lexicon = document.lexicon
    attributions, answering = of_guest(document.text, attributions, lexicon)
    labels = dict.fromkeys(found.label.name for found in attributions if found.label)
    letters = address_letters(labels, document.metadata.language, lexicon)
    uses = [_use(found, attributions, letters) for found in attributions]
    together = _together(attributions, uses)
    all_uses = dict.fromkeys(chain(uses, *together.values()))
    understood = {use: read(use, lexicon) if use else None for use in all_uses}
    turns = [_turn(found, understood[use]) for found, use in zip(attributions, uses, strict=True) if found.label]
    met = {use: reading for use, reading in understood.items() if use and reading}
    spoken = sorted(found.span for found in attributions if found.label and found.within is None)
    told = Told(apart(document, turns), holders(met, turns, lexicon), spoken)
    cast = cast_of(document, list(met.values()), told)
    known = [_printed_roles(somebody.printed, lexicon) for somebody in cast.everybody]
    lent = [_lent(somebody, printed, lexicon) for somebody, printed in zip(cast.everybody, known, strict=True)]
    speaking = {use: _speaking(reading, cast, known, lent) for use, reading in understood.items()}
    offices = _offices([*zip(attributions, map(understood.get, uses), strict=True)], cast)
    return Resolution(
        people=tuple([_person(*one, lexicon) for one in zip(cast.everybody, known, offices, strict=True)]),
        speaking=tuple([speaking[use] for use in uses]),
        rivals=_rivals(attributions, [speaking[use].person for use in uses], cast),
        namesakes=answering | _namesakes(attributions, map(understood.get, uses), cast),
        others={i: _others(speaking[uses[i]], map(speaking.__getitem__, those)) for i, those in together.items()},
    )


def _use(found: Attribution, attributions: Sequence[Attribution], letters: frozenset[str]) -> Use | None:
    mention = found.speaker or found.label
    if mention is None:
        return None
    words = found.antecedent or mention.name or mention.text
    inferred = found.antecedent is not None and mention.kind is not PersonKind.UNNAMED
    rank = _rank(found, attributions)
    return Use(words, mention.role, mention.kind, inferred, rank, letters, mention.id)


def _together(attributions: Sequence[Attribution], uses: Sequence[Use | None]) -> dict[int, list[Use]]:
    """Return, for each attribution of several who speak as one, how those beside the speaker are named."""
    joint = ((i, found, use) for i, (found, use) in enumerate(zip(attributions, uses, strict=True)) if found.others)
    return {i: [_beside(use, one) for one in found.others] for i, found, use in joint if use}


def _beside(first: Use, other: Mention) -> Use:
    words = other.name or other.text
    return first._replace(words=words, role=other.role, kind=other.kind, inferred=False, id=other.id)


def _others(first: Speaking, others: Iterable[Speaking]) -> tuple[int, ...]:
    """Return the people who say it with the first one, each once."""
    people = dict.fromkeys(one.person for one in others if one.person is not None)
    return tuple([person for person in people if person != first.person]) if first.person is not None else ()


def _turn(found: Attribution, reading: Understood | None) -> Turn | None:
    """Return a labelled turn as it tells people of one surname apart; None where its label names nobody."""
    return Turn(found.label.name, reading, found.span) if reading and found.label else None


def _rank(found: Attribution, attributions: Sequence[Attribution]) -> int:
    if found.label is not None:
        return 0
    outer = found.within
    while outer is not None and attributions[outer].label is None:
        inner, outer = outer, attributions[outer].within
        if outer is not None and outer >= inner:  # containers come first; whatever says otherwise is not followed
            outer = None
    return 1 if outer is None else 2


def _offices(met: Iterable[tuple[Attribution, Understood | None]], cast: Cast) -> list[tuple[str, ...]]:
    """Return why offices that are printed without a name are somebody's, for each of the cast."""
    found: list[dict[str, None]] = [{} for _ in cast.everybody]
    for attribution, reading in met:
        mention = attribution.speaker or attribution.label
        if reading and mention and (why := _why(attribution, mention, reading, cast)):
            found[cast.known[reading.key]][f"“{mention.text}”: {why}"] = None
    return [tuple(lines) for lines in found]


def _why(attribution: Attribution, mention: Mention, reading: Understood, cast: Cast) -> str | None:
    if mention.kind is PersonKind.OFFICE and attribution.antecedent:
        return "of those whom the page tells to hold that office, the likeliest"
    holder = cast.told.holders.get(reading.key)
    is_person = cast.everybody[cast.known[reading.key]].kind is PersonKind.PERSON
    return holder.why if holder and is_person else None


def _person(somebody: Somebody, known: tuple[Role, ...], offices: tuple[str, ...], lexicon: Lexicon) -> Person:
    return Person(
        name=somebody.name.shown,
        sort_name=sort_name(somebody.name, lexicon) if somebody.kind is PersonKind.PERSON else somebody.name.text,
        kind=somebody.kind,
        spellings=tuple(somebody.spellings),
        roles=known,
        offices=offices,
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
            near = found if len(found) <= MOST else ()
            same = next((i for i, other in enumerate(near) if same_role(role, other, lexicon)), None)
            if same is None:
                found.append(role)
            elif found[same].country is None and role.country:
                found[same] = role
    return tuple(dict.fromkeys(found))


def _speaking(
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
    near = known if len(known) <= MOST else here
    printed = [role for role in near if any(same_role(role, one, lexicon) for one in here)]
    carried = [role for role in lent[:MOST] if role not in printed]
    return tuple([(role, RoleBasis.PRINTED) for role in printed] + [(role, RoleBasis.CARRIED) for role in carried])


def _rivals(attributions: Sequence[Attribution], people: Sequence[int | None], cast: Cast) -> tuple[str | None, ...]:
    """Return the rival of each, by the name of whoever is called so; where that is the speaker, it is somebody else."""
    rivals = [found.rival for found in attributions]
    if any(rivals):
        called = {fold(spelling): one.name.shown for one in reversed(cast.everybody) for spelling in one.spellings}
        named = [called.get(fold(rival), rival) if rival else None for rival in rivals]
        rivals = [_another(rival, person, cast) for rival, person in zip(named, people, strict=True)]
    return tuple(rivals)


def _another(rival: str | None, person: int | None, cast: Cast) -> str | None:
    """Return a rival; of a speaker's own name, that another bears may be meant of whom the page tells no more."""
    return SOMEBODY_RIVAL if rival and person is not None and rival == cast.everybody[person].name.shown else rival


def _namesakes(
    attributions: Sequence[Attribution], readings: Iterable[Understood | None], cast: Cast
) -> dict[int, str | None]:
    """Return who else may have said what nothing else leaves open."""
    if not cast.open:
        return {}
    met = [(i, reading.key) for i, reading in enumerate(readings) if reading and attributions[i].rival is None]
    return {i: cast.open[key] for i, key in met if key in cast.open}


def named(name: str, lexicon: Lexicon) -> Person:
    """Return whom a name names that a human has given, as a source would print it on a label; "" is nobody known."""
    understood = read(Use(name, None, PersonKind.PERSON, False, 0), lexicon)
    if understood is None:  # a pronoun
        understood = read(Use("", None, PersonKind.UNNAMED, False, 0), lexicon)
    assert understood
    somebody = Somebody(understood.kind, understood.name, 0)
    somebody.meet(understood)
    return _person(somebody, (), (), lexicon)
