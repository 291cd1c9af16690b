"""What was weighed and refused: candidates that are no labels, and openings of lines, each with its probability."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from quotes.labels.candidates import Candidate, starts
from quotes.labels.names import is_speaker, parse, tidy
from quotes.labels.spoken import Look
from quotes.labels.support import Form
from quotes.model import Refused, Span
from quotes.page import Label, Page

KINDRED = 0.5  # set, not measured: no such label is among the measured pages, and nothing else that looks so
# Five words or fewer, one behind the first of them with a capital, and no sentence.
_KINDRED = re.compile(r"(?P<who>(?=[^:\n]* [^\W\d_a-zß-ÿ])[^\W\d_][^\s:]*(?: [^\s:.!?…“”\"<>|=]+){1,4}):(?=\s)")
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


def kindred(page: Page, form: Form) -> Iterator[Refused]:
    """Yield what opens a line as the labels of `form` do, though it has not the form of a name: iPhone of Ana: Yes."""
    if not form.grammar.colon or form.grammar.own_line:
        return
    weighed = {one.candidate.label.start for one in form.weighed}
    for start in starts(page.plain, page.starts).before_colons:
        match = None if start in weighed else _KINDRED.match(page.plain, start)
        if match and _names(match["who"]):
            yield Refused(Span(*match.span("who")), tidy(match["who"]), KINDRED)


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
