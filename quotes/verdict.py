"""What humans decide about words of a source, and which of their decisions stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


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


def standing(verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """Return those that stand of `verdicts`, which are in the order in which they were given.

    Of several on the same words the latest counts: one on whose they are, and one on how they were said. What is
    undone counts no more, so that the one before it counts again.
    """
    given: dict[tuple[str, str, str], list[Verdict]] = {}
    for verdict in verdicts:
        those = given.setdefault((verdict.exact, verdict.prefix, verdict.suffix), [])
        if verdict.verdict != Kind.UNDONE:
            those.append(verdict)
        elif those:
            those.pop()
    return tuple(one for those in given.values() for one in {(v.verdict in WHOSE): v for v in those}.values())
