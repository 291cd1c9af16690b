"""Clear signs that the outlet speaks: found in a paragraph after a turn, they leave no doubt that the turn is over."""

from __future__ import annotations

from quotes.attribution.features import CUES
from quotes.attribution.paragraphs import Paragraph

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
_SIGNS = tuple(cue for cue in CUES if cue.name in SIGNS)


def is_clear(paragraph: Paragraph) -> bool:
    """Return whether `paragraph` bears a sign that speakers seldom give; without one, narration is impersonal."""
    return any(cue.measure(paragraph) > 0 for cue in _SIGNS)
