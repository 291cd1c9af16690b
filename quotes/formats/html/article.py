"""Which blocks of a saved page are the article: a logistic model on its measures, fitted, not set."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from quotes.fitted import weights
from quotes.formats.html.blocks import Saved
from quotes.formats.html.measures import observed
from quotes.page import HEADING

INSIDE = 0.42  # less than half: what the article loses is missed more than what it is given too much


def probabilities(page: Saved) -> list[float]:
    """Return for each block of `page` how likely it is that it belongs to the article.

    Where another program has judged the page, that is the mean of two models in log odds: one that hears it and one
    that does not. Either alone errs where the other program passes over a part, or sees one too many.
    """
    models = [weights(__package__, name) for name in (("advised", "alone") if page.advice else ("alone",))]
    return [1 / (1 + math.exp(-sum([_odds(seen, known) for known in models]) / len(models))) for seen in observed(page)]


def _odds(seen: Mapping[str, float], known: Mapping[str, float]) -> float:
    return known["bias"] + sum([known.get(name, 0.0) * value for name, value in seen.items()])


def inside(page: Saved) -> Sequence[bool]:
    """Return which blocks are the article; where none is, all are."""
    return settled(page, [probability >= INSIDE for probability in probabilities(page)])


def settled(page: Saved, likely: Sequence[bool]) -> Sequence[bool]:
    """Return which blocks are the article: a heading goes with what follows it; where no block is, all are."""
    judged = list(likely)
    for i in range(len(judged) - 1, -1, -1):
        if page.blocks[i].piece.kind is HEADING:
            judged[i] = judged[i + 1] if i + 1 < len(judged) else judged[i - 1]
    return judged if any(judged) else [True] * len(judged)
