"""What humans decide about words of a source, and which of their decisions stand."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")


class Kind(StrEnum):
    """What is decided about words."""

    SPEECH = "speech-of"  # they are those of a person
    NOBODY = "nobody"  # somebody said them, and nobody knows who
    NARRATION = "narration"  # they are the outlet's own
    NO_QUOTATION = "no-quotation"  # nobody is quoted: they are whose the words around them are
    ENDS = "turn-ends"  # the turn ends before them
    REPORTED = "reported"  # the person is reported to have said so, in other words
    DENIED = "denied"  # the person denied that it is so
    UNSAID = "not-said"  # the page says that the person did not say so
    RIGHT = "right"  # all is as it was read
    UNDONE = "undone"  # the decision before this one on the same words counts no more


QUOTING = frozenset({Kind.SPEECH, Kind.NOBODY})  # what can be decided on words that were read as the outlet's
WHOSE = frozenset({Kind.SPEECH, Kind.NOBODY, Kind.NARRATION, Kind.NO_QUOTATION, Kind.ENDS, Kind.RIGHT})


@dataclass(frozen=True, slots=True)
class Verdict:
    """A human's decision about words, anchored by these and what stands around them."""

    exact: str
    prefix: str
    suffix: str
    verdict: str  # one of Kind
    person: str | None
    reviewer: str
    note: str | None = None


def in_force(given: Iterable[T], about: Callable[[T], Hashable], undoes: Callable[[T], bool]) -> list[T]:
    """Return what counts of decisions, which are in the order in which they were given, in that order.

    What undoes takes back the one before it on the same, as `about` tells what that is, so that the one before that
    counts again.
    """
    left: dict[int, T] = {}
    places: dict[Hashable, list[int]] = {}
    for i, one in enumerate(given):
        those = places.setdefault(about(one), [])
        if not undoes(one):
            those.append(i)
            left[i] = one
        elif those:
            del left[those.pop()]
    return [*left.values()]


def standing(verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """Return those that stand of `verdicts`, which are in the order in which they were given.

    Of several on the same words the latest counts: one on whose they are, and one on how they were said. What is
    undone counts no more.
    """
    given: dict[Hashable, dict[bool, Verdict]] = {}
    for one in in_force(verdicts, _words, lambda verdict: verdict.verdict == Kind.UNDONE):
        given.setdefault(_words(one), {})[one.verdict in WHOSE] = one
    return tuple(one for those in given.values() for one in those.values())


def _words(verdict: Verdict) -> tuple[str, str, str]:
    return verdict.exact, verdict.prefix, verdict.suffix
