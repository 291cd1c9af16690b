"""Weigh whom a pronoun stands for: `python -m tests.accuracy.antecedents` writes antecedents.tsv of the lexicon.

Places whose person is known: quotations of the novels that a pronoun or a title speaks, those of the made-up news, and
the pronouns of the articles in pronouns.tsv and more_pronouns.tsv. A conditional logistic regression chooses among all
who were met nearby, and nobody of them. `folds` tells how often the likeliest is right, and at which probability, with
weights fitted on other documents. Whom a pronoun stands for depends on who was heard before: fit twice. Needs the extra
`fit`.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from math import exp
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from quotes import lexicon
from quotes.attribution.prose.cues import Observation
from quotes.attribution.prose.draft import Draft
from quotes.attribution.prose.pronouns import Meant
from quotes.attribution.prose.remembered import Remembered
from tests.accuracy.blocks import FOLDER
from tests.accuracy.persons import by_probability, fold_of, in_novels, lacks_sets, measures, told, write_weights
from tests.accuracy.prose import is_called, labelled_pronouns, scorer

_FILE = Path(lexicon.__file__).with_name("en") / "antecedents.tsv"
_HEAD = """\
# What is observed of somebody whom a pronoun or a title may stand for, or speaks for nobody of those met nearby, and
# its weight in the conditional logistic model of antecedents.py. Written by tests/accuracy/antecedents.py; fitted on
# novels with the person of every quotation (PDNC), on made-up news, and on pronouns of PolNeAR's articles
# (Newell et al. 2018) labelled by reading."""
_FOLDS = 5
_TIMES = {
    "novels": 1.0,
    "red": 5.0,
    "articles": 10.0,
}  # that each counts: few, but of the kind that is read
_STRENGTH = 3.0  # the standard deviation, squared, that a weight is expected to have
_SELDOM = 5
_SMALL = 0.02
_BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)


class Place(NamedTuple):
    """A pronoun: the document and the set that it is from, all who may be meant, and of these who may rightly be.

    The last of `observed` speaks for nobody of them.
    """

    of: str
    document: str
    observed: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


def places() -> Iterator[Place]:
    """Yield all places whose person is known."""
    yield from _of_novels()
    yield from _of_red()
    yield from _of_articles()


def _of_novels() -> Iterator[Place]:
    for name, row, is_right in in_novels():
        yield from _place("novels", name, row.draft, partial(_by_name, is_right), open_if_nameless=True)


def _of_red() -> Iterator[Place]:
    measure = measures()
    assert measure is not None
    for path in sorted((FOLDER / "red").glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        document, rows = told((path.parent / f"{name}.txt").read_bytes(), f"{name}.txt")
        for kind, words, who, *_ in json.loads(path.read_text())["gold"]:
            wanted = measure._place(document.text, words)
            names = [w if w.startswith("~") else w.strip() for w in who.split("|")]
            for row in rows if kind in "VRA" else ():
                have = measure.tokens(document.text, *row.found.span)
                if wanted and len(have & wanted) / len(have | wanted) >= 0.5:
                    yield from _place("red", name, row.draft, _in_news(measure, names))


def _of_articles() -> Iterator[Place]:
    score = scorer()
    assert score is not None
    articles = {name: article for name, (article, _) in score.load_gold("train").items()}
    for name, labels in labelled_pronouns(articles).items():
        text = articles[name].text
        _, rows = told(articles[name].raw, f"{name}.txt")
        by_place = {row.draft.claimant.mention.span.start: row.draft for row in rows}
        for pronoun, surname in labels:
            if pronoun in by_place:
                yield from _place("articles", name, by_place[pronoun], _called(text[slice(*surname)]))


def _by_name(is_right: Callable[[str | None], bool], known: Remembered) -> bool:
    return is_right(known.name)


def _in_news(measure: ModuleType, names: Sequence[str]) -> Callable[[Remembered], bool]:
    return lambda known: bool(measure.is_speaker(known.name, names))


def _called(surname: str) -> Callable[[Remembered], bool]:
    return lambda known: bool(surname) and is_called(known.name, surname)


def _place(
    of: str, document: str, draft: Draft, is_right: Callable[[Remembered], bool], open_if_nameless: bool = False
) -> Iterator[Place]:
    """Yield the place, if the words around a pronoun or a title say that it speaks.

    In the novels it is not told who the nameless are: where nobody else is right, it may be one of them.
    """
    whom: Meant = draft.claimant.meant
    if not whom.choice.candidates or any(sign[0] == "tie" and sign[1].startswith("after") for sign in draft.signs):
        return
    known = [one.known for one in whom.choice.candidates]
    right = [is_right(one) for one in known]
    nobody = not any(right)
    if nobody and open_if_nameless:
        right = [one.nameless for one in known]
    observed = [*(one.signs for one in whom.choice.candidates), whom.choice.nobody]
    yield Place(of, document, tuple(map(_words, observed)), (*right, nobody))


def _words(signs: Iterable[Observation]) -> tuple[str, ...]:
    return tuple(" ".join(sign) for sign in signs)


def fitted(known: Sequence[Place]) -> dict[str, float]:
    """Return the weights that make the right ones likeliest."""
    import numpy
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    often = Counter(sign for place in known for signs in place.observed for sign in signs)
    names = sorted(sign for sign, times in often.items() if times >= _SELDOM)
    number = {name: i for i, name in enumerate(names)}
    rows = [[number[sign] for sign in signs if sign in number] for place in known for signs in place.observed]
    ends, columns = numpy.cumsum([0, *map(len, rows)]), [column for row in rows for column in row]
    seen = csr_matrix((numpy.ones(len(columns)), columns, ends), (len(rows), len(names)))
    starts = numpy.cumsum([0, *(len(place.right) for place in known[:-1])])
    sizes = [len(place.right) for place in known]
    right = numpy.array([one for place in known for one in place.right])
    counts = numpy.repeat([_TIMES[place.of] for place in known], sizes)

    def loss(at):  # type: ignore[no-untyped-def]
        odds = numpy.exp(numpy.clip(seen @ at, -30, 30))
        all_of, right_of = (numpy.repeat(numpy.add.reduceat(part, starts), sizes) for part in (odds, odds * right))
        wrong = counts * (odds / all_of - odds * right / right_of)
        lost = (counts / numpy.repeat(sizes, sizes) * (numpy.log(all_of) - numpy.log(right_of))).sum()
        return lost + at @ at / (2 * _STRENGTH), seen.T @ wrong + at / _STRENGTH

    found = minimize(loss, numpy.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 1000})
    return {name: float(w) for name, w in zip(names, found.x, strict=True) if abs(w) >= _SMALL}


def chosen(place: Place, weights: Mapping[str, float]) -> tuple[float, bool, float]:
    """Return how likely the likeliest is, whether it is right, and how likely the next one is."""
    odds = [exp(min(30.0, sum(weights.get(sign, 0.0) for sign in signs))) for signs in place.observed]
    total = sum(odds)
    ranked = sorted(zip(odds[:-1], place.right[:-1], strict=True), reverse=True)
    return ranked[0][0] / total, ranked[0][1], ranked[1][0] / total if len(ranked) > 1 else 0.0


def show(known: Sequence[Place], outcomes: Sequence[tuple[float, bool, float]]) -> None:
    """Print how often the likeliest is right, by its probability."""
    for of in dict.fromkeys(place.of for place in known):
        mine = [outcome for place, outcome in zip(known, outcomes, strict=True) if place.of == of]
        may = sum(any(place.right[:-1]) for place in known if place.of == of)
        share = sum(right for _, right, _ in mine) / len(mine)
        print(f"{of}: {len(mine)}, right {share:.3f}, at best {may / len(mine):.3f}")
        by_probability([(p, right) for p, right, _ in mine], _BINS)


def main(arguments: Sequence[str]) -> int:
    """Fit on all places and write the weights; or show what `folds` give."""
    if lacks_sets():
        return 1
    known = list(places())
    if "folds" in arguments:
        folds = [fold_of(f"{place.of} {place.document}") for place in known]
        weights = [fitted([p for p, at in zip(known, folds, strict=True) if at != fold]) for fold in range(_FOLDS)]
        show(known, [chosen(place, weights[fold]) for place, fold in zip(known, folds, strict=True)])
        return 0
    write_weights(_FILE, _HEAD, fitted(known))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
