"""Who bears a full name: the people that all sources together show under one exact name.

Two sources are compared as any two people are (identity.py). Where more print the name, the corpus is weighed. Those
whose posts agree are one bearer. What tells nothing of its own, or only something unlike, belongs to the bearer who
outweighs the others; two posts that nobody holds at one time, or two sexes, part whatever the weight. What is left is
one question to each side. All hangs on what is stored and on nothing else, such as what came first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, product
from typing import NamedTuple

from quotes.lexicon import ENGLISH, Lexicon
from quotes.people.identity import Decision, Outcome, Profile, decide, is_frequent, posts, years_between
from quotes.people.names import parse
from quotes.people.posts import Fit, Post, fit, post

MANY = 3  # sources that print a name: with fewer nothing is weighed
LIFETIME = 90  # years: whoever is cited over more of them is more than one


class Rarity(NamedTuple):
    """How much a name says by itself: how many sources must print it, and how many times the sources of another bearer
    or of something unlike its own one must have to outweigh it."""

    sources: int
    outweighs: int


# Set by hand, not fitted: no set at hand has two bearers of one full name with the truth about them. They are on the
# side of asking: the more people bear such a name, the more sources it takes. tests/people/bearers.toml has both sides.
RARE, FREQUENT, COMMON = Rarity(MANY, 3), Rarity(MANY, 10), Rarity(10, 30)


class Met(NamedTuple):
    """A profile of the block, and how many sources show it."""

    uid: str
    known: Profile
    sources: int


class Tie(NamedTuple):
    """What is decided on two of the block, by their places."""

    one: int
    other: int
    decision: Decision


class Bearers(NamedTuple):
    """What is decided on a block: between its profiles, and why all of each are one person, as far as they are."""

    ties: tuple[Tie, ...]
    reasons: tuple[Decision, ...]


class Stand(NamedTuple):
    """All that parts profiles of one name."""

    posts: frozenset[Post]
    sexes: frozenset[str]


@dataclass(slots=True)
class Unit:
    """Profiles, by their places, that nothing parts: what they stand for, in how many sources, in which years."""

    stand: Stand
    members: list[int]
    sources: int
    years: Profile


@dataclass(slots=True)
class Bearer:
    """Units that are one person, and of how many sources."""

    units: list[Unit]
    sources: int


def bearers(block: Sequence[Met], sources: int, lexicon: Lexicon = ENGLISH) -> Bearers:
    """Return what is decided on the profiles of one full name, which so many `sources` print."""
    if sources < MANY:
        return _pairs(block)
    weight: Rarity | None = _rarity(block[0].known.name, lexicon)
    if weight is None or sources < weight.sources or _lifetimes(block) > 1:
        weight = None
    found, loose = _gathered(_units(block, lexicon), sources, weight)
    return _Decided(block, sources, found, loose, weight, lexicon).bearers()


def _pairs(block: Sequence[Met]) -> Bearers:
    ties = (Tie(i, j, once(a.known, b.known)) for (i, a), (j, b) in combinations(enumerate(block), 2))
    return Bearers(tuple(ties), tuple(once(met.known, met.known) for met in block))


once = lru_cache(maxsize=16384)(decide)


@lru_cache(maxsize=16384)
def _rarity(name: str, lexicon: Lexicon) -> Rarity:
    parsed = parse(name, lexicon)
    if not is_frequent(parsed, lexicon):
        return RARE
    return COMMON if parsed.given[0] in lexicon.words("common_givens") else FREQUENT


def _lifetimes(block: Iterable[Met]) -> float:
    years = [int(year[:4]) for met in block for year in (met.known.since, met.known.until) if year]
    return (max(years) - min(years)) / LIFETIME if years else 0


def _units(block: Sequence[Met], lexicon: Lexicon) -> list[Unit]:
    """Return the profiles by what they stand for, those first that tell most: an office in its place, any office."""
    by_stand: dict[Stand, list[int]] = {}
    for i in sorted(range(len(block)), key=lambda i: (-block[i].sources, block[i].uid)):
        known = replace(block[i].known, since=None, until=None)
        by_stand.setdefault(_stand(known, lexicon), []).append(i)
    units = [_unit(stand, members, block) for stand, members in by_stand.items()]
    return sorted(units, key=lambda unit: (*_tells(unit.stand), -unit.sources, block[unit.members[0]].uid))


@lru_cache(maxsize=16384)
def _stand(known: Profile, lexicon: Lexicon) -> Stand:
    names = (parse(name, lexicon) for name in (known.name, *known.spellings))
    return Stand(posts(known, lexicon), frozenset(name.gender for name in names if name.gender))


def _unit(stand: Stand, members: list[int], block: Sequence[Met]) -> Unit:
    known = [block[i].known for i in members]
    since = min((one.since for one in known if one.since), default=None)
    until = max((one.until for one in known if one.until), default=None)
    return Unit(stand, members, sum(block[i].sources for i in members), Profile("", since=since, until=until))


def _tells(stand: Stand) -> tuple[bool, bool]:
    return not any(one.place or one.country for one in stand.posts), not stand.posts


def _gathered(units: Iterable[Unit], sources: int, weight: Rarity | None) -> tuple[list[Bearer], list[Unit]]:
    """Return the bearers that the units show, with most sources first, and the units of whom it cannot be told."""
    found: list[Bearer] = []
    loose: list[Unit] = []
    for unit in units:
        fits = [(_fit_of(unit, bearer), bearer) for bearer in found]
        one = [bearer for fitting, bearer in fits if fitting is Fit.ONE]
        if not one and weight:
            one = _outweighing(unit, fits, sources, weight)
        if len(one) == 1:
            one[0].units.append(unit)
            one[0].sources += unit.sources
        elif one or not (weight or _fit_of_stands(unit.stand, unit.stand) is Fit.ONE):
            loose.append(unit)
        else:
            found.append(Bearer([unit], unit.sources))
    return sorted(found, key=lambda bearer: -bearer.sources), loose


def _outweighing(unit: Unit, fits: Iterable[tuple[Fit, Bearer]], sources: int, weight: Rarity) -> list[Bearer]:
    """Return whom a unit may belong to: the one who outweighs all others, or all of them, or nobody so far."""
    is_outweighed = unit.sources * weight.outweighs <= sources
    may = [(fitting, bearer) for fitting, bearer in fits if fitting > (Fit.APART if is_outweighed else Fit.UNLIKE)]
    best = max((fitting for fitting, _ in may), default=Fit.APART)
    first, *others = sorted((bearer.sources for fitting, bearer in may if fitting is best), reverse=True) or [0]
    if others and first < others[0] * weight.outweighs:
        return [bearer for _, bearer in may]
    return [bearer for fitting, bearer in may if fitting is best and bearer.sources == first][:1]


def _fit_of(unit: Unit, bearer: Bearer) -> Fit:
    """Return whether a unit may be of a bearer: one post in common is proof, else the worst that is between them."""
    fits = {_fit_in_time(unit, other) for other in bearer.units}
    return Fit.ONE if Fit.ONE in fits else min(fits)


def _fit_in_time(unit: Unit, other: Unit) -> Fit:
    fitting = _fit_of_stands(unit.stand, other.stand)
    if fitting in (Fit.ONE, Fit.AGREE) or (years_between(unit.years, other.years) or 0) < 1:
        return fitting
    lands = [{one.country for one in side.stand.posts if one.country} for side in (unit, other)]
    sexes = unit.stand.sexes | other.stand.sexes
    return Fit.APART if len(sexes) > 1 or (lands[0] and lands[1] and not lands[0] & lands[1]) else Fit.OPEN


@lru_cache(maxsize=65536)
def _fit_of_stands(one: Stand, other: Stand) -> Fit:
    """Return how far two stands fit at one time; what tells nothing is open."""
    if one.sexes and other.sexes and not one.sexes & other.sexes:
        return Fit.APART
    fits = {fit(a, b) for a in one.posts for b in other.posts}
    if not fits:
        return Fit.OPEN
    if Fit.ONE in fits or Fit.APART in fits:
        return Fit.ONE if Fit.ONE in fits else Fit.APART
    return max(fits)


class _Decided(NamedTuple):
    """A block on which it is decided who bears the name."""

    block: Sequence[Met]
    sources: int
    found: Sequence[Bearer]
    loose: Sequence[Unit]
    weight: Rarity | None
    lexicon: Lexicon

    def bearers(self) -> Bearers:
        return Bearers((*self._within(), *self._between()), self._reasons())

    def _within(self) -> Iterator[Tie]:
        """Tie each profile of a bearer to one that holds the same post, else to the first."""
        for bearer in self.found:
            for n, unit in enumerate(bearer.units):
                head, *rest = unit.members
                if n:
                    to = next((u for u in bearer.units[:n] if _fit_of_stands(u.stand, unit.stand) is Fit.ONE), None)
                    first = (to or bearer.units[0]).members[0]
                    yield Tie(first, head, self._same(first, head, bearer))
                yield from (Tie(head, i, self._same(head, i, bearer)) for i in rest)

    def _between(self) -> Iterator[Tie]:
        """Ask once of each other bearer, and once of all who are loose: is it the one whom most sources show?"""
        sides = [bearer.units[0].members[0] for bearer in self.found]
        loose = [i for unit in self.loose for i in unit.members]
        first, *others = (*sides, *loose[: 1 if sides else 2])
        for i in others:
            decision = once(self.block[first].known, self.block[i].known)
            yield Tie(first, i, decision if decision.outcome is not Outcome.SAME else self._contested())

    def _reasons(self) -> tuple[Decision, ...]:
        reasons = {i: self._same(i, i, bearer) for bearer in self.found for unit in bearer.units for i in unit.members}
        for unit in self.loose:
            alone = {i: once(self.block[i].known, self.block[i].known) for i in unit.members}
            shown = _fit_of_stands(unit.stand, unit.stand) is Fit.ONE
            reasons |= alone if shown or not self.weight else dict.fromkeys(unit.members, self._contested())
        return tuple(reasons[i] for i in range(len(self.block)))

    def _same(self, one: int, other: int, bearer: Bearer) -> Decision:
        held = [self.block[i].known.roles for i in (one, other)]
        for a, b in product(*held):
            p, q = post(a, self.lexicon), post(b, self.lexicon)
            if p and q and fit(p, q) is Fit.ONE:
                why = f"the full names are equal, and both are {min(a.text, b.text)}"
                return Decision(Outcome.SAME, "one-name-one-role", 0.95, f"“{self._name}”: {why}")
        alone = bearer.sources == sum(met.sources for met in self.block)
        many = f"{self.sources} sources, nobody else is" if alone else f"{self.sources} sources, nobody else in most"
        return Decision(Outcome.SAME, "one-name-many-sources", 0.9, f"“{self._name}”: so named in {many}")

    def _contested(self) -> Decision:
        why = f"so named in {self.sources} sources, but more than one person is"
        return Decision(Outcome.UNSURE, "one-name-several-people", 0.4, f"“{self._name}”: {why}")

    @property
    def _name(self) -> str:
        return min((-met.sources, met.known.name) for met in self.block)[1]
