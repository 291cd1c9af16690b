"""The evidence that speech goes on, or that narration resumes: every cue of weights/cues.toml with its measure."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from quotes.attribution.turns.measures import MEASURES
from quotes.attribution.turns.paragraphs import Paragraph


class Cue(NamedTuple):
    """One kind of evidence: how to explain it, what the hand judge makes of it, and how many words count."""

    name: str
    says: str
    hand: float = 0.0
    most: int = 1

    def explain(self, paragraph: Paragraph) -> str:
        """Return the cue in words, with the words of the paragraph that fired it."""
        return self.says.format(paragraph.hits.get(self.name, [""])[0])


_TABLES = tomllib.loads((files("quotes.attribution") / "weights" / "cues.toml").read_text(encoding="utf-8"))
CUES = tuple(Cue(name, **table) for name, table in _TABLES.items())

_PLACES = {cue.name: place for place, cue in enumerate(CUES)}
_MOST = {cue.name: cue.most for cue in CUES}
_MEASURED = tuple((_PLACES[measure.__name__], measure) for measure in MEASURES)


@lru_cache(maxsize=256)
def features(paragraph: Paragraph) -> list[float]:
    """Return the measure of every cue, in the order of CUES: of words their capped count, else what a function says."""
    values = [0.0] * len(CUES)
    for name, found in paragraph.hits.items():
        values[_PLACES[name]] = float(min(_MOST[name], len(found)))
    for place, measure in _MEASURED:
        values[place] = measure(paragraph)
    return values
