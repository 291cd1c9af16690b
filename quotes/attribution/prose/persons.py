"""How likely it is that a statement is one, and is given to the right person: what is observed of how it was found.

The odds that the words are reported, and small named observations of what ties them to their speaker, of the words that
name the speaker, and of whom these mean, add up in a logistic model; its weights are in reported_persons.tsv and
quoted_persons.tsv of the lexicon, which `python -m tests.accuracy persons` writes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from math import inf, log

from quotes.attribution.prose.claim import Claim
from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.cues import Observation, Weights, likelihood
from quotes.attribution.prose.phrases import Range
from quotes.attribution.prose.tags import Tagged

LIKELY = 0.5  # what is less likely is ambiguous
# From here on 97 in 100 are right, words and person, with weights fitted on other documents, of what is reported and of
# what is quoted. The first two where the words themselves tell who speaks: of reports and quotations in the articles
# .983 from .95 on, of those in the novels .980; of 129 drawn from those counted right, one was wrong by reading.
# Of the articles' marks as they are .961 are right from .93 on, for annotators overlook some reports (passed_over.tsv).
# The last two where memory tells whom a pronoun or a title means: of 280 quotations in novels, articles and made-up
# news .986 (.973 from .92 on, but .964 of those in novels). What such a word reports is never certain: of 91 in all
# .945 were right from .93 on, of the 45 of these with a labelled person .911, and of 22 no more from .97 on.
CERTAIN = (0.93, 0.88), (inf, 0.93)
FOREIGN = 0.5  # from here on words are held to be of another language than that of the cues
_NAMES = pattern("[@name @possessive]+")
_FROM_CUE = (1, 2, 4, 8)
_DISTANCES = ("0", "1", "2 to 3", "4 to 7", "8 or more")
_LONG = (3, 6, 10, 16, 25, 40)
_LENGTHS = ("3 or less", "6 or less", "10 or less", "16 or less", "25 or less", "40 or less", "more")
_SEVERAL = ("0", "1", "2", "3 or more")


def odds_of_words(share: float) -> float:
    """Return the log odds of a share, which never are without end."""
    return log((share + 0.01) / (1.01 - share))


def likely(share: float, weights: Weights, signs: Sequence[Observation], antecedent: float | None = None) -> float:
    """Return how likely words that are reported with this `share` are, and are the person's whom `signs` tell of.

    `weights` are those of what is reported or of what is quoted; `antecedent` is how likely a pronoun stands for the
    person, None where the words themselves tell who it is.
    """
    meant = 0.0 if antecedent is None else weights["antecedent",] * odds_of_words(antecedent)
    return likelihood(weights["words",] * odds_of_words(share) + meant + weights.logit(signs))


def of_claim(tagged: Tagged, claim: Claim, subject: Range, content: Range, sentence: Range) -> tuple[Observation, ...]:
    """Return what is observed of how a claim ties its words to its subject."""
    tie, (lo, hi) = claim.construction, sentence
    others = min(3, _others(tagged, claim, subject, lo, hi))
    return (
        *_of_subject(tie, claim.beside, _from_cue(claim.cue, subject), _SEVERAL[others]),
        *of_phrase(tagged, subject),
        *_of_content(tagged, tie, content, hi),
    )


@lru_cache(maxsize=4096)
def _of_subject(tie: str, beside: str, distance: str, others: str) -> tuple[Observation, ...]:
    return ("tie", tie), ("subject", beside), ("subject", "from the cue", distance), ("names beside", others)


def _of_content(tagged: Tagged, tie: str, content: Range, hi: int) -> tuple[Observation, ...]:
    """Return what is observed of the words themselves, which may end too early or too late."""
    tags, (start, end) = tagged.tags, content
    following = tags[end : end + 1] if end < hi else "$"
    held = tags[start:end]
    joint = "but" if "y" in held else "because" if "b" in held else "neither"
    length, several = bisect_left(_LONG, end - start), (min(3, held.count(",")), min(3, held.count("c")))
    return _of_words(following, tie, length, joint, *several, tagged.headline)


@lru_cache(maxsize=8192)
def _of_words(
    following: str, tie: str, length: int, joint: str, commas: int, ands: int, headline: bool
) -> tuple[Observation, ...]:
    return (
        ("ends before", following),
        ("ends before", following, tie),
        ("words", _LENGTHS[length]),
        ("holds", joint),
        ("holds", _SEVERAL[commas], "commas"),
        ("holds", _SEVERAL[ands], "and"),
        ("in a headline" if headline else "in a text",),
    )


def of_phrase(tagged: Tagged, subject: Range) -> tuple[Observation, ...]:
    """Return what is observed of the words that name somebody: do they hold others, of whom the one is told?"""
    tags = tagged.tags[slice(*subject)]
    return _of_classes(tags, tagged.words[subject[0]] if tags[0] in "pd" else tags[0])


@lru_cache(maxsize=4096)
def _of_classes(tags: str, opening: str) -> tuple[Observation, ...]:
    """Return what is observed of a phrase by the classes of its words, which are alike in most of them."""
    names = len(_NAMES.findall(tags))
    return (
        ("phrase", "names", _SEVERAL[min(3, names)]),
        ("phrase", "of" if "o" in tags or "i" in tags else "no of"),
        ("phrase", "possessive" if "S" in tags[:-1] else "no possessive"),
        ("phrase", "relative" if "W" in tags else "apposed" if "," in tags else "plain"),
        ("phrase", "and" if "c" in tags else "no and"),
        ("phrase", "opens", opening),
    )


def _from_cue(cue: Range, subject: Range) -> str:
    return _DISTANCES[bisect_left(_FROM_CUE, max(subject[0] - cue[1] + 1, cue[0] - subject[1] + 1, 0))]


def _others(tagged: Tagged, claim: Claim, subject: Range, lo: int, hi: int) -> int:
    """Return how many names the sentence holds beside its subject and what is reported."""
    others = len(_NAMES.findall(tagged.tags, lo, hi))
    for part in (subject, *claim.contents) if others else ():
        others -= len(_NAMES.findall(tagged.tags, *part))
    return max(0, others)
