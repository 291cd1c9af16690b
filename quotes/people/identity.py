"""Are two people, met in different sources, one? Same, different or unsure, with the rule, a score and the evidence.

The rules look at how the names agree and at what the roles say, in the order of the table `RULES`; the first that has
something to say decides. An equal or transliterated name is not enough where many bear it; a merely similar name is
enough only beside an office that has one holder at a time. The limits below were chosen on the pairs of
tests/people/pairs.toml, so that none of them is called the same wrongly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from quotes.lexicon import ENGLISH, Lexicon
from quotes.lexicon.titles import titles
from quotes.model import PersonKind, Role
from quotes.people.agreement import Agreement, agreement, given_agreement
from quotes.people.names import Name, parse, tells_more
from quotes.people.posts import Fit, Post, fit, post
from quotes.people.roles import same_role, title_key
from quotes.people.sounds import given_key, last_name_key
from quotes.text import fold

# One office proves nothing, cited further apart, where the names differ by a letter (years).
YEARS_IN_OFFICE = 12
# Nor, cited further apart or at unknown times, where one name says less: fathers and sons hold one office (years).
SAME_TIME = 1


class Outcome(StrEnum):
    """What is decided about two people."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Profile:
    """A person as one source, or everything loaded so far, knows them."""

    name: str
    kind: PersonKind = PersonKind.PERSON
    spellings: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    since: str | None = None  # ISO dates of the first and last source
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Same, different or unsure, and why."""

    outcome: Outcome
    rule: str
    score: float
    evidence: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people side by side, and what comparing them shows."""

    one: Profile
    other: Profile
    agreement: Agreement
    names: tuple[Name, Name]
    shared: tuple[Role, Role] | None  # a role that both hold
    lexicon: Lexicon


def decide(one: Profile, other: Profile, lexicon: Lexicon = ENGLISH) -> Decision:
    """Return whether two people are one. Never raises; in doubt, and for people without a name, UNSURE."""
    pair = _compare(one, other, lexicon)
    for rule in RULES:
        if decision := rule(pair):
            return decision
    return _decision(pair, Outcome.UNSURE, "names-agree", "and nothing else ties them together")


def _compare(one: Profile, other: Profile, lexicon: Lexicon) -> Pair:
    spelled = [(agreement(a, b, lexicon), a, b) for a in _parsed(one, lexicon) for b in _parsed(other, lexicon)]
    contrary = next((found for found in spelled if found[0] is Agreement.CONTRARY), None)
    best, a, b = contrary or max(spelled, key=lambda found: (found[0], found[1].is_full))
    proving = [(r, s) for r in one.roles for s in other.roles if _proves(r, s, lexicon)]
    shared = max(proving, key=lambda pair: _are_single(pair, lexicon), default=None)  # the same, whoever comes first
    return Pair(one, other, best, (a, b), shared, lexicon)


def _parsed(known: Profile, lexicon: Lexicon) -> list[Name]:
    """Return the names of somebody, but for the own one cut short: a surname would tie all who bear it."""
    others = (spelling for spelling in known.spellings if tells_more(spelling, known.name, lexicon))
    return [parse(name, lexicon) for name in dict.fromkeys((known.name, *others))]


def _proves(one: Role, other: Role, lexicon: Lexicon) -> bool:
    return bool((one.body or one.country) and (other.body or other.country)) and same_role(one, other, lexicon)


def _nameless(pair: Pair) -> Decision | None:
    if PersonKind.UNNAMED in (pair.one.kind, pair.other.kind) or pair.one.kind is not pair.other.kind:
        return _decision(pair, Outcome.DIFFERENT, "not-a-name", "a label that names nobody is nobody elsewhere", 0.0)
    if pair.one.kind is PersonKind.OFFICE:
        return _decision(pair, Outcome.UNSURE, "office", "an office has many holders", 0.3)
    if pair.one.kind is PersonKind.GROUP and fold(pair.one.name) == fold(pair.other.name):
        return _decision(pair, Outcome.SAME, "equal-group-name", "a group goes by its name", 0.9)
    return None if pair.one.kind is PersonKind.PERSON else _decision(pair, Outcome.DIFFERENT, "unlike-names", "", 0.0)


def _contrary(pair: Pair) -> Decision | None:
    if pair.agreement is Agreement.CONTRARY:
        return _decision(
            pair, Outcome.DIFFERENT, "contrary-forms", "form of address or generation exclude each other", 0.0
        )
    if pair.agreement is not Agreement.UNLIKE:
        return None
    if _one_at_a_time(pair) and _given_agree(pair):
        return _decision(
            pair, Outcome.UNSURE, "new-family-name", "one office and given name, but two family names", 0.4
        )
    return _decision(pair, Outcome.DIFFERENT, "unlike-names", "the names do not agree", 0.0)


def _given_agree(pair: Pair) -> bool:
    one, other = pair.names
    return given_agreement(one.given, other.given, pair.lexicon) >= Agreement.VARIANT


def _one_office(pair: Pair) -> Decision | None:
    """Names that agree in any way, beside an office that one person holds at a time."""
    if not _one_at_a_time(pair) or pair.shared is None:
        return None
    apart = years_between(pair.one, pair.other)
    if pair.agreement is Agreement.PARTIAL and (apart is None or apart > SAME_TIME):
        return _decision(
            pair, Outcome.UNSURE, "one-office-less-name", "the same office, but perhaps at another time", 0.5
        )
    if pair.agreement is Agreement.NEAR and apart is not None and apart > YEARS_IN_OFFICE:
        return _decision(pair, Outcome.UNSURE, "one-office-far-apart", "the same office, but many years apart", 0.5)
    return _decision(pair, Outcome.SAME, "one-office", f"both are {pair.shared[0].text}", 0.5 + 0.1 * pair.agreement)


def _one_at_a_time(pair: Pair) -> bool:
    return pair.shared is not None and _are_single(pair.shared, pair.lexicon)


def _are_single(shared: tuple[Role, Role], lexicon: Lexicon) -> bool:
    return all(is_single(role, lexicon) for role in shared)


def _two_roles(pair: Pair) -> Decision | None:
    """One name, but roles that no one holds together: two people, until a reader decides."""
    if pair.shared or not (pair.one.roles and pair.other.roles):
        return None
    held = [(a, b) for a in posts(pair.one, pair.lexicon) for b in posts(pair.other, pair.lexicon)]
    fits = {fit(a, b) for a, b in held}
    at_one_time = (years_between(pair.one, pair.other) or 0) < 1
    if Fit.AGREE in fits and Fit.APART not in fits:
        return None
    if _in_two_countries(pair):
        return _decision(pair, Outcome.UNSURE, "two-countries", "the roles belong to different countries", 0.3)
    if at_one_time and any(a.kind == b.kind and fit(a, b) is Fit.APART for a, b in held):
        return _decision(pair, Outcome.UNSURE, "two-places", "the offices are in two places at the same time", 0.3)
    if at_one_time and not fits <= {Fit.OPEN, Fit.AGREE, Fit.ONE}:
        return _decision(pair, Outcome.UNSURE, "two-roles", "the roles differ at the same time", 0.4)
    return None


def _in_two_countries(pair: Pair) -> bool:
    one, other = ({role.country for role in known.roles if role.country} for known in (pair.one, pair.other))
    return bool(one and other) and not one & other


def posts(known: Profile, lexicon: Lexicon) -> frozenset[Post]:
    """Return the posts that the roles of somebody name."""
    return frozenset(found for role in known.roles if (found := post(role, lexicon)))


def _one_name(pair: Pair) -> Decision | None:
    """A full name that is equal, or equal but for transliteration."""
    if pair.agreement < Agreement.VARIANT or not pair.names[0].is_full:
        return None
    how = "the full names are equal" if pair.agreement is Agreement.EQUAL else "one full name in two transliterations"
    if pair.shared:
        return _decision(pair, Outcome.SAME, "one-name-one-role", f"{how}, and both are {pair.shared[0].text}", 0.95)
    if any(is_frequent(name, pair.lexicon) for name in pair.names):
        return _decision(pair, Outcome.UNSURE, "frequent-name", f"{how}, but many people bear such a name", 0.5)
    return _decision(pair, Outcome.SAME, "one-rare-name", how, 0.45 + 0.1 * pair.agreement)


RULES: tuple[Callable[[Pair], Decision | None], ...] = (_nameless, _contrary, _one_office, _two_roles, _one_name)


def _decision(pair: Pair, outcome: Outcome, rule: str, why: str, score: float | None = None) -> Decision:
    value = score if score is not None else 0.1 * pair.agreement
    evidence = f"“{pair.names[0].text}” and “{pair.names[1].text}”: {why}"
    return Decision(outcome, rule, round(value, 2), evidence)


def is_single(role: Role, lexicon: Lexicon) -> bool:
    """Whether one person at a time holds the role: an office with a body or country, and no rank that many share."""
    title = role.title.casefold().split()
    if not title or not (role.body or role.country) or title[0] in lexicon.words("lesser"):
        return False
    head = next((word for i, word in enumerate(title) if title[i + 1 : i + 2] in (["of"], ["for"])), title[-1])
    if head == "general":
        return len(title) > 1 and title[-2] not in lexicon.words("military")
    return head not in titles(lexicon).many or (head in ("minister", "director") and len(title) > 1)


def is_frequent(name: Name, lexicon: Lexicon) -> bool:
    """Whether many people bear the name: a frequent family name, or hardly more than initials."""
    family = name.family[-1]
    listed = family in lexicon.words("common_families") or family in lexicon.words("family_first")
    return listed or len(family) < 3 or len("".join(name.given)) < 2


def years_between(one: Profile, other: Profile) -> float | None:
    """Return the years between the times at which two people are cited, 0 where they overlap; None: not known."""
    if not (one.since and one.until and other.since and other.until):
        return None
    first, second = sorted(((one.since, one.until), (other.since, other.until)))
    return max(0, _months(second[0]) - _months(first[1])) / 12


def _months(day: str) -> int:
    return 12 * int(day[:4]) + int(day[5:7] or 1)


@lru_cache(maxsize=65536)
def block_key(known: Profile, lexicon: Lexicon = ENGLISH) -> str | None:
    """Return the key that all who have the full name share; None for one without."""
    name = parse(known.name, lexicon)
    if known.kind is not PersonKind.PERSON or not name.is_full:
        return None
    return f"{BLOCK}{' '.join((*name.given, *name.family, name.suffix)).strip()}"


BLOCK = "full "


def keys(known: Profile, lexicon: Lexicon = ENGLISH) -> frozenset[str]:
    """Return the keys under which a person is found: two people who may be one share at least one.

    A full name is found by the consonants of its last family name and the first letter of the given name; any name by
    an office that has one holder at a time. Those of one full name form a block (people/bearers.py).
    """
    if known.kind is PersonKind.GROUP:
        return frozenset({f"group {fold(known.name)}"})
    if known.kind is not PersonKind.PERSON:
        return frozenset()
    names = [parse(spelling, lexicon) for spelling in (known.name, *known.spellings)]
    full = {f"name {last_name_key(name)} {given_key(name, lexicon)}" for name in names if name.is_full}
    offices = {
        f"office {title_key(role.title, lexicon)} {role.country or fold(role.body or '')}"
        for role in known.roles
        if is_single(role, lexicon)
    }
    return frozenset(full | offices | {*filter(None, [block_key(known, lexicon)])})
