"""What the gate has been passed with: baseline.toml, the points that each page is known to miss."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from quotes.model import Statement
from tests.gate.gold import HERE, names, page
from tests.gate.score import ASPECTS, Outcome, Scored, score

FILE = HERE / "baseline.toml"
NOT_YET = tuple(aspect for aspect in ("act", "factuality") if aspect not in Statement._fields)
_HEAD = """\
# What the program is known to get wrong on the pages of the gate, by their words: written by `python -m tests.gate --write`.
# `missed` says which points a statement loses (see score.py; "lost": it is not found at all); `wrong_and_certain` are
# words given beyond doubt to the wrong one. A change that adds to either fails `pytest tests/gate`; one that takes
# something away must write this file again, so that nothing gained is lost later. `not_yet`: what nothing is told of yet.
"""  # noqa: E501
_SHOWN = 60  # characters of a statement that tell which it is


class Missed(NamedTuple):
    """The points that a page misses: (words, aspect) pairs, and the words that are wrong and certain."""

    points: frozenset[tuple[str, str]]
    wrong_and_certain: frozenset[str]


@cache
def scored(name: str) -> tuple[Scored, ...]:
    """Return how each statement of the page of that name is read now."""
    return tuple(score(page(name)))


def now(name: str) -> Missed:
    """Return what the page misses now."""
    found = list(zip(_titles(scored(name)), scored(name), strict=True))
    return Missed(
        frozenset((title, aspect) for title, one in found for aspect in _missed(one)),
        frozenset(title for title, one in found if one.wrong_and_certain),
    )


def _missed(one: Scored) -> Iterator[str]:
    return (aspect for aspect in one.missed if aspect not in NOT_YET)


def _titles(found: Sequence[Scored]) -> Iterator[str]:
    """Yield the first words of each statement, numbered where several open alike."""
    seen: Counter[str] = Counter()
    for one in found:
        title = " ".join(one.gold.words[:_SHOWN].split())
        seen[title] += 1
        yield title if seen[title] == 1 else f"{title} ({seen[title]})"


def known() -> Mapping[str, Missed]:
    """Return what each page missed when the baseline was written."""
    return {name: _read(told) for name, told in tomllib.loads(FILE.read_text("utf-8"))["pages"].items()}


def not_yet() -> list[str]:
    """Return the aspects of which nothing was told when the baseline was written."""
    told: list[str] = tomllib.loads(FILE.read_text("utf-8"))["not_yet"]
    return told


def _read(told: Mapping[str, Sequence[str]]) -> Missed:
    points = []
    for line in told.get("missed", ()):
        title, _, aspects = line.rpartition(": ")
        every = [aspect for aspect in ASPECTS if aspect not in NOT_YET]
        points += [(title, aspect) for aspect in (every if aspects == Outcome.LOST else aspects.split(", "))]
    return Missed(frozenset(points), frozenset(told.get("wrong_and_certain", ())))


def written() -> str:
    """Return baseline.toml as it would be written now."""
    return "".join((_HEAD, f"not_yet = {json.dumps(NOT_YET)}\n", *(part for name in names() for part in _page(name))))


def _page(name: str) -> Iterator[str]:
    found = list(zip(_titles(scored(name)), scored(name), strict=True))
    missed = [f"{title}: {_told(one)}" for title, one in found if any(_missed(one))]
    points = sum(len(ASPECTS) - len(one.missed) for _, one in found)
    yield f'\n[pages."{name}"]\npoints = "{points} of {len(found) * len(ASPECTS)}"\n'
    yield from _list("missed", missed)
    yield from _list("wrong_and_certain", [title for title, one in found if one.wrong_and_certain])


def _told(one: Scored) -> str:
    return Outcome.LOST if one.outcome is Outcome.LOST else ", ".join(_missed(one))


def _list(key: str, lines: Iterable[str]) -> Iterator[str]:
    told = [f"  {json.dumps(line, ensure_ascii=False)},\n" for line in lines]
    if told:
        yield f"{key} = [\n{''.join(told)}]\n"
