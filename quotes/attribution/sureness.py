"""The one place that turns the confidence of a reading into its status."""

from __future__ import annotations

from quotes.model import CERTAIN, DOUBTFUL, Status


def status_of(confidence: float) -> Status:
    """Return what a reading is called that is right as often as `confidence` says."""
    if confidence >= CERTAIN:
        return Status.CERTAIN
    return Status.INFERRED if confidence >= DOUBTFUL else Status.AMBIGUOUS
