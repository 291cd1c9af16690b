"""All that a JSON document holds where words may stand: with the objects around, and whom it lists as persons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from quotes.formats.nested.fields import Fields
from quotes.formats.nested.values import Leaf, Object, Value


class Around(NamedTuple):
    """An object, whether it is one of a list, and the next one around it."""

    held: Object
    listed: bool
    outer: Around | None


class Said(NamedTuple):
    """Words that may be said: their places, the objects around them, which list holds them, and in which field."""

    parts: tuple[Leaf, ...]  # one, or more where a text is a list of pieces
    around: Around
    list: int
    field: str = ""


class Found(NamedTuple):
    """What a walk finds: words, and objects of lists, by the way that leads to them; and the objects without words."""

    words: dict[str, list[Said]]
    listed: dict[str, list[Said]]  # without any parts
    others: list[tuple[str, Around]]


class _Step(NamedTuple):
    value: Value
    way: str
    around: Around | None
    listed: bool
    list: int


def keys(value: Value) -> set[str]:
    """Return the names of all fields."""
    found: set[str] = set()
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            found.update(one)
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
    return found


def walk(value: Value, known: Fields) -> Found:
    """Return what `value` holds, in order."""
    found, names, guesses = Found({}, {}, []), frozenset(known.words), frozenset(known.guesses)
    waiting = [_Step(value, "", None, False, 0)]
    lists = 0
    while waiting:
        step = waiting.pop()
        if isinstance(step.value, list):
            lists += 1
            inside = [_Step(one, f"{step.way}[]", step.around, True, lists) for one in step.value]
            waiting.extend(reversed(inside))
        elif isinstance(step.value, dict):
            if _is_listing(step.value) and last_key(step.way) not in known.persons:
                lists += 1
                inside = [_Step(one, f"{step.way}[]", step.around, True, lists) for one in step.value.values()]
                waiting.extend(reversed(inside))
                continue
            around = Around(step.value, step.listed, step.around)
            if step.listed:
                found.listed.setdefault(step.way, []).append(Said((), around, step.list))
            rest = list(_inside(step, around, found, names, guesses))
            if len(rest) == len(step.value):
                found.others.append((step.way, around))
            waiting.extend(reversed(rest))
    return found


def _inside(
    step: _Step, around: Around, found: Found, names: frozenset[str], guesses: frozenset[str]
) -> Iterator[_Step]:
    """Yield what the object of `step` holds, but for its words, which are put where they belong in `found`."""
    assert isinstance(step.value, dict)
    for key, value in step.value.items():
        way = f"{step.way}.{key}"
        parts = tuple(_words(value, names)) if key in names else ()
        if parts:
            found.words.setdefault(way, []).append(Said(parts, around, step.list, key))
            continue
        if key in guesses and isinstance(value, list):
            value = value[0] if value else []
        yield _Step(value, way, around, False, step.list)


def _words(value: Value, names: frozenset[str]) -> Iterator[Leaf]:
    """Yield the strings that the words are: one, or those of a list of strings and of objects that hold words."""
    if isinstance(value, Leaf) and value.quoted:
        yield value
    elif isinstance(value, list) and any(isinstance(one, Leaf) and one.quoted for one in value):
        for one in value:
            held = next((one[key] for key in one if key in names), None) if isinstance(one, dict) else one
            if isinstance(held, Leaf) and held.quoted:
                yield held


def last_key(way: str) -> str:
    """Return the name of the field at the end of a way, be it that of a list."""
    return way.rstrip("[]").rpartition(".")[2]


def _is_listing(held: Object) -> bool:
    """Tell whether an object is a list of objects, each under a number or a code."""
    coded = all(any(map(str.isdigit, key)) for key in held)
    return coded and len(held) > 1 and all(isinstance(one, dict) for one in held.values())
