"""Fit which blocks of a saved page are the article: `python -m tests.accuracy article_fit [--write]`.

Two models: with what another program keeps of the page, and alone. Folds are by page: each is judged by weights fitted
to others. With `--write` the weights and docs/accuracy/pages.md are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp
from pathlib import Path
from typing import NamedTuple

from quotes.formats.html.article import INSIDE, settled
from quotes.formats.html.measures import observed
from quotes.model import BlockKind
from tests.accuracy.article_pages import FOLDS, Judged, made, pages
from tests.accuracy.logistic import Example, Weights, fit, odds

WEIGHTS = Path(__file__).parents[2] / "quotes" / "formats" / "html" / "weights"
STRENGTH = 1.0
LEAST, MOST = 0.2, 60  # how much a block counts, and words from which on more do not make it count more
MODELS = {"advised": True, "alone": False}
KINDS = ("saved pages", "made pages")
JUDGES = {"advised": "with trafilatura", "alone": "alone"}
REPORT = Path(__file__).parents[2] / "docs" / "accuracy" / "pages.md"
TABLE = """# Saved pages: is the article found, and nothing else

Written by `python -m tests.accuracy article_fit --write`; do not edit. {saved} saved pages of which people cut out the
article, and {made} made ones: labelled turns with hardly anything beside them, and saved pages with such turns in place
of their article. Each page is judged by weights fitted to others, in ten folds. Counted are words of paragraphs: how
many of those kept belong to the article (the mean over pages, and of all pages together), and how many of the article
are kept. A few settings of the fit were chosen with this table in view.

| pages | judge | precision | pooled | recall |
|---|---|---|---|---|
{rows}
"""
HEAD = """# What is observed of a block of a saved page, and its weight in a logistic model of whether it is
# the article. Written by python -m tests.accuracy article_fit; fitted on saved pages of which people
# cut out the article, and on pages with turns in its place."""


class Seen(NamedTuple):
    """A page with what one model observes of its blocks."""

    judged: Judged
    observed: Sequence[dict[str, float]]


def main(arguments: list[str]) -> int:
    """Measure with folds, print what was found, and fit to all pages where it is to be written."""
    every = [pages(), list(made())]
    folds, rows = dict[str, list[Weights]](), list[str]()
    for name, advised in MODELS.items():
        examples = [one for part in every for seen in part for one in _examples(_seen(seen, advised))]
        folds[name] = [fit([one for one in examples if one.folds[0] != fold], STRENGTH) for fold in range(FOLDS)]
        if "--write" in arguments:
            _write(name, fit(examples, STRENGTH))
    for judges in (("advised", "alone"), ("alone",)):
        for part, kind in zip(every, KINDS, strict=True):
            figures = _figures(part, [folds[name] for name in judges], advised="advised" in judges)
            rows.append(f"| {kind} | {JUDGES[judges[0]]} | {' | '.join(f'{figure:.3f}' for figure in figures)} |")
    print("\n".join(rows))
    if "--write" in arguments:
        REPORT.write_text(TABLE.format(saved=len(every[0]), made=len(every[1]), rows="\n".join(rows)), encoding="utf-8")
    return 0


def _seen(one: Judged, advised: bool) -> Seen:
    return Seen(one, observed(one.page if advised else one.page._replace(advice=None)))


def _examples(seen: Seen) -> Iterator[Example]:
    """Yield the blocks as examples; how much one counts grows with its words."""
    page, right, fold, weight = seen.judged
    for block, one, inside in zip(page.blocks, seen.observed, right, strict=True):
        if block.piece.kind is not BlockKind.HEADING:
            counts = weight * (LEAST + min(len(block.words), MOST) / MOST)
            yield Example((fold, -1), (one,), inside, counts)


def _figures(part: Sequence[Judged], models: Sequence[list[Weights]], advised: bool) -> tuple[float, float, float]:
    """Return the mean precision, the pooled one, and the mean recall, in words of paragraphs."""
    shares = [_shares(_seen(one, advised), [folds[one.fold] for folds in models]) for one in part]
    precision = [both / kept for both, kept, _ in shares if kept]
    recall = [both / wanted for both, _, wanted in shares if wanted]
    pooled = sum(both for both, _, _ in shares) / sum(kept for _, kept, _ in shares)
    return sum(precision) / len(precision), pooled, sum(recall) / len(recall)


def _shares(seen: Seen, models: Sequence[Weights]) -> tuple[int, int, int]:
    """Return how many words are kept rightly, are kept, and are to be kept."""
    page, right, *_ = seen.judged
    mean = [sum(odds(one, weights) for weights in models) / len(models) for one in seen.observed]
    inside = settled(page, [1 / (1 + exp(-one)) >= INSIDE for one in mean])
    blocks = zip(page.blocks, inside, right, strict=True)
    told = [(len(block.words), a, b) for block, a, b in blocks if block.piece.kind is BlockKind.PARAGRAPH]
    return sum(n for n, a, b in told if a and b), sum(n for n, a, _ in told if a), sum(n for n, _, b in told if b)


def _write(name: str, weights: Weights) -> None:
    WEIGHTS.mkdir(exist_ok=True)
    rows = [f"{key}\t{value:.3f}" for key, value in sorted(weights.items())]
    (WEIGHTS / f"{name}.tsv").write_text("\n".join((HEAD, *rows)) + "\n", encoding="utf-8")
