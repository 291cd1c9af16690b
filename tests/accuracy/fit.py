"""Fit the second judge to the measuring set, and measure both by cross-validation: `python -m tests.accuracy.fit`.

Writes quotes/attribution/weights/fitted.json and docs/accuracy/turns.md. Needs scikit-learn (the extra `fit`).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from quotes.attribution.turns.features import CUES, features
from quotes.attribution.turns.judges import Calibration, Fitted
from quotes.attribution.turns.paragraphs import Narrator
from quotes.attribution.turns.report import in_doubt, narrator_of
from quotes.attribution.turns.sections import Section, sections_of, text_of
from tests.accuracy.blocks import FOLDER, SENTENCE_END, SETS, Article, articles, long_turns
from tests.accuracy.page import page
from tests.accuracy.turns import Figures, Held, Outcome, figures, held_out, outcomes

ROOT = Path(__file__).parents[2]
WEIGHTS = ROOT / "quotes" / "attribution" / "weights" / "fitted.json"
REPORT = ROOT / "docs" / "accuracy" / "turns.md"
FOLDS = 10
PENALTY = 0.06  # inverse strength of the L2 penalty, on standardised features
WEIGHT_OF_SET = {"news": 1.0, "newsletter": 3.0}  # so that 20 issues are heard beside 439 articles
WEIGHT_OF_SPLIT = 0.25
WEIGHT_OF_MADE = 0.08  # of pages on which sentences are set apart, so that the few real ones like them are heard
MADE = "news, sentences set apart"
USUAL, TRUST = 0.08, 3.0  # share of turns that go on, in pages of any kind, and how many turns it is worth
ENOUGH = 8.0  # log odds beyond which nothing more is learned about how often readings are right


class Example(NamedTuple):
    """The cues of a paragraph to learn from, and how much it is heard."""

    values: list[float]
    speech: bool
    weight: float


class Lesson(NamedTuple):
    """An article with what is to be learned from it, and the same with the sentences of its speakers set apart."""

    article: Article
    apart: Article
    examples: tuple[Example, ...]


class Heard(NamedTuple):
    """A reading of an article not fitted to, and how much it is heard."""

    reading: Held
    weight: float


Folds = Iterator[tuple[list[Lesson], list[Lesson]]]


def lesson(article: Article, weight: float) -> Lesson:
    """Return the paragraphs after labels, and the later sentences of those under labels as if they stood apart."""
    found = sections_of(article.document)
    narrator = narrator_of(article.document, found)
    parts = (part for section in found for part in _examples(article, section, narrator, weight))
    return Lesson(article, long_turns(article), tuple(parts))


def _examples(article: Article, section: Section, narrator: Narrator, weight: float) -> Iterator[Example]:
    if section.label is None:
        return
    shown = [text_of(article.document, block) for block in section.paragraphs]
    after = zip(section.paragraphs[1:], in_doubt(section, shown, narrator), strict=True)
    for block, paragraph in after:
        if block.span.start not in article.ignored:
            yield Example(features(paragraph), block.span.start in article.speech, weight)
    for first, then in _splits(shown[0]):
        made = next(in_doubt(section._replace(ends_story=False), (first, then, ""), narrator))
        yield Example(features(made), True, weight * WEIGHT_OF_SPLIT)


def _splits(text: str) -> Iterator[tuple[str, str]]:
    sentences = SENTENCE_END.split(text)
    if len(sentences) > 1:
        yield sentences[0], " ".join(sentences[1:])
    if len(sentences) > 2:
        yield sentences[0], sentences[1]


def fit(lessons: Sequence[Lesson]) -> Fitted:
    """Return weights, and how far to trust what is read with them: as far as in outlets not fitted to."""
    held = chain.from_iterable(_heard(test, _weights(train)) for train, test in _by_outlet(lessons))
    return _calibrated(_weights(lessons), list(held))


def _heard(lessons: Sequence[Lesson], weights: Fitted) -> Iterator[Heard]:
    """Yield how articles are read by weights not fitted to them.

    Those set apart are heard where turns are seen to go on: of other pages there are real ones enough.
    """
    for reading in held_out((lesson.article for lesson in lessons), weights):
        yield Heard(reading, 1.0)
    for reading in held_out((lesson.apart for lesson in lessons), weights):
        if reading.page:
            yield Heard(reading, WEIGHT_OF_MADE)


def _weights(lessons: Sequence[Lesson]) -> Fitted:
    learned = [example for lesson in lessons for example in lesson.examples]
    values = np.array([example.values for example in learned])
    scale = StandardScaler().fit(values)
    model = LogisticRegression(C=PENALTY, max_iter=2000).fit(
        scale.transform(values),
        [example.speech for example in learned],
        sample_weight=[example.weight for example in learned],
    )
    weights = model.coef_[0] / scale.scale_
    intercept = float(model.intercept_[0] - weights @ scale.mean_)
    return Fitted(intercept, tuple(weights.tolist()), USUAL, TRUST)


def _calibrated(weights: Fitted, held: Sequence[Heard]) -> Fitted:
    return weights._replace(
        speech=_calibration([one for one in held if one.reading.speech]),
        narration=_calibration([one for one in held if not one.reading.speech]),
        impersonal=_succession([one for one in held if one.reading.impersonal]),
        disagreed=_succession([one for one in held if one.reading.disagreed and one.weight == 1.0]),  # real ones
    )


def _succession(held: Sequence[Heard]) -> float:
    """Return how often what was right so often will be so, by Laplace's rule of succession."""
    right = sum(one.weight for one in held if one.reading.right)
    return (right + 1) / (sum(one.weight for one in held) + 2)


def _calibration(held: Sequence[Heard]) -> Calibration:
    """Return how often readings are right: by their log odds, and by how clearly turns go on."""
    seen = [[min(one.reading.margin, ENOUGH), one.reading.page] for one in held]
    model = LogisticRegression().fit(seen, [one.reading.right for one in held], [one.weight for one in held])
    slope, page = model.coef_[0].tolist()
    return Calibration(slope, float(model.intercept_[0]), page)


def _by_article(lessons: Sequence[Lesson]) -> Folds:
    names = np.random.default_rng(0).permutation(sorted(lesson.article.name for lesson in lessons)).tolist()
    fold = {name: number % FOLDS for number, name in enumerate(names)}
    return _folds(lessons, lambda article: fold[article.name])


def _by_outlet(lessons: Sequence[Lesson]) -> Folds:
    return _folds(lessons, lambda article: article.outlet)


def _folds(lessons: Sequence[Lesson], group: Callable[[Article], int | str]) -> Folds:
    for held in sorted({group(lesson.article) for lesson in lessons}):
        yield (
            [lesson for lesson in lessons if group(lesson.article) != held],
            [lesson for lesson in lessons if group(lesson.article) == held],
        )


def main(arguments: Sequence[str] = ()) -> None:
    """Fit to everything, measure by article and by outlet, write both down; there are no arguments to give."""
    if arguments:
        raise SystemExit("usage: python -m tests.accuracy.fit")
    read = {name: articles(name) for name in SETS}
    if not all(read.values()):
        raise SystemExit(
            f"No articles in {FOLDER}: set QUOTES_MEASURE to the folder that holds blocks/ and transcripts/."
        )
    lessons = [lesson(article, WEIGHT_OF_SET[name]) for name in SETS for article in read[name]]
    sets = read | {MADE: [long_turns(article) for article in read["news"]]}
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(page(_measured(sets, _by_article(lessons)), _measured(sets, _by_outlet(lessons))), "utf-8")
    WEIGHTS.write_text(_written(fit(lessons)), "utf-8")


def _measured(sets: Mapping[str, Sequence[Article]], folds: Folds) -> dict[str, tuple[list[Outcome], Figures]]:
    by_article = {lesson.article.name: fitted for train, test in folds for fitted in [fit(train)] for lesson in test}
    measured = {}
    for name, read in sets.items():
        found = list(outcomes(read, lambda article: by_article[article.name]))
        blocks = sum(section.label is not None for article in read for section in sections_of(article.document))
        measured[name] = found, figures(found, blocks)
    return measured


def _written(fitted: Fitted) -> str:
    numbers = {name: value for name, value in fitted._asdict().items() if name != "weights"}
    weights = {cue.name: weight for cue, weight in zip(CUES, fitted.weights, strict=True)}
    about = "Fitted to blocks/ and transcripts/news_unmarked of the measuring set by python -m tests.accuracy.fit."
    return json.dumps({"about": about} | _rounded(numbers) | {"weights": _rounded(weights)}, indent=1) + "\n"


def _rounded(numbers: Mapping[str, float | Sequence[float]]) -> dict[str, float | list[float]]:
    return {
        name: round(value, 4) if isinstance(value, float) else [round(part, 4) for part in value]
        for name, value in numbers.items()
    }


if __name__ == "__main__":
    main(sys.argv[1:])
