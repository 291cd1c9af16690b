"""Lists whose fields have names that nobody knows: words are in the longest, speakers in one whose names recur."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from quotes.formats.nested.choice import Spoken
from quotes.formats.nested.speakers import Source
from quotes.formats.nested.values import Leaf
from quotes.formats.nested.walk import Found, Said

SAMPLE = 200  # objects that are looked at
LONGEST = 80  # characters of a name, on average
NAMES = 0.8  # share of the strings of a field that must look like names
FULL = 0.5  # and share that have a second name


def guessed(source: Source, found: Found) -> Spoken | None:
    """Return what was said, and by whom, where names recur in one field and another one holds words."""
    for said in sorted(found.listed.values(), key=len, reverse=True):
        if any(key in said[0].around.held for key in source.known.title):
            continue  # articles, whose authors write
        words = longest(source, said)
        if words is not None and (who := _naming(source, said, words)) is not None:
            kept = [one for one in said if _string(one, words) is not None]
            return Spoken(_holding(kept, words), [_string(one, who) for one in kept], False)
    return None


def told(source: Source, found: Found) -> list[Said]:
    """Return what stands in the longest field of the longest list, said by nobody that is known."""
    said = max(found.listed.values(), key=len, default=[])
    words = longest(source, said)
    return _holding([one for one in said if _string(one, words) is not None], words) if words is not None else []


def longest(source: Source, said: Sequence[Said]) -> str | None:
    """Return the field that holds words by its name, else the one with the longest strings."""
    lengths: Counter[str] = Counter()
    for one in said[:SAMPLE]:
        for key, value in one.around.held.items():
            if isinstance(value, Leaf) and value.quoted:
                lengths[key] += value.end - value.start
    known = next((key for key in source.known.words if lengths[key]), None)
    return known or max(lengths, key=lengths.__getitem__, default=None)


def _string(said: Said, key: str) -> Leaf | None:
    value = said.around.held.get(key)
    return value if isinstance(value, Leaf) and value.quoted and value.start < value.end else None


def _holding(said: Sequence[Said], key: str) -> list[Said]:
    return [one._replace(parts=(leaf,)) for one in said if (leaf := _string(one, key)) is not None]


def _naming(source: Source, said: Sequence[Said], words: str) -> str | None:
    """Return the first field but that of the words whose strings look like names, some of which recur."""
    keys = dict.fromkeys(key for one in said[:SAMPLE] for key in one.around.held)
    return next((key for key in keys if key != words and _are_names(list(_values(source, said, key)))), None)


def _values(source: Source, said: Sequence[Said], key: str) -> Iterator[str]:
    for one in said[:SAMPLE]:
        leaf = _string(one, key)
        if leaf is not None:
            yield source.words(leaf)


def _are_names(values: Sequence[str]) -> bool:
    if not values or max(Counter(values).values()) < 2 or sum(map(len, values)) > LONGEST * len(values):
        return False
    names = [value.split() for value in values if value[0].isalpha() and not value[0].islower()]
    full = sum(1 < len(name) < 6 and not name[-1][0].islower() for name in names)
    return len(names) >= NAMES * len(values) and full >= FULL * len(values)
