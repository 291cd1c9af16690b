"""The page docs/accuracy/turns.md, from what was measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from statistics import mean

from tests.accuracy.turns import Figures, Outcome, reliability

_HEAD = """# Where turns end: what was measured

Written by `python -m tests.accuracy.fit`; do not edit. Labelled blocks in news articles and newsletter issues, of which
the labels are given. Every article is read with weights that were fitted to other articles only: in the first table to
nine tenths of the articles of all outlets, in the second to the articles of all other outlets (six of news, one of
newsletters), as a page of an unknown site is. How sure a reading is, is fitted within each fold, on outlets that the
weights were not fitted to. The weights set by hand are not fitted, but some of their cues were thought of while reading
these articles, and many settings of the fit were compared with these tables in view. Counted are the paragraphs after
the one under a label, up to the next label or heading. The last row is made: the same news articles, of whose speakers
every sentence is a paragraph, without any quotation marks. It shows what to expect where turns often go on.

How sure a reading is depends on the log odds that the judges give it, on whether they agree, and on how many paragraphs
are read as going on: from three of a turn, or eight of its page, speech is the surer and narration the less so, up to
three times as many. Few real articles have so many, so this is learned from made ones as well; those count little (8 in
100 of a real one), and only where so many go on.
"""
_FOUND = """
## {}

| | paragraphs | only under the label | right | continuations found | missed | invented | F1 | blocks exact |
|---|---|---|---|---|---|---|---|---|
"""
_AGREEMENT = """
Where nothing is ambiguous, and the calibration error: the mean distance between confidence and share right, over the
bins below, weighed by their paragraphs. By chance is the error of readings that are right exactly as often as their
confidence says, drawn again and again: on the average, and what one draw in twenty is above. Below that, an error may
be all chance.

| | share of the paragraphs | right there | calibration error | by chance | at most by chance |
|---|---|---|---|---|---|
"""
_RELIABILITY = """
## Confidence, and how often it was right

Of the {}. The interval (Wilson, 95 %) says how far the share right may be off by chance.

| | confidence | paragraphs | mean confidence | right | interval |
|---|---|---|---|---|---|
"""
_WRONG = """
## Known to be wrong

- Of an argument about others in the third person, paragraph after paragraph, the end is lost: most of the missed.
- A narrator who talks as people do (“you”, “it’s”, short sentences, opinions) is taken for the person whose words stand
  above: most of the invented.
- Where turns often go on, a paragraph given to the speaker is still right somewhat more often than its confidence says
  (the last rows of the tables above). Were it as sure as those made pages are right, the few real ones on which four
  paragraphs or more go on would be read too surely: where the log odds are below 4, a third of it is wrong there.
- The bins of few paragraphs, all of the newsletters below 0.99 among them, say little: see the intervals.
"""
_DEVIATIONS = 1.96  # of the normal distribution, for 95 %

Measured = Mapping[str, tuple[Sequence[Outcome], Figures]]


def page(by_article: Measured, by_outlet: Measured) -> str:
    """Return the page as Markdown."""
    ways = {"Articles not fitted to": by_article, "Outlets not fitted to": by_outlet}
    tables = [part for title, measured in ways.items() for part in _tables(title, measured)]
    bins = [part for title, measured in ways.items() for part in _all_bins(title.lower(), measured)]
    return "".join((_HEAD, *tables, *bins, _WRONG))


def _tables(title: str, measured: Measured) -> list[str]:
    found = [_row(name, f) for name, (_, f) in measured.items()]
    agreed = [
        f"| {name} | {f.agreed:.3f} | {f.right_where_agreed:.3f} | {f.calibration_error:.3f}"
        f" | {f.by_chance.mean:.3f} | {f.by_chance.most:.3f} |\n"
        for name, (_, f) in measured.items()
    ]
    return [_FOUND.format(title), *found, _AGREEMENT, *agreed]


def _row(name: str, f: Figures) -> str:
    return (
        f"| {name} | {f.paragraphs} | {f.under_label_only:.3f} | {f.right:.3f} | {f.found} | {f.missed} | {f.invented}"
        f" | {f.f1:.3f} | {f.blocks_exact:.3f} |\n"
    )


def _all_bins(title: str, measured: Measured) -> list[str]:
    return [_RELIABILITY.format(title), *(line for name, (read, _) in measured.items() for line in _bins(name, read))]


def _bins(name: str, read: Sequence[Outcome]) -> list[str]:
    return [
        f"| {name} | {low:.2f}–{min(high, 1):.2f} | {len(within)} | {mean(o.confidence for o in within):.3f}"
        f" | {mean(o.right for o in within):.3f} | {interval(sum(o.right for o in within), len(within))} |\n"
        for low, high, within in reliability(read)
    ]


def interval(right: int, of: int) -> str:
    """Return the interval of Wilson (1927), "Probable inference, the law of succession, and statistical inference"."""
    z2 = _DEVIATIONS**2
    middle = (right + z2 / 2) / (of + z2)
    half = _DEVIATIONS / (of + z2) * sqrt(right * (of - right) / of + z2 / 4)
    return f"{max(0.0, middle - half):.3f}–{min(1.0, middle + half):.3f}"
