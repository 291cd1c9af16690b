"""Weigh who speaks in untagged quotations that open paragraphs: `python -m tests.accuracy taking_turns`.

Places whose person is known: quotations of the novels and of the annotated articles that either the voice of the
paragraph before or the other one of late speaks. A logistic regression of “the other speaks” writes taking_turns.tsv of
the lexicon; `folds` tells how often the likelier is right, and at which probability, with weights fitted on other
documents. Who was heard before depends on the weights: fit twice. Needs the extra `fit`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from quotes import lexicon
from quotes.attribution.prose.cues import likelihood
from quotes.attribution.prose.draft import TurnTaking
from quotes.attribution.prose.taking_turns import SO_FAR
from tests.accuracy.persons import annotated, by_probability, fold_of, in_novels, lacks_sets, told, write_weights
from tests.accuracy.prose import scorer
from tests.accuracy.prose_fit import Case, regression

_FILE = Path(lexicon.__file__).with_name("en") / "taking_turns.tsv"
_HEAD = """\
# What is observed of an untagged quotation that opens a paragraph, and its weight in the logistic model of
# taking_turns.py: it is not the voice's of the paragraph before, but the other's of late. Written by
# tests/accuracy/taking_turns.py; fitted on novels with the person of every quotation (PDNC) and on the annotated
# articles of PolNeAR (Newell et al. 2018)."""
_FOLDS = 5
_TIMES = 6  # that an article counts: few, but of the kind that is read
_EXCERPT = 10  # one place in so many of the novels counts once more as if it stood in a short text
_SHORT = ("20 paragraphs", "80 paragraphs")
_BINS = (0.0, 0.06, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.94, 1.01)


class Place(NamedTuple):
    """A quotation: the set and the document that it is from, what was observed, and whether the other one speaks."""

    of: str
    document: str
    observed: tuple[str, ...]
    other: bool


def places() -> Iterator[Place]:
    """Yield all places whose person is known, and is one of the two."""
    yield from _of_novels()
    yield from _of_articles()


def _of_novels() -> Iterator[Place]:
    for name, row, is_right in in_novels():
        if turn := row.draft.turn:
            yield from _place("novels", name, turn, *(is_right(one.name) for one in (turn.before, turn.other)))


def _of_articles() -> Iterator[Place]:
    score = scorer()
    assert score is not None
    for name, (article, units) in score.load_gold("train").items():
        document, rows = told(article.raw, f"{name}.txt")
        for row in rows:
            if turn := row.draft.turn:
                both = (
                    row._replace(found=row.found._replace(speaker=one.mention), name=one.name)
                    for one in (turn.before, turn.other)
                )
                yield from _place(
                    "articles", name, turn, *(bool(annotated(score, article, units, document, one)) for one in both)
                )


def _place(of: str, document: str, turn: TurnTaking, before: bool, other: bool) -> Iterator[Place]:
    """Yield the place, if either one of the two speaks."""
    if before != other:
        yield Place(of, document, tuple(" ".join(sign) for sign in turn.signs), other)


def fitted(known: Iterable[Place]) -> dict[str, float]:
    """Return the weights by which the right ones are likeliest."""
    every = list(_counted(known))
    return regression([Case("", "", "", one.observed, one.other) for one in every], [{}] * len(every))


def _counted(known: Iterable[Place]) -> Iterator[Place]:
    """Yield each place as often as it counts.

    All novels are long; short texts in which people talk in turn are made of them, lest every short one be news.
    """
    for i, place in enumerate(known):
        yield from [place] * (_TIMES if place.of == "articles" else 1)
        if place.of == "novels" and i % _EXCERPT == 0:
            yield from (_shortened(place, size) for size in _SHORT)


def _shortened(place: Place, size: str) -> Place:
    others = (sign for sign in place.observed if not sign.startswith(SO_FAR))
    return place._replace(observed=(*others, f"{SO_FAR} {size}"))


def _likely(weights: Mapping[str, float], place: Place) -> float:
    return float(likelihood(weights["bias"] + sum(weights.get(sign, 0.0) for sign in place.observed)))


def in_folds(known: Sequence[Place]) -> list[float]:
    """Return how likely the other one speaks in each place, by weights that were fitted on other documents."""
    folds = [fold_of(f"{place.of} {place.document}") for place in known]
    weights = [fitted(p for p, at in zip(known, folds, strict=True) if at != fold) for fold in range(_FOLDS)]
    return [_likely(weights[fold], place) for place, fold in zip(known, folds, strict=True)]


def show(known: Sequence[Place], likely: Sequence[float]) -> None:
    """Print how often the other one speaks, by how likely that was."""
    for of in dict.fromkeys(place.of for place in known):
        mine = [(p, place.other) for p, place in zip(likely, known, strict=True) if place.of == of]
        right = sum((p >= 0.5) == other for p, other in mine) / len(mine)
        print(f"{of}: {len(mine)}, the other speaks {sum(other for _, other in mine)}, right {right:.3f}")
        by_probability(mine, _BINS, "the other")


def main(arguments: Sequence[str]) -> int:
    """Fit on all places and write the weights; or show what `folds` give."""
    if lacks_sets():
        return 1
    known = list(places())
    if "folds" in arguments:
        show(known, in_folds(known))
        return 0
    write_weights(_FILE, _HEAD, fitted(known))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
