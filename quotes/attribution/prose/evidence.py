"""What speaks for or against a report, beside its verb: small named observations, weighed in evidence.tsv."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache

from quotes.attribution.prose.cues import Cues, Observation
from quotes.attribution.prose.phrases import Range
from quotes.attribution.prose.tags import Tagged

_HEADS = {"X": "name", "d": "determiner", "n": "figure"}
_BOUNDS = (1, 3, 6, 12)
_LENGTHS = tuple(("length", most) for most in ("1", "3", "6", "12", "more"))
_QUOTED = (("quoted", "False"), ("quoted", "True"))


def observed(
    tagged: Tagged, lo: int, construction: str, cue: int, subject: Range, start: int
) -> tuple[Observation, ...]:
    """Return what is observed about the report whose cue is token `cue` of the sentence that starts at `lo`.

    Its content starts at token `start`.
    """
    tags, form = tagged.tags, tagged.diction.cues.forms[tagged.words[cue]]
    opening = tags[lo] if tags[lo] in "bki" else "other"
    of_cue = before(tags, cue), form, _auxiliary(tagged, cue)
    return _observations(construction, tags[start], *of_cue, _subject(tagged, subject), opening)


@lru_cache(maxsize=8192)
def _observations(
    construction: str, content: str, before: str, form: str, auxiliary: str, speaker: str, opening: str
) -> tuple[Observation, ...]:
    """Return what is observed, in the words of the file of weights; much of it is alike in many reports."""
    return (
        ("as", construction),
        (construction, content),
        ("before", before, form),
        ("auxiliary", auxiliary),
        ("subject", speaker),
        (construction, "of", speaker),
        ("opening", opening),
        ("content", content),
    )


def observed_within(tagged: Tagged, content: Range) -> tuple[Observation, ...]:
    """Return what is observed about the content itself, once it is known where it ends."""
    start, end = content
    quoted = tagged.tags.find("Q", start, end) >= 0 or tagged.tags.find("q", start, end) >= 0
    return _LENGTHS[bisect_left(_BOUNDS, end - start)], _QUOTED[quoted]


@cache
def most_within(cues: Cues) -> float:
    """Return the most that what is observed about a content can speak for a report."""
    weight = cues.evidence.__getitem__
    return max(map(weight, _LENGTHS)) + max(map(weight, _QUOTED))


def before(tags: str, verb: int) -> str:
    """Return the letter of the token before a verb, adverbs passed over."""
    if verb and tags[verb - 1] != "a":  # as most
        return tags[verb - 1]
    return tags[:verb].rstrip("a")[-1:] or "."


def _auxiliary(tagged: Tagged, cue: int) -> str:
    tags, words = tagged.tags, tagged.words
    first = "none"
    for i in range(cue - 1, -1, -1):
        if tags[i] not in "ahBT":
            break
        if words[i].endswith(tagged.diction.negations):
            return "not"
        if tags[i] != "a":
            first = words[i]
    return first


def _subject(tagged: Tagged, subject: Range) -> str:
    comma = tagged.tags.find(",", *subject)  # an apposition, or what “who” opens, tells less than the name before it
    start, end = (subject[0], comma) if comma > subject[0] and tagged.tags[subject[1] - 1] != "W" else subject
    letter, word = tagged.tags[end - 1], tagged.words[end - 1].partition("'")[0]
    if letter in "pW":
        return word
    phrase, diction = tagged.words[start:end], tagged.diction
    if not diction.writings.isdisjoint(phrase):
        return "writing"
    if not diction.naming.bodies.isdisjoint(phrase):
        return "body"
    if not diction.naming.dotted_titles.isdisjoint(phrase):
        return "title"
    return _HEADS.get(letter) or ("plural" if word.endswith("s") else "thing")
