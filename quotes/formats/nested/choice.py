"""Which of the words in a JSON document are what was said: often they stand there whole, in turns and one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from quotes.formats.nested.speakers import Source, by_time, speaker, time, with_marks
from quotes.formats.nested.values import Leaf
from quotes.formats.nested.walk import Found, Said

MOST = 0.5  # share of the letters of the fullest list that another one must hold to be taken for what was said
WORDS = 0.8  # share of places that hold one word each, where words stand one by one


class Spoken(NamedTuple):
    """What was said, in order, by whom each (None: nobody knows), and whether the words stand one by one."""

    said: Sequence[Said]
    who: Sequence[Leaf | None]
    one_by_one: bool


class _Rated(NamedTuple):
    """Words at the end of one way, with what speaks for them as what was said; the greatest is taken."""

    named: bool
    several: bool
    mean: float
    short: int
    early: int
    spoken: Spoken


def choose(source: Source, found: Found) -> Spoken | None:
    """Return what was said, and by whom; None where nothing tells who speaks, nor when in a recording."""
    weights = {way: sum(_weight(source, one) for one in said) for way, said in found.words.items()}
    enough = MOST * max(weights.values(), default=0)
    rated = [_rated(source, found, way) for way, weight in weights.items() if weight and weight >= enough]
    best = max((one for one in rated if one.named or _is_timed(source, one.spoken)), key=_merit, default=None)
    return best.spoken if best else None


def _merit(rated: _Rated) -> tuple[object, ...]:
    return rated[:-1]


def _weight(source: Source, said: Said) -> int:
    words = [source.words(part) for part in said.parts]
    return sum(len(part) - part.count(" ") for part in words)


def _rated(source: Source, found: Found, way: str) -> _Rated:
    every = [one for one in found.words[way] if any(part.start < part.end for part in one.parts)]
    named = [speaker(source, one.around) for one in every]
    if not any(named):
        named = by_time(source, every, found.others)
    said, who = _once(source, every, with_marks(source, every, named))
    mean = sum(_weight(source, one) for one in said) / len(said)
    spoken = Spoken(said, who, _one_by_one(source, said))
    rank = source.known.words.index(said[0].field)
    return _Rated(any(who), len(said) > 1, mean, -way.count("."), -rank, spoken)


def _once(
    source: Source, said: Sequence[Said], who: Sequence[Leaf | None]
) -> tuple[Sequence[Said], Sequence[Leaf | None]]:
    """Return `said` without lists in which nobody is named, where those in which somebody is repeat them."""
    named = {one.list for one, leaf in zip(said, who, strict=True) if leaf is not None}
    idle = [one for one in said if one.list not in named]
    if not idle or not named:
        return said, who
    if _letters(source, idle) not in _letters(source, [one for one in said if one.list in named]):
        return said, who
    kept = [i for i, one in enumerate(said) if one.list in named]
    return [said[i] for i in kept], [who[i] for i in kept]


def _letters(source: Source, said: Sequence[Said]) -> str:
    return "".join("".join(source.words(part).split()) for one in said for part in one.parts)


def _one_by_one(source: Source, said: Sequence[Said]) -> bool:
    """Tell whether one list holds one stretch of speech: word by word, or in pieces that bring their own spaces."""
    following = [one for before, one in pairwise(said) if before.list == one.list]
    timed = any(key in one.around.held for one in said for key in source.known.starts)
    if following and not timed and all(source.words(one.parts[0])[:1].isspace() for one in following):
        return True
    sizes = Counter(len(source.words(one.parts[0]).split()) > 1 for one in said)
    return len(said) > 1 and sizes[False] >= WORDS * len(said)


def _is_timed(source: Source, spoken: Spoken) -> bool:
    """Tell whether words that nobody is named for come from a recording: most of them have a time."""
    timed = sum(time(source, one.around, source.known.starts) is not None for one in spoken.said)
    return 2 * timed >= len(spoken.said)
