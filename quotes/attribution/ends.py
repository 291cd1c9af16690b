"""Where a content that stands right of its cue ends: the first place where it may and, by what is observed, does.

A content may end before a comma, a conjunction, a relative or a clause of its own; one without a verb, before a
preposition too. What is observed at each such place is weighed in words/ends.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.attribution.cues import Observation, Weights
from quotes.attribution.phrases import Range
from quotes.attribution.tags import Tagged

_PLACE = re.compile(r"[-,;:(bcyWAG)][-,;:(bcyW]*")
_PLACE_IN_PHRASE = re.compile(r"[-,;:(bcyWAG)iDk][-,;:(bcyW]*")
_PHRASES = ("np", "prep", "gap", "to")
_CLAUSES = ("clause", "fragment", "pronoun", "that", "to pronoun", "to that", "wh")
LEARNED = frozenset((*_PHRASES, *_CLAUSES, "noun T", "noun i", "noun o", "noun t"))  # their contents may end early
_ALIKE = {"to that": "that", "to pronoun": "pronoun", "noun t": "that", "noun T": "to", "noun o": "np", "noun i": "np"}
_CONNECTIVE = re.compile("[-,;:(]*([cyba]*)()")
_SAYS = "cybWiAhBpd"  # classes whose words themselves are observed
_CLAUSE = re.compile("[-,cyb;:]*a*(?:p|[dXwSnNq]+)a*[hBvV]")
_FINITE = re.compile("[hBvV]")
_WEIGHTS = Weights("ends.tsv")
_STOP = 0.3  # the logit above which a content ends: the odds must be a little more than even


def end_after(tagged: Tagged, construction: str, start: int, hi: int) -> Range:
    """Return how much of start … hi, right of the cue in a `construction`, is its content."""
    for place, observations in places(tagged, construction, start, hi):
        if _WEIGHTS.logit(observations) > _STOP:
            hi = place
            break
    return start, trimmed(tagged.tags, start, hi)


def places(tagged: Tagged, construction: str, start: int, hi: int) -> Iterator[tuple[int, tuple[Observation, ...]]]:
    """Yield the places before `hi` where the content may end, and what is observed there."""
    kind = _ALIKE.get(construction, construction)
    pattern = _PLACE_IN_PHRASE if kind in _PHRASES else _PLACE
    at = [place.start() for place in pattern.finditer(tagged.tags, start + 1, hi)]
    for i, place in enumerate(at):
        yield place, _observed(tagged, kind, start, place, at[i + 1] if i + 1 < len(at) else hi, hi)


def _observed(tagged: Tagged, kind: str, start: int, place: int, following: int, hi: int) -> tuple[Observation, ...]:
    tags = tagged.tags
    word, then = _CONNECTIVE.match(tags, place, hi).regs[1:]  # type: ignore[union-attr]
    letter = tags[word[0]] if word[0] < hi else "$"
    return (
        ("at", tags[place : place + 2]),
        ("past", tags[place - 1]),
        (kind, "before", tagged.words[word[0]] if letter in _SAYS else letter),
        ("then", tags[then[0] : then[0] + 2]),
        (kind, "verb" if _FINITE.search(tags, place, following) else "verbless"),
        ("clause" if _CLAUSE.match(tags, place, hi) else "phrase", tags[place]),
        (kind, "after", str(min(6, (place - start) // 4))),
    )


def trimmed(tags: str, start: int, end: int) -> int:
    """Return `end` moved left over the punctuation and connectives before it."""
    return start + len(tags[start:end].rstrip(".?!,;:-)cby"))
