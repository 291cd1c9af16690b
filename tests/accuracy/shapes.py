"""Fit what says that a page is a transcript, and measure it by cross-validation: `python -m tests.accuracy shapes`.

Writes quotes/attribution/weights/shape.json and docs/accuracy/shapes.md. Needs scikit-learn (the extra `fit`).

Learned from transcripts of many conventions and from news articles and newsletters with labelled words. Those come in
few forms, so pages are made of them too: parts of transcripts, with and without an article's opening above; articles
without their opening, with labels in line or in bold, and several articles of which two or three people speak in turn.
How often a page of each kind is made is set by hand, in made_pages.py; a document and all that is made of it are
learned from, or measured, together.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from quotes import formats, labels
from quotes.attribution.turns.shape import outline_of
from quotes.attribution.turns.transcript import SIGNS, ShapeWeights
from quotes.model import BlockKind, Document, Metadata
from tests.accuracy import transcripts
from tests.accuracy.blocks import FOLDER, SETS, Article, articles, long_turns
from tests.accuracy.fit import WEIGHT_OF_SET
from tests.accuracy.made_pages import SHARES, form, joined, made, opening, part_of, rows
from tests.accuracy.page import interval

ROOT = Path(__file__).parents[2]
WEIGHTS = ROOT / "quotes" / "attribution" / "weights" / "shape.json"
REPORT = ROOT / "docs" / "accuracy" / "shapes.md"
FOLDS = 10
PENALTY = 0.6  # inverse strength of the L2 penalty, on standardised signs
NOT_TRANSCRIPTS = ("news_blockquote", "news_unmarked", "quote_roundup")
PARTS = 10  # made of each transcript
SIZES = (3, 4, 6, 8, 12, 20, 30)  # labels in a part
SET = {  # by hand, for lack of documents: of records with formulas, and of articles printed in such forms
    "recorded": 3.0,
    "announced": 3.0,
    "formed": 4.0,
    "bold": 2.0,
}
BINS = (0.0, 0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99, 1.01)


class Example(NamedTuple):
    """A page to learn from: what it is made of, its signs, and how much it is heard."""

    source: str
    kind: str
    values: list[float]
    transcript: bool
    weight: float


def examples() -> list[Example]:
    """Return the pages to learn from; each document, with all that is made of it, is heard once."""
    named = {name: articles(name) for name in SETS}
    heard = {article.name: WEIGHT_OF_SET[name] for name in SETS for article in named[name]}
    read = [article for name in SETS for article in named[name]]
    openings = [opening(article.document)[:3] for article in read]
    return [*_of_transcripts(openings), *_of_articles(heard, read)]


def _of_transcripts(openings: Sequence[list[str]]) -> Iterator[Example]:
    for convention, path, _ in transcripts.documents():
        named = labels.name(formats.read(path.read_bytes(), path.name, metadata=Metadata(), format=None))
        count = sum(block.kind is BlockKind.LABEL for block in named.blocks)
        if convention in NOT_TRANSCRIPTS or named.convention.closes or count < min(SIZES):
            continue
        chance = random.Random(path.name)
        made = [("whole", named), *(_part(named, count, openings, chance) for _ in range(PARTS))]
        for kind, page in made:
            yield Example(path.name, kind, signs(page), True, 1 / len(made))


def _part(named: Document, count: int, openings: Sequence[list[str]], chance: random.Random) -> tuple[str, Document]:
    """Return a part of a transcript as if it were a page of its own."""
    size = min(count, chance.choice(SIZES))
    first = chance.randrange(count - size + 1)
    own = opening(named)[-3:]
    kind = chance.random()
    borrowed = kind < SHARES["opening of an article"]
    above = (
        chance.choice(openings)
        if borrowed
        else own
        if kind < SHARES["opening of an article"] + SHARES["own opening"]
        else []
    )
    convention = named.convention
    if chance.random() < SHARES["common form"]:  # as if its labels were of a form that others have, too
        convention = convention._replace(transcript=False)
    return "part, with an article's opening" if borrowed else "part", part_of(named, first, size, above, convention)


def _of_articles(heard: Mapping[str, float], read: Sequence[Article]) -> Iterator[Example]:
    chance = random.Random(0)
    for number, article in enumerate(read):
        document, apart = article.document, long_turns(article).document
        count = sum(block.kind is BlockKind.LABEL for block in document.blocks)
        following = [read[(number + step) % len(read)].document for step in range(1, chance.choice((2, 3, 5)))]
        pages = [
            ("article", made(rows(document, document.blocks), form(chance))),
            ("article, sentences set apart", made(rows(apart, apart.blocks), form(chance))),
            ("article without opening", part_of(document, 0, count, [], form(chance))),
            ("articles, few speakers", joined([document, *following], chance)),
            ("articles, few speakers, little told", joined([document, *following], chance, thin=True)),
        ]
        for kind, page in pages:
            yield Example(document.key, kind, signs(page), False, heard[document.key] / len(pages))


def signs(document: Document) -> list[float]:
    """Return the measure of every sign on a page."""
    outline = outline_of(document)
    return [sign(outline) for sign in SIGNS]


def fit(learned: Sequence[Example]) -> ShapeWeights:
    """Return the weights with which `learned` are told apart; transcripts and reports are heard alike."""
    values = np.array([example.values for example in learned])
    right = np.array([example.transcript for example in learned])
    heard = np.array([example.weight for example in learned])
    heard = heard / np.where(right, heard[right].sum(), heard[~right].sum()) * len({e.source for e in learned}) / 2
    scale = StandardScaler().fit(values, sample_weight=heard)
    model = LogisticRegression(C=PENALTY, max_iter=5000).fit(scale.transform(values), right, sample_weight=heard)
    weights = model.coef_[0] / scale.scale_
    signs = (SET.get(sign.__name__, weight) for sign, weight in zip(SIGNS, weights.tolist(), strict=True))
    return ShapeWeights(float(model.intercept_[0] - weights @ scale.mean_), tuple(signs))


def chance(weights: ShapeWeights, values: Sequence[float]) -> float:
    """Return how likely a page with such signs is a transcript."""
    return float(1 / (1 + np.exp(-(weights.intercept + np.dot(weights.signs, values)))))


def held_out(learned: Sequence[Example]) -> list[tuple[Example, float]]:
    """Return every page with what weights say of it that were fitted to other documents only."""
    sources = sorted({example.source for example in learned})
    order = np.random.default_rng(0).permutation(sources).tolist()
    fold = {source: number % FOLDS for number, source in enumerate(order)}
    found = []
    for held in range(FOLDS):
        weights = fit([example for example in learned if fold[example.source] != held])
        found += [(e, chance(weights, e.values)) for e in learned if fold[e.source] == held]
    return found


_HEAD = """# What is a transcript: what was measured

Written by `python -m tests.accuracy shapes`; do not edit. How likely a page is a transcript, in which only the next
label ends a turn, and no report with labelled words in it, is told by signs that are weighed (quotes/attribution/turns/
transcript.py). Each page is read with weights that were fitted to other documents only. Beside documents as they are,
pages made of them are counted, as the head of tests/accuracy/shapes.py says: documents come in few forms.

| page | pages | right | mean chance of a transcript | least | most |
|---|---|---|---|---|---|
"""
_BINS = """
## The chance, and how often it was a transcript

Transcripts and reports are heard alike, each document once. The interval (Wilson, 95 %) is of the documents.

| chance | pages | mean chance | transcripts | interval |
|---|---|---|---|---|
"""


def page(found: Sequence[tuple[Example, float]]) -> str:
    """Return what was measured as Markdown."""
    kinds = sorted({(not example.transcript, example.kind) for example, _ in found})
    rows = [
        _row(kind, [(e, p) for e, p in found if (not e.transcript, e.kind) == (report, kind)]) for report, kind in kinds
    ]
    return "".join((_HEAD, *rows, _BINS, *_bins(found)))


def _row(kind: str, found: Sequence[tuple[Example, float]]) -> str:
    likely = [p for _, p in found]
    right = sum((p > 0.5) == example.transcript for example, p in found) / len(found)
    return f"| {kind} | {len(found)} | {right:.3f} | {np.mean(likely):.3f} | {min(likely):.3f} | {max(likely):.3f} |\n"


def _bins(found: Sequence[tuple[Example, float]]) -> Iterator[str]:
    heard = {side: sum(e.weight for e, _ in found if e.transcript is side) for side in (True, False)}
    for low, high in pairwise(BINS):
        within = [(e, p, e.weight / heard[e.transcript] * 100) for e, p in found if low <= p < high]
        if within:
            weight = sum(w for *_, w in within)
            right = sum(w for e, _, w in within if e.transcript)
            mean = sum(w * p for _, p, w in within) / weight
            yield (
                f"| {low:.2f}–{min(high, 1):.2f} | {len(within)} | {mean:.3f} | {right / weight:.3f}"
                f" | {interval(round(right), max(1, round(weight)))} |\n"
            )


def main(arguments: Sequence[str] = ()) -> None:
    """Fit to everything, measure by document, write both down; there are no arguments to give."""
    if arguments:
        raise SystemExit("usage: python -m tests.accuracy shapes")
    learned = examples()
    if len({example.transcript for example in learned}) < 2:
        raise SystemExit(
            f"No documents in {FOLDER}: set QUOTES_MEASURE to the folder that holds blocks/ and transcripts/."
        )
    REPORT.write_text(page(held_out(learned)), "utf-8")
    WEIGHTS.write_text(_written(fit(learned)), "utf-8")


def _written(weights: ShapeWeights) -> str:
    about = "Fitted to transcripts/ and blocks/ of the measuring set by python -m tests.accuracy shapes."
    named = {sign.__name__: round(weight, 4) for sign, weight in zip(SIGNS, weights.signs, strict=True)}
    return json.dumps({"about": about, "intercept": round(weights.intercept, 4), "weights": named}, indent=1) + "\n"


if __name__ == "__main__":
    main(sys.argv[1:])
