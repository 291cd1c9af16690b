"""What was weighed and refused: candidates that are no labels, and openings of lines, each with its probability."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from quotes.labels.candidates import Candidate
from quotes.labels.names import is_speaker, parse, tidy
from quotes.labels.spoken import Look
from quotes.model import Refused, Span
from quotes.page import Label, Page

NEGLIGIBLE = 0.1  # probability below which nothing is kept: fewer than one in ten of such are labels


def candidates(weighed: Iterable[tuple[Candidate, float]]) -> Iterator[Refused]:
    """Yield those candidates, each with its probability, that are not negligible and may name somebody."""
    for candidate, probability in weighed:
        if probability >= NEGLIGIBLE and _names(candidate.who.name):
            yield Refused(candidate.label.who, candidate.who.name, probability)


def openings(page: Page, look: Look) -> Iterator[Refused]:
    """Yield the openings of lines that look like turns, where they name somebody."""
    for opening in look.openings if look.probability >= NEGLIGIBLE else ():
        words = tidy(page.plain[slice(*opening.who)])
        if opening.key and _names(words):
            yield Refused(opening.who, parse(words).name, look.probability)


def _names(words: str) -> bool:
    return is_speaker(words) and any(map(str.isalpha, words))


def outside(page: Page, refused: Iterable[Refused], labels: Sequence[Label]) -> tuple[Refused, ...]:
    """Return `refused` with their places in the source, in order: one a place, the likeliest, and none in a label."""
    starts, kept = [label.start for label in labels], []
    done = 0
    for one in sorted(refused, key=lambda one: (one.span.start, -one.probability)):
        before = bisect_right(starts, one.span.start) - 1
        inside = before >= 0 and one.span.start < labels[before].end
        if one.span.start >= done and not inside:
            kept.append(one._replace(span=page.source(Span(*one.span))))
            done = one.span.end
    return tuple(kept)
