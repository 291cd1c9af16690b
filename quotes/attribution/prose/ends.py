"""Where a content that stands right of its cue ends: at the likeliest of the places where it may.

A content may end before a comma, a conjunction, a relative or a clause of its own; one without a verb, before a
preposition too. What is observed at each such place is weighed in ends.tsv, and tells how likely a content that
has come so far ends there. The end is chosen that serves best: most likely the true one, or else near it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from math import exp

from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.cues import Observation
from quotes.attribution.prose.phrases import Range
from quotes.attribution.prose.tags import Tagged

_PLACE = pattern(r"[-,;:() @connective @relative @according @saying] [-,;:(@connective @relative]*")
_PLACE_IN_PHRASE = pattern(
    r"[-,;:() @connective @relative @according @saying @preposition @time @question] [-,;:(@connective @relative]*"
)
_PHRASES = ("np", "prep", "gap", "to")
_CLAUSES = ("clause", "fragment", "pronoun", "that", "to pronoun", "to that", "wh")
LEARNED = frozenset((*_PHRASES, *_CLAUSES, "noun T", "noun i", "noun o", "noun t"))  # their contents may end early
_ALIKE = {"to that": "that", "to pronoun": "pronoun", "noun t": "that", "noun T": "to", "noun o": "np", "noun i": "np"}
_CONNECTIVE = pattern("[-,;:(]* ([@connective @adverb]*) ()")
_SAYS = "cybWiAhBpd"  # classes whose words themselves are observed
_CLAUSE = pattern("[-,;: @connective]* @adverb* (?:@pronoun|[@phrasal @claim @fragment]+) @adverb* @finite")
_FINITE = pattern("@finite")
_MOST = 24  # places looked at, so that the work stays in proportion to the text
_EXACT = 0.6  # worth of the very end, against 1 for one that at least half of the words agree with
_PLACES = ("0", "1", "2", "3", *["4"] * _MOST)  # more than four say no more
_FOURS = ("0", "1", "2", "3", "4", "5", "6")  # tokens, by fours


def end_after(tagged: Tagged, construction: str, cue: int, start: int, hi: int) -> Range:
    """Return how much of start … hi, right of token `cue` in a `construction`, is its content."""
    ends: list[int] = []
    chances: list[float] = []
    goes_on, weights = 1.0, tagged.diction.ends
    for place, observations in places(tagged, construction, cue, start, hi):
        chance = goes_on / (1 + exp(-weights.logit(observations)))
        ends.append(place)
        chances.append(chance)
        goes_on -= chance
    if ends:
        hi = _best([*ends, hi], [*chances, goes_on], start)
    return start, trimmed(tagged.tags, start, hi)


def _best(ends: Sequence[int], chances: Sequence[float], start: int) -> int:
    """Return the end for which it is likeliest that the true one is the same, or half as far or twice at most."""
    best, most = ends[-1], 0.0
    for end, chance in zip(ends, chances, strict=True):
        length = end - start
        near = chances[bisect_left(ends, start + length / 2) : bisect_right(ends, start + length * 2)]
        worth = _EXACT * chance + sum(near)
        if worth > most:
            best, most = end, worth
    return best


def places(
    tagged: Tagged, construction: str, cue: int, start: int, hi: int
) -> Iterator[tuple[int, tuple[Observation, ...]]]:
    """Yield the places before `hi` where the content may end, and what is observed there."""
    tags = tagged.tags
    kind = _ALIKE.get(construction, construction)
    pattern = _PLACE_IN_PHRASE if kind in _PHRASES else _PLACE
    at = [place.start() for place in pattern.finditer(tags, start + 1, hi)]
    if not at:
        return
    word, opening = tagged.diction.cues.lemma(tagged.words[cue]), tags[start]
    verb = _FINITE.search(tags, start, hi)
    first_verb = verb.start() if verb else hi
    last_cue = max(tags.rfind("V", start, hi), tags.rfind("G", start, hi))
    last = len(at)
    for i, (place, following) in enumerate(zip(at[:_MOST], [*at[1:], hi], strict=False)):
        letter = tags[place]
        yield (
            place,
            (
                *_observed(tagged, kind, start, place, following, hi),
                (kind, "of", word),
                (word, letter),
                (kind, "has come to a verb" if first_verb < place else "has no verb", letter),
                ("cue after" if last_cue >= place else "no cue after", letter),
                (kind, "opens", opening, letter),
                (kind, "place", _PLACES[i]),
                ("places left", _PLACES[last - i] if last - i < 4 else "4"),
            ),
        )


def _observed(tagged: Tagged, kind: str, start: int, place: int, following: int, hi: int) -> tuple[Observation, ...]:
    tags = tagged.tags
    (word, _), (then, _) = _CONNECTIVE.match(tags, place, hi).regs[1:]  # type: ignore[union-attr]
    letter = tags[word] if word < hi else "$"
    return (
        ("at", tags[place : place + 2]),
        ("past", tagged.words[place - 1] if tags[place - 1] in "da" else tags[place - 1]),
        (kind, "before", tagged.words[word] if letter in _SAYS else letter),
        ("then", tags[then : then + 2]),
        (kind, "verb" if _FINITE.search(tags, place, following) else "verbless"),
        ("clause" if _CLAUSE.match(tags, place, hi) else "phrase", tags[place]),
        (kind, "after", _FOURS[(place - start) // 4] if place - start < 24 else "6"),
    )


def trimmed(tags: str, start: int, end: int) -> int:
    """Return `end` moved left over the punctuation and connectives before it."""
    return start + len(tags[start:end].rstrip(".?!,;:-)cby"))
