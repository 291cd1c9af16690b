"""What humans decided about the words of a source, above all that the program reads in it.

A decision is about a statement, or one of its paragraphs: found again by its words and what stands around them,
whatever became of case, spaces and punctuation. A statement keeps its uid whoever is decided to have said it.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotes.store.deciding.effects import EFFECTS
from quotes.store.deciding.source import Source
from quotes.store.told import Rows
from quotes.verdict import Kind, Verdict, standing


def decided(told: Rows, verdicts: Sequence[Verdict]) -> Rows:
    """Return what a source tells once `verdicts`, in the order in which they were given, are applied to it."""
    given = standing(verdicts)
    if not given:
        return told
    source = Source(told)
    for verdict in given:
        if unit := source.unit(verdict):
            EFFECTS[Kind(verdict.verdict)](source, unit, verdict)
    return source.rows()
