"""What a human decided about words of a source; the core takes it as an argument."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """A human's decision about a passage, anchored by its words and what stands around them."""

    exact: str
    prefix: str
    suffix: str
    verdict: str  # speech-of, narration, turn-ends
    person: str | None
    reviewer: str
    note: str | None = None
