"""Fit how likely labels and conventions are, and that somebody speaks: `python -m tests.accuracy label_fit`.

Writes, into quotes/labels/weights, labels.tsv (what makes a candidate a label), likely.tsv (how likely it is one, by
the labels around it), things.tsv (whether labels that are words for things are speakers, so called), spoken.tsv
(whether the lines of a page look spoken) and conventions.tsv (whether a page is written as was found): logistic models,
each fitted to what those before it make of the pages. With `--write` also docs/accuracy/labels.md, where every page is
read with weights fitted to other documents in other forms only. Needs the extra `fit`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from quotes import fitted
from quotes.labels import likely, spoken, support, things, written
from quotes.page import Label
from tests.accuracy import label_pages, sign_fit, silent_pages
from tests.accuracy.known_pages import FOLDS, Known, fold, known, read, without
from tests.accuracy.label_pages import COMMON, SHARED
from tests.accuracy.logistic import Example, Weights, fit, probability

ROOT = Path(__file__).parents[2]
WEIGHTS = ROOT / "quotes" / "labels" / "weights"
REPORT = ROOT / "docs" / "accuracy" / "labels.md"
SPOKEN = 0.15  # share of the pages without a convention on which somebody speaks: set, not measured
RIGHT = 0.7  # share of the labels found that must be some, and
FOUND = 0.25  # share of the labels that must be found, where a convention is called right
BINS = (0.0, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 0.99, 1.0)
_HEAD = """\
# What is observed {what}, and its weight in a logistic model.
# Written by python -m tests.accuracy label_fit; fitted on real transcripts, on their turns in other
# forms, and on articles."""


def labels() -> Iterator[Example]:
    """Yield every candidate of every form on the pages that follow some convention, but for those inside its labels."""
    for one in known():
        first, *others = support.forms(one.page)
        taken = [candidate.label for candidate in first.accepted]
        around = likely.around(first, one.page)
        for form in (first, *others) if first.evidence else ():
            for weighed in form.weighed:
                label = weighed.candidate.label
                inside = any(t.start < label.end and label.start < t.end for t in taken)
                if form.signs and (form is first or not inside):
                    seen = likely.observed(weighed, form.signs, around, chosen=form is first)
                    yield Example(one.folds, [seen], one.holds(label.who), one.weight)


def conventions() -> Iterator[Example]:
    """Yield every page that is read by a convention: whether it is so written."""
    for one, first, found, is_right in _followed((*known(), *without())):
        seen = written.observed(one.page, first, found, written.others(one.page, found))
        yield Example(one.folds, [seen], is_right, one.weight)


def called() -> Iterator[Example]:
    """Yield every page with words for things as labels, and every such label: whether these are speakers, so called."""
    for one, first, _, is_right in _followed(known(lists=True)):
        seen = things.observed(first.signs, first.accepted) if first.signs else {}
        if seen and first.signs:
            yield Example(one.folds, [seen], is_right, one.weight)
            of_one = {c.key: c for c in first.accepted if things.is_thing(c.who, first.signs)}
            for candidate in of_one.values():
                yield Example(one.folds, [things.of_one(seen)], one.holds(candidate.label.who), one.weight)


def _followed(pages: Iterable[Known]) -> Iterator[tuple[Known, support.Form, list[Label], bool]]:
    """Yield the pages that are read by a convention, its form and labels, and whether they are so written."""
    for one in pages:
        first = support.forms(one.page)[0]
        if first.evidence:
            found = [candidate.label for candidate in first.accepted]
            right = sum(one.holds(label.who) for label in found)
            yield one, first, found, right >= RIGHT * len(found) and right >= FOUND * len(one.labels)


def looks() -> list[Example]:
    """Return what is observed of made pages in common forms, on which somebody speaks, and of pages without speech."""
    made = [(page, True) for page in label_pages.spoken(1, len(COMMON), reports=False, things=False)] + [
        (page, False) for page in silent_pages.silent()
    ]
    pages = [(one, right, page) for one, right in made if (page := read(one.text.encode(), format="plain"))]
    pages = [row for row in pages if row[1] or not support.forms(row[2])[0].evidence]
    odds = SPOKEN / (1 - SPOKEN) * sum(not right for _, right, _ in pages) / sum(right for _, right, _ in pages)
    return [
        Example(
            (fold(one.document), one.form % FOLDS if one.form >= 0 else -1),
            [spoken.NOTHING, *(seen for _, seen in spoken.observed(page))],
            right,
            odds if right else 1.0,
        )
        for one, right, page in pages
    ]


class Model(NamedTuple):
    """A model: its file, what it observes, its examples, how it is fitted, what the report says of it."""

    file: str
    what: str
    examples: Callable[[], Iterable[Example]]
    fit: Callable[[Sequence[Example]], Weights]
    title: str

    def table(self, weights: Weights) -> str:
        """Return the weights as its file holds them."""
        rows = [f"{seen}\t{weight:.3f}" for seen, weight in sorted(weights.items())]
        return "\n".join([_HEAD.format(what=self.what), *rows]) + "\n"


class Signs(Model):
    """The model whose file also holds what was set by hand, and words."""

    def table(self, weights: Weights) -> str:
        """Return the weights as its file holds them."""
        return sign_fit.table(weights)


MODELS = (
    Signs(
        "labels.tsv",
        "of words that may be a label",
        sign_fit.examples,
        sign_fit.fit,
        "Signs: what makes a candidate a label",
    ),
    Model(
        "likely.tsv",
        "of a candidate and of the labels around it",
        labels,
        partial(fit, strength=10.0, never_against=("evidence", "more", "chosen"), never_for=likely.DOUBTS),
        "Candidates: how likely they are labels",
    ),
    Model(
        "conventions.tsv",
        "of a page and of the labels found on it",
        conventions,
        partial(fit, strength=3.0, never_against=("labels", "labelled", "form"), never_for=("outside", "figures")),
        "Pages with labels: how likely it is that they are so written",
    ),
    Model(
        "things.tsv",
        "of the words on the labels of a page, some of them words for things",
        called,
        partial(fit, strength=0.3, never_for=("share",)),
        "Pages with labels that are words for things: how likely speakers are so called",
    ),
    Model(
        "spoken.tsv",
        "of how the lines of a page open",
        looks,
        partial(fit, strength=5.0, start={"share": 1.0, "recurring": 1.0, "stamped": 1.0}, rounds=6),
        "Pages without labels: how likely it is that somebody speaks",
    ),
)


def across(model: Model, examples: Sequence[Example]) -> Iterator[tuple[float, Example]]:
    """Yield each example with its probability by weights fitted to other documents in other forms.

    Of the made pages one fold in so many is of another form, too: what is left of them counts the more.
    """
    for held in range(FOLDS):
        weights = model.fit([one for one in examples if held not in one.folds])
        for one in examples:
            if one.folds in ((held, held), (held, -1)):
                times = 1 if one.folds[1] < 0 else FOLDS
                yield probability(one, weights), one._replace(weight=one.weight * times)


def reliability(read: Iterable[tuple[float, Example]]) -> str:
    """Return a Markdown table of how often what has a probability is so."""
    rows = [(p, one.right, one.weight) for p, one in read]
    lines = ["| probability | number | mean probability | so |", "|---|---|---|---|"]
    error = 0.0
    for low, high in pairwise(BINS):
        within = [row for row in rows if low <= row[0] < high or row[0] == high == 1.0]
        if within:
            total = sum(weight for _, _, weight in within)
            said = sum(p * weight for p, _, weight in within) / total
            right = sum(weight for _, right, weight in within if right) / total
            error += abs(said - right) * total
            lines.append(f"| {low:.2f}–{high:.2f} | {len(within)} | {said:.3f} | {right:.3f} |")
    error /= sum(weight for _, _, weight in rows)
    return "\n".join(lines) + f"\n\nCalibration error: {error:.3f}.\n"


def main(arguments: Sequence[str]) -> int:
    """Fit all models on all pages, write them, and print how reliable they are on pages not fitted to."""
    if not SHARED.is_dir():
        print("skipped: no documents to fit on (QUOTES_MEASURE names their folder)", file=sys.stderr)
        return 0
    report = []
    for model in MODELS:
        if len(arguments) == 0 or "--write" in arguments or model.file in arguments:
            examples = list(model.examples())
            report.append(f"\n## {model.title}\n\n{reliability(across(model, examples))}")
            print(report[-1])
            (WEIGHTS / model.file).write_text(model.table(model.fit(examples)), encoding="utf-8")
            fitted.weights.cache_clear()
    if "--write" in arguments:
        REPORT.write_text(HEAD + "".join(report), encoding="utf-8")
    return 0


HEAD = """# Labels: how sure they are, and how often that was right

Written by `python -m tests.accuracy label_fit --write`; do not edit. Real transcripts and labelled news, and the turns
of the transcripts written again in nearly five dozen forms, known and unknown to the program, under invented names,
with paragraphs of articles among them; and articles, and what is made of them: glossaries, headlines, datelines,
results and headings. Every page is read with weights fitted to other documents in other forms only. On made pages
things go wrong more often than on real ones, and how often is of our making: a label there counts three tenths. That
somebody speaks on one page in seven of those without labels is set, not measured.

The signs say what is held to be a label at all: what is likelier one than not. Their weights stay near those that were
set by hand, of which few pages speak. How likely a label is one is told by the candidates, which also see the others.
"""
