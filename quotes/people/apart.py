"""Which labels of one surname name two people: they are styled differently, and take turns as two people do.

A page calls each of its speakers by one label, as a rule. Where a surname stands with two titles or forms of address,
JUDGE ROURKE and MR. ROURKE, both come again, or answer or address each other, there are two who bear it. A surname
alone is anybody's who bears it, unless the two labels answer each other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from quotes.model import Document, PersonKind, Span
from quotes.people.mentions import Key, Understood

RECURS = 2  # turns
Apart = frozenset[tuple[Key, Key]]  # both ways round


@dataclass(frozen=True, slots=True)
class Turn:
    """The words of a label that names a person, what they are understood as, and where the speech under it stands."""

    label: str
    reading: Understood
    speech: Span


@dataclass(slots=True)
class Talk:
    """How those who bear one surname take turns."""

    labels: dict[Key, str] = field(default_factory=dict)  # as printed
    readings: dict[Key, Understood] = field(default_factory=dict)
    turns: Counter[Key] = field(default_factory=Counter)
    speeches: dict[Key, list[Span]] = field(default_factory=dict)
    answers: set[tuple[Key, Key]] = field(default_factory=set)  # the second speaks right behind the first

    def take(self, turn: Turn, before: Turn | None) -> None:
        """Note one more turn, and whose stands before it."""
        key = turn.reading.key
        self.labels.setdefault(key, turn.label)
        if not self.readings.get(key) or not self.readings[key].style:
            self.readings[key] = turn.reading
        self.turns[key] += 1
        self.speeches.setdefault(key, []).append(turn.speech)
        if before:
            self.answers.add((before.reading.key, key))


def apart(document: Document, turns: Sequence[Turn | None]) -> Apart:
    """Return the keys of labels that are two people, although one of them alone could be the other.

    `turns` are those of the document in order; None stands for one whose label names nobody.
    """
    pairs = {pair for talk in _contested(turns) for pair in _two(document.text, talk)}
    return frozenset(pairs | {(other, one) for one, other in pairs})


def _contested(turns: Sequence[Turn | None]) -> Iterable[Talk]:
    """Return the talk of each surname that stands under two titles or forms of address, or with and without one."""
    styles: dict[tuple[str, ...], set[str]] = {}
    for turn in turns:
        if turn and turn.reading.kind is PersonKind.PERSON:
            styles.setdefault(turn.reading.name.family, set()).add(turn.reading.style)
    talks = {family: Talk() for family, found in styles.items() if len(found) > 1}
    before: Turn | None = None
    for turn in turns if talks else ():
        if turn and turn.reading.kind is PersonKind.PERSON and (talk := talks.get(turn.reading.name.family)):
            talk.take(turn, before)
        before = turn
    return talks.values()


def _two(text: str, talk: Talk) -> Iterator[tuple[Key, Key]]:
    """Yield each two keys of one surname that are two people."""
    for one, other in combinations(talk.readings.values(), 2):
        bare = sum(not reading.name.is_full for reading in (one, other))
        if bare and one.style != other.style and _take_turns(text, talk, one, other):
            yield one.key, other.key


def _take_turns(text: str, talk: Talk, one: Understood, other: Understood) -> bool:
    """Whether two labels that may be one person's speak as two people do."""
    if any(not reading.name.is_full and not reading.style for reading in (one, other)) and (
        one.name.is_full or other.name.is_full
    ):
        return False  # ANDERSON COOPER, COOPER
    ways = sum(pair in talk.answers for pair in ((one.key, other.key), (other.key, one.key)))
    if ways == 2 or _addresses(text, talk, one, other) or _addresses(text, talk, other, one):
        return True
    if one.name.is_full or other.name.is_full:
        return False  # JOHN SMITH (Chair), MR. SMITH
    both = all(talk.turns[reading.key] >= RECURS for reading in (one, other))
    if one.style and other.style:
        return both or ways > 0
    return both and any(reading.name.gender == "f" for reading in (one, other))  # LADY DORN, DORN


def _addresses(text: str, talk: Talk, one: Understood, other: Understood) -> bool:
    """Whether `one` speaks to somebody who is called as the label of `other` is: Mr. Rourke, you may begin."""
    if not other.style:
        return False
    called = r"\W+".join(map(re.escape, re.findall(r"\w+", talk.labels[other.key])))
    pattern = re.compile(rf"(?:^|[,.;:!?—–-]\s*){called}\s*[,.;:!?—–]", re.IGNORECASE)
    return any(pattern.search(text[slice(*span)]) for span in talk.speeches[one.key])
