"""How sure a reading is called: the one place that turns its confidence into a status."""

from __future__ import annotations

from quotes.model import Status

CERTAIN = 0.97  # a reading is certain from here on: of what is read so at most 3 in 100 may be wrong
DOUBTFUL = 0.8  # below this it is ambiguous, and the other reading is named
# How often the likelier of two whom a name may stand for is meant: of 66 in the novels. Behind a pronoun, and where a
# paragraph goes on, that is observed.
FIRST_OF_TWO = 0.75
# Looking a member up in its enumeration takes ten times as long as a name.
_CERTAIN, _INFERRED, _AMBIGUOUS = Status.CERTAIN, Status.INFERRED, Status.AMBIGUOUS


def status_of(confidence: float) -> Status:
    """Return what a reading is called that is right as often as `confidence` says."""
    if confidence >= CERTAIN:
        return _CERTAIN
    return _INFERRED if confidence >= DOUBTFUL else _AMBIGUOUS
