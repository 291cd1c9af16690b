"""What was weighed and refused: candidates that are no labels, and openings of lines, each with its probability."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from quotes.labels.candidates import Candidate, starts
from quotes.labels.names import is_speaker, parse, tidy
from quotes.labels.phrases import denoted, is_clause
from quotes.labels.spoken import Look
from quotes.labels.support import Form
from quotes.labels.words import opens_with_given
from quotes.lexicon import Lexicon
from quotes.model import Refused, Span
from quotes.page import Label, Page
from quotes.stops import LINE_ENDS
from quotes.text import fold

KINDRED = 0.5  # set, not measured: no such label is among the measured pages, and hardly anything else looks so
NEGLIGIBLE = 0.05  # probability below which no candidate is kept,
_LOOKED_BACK = 100  # characters
UNLIKELY = 0.1  # and none of the openings of lines on a page, which are many
# Five words or fewer, one behind the first of them with a capital, and no sentence: iPhone of Ana: Yes.
_IN_LINE = re.compile(r"(?P<who>(?=[^:\n]* [^\W\d_a-zß-ÿ])[^\W\d_][^\s:]*(?: [^\s:.!?…“”\"<>|=]+){1,4}):(?=\s)")
# A name in full before a comma, or behind quotation marks: Ana Reyes, editor of "Waves": with her words below.
_FULL = r"[^\W\d_a-zß-ÿ][\w’'.-]+(?: [^\W\d_a-zß-ÿ][\w’'.-]*){1,3}"
_OWN_LINE = re.compile(
    rf"(?P<who>{_FULL}, [^\n]{{3,180}}|[^\W\d_][^\n]{{0,150}}[”\"»] {_FULL}):[^\S\n]*$", re.MULTILINE
)
# Ana Reyes, mayor: We close the bridge.
_IN_FULL = re.compile(
    rf"(?P<who>(?P<name>{_FULL})(?:, [^\n:.!?]{{3,80}})?): (?=[^\W\d_a-zß-ÿ][^\n]*[.!?…][”\"]?$)", re.MULTILINE
)
_NAME_ALONE = re.compile(rf"(?P<who>{_FULL})[^\S\n]*$", re.MULTILINE)
_PHRASE = re.compile(r"(?P<who>[^\W\d_][^\n:,]{2,120}):[^\S\n]*$", re.MULTILINE)  # Guests of the fair:
# As was told by its owner, Ana Reyes:
_ENDS_IN_NAME = re.compile(rf"[^\n]{{8,200}}?[ ,] *(?P<who>{_FULL}):[^\S\n]*$", re.MULTILINE)
# Beside dense labels a name in another style, in capitals two words of it: [Ana Reyes] Yes; MS ANA REYES (clerk) — Yes.
_LOUD = r"[^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ.’'-]+(?: [^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ.’'-]*){1,4}"
_OTHER_STYLE = re.compile(
    rf"(?:\[(?P<inside>{_FULL})\]:?|(?P<loud>{_LOUD})(?: ?[(\[][^()\[\]\n]{{2,60}}[)\]])? ?[—–-]{{1,2}}) +(?=\S)"
)


def candidates(weighed: Iterable[tuple[Candidate, float]], lexicon: Lexicon) -> Iterator[Refused]:
    """Yield those candidates, each with its probability, that are not negligible and may name somebody."""
    for candidate, probability in weighed:
        if probability >= NEGLIGIBLE and _names(candidate.who.name, lexicon):
            yield Refused(candidate.label.who, _borne(candidate), probability)


def _borne(candidate: Candidate) -> str:
    """Return the name that a candidate would stand for: of "To my friend Mr. Ashe" where he speaks, too, his."""
    words = candidate.who.name.split()
    known = len(candidate.key.split())
    return " ".join(words[-known:]) if fold(candidate.who.name).endswith(f" {candidate.key}") else " ".join(words)


def openings(page: Page, look: Look) -> Iterator[Refused]:
    """Yield the openings of lines that look like turns, where they name somebody."""
    for opening in look.openings if look.probability >= UNLIKELY else ():
        words = tidy(page.plain[slice(*opening.who)])
        if opening.key and _names(words, page.lexicon):
            yield Refused(opening.who, parse(words, page.lexicon).name, look.probability)


def kindred(page: Page, form: Form) -> Iterator[Refused]:
    """Yield what opens a line as the labels of `form` do, but is no name, or a phrase below which nobody speaks."""
    if form.grammar.own_line and not form.grammar.colon:
        yield from _alone(page, form)
        return
    weighed = {one.candidate.label.start for one in form.weighed}
    for start in starts(page.plain, page.starts).before_colons if form.grammar.colon else ():
        match = None
        if start not in weighed and not _goes_on(page.plain, start):
            match = _on_line(page, start) if form.grammar.own_line else _IN_LINE.match(page.plain, start)
        if match and _names(match["who"], page.lexicon):
            yield Refused(Span(*match.span("who")), parse(match["who"], page.lexicon).name, KINDRED)


def in_full(page: Page) -> Iterator[Refused]:
    """Yield names in full, the first of them a known given name, that open a line before a colon and a sentence.

    Where nobody else is named so that is no convention, and is not told in so many words either.
    """
    for start in starts(page.plain, page.starts).before_colons:
        match = _IN_FULL.match(page.plain, start)
        if match and opens_with_given(match["name"], page.lexicon) and _names(match["name"], page.lexicon):
            yield Refused(Span(*match.span("who")), parse(match["who"], page.lexicon).name, KINDRED)


def _goes_on(plain: str, start: int) -> bool:
    """Return whether a sentence of the line above goes on at `start`, in small letters."""
    above = plain[max(0, start - _LOOKED_BACK) : start].rstrip(" \t")
    return plain[start].islower() and above.endswith("\n") and above.rstrip()[-1:] not in {"", ":", *LINE_ENDS}


def _alone(page: Page, form: Form) -> Iterator[Refused]:
    """Yield what may be a name alone on its line, where names stand so without a mark: a heading, as often."""
    weighed = {one.candidate.label.start for one in form.weighed}
    for start in page.starts:
        match = None if start in weighed else _NAME_ALONE.match(page.plain, start)
        if match and _names(match["who"], page.lexicon):
            yield Refused(Span(*match.span("who")), parse(match["who"], page.lexicon).name, KINDRED)


def _on_line(page: Page, start: int) -> re.Match[str] | None:
    """Return where a line names somebody in another way than labels do: by a phrase, or as a sentence that ends so."""
    if match := _OWN_LINE.match(page.plain, start):
        return match
    phrase = _PHRASE.match(page.plain, start)
    if phrase and denoted(tidy(phrase["who"]), page.lexicon):
        return phrase
    ends = _ENDS_IN_NAME.match(page.plain, start)
    return ends if ends and is_clause(ends.group(), page.lexicon) else None


def strangers(page: Page, labels: Sequence[Label]) -> Iterator[Refused]:
    """Yield names that open a line in brackets, or in capitals before a dash, on a page labelled in another style."""
    taken = {label.start for label in labels}
    opened = ((start, page.plain[start : start + 2]) for start in page.starts if start not in taken)
    for start in (start for start, first in opened if first.startswith("[") or first.isupper()):
        match = _OTHER_STYLE.match(page.plain, start)
        group = match and ("inside" if match["inside"] else "loud")
        if match and group and _names(match[group], page.lexicon):
            name = parse(match[group], page.lexicon).name
            yield Refused(Span(*match.span(group)), name, KINDRED)


def _names(words: str, lexicon: Lexicon) -> bool:
    return is_speaker(words, lexicon) and any(map(str.isalpha, words))


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
