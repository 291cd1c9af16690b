"""Who says words in a JSON document: the field that the nearest object around them has, or the stretch of time."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from quotes.formats.nested.fields import Fields
from quotes.formats.nested.values import Leaf, Object, Value, unescaped
from quotes.formats.nested.walk import Around, Said, last_key
from quotes.times import plausible, seconds

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?=s?$)")
_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")
_NO_WORD = re.compile(r"\W+")
_LISTS = 2  # within each other, the objects of which may tell when: a cue, and its words
_DEEP = 3  # objects within each other that may stand for one person: "from": {"user": {"displayName": …}}


class Source(NamedTuple):
    """A file: its text, which of its fields tell what, and whom its lists of persons call what."""

    text: str
    known: Fields
    persons: Mapping[str, Leaf]

    def words(self, leaf: Leaf) -> str:
        """Return what stands there, without escapes."""
        return unescaped(self.text[leaf.start : leaf.end])


def persons(text: str, known: Fields, others: Iterable[tuple[str, Around]]) -> dict[str, Leaf]:
    """Return the names that lists of persons give for identifiers."""
    found: dict[str, Leaf] = {}
    for way, around in others:
        if last_key(way) in known.persons:
            for code, name in _listed(text, known, around.held) if way.endswith("]") else _keyed(known, around.held):
                found.setdefault(code, name)
    return found


def _listed(text: str, known: Fields, held: Object) -> Iterator[tuple[str, Leaf]]:
    """Yield what one of a list of persons is called by: {"id": 0, "name": "Ana Reyes"}."""
    name = _first(held, known.name)
    for leaf in (held.get(key) for key in known.id):
        if isinstance(leaf, Leaf) and name is not None and leaf != name:
            yield unescaped(text[leaf.start : leaf.end]), name


def _keyed(known: Fields, held: Object) -> Iterator[tuple[str, Leaf]]:
    """Yield persons by the field that holds each: {"0": "Ana Reyes", "1": {"name": "Tom Ashe"}}."""
    for code, value in held.items():
        name = _person(value, known, 1)
        if name is not None and name.quoted:
            yield code, name


def speaker(source: Source, around: Around | None) -> Leaf | None:
    """Return where it stands who says what `around` holds; None: nowhere."""
    own, known = _is_listed(around), source.known
    while around is not None:
        titled = _first(around.held, known.title) is not None
        names = (*known.utterer, *known.sender) if own and not titled else known.utterer
        found = _named(source, around.held, names)
        if found is not None:
            return found
        own = own and not around.listed
        around = around.outer
    return None


def _is_listed(around: Around | None) -> bool:
    """Tell whether an object is one of a list, or within one."""
    while around is not None and not around.listed:
        around = around.outer
    return around is not None


def _named(source: Source, held: Object, names: Sequence[str]) -> Leaf | None:
    for name in names:
        leaf = _person(held.get(name), source.known, _DEEP)
        if leaf is not None:
            return source.persons.get(source.words(leaf), leaf)
    return None


def _person(value: Value | None, known: Fields, deep: int) -> Leaf | None:
    """Return the name in what stands for a person: itself, or in an object."""
    if isinstance(value, Leaf):
        return value if _is_said(value) else None
    if not isinstance(value, dict) or not deep:
        return None
    inner = (_person(value.get(key), known, deep - 1) for key in (*known.name, *known.id, *known.utterer))
    return next((leaf for leaf in inner if leaf is not None), None)


def _is_said(leaf: Leaf) -> bool:
    return leaf.start < leaf.end


def _first(held: Object, names: Iterable[str]) -> Leaf | None:
    leaves = (held.get(name) for name in names)
    return next((leaf for leaf in leaves if isinstance(leaf, Leaf) and _is_said(leaf)), None)


def beside(around: Around, names: Sequence[str]) -> Leaf | None:
    """Return the first of `names` that an object has that holds the words, up to the one of a list."""
    step: Around | None = around
    while step is not None:
        found = _first(step.held, names)
        if found is not None:
            return found
        step = None if step.listed else step.outer
    return None


def time(source: Source, around: Around, names: Sequence[str]) -> float | None:
    """Return the number that the first of `names` has in the objects around, of two lists at most."""
    step: Around | None = around
    lists = 0
    while step is not None and lists < _LISTS:
        for value in (step.held.get(name) for name in names):
            if isinstance(value, dict):
                value = _first(value, names)
            if isinstance(value, Leaf) and (number := _number(source.words(value))) is not None:
                return number
        lists += step.listed
        step = step.outer
    return None


def _number(words: str) -> float | None:
    """Return what a time says: 3.5, 3.5s, PT3.5S, 0:03.5; None of a date."""
    if plain := _NUMBER.match(words):
        return plausible(float(plain.group()))
    if duration := _DURATION.fullmatch(words):
        hours, minutes, rest = (float(part or 0) for part in duration.groups())
        return plausible(3600 * hours + 60 * minutes + rest)
    return None if "-" in words else seconds(words)


def by_time(source: Source, said: Sequence[Said], others: Iterable[tuple[str, Around]]) -> list[Leaf | None]:
    """Return who says each of `said`, by the stretches of time that the document gives to speakers elsewhere."""
    stretches = sorted(_stretches(source, others))
    starts = [stretch[0] for stretch in stretches]
    found: list[Leaf | None] = []
    for one in said:
        at = time(source, one.around, source.known.starts)
        i = -1 if at is None else bisect_right(starts, at) - 1
        found.append(stretches[i][2] if at is not None and i >= 0 and at <= stretches[i][1] else None)
    return found


def _stretches(source: Source, others: Iterable[tuple[str, Around]]) -> Iterator[tuple[float, float, Leaf]]:
    for _, around in others:
        who = _named(source, around.held, source.known.utterer)
        start = _time(source, around.held, source.known.starts)
        end = _time(source, around.held, source.known.ends)
        if who is not None and start is not None and end is not None:
            yield start, end, who


def _time(source: Source, held: Object, names: Sequence[str]) -> float | None:
    leaf = _first(held, names)
    return None if leaf is None else _number(source.words(leaf))


def with_marks(source: Source, said: Sequence[Said], found: Sequence[Leaf | None]) -> list[Leaf | None]:
    """Return `found`, a full stop or comma that nobody says given to who spoke before."""
    last: Leaf | None = None
    mended: list[Leaf | None] = []
    for one, who in zip(said, found, strict=True):
        bare = who is None and all(_NO_WORD.fullmatch(source.words(part)) for part in one.parts)
        last = last if bare else who
        mended.append(last)
    return mended
