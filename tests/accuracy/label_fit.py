"""Fit how likely labels are, and how likely it is that somebody speaks: `python -m tests.accuracy label_fit`.

Writes quotes/labels/words/spoken.tsv (whether the lines of a page look spoken) and likely.tsv (how likely a
candidate is a label), logistic models on what is observed, and docs/accuracy/labels.md, where every page is read with
weights that were fitted to other documents in other forms only. Needs the extra `fit`.
"""

from __future__ import annotations

import hashlib
import math
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from quotes import formats
from quotes.errors import UnreadableSource
from quotes.labels import spoken
from quotes.labels.convention import PROSE, choose
from quotes.model import Metadata
from quotes.page import Page
from tests.accuracy import label_pages
from tests.accuracy.label_pages import SHARED, Made

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "quotes" / "labels" / "words"
REPORT = ROOT / "docs" / "accuracy" / "labels.md"
FOLDS = 6
SPOKEN = 0.15  # share of the pages without a convention on which somebody speaks: set, not measured
BINS = (0.0, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 1.0)
_HEAD = """\
# What is observed {what}, and its weight in a logistic model.
# Written by python -m tests.accuracy label_fit; fitted on {pages}."""
Seen = Mapping[str, float]
Weights = dict[str, float]


class Example(NamedTuple):
    """What is observed, in ways of which the likeliest counts, in which fold, how much it counts, and the truth."""

    fold: tuple[int, int]
    seen: Sequence[Seen]
    right: bool
    weight: float = 1.0


def fold(document: str) -> int:
    """Return the fold of a document."""
    return int(hashlib.md5(f"fold {document}".encode()).hexdigest(), 16) % FOLDS


def read(text: str) -> Page | None:
    """Return the page that plain `text` is."""
    try:
        return formats.read(text.encode(), "page.txt", metadata=Metadata(), format="plain")
    except UnreadableSource:
        return None


def looks() -> list[Example]:
    """Return what is observed of made pages on which somebody speaks, and of pages on which nobody does."""
    made = [(page, True) for page in label_pages.spoken(1)] + [(page, False) for page in label_pages.silent()]
    read_ = [(one, right, page) for one, right in made if (page := read(one.text))]
    pages = [row for row in read_ if row[1] or choose(row[2]).convention.name == PROSE.convention.name]
    odds = SPOKEN / (1 - SPOKEN) * sum(not right for _, right, _ in pages) / sum(right for _, right, _ in pages)
    return [
        Example(
            _folds(one), [spoken.NOTHING, *(seen for _, seen in spoken.observed(page))], right, odds if right else 1.0
        )
        for one, right, page in pages
    ]


def _folds(one: Made) -> tuple[int, int]:
    return fold(one.document), one.form % FOLDS if one.form >= 0 else -1


def fit(examples: Sequence[Example], strength: float = 5.0, rounds: int = 6) -> Weights:
    """Return the weights of a logistic regression; of several ways the one that it finds likeliest is fitted."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    right, weight = [one.right for one in examples], [one.weight for one in examples]
    weights: Weights = {"bias": 0.0, "share": 1.0, "recurring": 1.0, "stamped": 1.0}
    for _ in range(rounds):
        chosen = [max(one.seen, key=_by(weights)) for one in examples]
        vectors = DictVectorizer()
        model = LogisticRegression(C=strength, max_iter=5000)
        model.fit(vectors.fit_transform(chosen), right, weight)
        named = dict(zip(vectors.feature_names_, map(float, model.coef_[0]), strict=True))
        bias = float(model.intercept_[0])
        weights = {"bias": bias, **named}
    return {name: round(value, 3) for name, value in weights.items()}


def _by(weights: Weights) -> Callable[[Seen], float]:
    return lambda seen: spoken.log_odds(seen, weights)


def probability(one: Example, weights: Weights) -> float:
    """Return how likely the likeliest way is."""
    score = max(spoken.log_odds(seen, weights) for seen in one.seen)
    return 1 / (1 + math.exp(-score))


def across(examples: Sequence[Example]) -> Iterator[tuple[float, Example]]:
    """Yield each example with its probability by weights fitted to other documents in other forms."""
    for held in range(FOLDS):
        weights = fit([one for one in examples if held not in one.fold])
        yield from ((probability(one, weights), one) for one in examples if one.fold in ((held, held), (held, -1)))


def reliability(read: Iterable[tuple[float, Example]]) -> str:
    """Return a Markdown table of how often what has a probability is so."""
    rows = [(p, one.right, one.weight) for p, one in read]
    lines = ["| probability | number | mean probability | right |", "|---|---|---|---|"]
    for low, high in pairwise(BINS):
        within = [row for row in rows if low <= row[0] < high or row[0] == high == 1.0]
        if within:
            total = sum(weight for _, _, weight in within)
            said = sum(p * weight for p, _, weight in within) / total
            right = sum(weight for _, right, weight in within if right) / total
            lines.append(f"| {low:.2f}–{high:.2f} | {len(within)} | {said:.3f} | {right:.3f} |")
    return "\n".join(lines) + "\n"


def write(name: str, what: str, pages: str, weights: Weights) -> None:
    """Write the weights as a table."""
    rows = [f"{seen}\t{weight:.3f}" for seen, weight in sorted(weights.items())]
    head = _HEAD.format(what=what, pages=pages)
    (WORDS / name).write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Fit both models on all pages, write them, and print how reliable they are on pages not fitted to."""
    if not SHARED.is_dir():
        print("skipped: no documents to fit on (QUOTES_MEASURE names their folder)", file=sys.stderr)
        return 0
    examples = looks()
    print(reliability(across(examples)))
    write("spoken.tsv", "of how the lines of a page open", "transcripts in many forms and articles", fit(examples))
    return 0
