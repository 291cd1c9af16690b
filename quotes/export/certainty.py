"""How sure an attribution is, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quotes.queries.segments import Segment
    from quotes.queries.statements import Said


def certainty(sure: Said | Segment, *, loud: bool = False) -> str:
    """Return how sure it is whose words these are, with the other reading where there is one; `loud`, to be seen."""
    if sure.status != "ambiguous":
        return sure.status
    rival = "the outlet's narration" if sure.rival == "narration" else sure.rival
    word = sure.status.upper() if loud else sure.status
    return f"{word} ({sure.confidence:.2f}{f'; or {rival}' if rival else ''})"


def in_parts(whole: Said, segments: Sequence[Segment], *, loud: bool = False) -> str:
    """Return how sure a statement is, and from which line on it is otherwise."""
    if not segments:
        return certainty(whole, loud=loud)
    first, *others = segments
    further = (f"from line {one.line} on {certainty(one, loud=loud)}" for one in others)
    return "; ".join((certainty(first, loud=loud), *further))
