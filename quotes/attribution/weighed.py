"""What was weighed in a paragraph, told to who asks why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from quotes.model import Span

Reason = tuple[str, float]  # what was observed, and its weight
_LEAST = 0.1  # a weight less than this says little


def weightiest(seen: Iterable[Reason]) -> tuple[Reason, ...]:
    """Return the reasons that say much, the weightiest first."""
    return tuple(sorted((one for one in seen if abs(one[1]) >= _LEAST), key=lambda reason: -abs(reason[1])))


class Weighed(NamedTuple):
    """Words that may be somebody's, by a cue and its construction, or by their place alone (no cue).

    `verdict` says in words what became of them, `share` how likely they are reported, `meant` whom the words that name
    the speaker may stand for, and how likely each is.
    """

    span: Span
    speaker: str
    cue: str
    construction: str
    verdict: str
    share: float
    reasons: tuple[Reason, ...]
    meant: tuple[Reason, ...] = ()

    @property
    def found(self) -> bool:
        """Whether a statement was made of it."""
        return self.verdict == "found"
