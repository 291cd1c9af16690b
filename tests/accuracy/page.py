"""The page docs/accuracy/turns.md, from what was measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import mean

from tests.accuracy.turns import Figures, Outcome, reliability

_HEAD = """# Where turns end: what was measured

Written by `python -m tests.accuracy.fit`; do not edit. Labelled blocks in news articles and newsletter issues, of which
the labels are given. Every article is read with weights that were fitted to other articles only (ten folds, by article;
the mapping to probabilities is fitted within each fold). The weights set by hand are not fitted, but some of their cues
were thought of while reading these articles. Counted are the paragraphs after the one under a label, up to the next
label or heading. The last row is made: the same news articles, of whose speakers every sentence is a paragraph, without
any quotation marks. It shows what to expect where turns often go on.

| | paragraphs | only under the label | right | continuations found | missed | invented | F1 | blocks exact |
|---|---|---|---|---|---|---|---|---|
"""
_AGREEMENT = """
## Where nothing is ambiguous

| | share of the paragraphs | right there | calibration error |
|---|---|---|---|
"""
_RELIABILITY = """
## Confidence, and how often it was right

| | confidence | paragraphs | mean confidence | right |
|---|---|---|---|---|
"""

Measured = Mapping[str, tuple[Sequence[Outcome], Figures]]


def page(measured: Measured) -> str:
    """Return the page as Markdown."""
    rows = [_row(name, f) for name, (_, f) in measured.items()]
    agreed = [
        f"| {name} | {f.agreed:.3f} | {f.right_where_agreed:.3f} | {f.calibration_error:.3f} |\n"
        for name, (_, f) in measured.items()
    ]
    bins = [line for name, (read, _) in measured.items() for line in _bins(name, read)]
    return _HEAD + "".join(rows) + _AGREEMENT + "".join(agreed) + _RELIABILITY + "".join(bins)


def _row(name: str, f: Figures) -> str:
    return (
        f"| {name} | {f.paragraphs} | {f.under_label_only:.3f} | {f.right:.3f} | {f.found} | {f.missed} | {f.invented}"
        f" | {f.f1:.3f} | {f.blocks_exact:.3f} |\n"
    )


def _bins(name: str, read: Sequence[Outcome]) -> list[str]:
    return [
        f"| {name} | {low:.2f}–{min(high, 1):.2f} | {len(within)}"
        f" | {mean(o.confidence for o in within):.3f} | {mean(o.right for o in within):.3f} |\n"
        for low, high, within in reliability(read)
    ]
