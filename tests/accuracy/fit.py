"""Fit the second judge to the measuring set, and measure both by cross-validation: `python -m tests.accuracy.fit`.

Writes quotes/attribution/weights/fitted.json and docs/accuracy/turns.md. Needs scikit-learn (the extra `fit`).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from quotes.attribution import paragraphs
from quotes.attribution.features import CUES, features
from quotes.attribution.judges import Fitted, judge, page_shift
from quotes.attribution.narration import is_clear
from quotes.attribution.paragraphs import Paragraph
from quotes.attribution.report import GOES_ON_HERE
from quotes.attribution.sections import sections, text_of
from tests.accuracy.blocks import FOLDER, SENTENCE_END, SETS, Article, articles, long_turns
from tests.accuracy.page import page
from tests.accuracy.turns import Figures, Outcome, figures, outcomes

ROOT = Path(__file__).parents[2]
WEIGHTS = ROOT / "quotes" / "attribution" / "weights" / "fitted.json"
REPORT = ROOT / "docs" / "accuracy" / "turns.md"
FOLDS = 10
PENALTY = 0.03  # inverse strength of the L2 penalty, on standardised features
WEIGHT_OF_SET = {"news": 1.0, "newsletter": 3.0}  # so that 20 issues are heard beside 439 articles
WEIGHT_OF_SPLIT = 0.1
MADE = "news, sentences set apart"
USUAL, TRUST = 0.08, 5.0  # share of turns that go on, in pages of any kind, and how many turns it is worth


@dataclass(frozen=True, slots=True)
class Example:
    """A paragraph to learn from, `weight` is 0.1 for one made by splitting the paragraph under a label."""

    article: str
    turn: int
    paragraph: Paragraph
    values: tuple[float, ...]
    speech: bool
    weight: float


def examples(article: Article, weight: float) -> Iterator[Example]:
    """Yield the paragraphs after labels, and the later sentences of those under labels as if they stood apart."""
    found = sections(article.document)
    unlabelled = (block for section in found if section.label is None for block in section.paragraphs)
    narration = [text_of(article.document, block) for block in unlabelled]
    names = [block.mention.name for block in article.document.blocks if block.mention]
    narrator = paragraphs.page(narration, names)
    for number, section in enumerate(found):
        if section.label is None:
            continue
        shown = [text_of(article.document, block) for block in section.paragraphs]
        speech = [block.span.start in article.speech for block in section.paragraphs]
        real = [(shown, depth, speech[depth], weight) for depth in range(1, len(shown))]
        made = [([*pair, ""], 1, True, weight * WEIGHT_OF_SPLIT) for pair in _splits(shown[0])]
        ignored = {d for d, block in enumerate(section.paragraphs) if block.span.start in article.ignored}
        for run, depth, said, heard in real + made:
            if run is shown and depth in ignored:
                continue
            turn = paragraphs.turn(section.label.name, section.following, run[0])
            before, last = paragraphs.content(run[depth - 1]), depth == len(run) - 1
            paragraph = paragraphs.paragraph(run[depth], before, depth, last, turn, narrator)
            yield Example(article.name, number, paragraph, tuple(features(paragraph)), said, heard)


def _splits(text: str) -> Iterator[tuple[str, str]]:
    sentences = SENTENCE_END.split(text)
    if len(sentences) > 1:
        yield sentences[0], " ".join(sentences[1:])
    if len(sentences) > 2:
        yield sentences[0], sentences[1]


def fit(learned: Sequence[Example]) -> Fitted:
    """Return weights, and the mapping to probabilities from scores of articles not fitted to."""
    weights = _weights(learned)
    held = [pair for train, test in _folds(learned, 5) for pair in _scored(test, _weights(train))]
    return _calibrate(weights, held)


def _weights(learned: Sequence[Example]) -> Fitted:
    values = np.array([example.values for example in learned])
    scale = StandardScaler().fit(values)
    model = LogisticRegression(C=PENALTY, max_iter=2000).fit(
        scale.transform(values),
        [example.speech for example in learned],
        sample_weight=[example.weight for example in learned],
    )
    weights = model.coef_[0] / scale.scale_
    intercept = float(model.intercept_[0] - weights @ scale.mean_)
    return Fitted(intercept, tuple(weights.tolist()), USUAL, TRUST, 1.0, 0.0, 1.0)


def _scored(test: Sequence[Example], weights: Fitted) -> Iterator[tuple[Example, float, float]]:
    """Yield every real paragraph with its common score, moved by its page, and that move."""
    pages: dict[str, dict[int, list[Example]]] = {}
    for example in test:
        if example.weight >= 1:
            pages.setdefault(example.article, {}).setdefault(example.turn, []).append(example)
    for turns in pages.values():
        scores = {turn: [judge(e.values, weights).common for e in members] for turn, members in turns.items()}
        shift = page_shift(list(scores.values()), weights)
        for turn, members in turns.items():
            yield from ((e, score + shift, shift) for e, score in zip(members, scores[turn], strict=True))


def _calibrate(weights: Fitted, held: Sequence[tuple[Example, float, float]]) -> Fitted:
    platt = LogisticRegression(C=1e6).fit([[score] for _, score, _ in held], [e.speech for e, _, _ in held])
    unclear = [e for e, score, shift in held if score < 0 and shift > GOES_ON_HERE and not is_clear(e.values)]
    impersonal = (sum(not e.speech for e in unclear) + 1) / (len(unclear) + 2)  # Laplace's rule of succession
    return replace(weights, slope=float(platt.coef_[0][0]), offset=float(platt.intercept_[0]), impersonal=impersonal)


def _folds(learned: Sequence[Example], count: int) -> Iterator[tuple[list[Example], list[Example]]]:
    names = np.random.default_rng(0).permutation(sorted({example.article for example in learned})).tolist()
    fold = {name: number % count for number, name in enumerate(names)}
    for number in range(count):
        yield (
            [example for example in learned if fold[example.article] != number],
            [example for example in learned if fold[example.article] == number],
        )


def main(arguments: Sequence[str] = ()) -> None:
    """Fit to everything, measure by article, write both down; there are no arguments to give."""
    if arguments:
        raise SystemExit("usage: python -m tests.accuracy.fit")
    read = {name: articles(name) for name in SETS}
    if not all(read.values()):
        raise SystemExit(
            f"No articles in {FOLDER}: set QUOTES_MEASURE to the folder that holds blocks/ and transcripts/."
        )
    learned = [e for name in SETS for article in read[name] for e in examples(article, WEIGHT_OF_SET[name])]
    by_article = {e.article: fitted for train, test in _folds(learned, FOLDS) for fitted in [fit(train)] for e in test}
    sets = read | {MADE: [long_turns(article) for article in read["news"]]}
    measured = {name: _measured(found, by_article) for name, found in sets.items()}
    WEIGHTS.write_text(_written(fit(learned)), encoding="utf-8")
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(page(measured), encoding="utf-8")


def _measured(read: Sequence[Article], by_article: Mapping[str, Fitted]) -> tuple[list[Outcome], Figures]:
    labelled = [article for article in read if article.name in by_article]
    blocks = sum(section.label is not None for article in labelled for section in sections(article.document))
    found = list(outcomes(labelled, lambda article: by_article[article.name]))
    return found, figures(found, blocks)


def _written(fitted: Fitted) -> str:
    rounded = {name: round(value, 4) for name, value in asdict(fitted).items() if name != "weights"}
    weights = {cue.name: round(weight, 4) for cue, weight in zip(CUES, fitted.weights, strict=True)}
    about = "Fitted to blocks/ and transcripts/news_unmarked of the measuring set by python -m tests.accuracy.fit."
    return json.dumps({"about": about, **rounded, "weights": weights}, indent=1) + "\n"


if __name__ == "__main__":
    main(sys.argv[1:])
