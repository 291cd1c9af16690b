"""How sure is sure enough: the one place that turns the confidence of a reading into its status."""

from __future__ import annotations

from quotes.model import Status

CERTAIN = 0.97  # from here on a reading is certain: of what is read so at most 3 in 100 may be wrong
DOUBTFUL = 0.8  # below this a reading is ambiguous, and the other one is named


def status_of(confidence: float) -> Status:
    """Return what a reading is called that is right as often as `confidence` says."""
    if confidence >= CERTAIN:
        return Status.CERTAIN
    return Status.INFERRED if confidence >= DOUBTFUL else Status.AMBIGUOUS
