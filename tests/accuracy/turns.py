"""How well the ends of turns are found, on articles whose answers are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from quotes.attribution.turns.judges import Fitted
from quotes.attribution.turns.report import readings
from quotes.attribution.turns.sections import sections_of
from quotes.attribution.turns.weighing import weighed
from quotes.model import Basis, Status
from tests.accuracy.blocks import Article
from tests.accuracy.noise import Noise, noise

BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)


class Outcome(NamedTuple):
    """One paragraph after the one under a label; `block` tells the blocks apart."""

    block: tuple[str, int]
    speech: bool
    read_as_speech: bool
    confidence: float
    agreed: bool

    @property
    def right(self) -> bool:
        return self.speech == self.read_as_speech


class Held(NamedTuple):
    """How one paragraph after the one under a label was read, with what log odds, and whether rightly.

    `page` is how clearly turns go on, on its page: above 0 if that speaks for the reading, below if against it.
    """

    speech: bool
    margin: float
    page: float
    impersonal: bool
    disagreed: bool
    right: bool


class Figures(NamedTuple):
    paragraphs: int
    under_label_only: float
    right: float
    found: int
    missed: int
    invented: int
    f1: float
    blocks_exact: float
    agreed: float
    right_where_agreed: float
    calibration_error: float
    by_chance: Noise


def outcomes(articles: Iterable[Article], weights: Callable[[Article], Fitted]) -> Iterator[Outcome]:
    """Yield what became of every paragraph after the one under a label, read with `weights` of the article."""
    for article in articles:
        found = sections_of(article.document)
        for section, read in zip(found, weighed(article.document, found, weights(article)), strict=True):
            for passage in read[1:] if section.label else ():
                if passage.span.start not in article.ignored:
                    yield Outcome(
                        (article.name, section.paragraphs[0].span.start),
                        passage.span.start in article.speech,
                        passage.basis is Basis.CONTINUATION,
                        passage.confidence,
                        passage.status is not Status.AMBIGUOUS,
                    )


def held_out(articles: Iterable[Article], weights: Fitted) -> Iterator[Held]:
    """Yield how the paragraphs after those under labels are read by weights not fitted to `articles`."""
    for article in articles:
        found = sections_of(article.document)
        for section, reading in zip(found, readings(article.document, found, weights), strict=True):
            for position, block in enumerate(section.paragraphs[1:] if reading else ()):
                if reading and block.span.start not in article.ignored:
                    judged = min(position, len(reading.weighed) - 1)
                    said = position < reading.length
                    agreed = said == (position < reading.hand) == (position < reading.fitted)
                    right = said == (block.span.start in article.speech)
                    page = reading.page if said else -reading.page
                    yield Held(said, reading.margins[judged], page, reading.impersonal[judged], not agreed, right)


def figures(read: Sequence[Outcome], blocks: int) -> Figures:
    """Return the figures of `read`; `blocks` counts all blocks, also those that nothing stands after."""
    found = sum(o.speech and o.read_as_speech for o in read)
    missed = sum(o.speech and not o.read_as_speech for o in read)
    invented = sum(o.read_as_speech and not o.speech for o in read)
    agreed = [o for o in read if o.agreed]
    return Figures(
        len(read),
        sum(not o.speech for o in read) / len(read),
        sum(o.right for o in read) / len(read),
        found,
        missed,
        invented,
        2 * found / max(1, 2 * found + missed + invented),
        1 - len({o.block for o in read if not o.right}) / blocks,
        len(agreed) / len(read),
        sum(o.right for o in agreed) / max(1, len(agreed)),
        sum(abs(sum(o.confidence - o.right for o in bin)) for _, _, bin in reliability(read)) / len(read),
        noise([[o.confidence for o in bin] for _, _, bin in reliability(read)]),
    )


def reliability(read: Sequence[Outcome]) -> Iterator[tuple[float, float, list[Outcome]]]:
    """Yield the outcomes by confidence: lower edge, upper edge, those between."""
    for low, high in pairwise(BINS):
        within = [o for o in read if low <= o.confidence < high]
        if within:
            yield low, high, within
