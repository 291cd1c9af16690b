"""The evidence that speech goes on, or that narration resumes: every cue of turns.toml with its measure."""

from __future__ import annotations

from typing import NamedTuple

from quotes.attribution.turns.lexicon import TABLES
from quotes.attribution.turns.measures import MEASURES
from quotes.attribution.turns.paragraphs import Paragraph


class Cue(NamedTuple):
    """One kind of evidence: how to explain it, and what the hand judge makes of it."""

    name: str
    says: str
    hand: float

    def explain(self, paragraph: Paragraph) -> str:
        """Return the cue in words, with the words of the paragraph that fired it."""
        return self.says.format(paragraph.hits.get(self.name, [""])[0])


CUES = tuple(Cue(name, table["says"], table.get("hand", 0.0)) for name, table in TABLES.items())

_PLACES = {cue.name: place for place, cue in enumerate(CUES)}
_MOST = {name: table.get("most", 1) for name, table in TABLES.items()}
_MEASURED = tuple((_PLACES[measure.__name__], measure) for measure in MEASURES)


def features(paragraph: Paragraph) -> list[float]:
    """Return the measure of every cue, in the order of CUES: of words their capped count, else what a function says."""
    values = [0.0] * len(CUES)
    for name, found in paragraph.hits.items():
        values[_PLACES[name]] = float(min(_MOST[name], len(found)))
    for place, measure in _MEASURED:
        values[place] = measure(paragraph)
    return values
