"""How likely a page that is no transcript is an interview: questions that nobody is named for, labelled answers."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import NamedTuple

from quotes.attribution.turns.transcript import LABEL, PARAGRAPH, Outline

_PRIOR = 0.1  # set, not measured, as is the next: no interviews of this kind are among the measuring sets
_ASKED = 0.75  # share of the labels of an interview that stand behind a question
_USUAL = 0.02  # of those of a report: measured on news articles with labelled words
_CLOSING = "\"'”’ )*_\n\t"


class Questions(NamedTuple):
    """How likely a page is an interview, and why."""

    chance: float
    why: tuple[str, ...]


def asks(words: str) -> bool:
    """Return whether a paragraph ends in a question."""
    return words.rstrip(_CLOSING).endswith("?")


def interviewed(outline: Outline) -> Questions:
    """Return how likely the page is an interview, by how many of its labels stand behind a question."""
    pairs = ((one, other) for one, other in pairwise(outline.blocks) if other.kind is LABEL)
    asked = sum(one.kind is PARAGRAPH and asks(outline.words(one)) for one, _ in pairs)
    others = len(outline.labels) - asked
    odds = math.log(_PRIOR / (1 - _PRIOR)) + asked * math.log(_ASKED / _USUAL)
    odds += others * math.log((1 - _ASKED) / (1 - _USUAL))
    chance = 1 / (1 + math.exp(-max(-20.0, min(20.0, odds))))
    if not asked:
        return Questions(chance, ())
    of = f"{asked} of {len(outline.labels)} labels stand behind a question"
    return Questions(chance, (f"if no transcript, an interview, with a chance of {chance:.2f}: {of}",))
