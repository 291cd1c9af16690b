"""Fit what says that a page is a transcript, and measure it by cross-validation: `python -m tests.accuracy shapes`.

Writes quotes/attribution/weights/shape.json and docs/accuracy/shapes.md. Needs scikit-learn (the extra `fit`).

Learned from transcripts of many conventions and from news articles and newsletters with labelled words. Those come in
few forms, so pages are made of them too: parts of transcripts, with and without an article's opening above; articles
without their opening, with labels in line or in bold, and several articles of which two or three people speak in turn.
How often a page of each kind is made is set by hand, and stands in SHARES; a document and all that is made of it are
learned from, or measured, together.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from quotes import formats, labels
from quotes.attribution.turns.sections import text_of
from quotes.attribution.turns.shape import layout_of
from quotes.attribution.turns.transcript import SIGNS, ShapeWeights
from quotes.model import Block, BlockKind, Convention, Document, Metadata, Span
from tests.accuracy import transcripts
from tests.accuracy.blocks import FOLDER, SETS, Article, articles, long_turns
from tests.accuracy.fit import WEIGHT_OF_SET
from tests.accuracy.page import interval

ROOT = Path(__file__).parents[2]
WEIGHTS = ROOT / "quotes" / "attribution" / "weights" / "shape.json"
REPORT = ROOT / "docs" / "accuracy" / "shapes.md"
FOLDS = 10
PENALTY = 0.6  # inverse strength of the L2 penalty, on standardised signs
NOT_TRANSCRIPTS = ("news_blockquote", "news_unmarked", "quote_roundup")
PARTS = 10  # made of each transcript
SIZES = (3, 4, 6, 8, 12, 20, 30)  # labels in a part
SHARES = {
    "opening of an article": 0.35,  # of the parts of transcripts
    "own opening": 0.3,
    "common form": 0.5,
    "no opening": 0.5,  # of the pages of several articles
    "told between": 0.5,  # of the labels on those that tell little
    "in line": 0.4,  # of the articles
    "bold": 0.05,
    "capitals": 0.1,
}
SET = {  # by hand, for lack of documents: of records with formulas, and of articles printed in such forms
    "recorded": 3.0,
    "announced": 3.0,
    "formed": 4.0,
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
    openings = [_opening(article.document)[:3] for article in read]
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
    own = _opening(named)[-3:]
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
    return "part, with an article's opening" if borrowed else "part", _page(named, first, size, above, convention)


def _of_articles(heard: Mapping[str, float], read: Sequence[Article]) -> Iterator[Example]:
    chance = random.Random(0)
    for number, article in enumerate(read):
        document, apart = article.document, long_turns(article).document
        count = sum(block.kind is BlockKind.LABEL for block in document.blocks)
        following = [read[(number + step) % len(read)].document for step in range(1, chance.choice((2, 3, 5)))]
        made = [
            ("article", _made(_rows(document, document.blocks), _convention(chance))),
            ("article, sentences set apart", _made(_rows(apart, apart.blocks), _convention(chance))),
            ("article without opening", _page(document, 0, count, [], _convention(chance))),
            ("articles, few speakers", _joined([document, *following], chance)),
            ("articles, few speakers, little told", _joined([document, *following], chance, thin=True)),
        ]
        for kind, page in made:
            yield Example(document.key, kind, signs(page), False, heard[document.key] / len(made))


def _convention(chance: random.Random) -> Convention:
    in_line = chance.random() < SHARES["in line"]
    bold = in_line and chance.random() < SHARES["bold"] / SHARES["in line"]
    capitals = in_line and chance.random() < SHARES["capitals"] / SHARES["in line"]
    return Convention("made", 1.0, own_line=not in_line, transcript=bold, capitals=capitals)


def _opening(document: Document) -> list[str]:
    above = []
    for block in document.blocks:
        if block.kind is BlockKind.LABEL:
            break
        if block.kind is not BlockKind.MARKUP:
            above.append(text_of(document, block))
    return above


def _page(document: Document, first: int, size: int, above: Sequence[str], convention: Convention) -> Document:
    """Return the page of `size` labels from the `first` on, below the paragraphs `above`."""
    blocks = [block for block in document.blocks if block.kind is not BlockKind.MARKUP]
    places = [i for i, block in enumerate(blocks) if block.kind is BlockKind.LABEL]
    end = places[first + size] if first + size < len(places) else len(blocks)
    return _made([(None, words) for words in above] + _rows(document, blocks[places[first] : end]), convention)


Row = tuple[Block | None, str]


def _rows(document: Document, blocks: Sequence[Block]) -> list[Row]:
    return [(block, text_of(document, block)) for block in blocks]


def _made(rows: Sequence[Row], convention: Convention) -> Document:
    text, blocks = "", []
    for block, words in rows:
        span = Span(len(text), len(text) + len(words))
        mention = block.mention._replace(span=span) if block and block.mention else None
        blocks.append(Block(block.kind if block else BlockKind.PARAGRAPH, span, mention))
        text += words + "\n\n"
    return Document("made", text, "", "plain", convention, tuple(blocks), plain=text)


def _joined(documents: Sequence[Document], chance: random.Random, thin: bool = False) -> Document:
    """Return the page of several articles, in all of which the same two or three people speak; `thin`: little else."""
    people = sorted({block.mention.name for d in documents for block in d.blocks if block.mention})
    people = chance.sample(people, min(len(people), chance.choice((2, 3))))
    rows: list[Row] = []
    for document in documents:
        own = sorted({block.mention.name for block in document.blocks if block.mention})
        instead = {name: people[i % len(people)] for i, name in enumerate(own)}
        for block in document.blocks:
            mention = block.mention and block.mention._replace(name=instead[block.mention.name])
            rows.append((block._replace(mention=mention), _renamed(text_of(document, block), instead)))
    if chance.random() < SHARES["no opening"]:
        rows = rows[next(i for i, (block, _) in enumerate(rows) if block and block.mention) :]
    return _made(list(_thinned(rows, chance)) if thin else rows, _convention(chance))


def _thinned(rows: Sequence[Row], chance: random.Random) -> Iterator[Row]:
    """Yield the opening, the labels with what stands under them, and some of the paragraphs behind."""
    behind = -1  # paragraphs behind the last label
    for block, words in rows:
        label = block is not None and block.kind is BlockKind.LABEL
        behind = 0 if label else behind + (behind >= 0)
        if behind < 2 or (behind == 2 and chance.random() < SHARES["told between"]):
            yield block, words


def _renamed(words: str, instead: Mapping[str, str]) -> str:
    for name, other in instead.items():
        words = words.replace(name, other)
        words = re.sub(rf"\b{re.escape(name.split()[-1])}\b", other.split()[-1], words)
    return words


def signs(document: Document) -> list[float]:
    """Return the measure of every sign on a page."""
    layout = layout_of(document)
    return [sign(layout) for sign in SIGNS]


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
