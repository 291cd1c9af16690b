"""How well quotations and reports are read in other languages, and the weights: `python -m tests.accuracy.speech_fit`.

The measuring set is prose-de, 700 German news articles with every attribution annotated (Petersen-Frey and Biemann
2024), with the scorer that lies beside it. Ten folds by article: each is read with weights fitted to the others.
`write` fits to all and writes weights/speech.tsv; packs of other languages are read with the same weights. `record`
keeps the figures for the documentation.
"""

from __future__ import annotations

import hashlib
import math
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from quotes.attribution import arbiter
from quotes.attribution.speech import statements, weighing
from quotes.lexicon import load
from quotes.model import Attribution, Basis, Convention, Document, Manner, Span, Status
from quotes.text import reading
from tests.accuracy.blocks import FOLDER
from tests.accuracy.scorers import scorer_at
from tests.accuracy.speech_figures import keep

FOLDS = 10
ROUNDS = 5  # of fitting: from the third on two readings take turns
STRENGTH = 2.8  # of the weights, by which they are kept small: the best of five in folds, for two readings
SELDOM = 16  # a sign that was seen less often has no weight: a candidate counts four times
_PARAGRAPH = re.compile(r"\S[^\n]*")
_WEIGHTS = Path(statements.__file__).parent.parent / "weights" / "speech.tsv"
_HEAD = """\
# How much each sign says that words are reported, and that they are of whom they are given to (log odds), in prose of
# other languages than English. From 700 annotated German articles: `python -m tests.accuracy.speech_fit write`.
"""


class Example(NamedTuple):
    """A candidate of an article: what was observed, and whether it is one, of the right speaker."""

    fold: int
    signs: tuple[str, ...]
    right: bool


def fold_of(article: str) -> int:
    """Return in which fold an article is."""
    return int(hashlib.md5(article.encode()).hexdigest(), 16) % FOLDS


def article_of(text: str) -> tuple[Document, list[Attribution]]:
    """Return the article and its paragraphs, each a line of narration."""
    told = Manner.NARRATED, Basis.NARRATION, None, 1.0, Status.CERTAIN
    top = [Attribution(Span(*match.span()), *told) for match in _PARAGRAPH.finditer(text)]
    return Document("article", text, "", "", Convention("prose", 1.0), (), lexicon=load("de")), top


def prediction(text: str, found: Attribution) -> dict[str, Any]:
    """Return a statement as the scorer takes it."""
    mention = found.speaker.span if found.speaker else None
    return {
        "spans": [tuple(found.span)],
        "speaker": text[slice(*mention)] if mention else None,
        "speaker_span": list(mention) if mention else None,
        "resolved": found.antecedent,
        "cue": text[slice(*found.cue)] if found.cue else None,
    }


def examples(score: ModuleType, gold: Mapping[str, Any]) -> list[Example]:
    """Return every candidate of the articles, of two readings.

    Who speaks in a sentence is read from who was found to speak before it: the candidates hang on the weights. They
    are fitted to those of a reading without any, then to those of a reading with them, and so on, until two readings
    take turns; then both count.
    """
    weights: dict[str, float] = {}
    every: list[list[Example]] = []
    for _ in range(ROUNDS):
        every.append(list(_read(score, gold, weights)))
        weights = fitted(every[-1] * 2)
    return [*every[-2], *every[-1]]


def _read(score: ModuleType, gold: Mapping[str, Any], weights: Mapping[str, float]) -> Iterator[Example]:
    """Yield the candidates of the articles, read with some weights."""
    for name, (article, units) in gold.items():
        document, top = article_of(article.text)
        words = reading(article.text, Span(0, len(article.text)), ())
        for found, signs in statements.read(document, words, top, weighing.Scale(weights, 0.0)):
            if signs:
                yield Example(fold_of(name), signs, _is_right(score, article, units, found))


def _is_right(score: ModuleType, article: Any, units: Sequence[Any], found: Attribution) -> bool:
    """Tell whether a candidate covers half of a marked stretch, and it half of the candidate, and is of its speaker."""
    for one in score.pred_units(article, [prediction(article.text, found)]):
        for unit in units:
            (a, b), (c, d) = one["seg"], unit["seg"]
            if 2 * (min(b, d) - max(a, c)) >= max(b, d) - min(a, c) and score.speaker_ok(article, unit, one) in (
                True,
                None,
            ):
                return True
    return False


def without_words(one: Example) -> Example:
    """Return a candidate as one of another language is seen, of whose words nothing is known."""
    return one._replace(signs=tuple(sign for sign in one.signs if not sign.startswith(weighing.WORD)))


def fitted(seen: Sequence[Example]) -> dict[str, float]:
    """Return the weights of a logistic regression on what is observed; each candidate counts with its words and
    without them, so that the other signs tell all they can of a language whose words were not fitted."""
    seen = [*seen, *map(without_words, seen)]
    import numpy
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    counts: dict[str, int] = {}
    for example in seen:
        for sign in example.signs:
            counts[sign] = counts.get(sign, 0) + 1
    names = sorted(sign for sign, count in counts.items() if count >= SELDOM)
    places = {name: i for i, name in enumerate(names)}
    rows = [[places[sign] for sign in example.signs if sign in places] for example in seen]
    data = numpy.ones(sum(map(len, rows)))
    ends = numpy.cumsum([0, *map(len, rows)])
    matrix = csr_matrix((data, numpy.concatenate(rows), ends), shape=(len(rows), len(names)))
    right = numpy.array([example.right for example in seen], dtype=float)
    bound = numpy.array([0.0 if name == "bias" else STRENGTH for name in names])

    def loss(weights: Any) -> tuple[float, Any]:
        odds = matrix @ weights
        chance = 1 / (1 + numpy.exp(-odds))
        value = numpy.logaddexp(0, odds).sum() - right @ odds + 0.5 * (bound * weights**2).sum()
        return value, matrix.T @ (chance - right) + bound * weights

    best = minimize(loss, numpy.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return {name: round(float(weight), 3) for name, weight in zip(names, best, strict=True)}


def predictions(gold: Mapping[str, Any], weights: Mapping[int, dict[str, float]]) -> dict[str, list[dict[str, Any]]]:
    """Return what is read of each article with the weights of its fold."""
    found: dict[str, list[dict[str, Any]]] = {}
    for fold in sorted({fold_of(name) for name in gold}):
        scale = weighing.Scale(weights[fold], weighing.LEAST)
        for name, (article, _) in gold.items():
            if fold_of(name) == fold:
                document, top = article_of(article.text)
                every = arbiter.settled(top, statements.find(document, top, scale))
                found[name] = [prediction(article.text, one) for one in every if one.manner is not Manner.NARRATED]
    return found


def _reliability(seen: Sequence[Example], folds: Mapping[int, dict[str, float]]) -> None:
    """Print how often what is so likely is right, of quotations and of reports, with weights of other folds."""
    for kind in ("quotation", "words"):
        bins: dict[int, list[bool]] = {}
        for one in seen:
            quoted = any(sign.startswith(("quotation ", "fragment ", "untold ")) for sign in one.signs)
            if quoted == (kind == "quotation"):
                odds = sum(folds[one.fold].get(sign, 0.0) for sign in one.signs)
                share = 1 / (1 + math.exp(-odds))
                bins.setdefault(min(int(share * 20), 19), []).append(one.right)
        told = (
            f"{n / 20:.2f}: {sum(those) / len(those):.2f} of {len(those)}" for n, those in sorted(bins.items()) if n > 6
        )
        print(kind, "; ".join(told))


def main(arguments: Sequence[str]) -> int:
    """Print the measures in folds; `write` fits to all articles and writes the weights, `record` keeps the measures."""
    score = scorer_at(FOLDER / "prose-de" / "score.py")
    if score is None:
        print(
            f"no measuring set: {FOLDER / 'prose-de'} is missing (QUOTES_MEASURE names another folder)", file=sys.stderr
        )
        return 1
    gold = score.load_gold("train")
    seen = examples(score, gold)
    print(f"{len(seen)} candidates, {sum(one.right for one in seen)} right")
    folds = {fold: fitted([one for one in seen if one.fold != fold]) for fold in range(FOLDS)}
    measures = score.score(gold, predictions(gold, folds))
    for row in ("DIRECT", "MIXED", "INDIRECT", "SPEECH", "ALL"):
        one = measures[row]
        print(
            row, one["gold"], one["pred"], *(f"{100 * one[name]:.1f}" for name in ("xP", "xR", "xF", "jP", "jR", "jF"))
        )
    _reliability(seen, folds)
    if "record" in arguments:
        keep({("de", row): f"{100 * measures[row]['jF']:.1f}" for row in ("DIRECT", "INDIRECT", "ALL")})
        keep({("de", f"{row} words"): f"{100 * measures[row]['xF']:.1f}" for row in ("DIRECT", "INDIRECT", "ALL")})
    if "write" in arguments:
        rows = "".join(f"{name}\t{weight}\n" for name, weight in sorted(fitted(seen).items()) if abs(weight) >= 0.005)
        _WEIGHTS.write_text(_HEAD + rows, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
