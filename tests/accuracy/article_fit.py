"""Fit which blocks of a saved page are the article: `python -m tests.accuracy article_fit [--write]`.

Two models: with what another program keeps of the page, and alone. Folds are by page: each is judged by weights fitted
to others. With `--write` the weights and docs/accuracy/pages.md are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from quotes.formats.html.article import settled
from quotes.formats.html.measures import observed
from quotes.model import BlockKind
from tests.accuracy.article_pages import FOLDS, Judged, made, pages
from tests.accuracy.logistic import Example, Weights, fit, odds

WEIGHTS = Path(__file__).parents[2] / "quotes" / "formats" / "html" / "weights"
STRENGTH = 0.3
LEAST, MOST = 0.2, 60  # how much a block counts, and words from which on more do not make it count more
MODELS = {"advised": True, "alone": False}
HEAD = """# What is observed of a block of a saved page, and its weight in a logistic model of whether it is
# the article. Written by python -m tests.accuracy article_fit; fitted on saved pages of which people
# cut out the article, and on pages with turns in its place."""


class Seen(NamedTuple):
    """A page with what one model observes of its blocks."""

    judged: Judged
    observed: Sequence[dict[str, float]]


def main(arguments: list[str]) -> int:
    """Measure with folds, print what was found, and fit to all pages where it is to be written."""
    saved, with_turns = pages(), list(made())
    for name, advised in MODELS.items():
        every = [[_seen(one, advised) for one in part] for part in (saved, with_turns)]
        examples = [list(_examples(part)) for part in every]
        both = [*examples[0], *examples[1]]
        folds = [fit([one for one in both if one.folds[0] != fold], STRENGTH) for fold in range(FOLDS)]
        for part, kind in zip(every, ("saved", "with turns"), strict=True):
            print(f"{name:8} {kind:10}", *(f"{figure:.3f}" for figure in _figures(part, folds)))
        if "--write" in arguments:
            _write(name, fit(both, STRENGTH))
    return 0


def _seen(one: Judged, advised: bool) -> Seen:
    return Seen(one, observed(one.page if advised else one.page._replace(advice=None)))


def _examples(every: Sequence[Seen]) -> Iterator[Example]:
    """Yield the blocks as examples; how much one counts grows with its words."""
    for (page, right, fold, weight), seen in every:
        for block, one, inside in zip(page.blocks, seen, right, strict=True):
            if block.piece.kind is not BlockKind.HEADING:
                counts = weight * (LEAST + min(len(block.words), MOST) / MOST)
                yield Example((fold, -1), (one,), inside, counts)


def _figures(every: Sequence[Seen], folds: Sequence[Weights]) -> tuple[float, float, float]:
    """Return the mean precision, the pooled one, and the mean recall, in words of paragraphs."""
    shares = [_shares(seen, folds[seen.judged.fold]) for seen in every]
    precision = [both / kept for both, kept, _ in shares if kept]
    recall = [both / wanted for both, _, wanted in shares if wanted]
    pooled = sum(both for both, _, _ in shares) / sum(kept for _, kept, _ in shares)
    return sum(precision) / len(precision), pooled, sum(recall) / len(recall)


def _shares(seen: Seen, weights: Weights) -> tuple[int, int, int]:
    page, right, *_ = seen.judged
    inside = settled(page, [odds(one, weights) >= 0 for one in seen.observed])
    told = [
        (len(b.words), a, r)
        for b, a, r in zip(page.blocks, inside, right, strict=True)
        if b.piece.kind is BlockKind.PARAGRAPH
    ]
    return sum(n for n, a, r in told if a and r), sum(n for n, a, _ in told if a), sum(n for n, _, r in told if r)


def _write(name: str, weights: Weights) -> None:
    WEIGHTS.mkdir(exist_ok=True)
    rows = [f"{key}\t{value:.3f}" for key, value in sorted(weights.items())]
    (WEIGHTS / f"{name}.tsv").write_text("\n".join((HEAD, *rows)) + "\n", encoding="utf-8")
