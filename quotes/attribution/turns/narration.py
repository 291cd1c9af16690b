"""Clear signs that the outlet speaks: found in a paragraph after a turn, they leave no doubt that the turn is over."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.attribution.turns.features import CUES

SIGNS = (
    "names_speaker",
    "names_other",
    "names_next",
    "reporting",
    "third_person",
    "opens_with_person",
    "office",
    "source",
    "date",
    "quotation",
    "question",
    "reporter_opening",
    "capital_opening",
    "furniture",
)
_SIGNS = tuple(place for place, cue in enumerate(CUES) if cue.name in SIGNS)


def is_clear(values: Sequence[float]) -> bool:
    """Return whether a paragraph whose cues measure `values` bears a sign that speakers seldom give.

    Narration without one is impersonal, and easily taken for speech.
    """
    return any(values[place] > 0 for place in _SIGNS)
