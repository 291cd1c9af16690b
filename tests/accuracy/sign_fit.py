"""Fit what each sign of a label weighs, around what it was held to weigh by hand: for label_fit, which writes it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from quotes import fitted
from quotes.labels import support
from quotes.labels.evidence import ACCEPTED
from tests.accuracy.known_pages import known, without
from tests.accuracy.logistic import Example, Weights, fit_around

STRENGTH = 0.005  # how far the pages may move a weight from where it was set by hand: set, not measured
_HEAD = """\
# What is observed of words that may be a label: how far it speaks for one, how far it was held to, by hand, and what it
# is. The first figures are written by python -m tests.accuracy label_fit: fitted on real transcripts, on their turns in
# other forms and on articles, around those set by hand. Evidence of 1.5 makes a label as likely as not, one more adds
# {scale:.2f} to the log odds."""


def examples() -> Iterator[Example]:
    """Yield the candidates of the form of each page, of one without a form those of all, and whether they are labels.

    The more candidates a form has on a page, the less each counts.
    """
    for one in (*known(), *without()):
        forms = support.forms(one.page)
        for form in forms[:1] if forms[0].evidence else forms:
            for weighed in form.weighed:
                right = one.holds(weighed.candidate.label.who)
                seen = dict([*weighed.of_name, *weighed.of_place])
                yield Example(one.folds, [seen], right, one.weight / math.sqrt(len(form.weighed)))


def fit(examples: Sequence[Example]) -> Weights:
    """Return what the signs add to the log odds."""
    return fit_around(examples, by_hand(), ACCEPTED, STRENGTH)


def by_hand() -> Mapping[str, float]:
    """Return what each sign was held to weigh."""
    return {name: float(row[1]) for name, row in fitted.table("quotes.labels", "labels").items()}


def table(weights: Weights) -> str:
    """Return the table of labels.tsv with new weights."""
    scale = -weights["bias"] / ACCEPTED
    rows = [
        f"{name}\t{weights.get(name, scale * float(hand)) / scale:.2f}\t{hand}\t{words}"
        for name, (_, hand, words) in fitted.table("quotes.labels", "labels").items()
    ]
    return "\n".join([_HEAD.format(scale=scale), *rows]) + "\n"
