"""The evidence that speech goes on, or that narration resumes: every cue of turns.toml with its measure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quotes.attribution.lexicon import TABLES
from quotes.attribution.measures import MEASURES
from quotes.attribution.paragraphs import Paragraph


@dataclass(frozen=True, slots=True)
class Cue:
    """One kind of evidence: how to measure it, how to explain it, and what the hand judge makes of it."""

    name: str
    says: str
    hand: float
    measure: Callable[[Paragraph], float]

    def explain(self, paragraph: Paragraph) -> str:
        """Return the cue in words, with the words of the paragraph that fired it."""
        return self.says.format(paragraph.hits.get(self.name, [""])[0])


def _counted(name: str, most: int) -> Callable[[Paragraph], float]:
    return lambda paragraph: float(min(most, len(paragraph.hits.get(name, ()))))


def _cues() -> tuple[Cue, ...]:
    measures = {measure.__name__: measure for measure in MEASURES}
    return tuple(
        Cue(name, table["says"], table.get("hand", 0.0), measures.get(name) or _counted(name, table.get("most", 1)))
        for name, table in TABLES.items()
    )


CUES = _cues()


def features(paragraph: Paragraph) -> list[float]:
    """Return the measure of every cue, in the order of CUES."""
    return [cue.measure(paragraph) for cue in CUES]
