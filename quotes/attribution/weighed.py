"""What was weighed in a paragraph, told to who asks why."""

from __future__ import annotations

from typing import NamedTuple

from quotes.model import Span

Reason = tuple[str, float]  # what was observed, and its weight


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
