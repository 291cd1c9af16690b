"""How likely it is that a statement is one, and is given to the right person: what is observed of how it was found.

The odds that the words are reported, and small named observations of what ties them to their speaker, of the words that
name the speaker, and of whom these mean, add up in a logistic model; its weights are in words/persons.tsv, which
`python -m tests.accuracy.persons` writes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from math import log

from quotes.attribution.prose.cues import Observation, Weights, likelihood
from quotes.attribution.prose.phrases import Range
from quotes.attribution.prose.pronouns import Meant
from quotes.attribution.prose.reported import Claim
from quotes.attribution.prose.tags import Tagged
from quotes.model import NARRATION_RIVAL, Status

WEIGHTS = Weights("persons.tsv")
_WORDS = WEIGHTS["words",]
LIKELY, CERTAIN = 0.5, 0.93
_FROM_CUE = (1, 2, 4, 8)
_DISTANCES = ("0", "1", "2 to 3", "4 to 7", "8 or more")
_SEVERAL = ("0", "1", "2", "3 or more")


def odds_of_words(share: float) -> float:
    """Return the log odds of a share, which never are without end."""
    return log((share + 0.01) / (1.01 - share))


def likely(share: float, signs: Sequence[Observation]) -> float:
    """Return how likely words that are reported with this `share` are, and are the person's whom `signs` tell of."""
    return likelihood(_WORDS * odds_of_words(share) + WEIGHTS.logit(signs))


def judged(
    share: float, signs: Sequence[Observation], whom: Meant, told: str | None
) -> tuple[float, Status, str | None]:
    """Return how sure a statement is: the confidence, the status, and the rival reading of an ambiguous one."""
    confidence = likely(share, signs)
    rounded = max(0.01, round(confidence, 2))
    rival = whom.rival or told
    if share < LIKELY:
        return rounded, Status.AMBIGUOUS, NARRATION_RIVAL
    if rival and confidence < CERTAIN:
        return rounded, Status.AMBIGUOUS, rival
    if confidence < LIKELY:
        return rounded, Status.AMBIGUOUS, NARRATION_RIVAL
    certain = confidence >= CERTAIN and not whom.remembered
    return rounded, Status.CERTAIN if certain else Status.INFERRED, None


def of_claim(tagged: Tagged, claim: Claim, subject: Range, verbatim: bool, lo: int, hi: int) -> tuple[Observation, ...]:
    """Return what is observed of how a claim ties its words to its subject."""
    tie = claim.construction
    return (
        ("tie", tie),
        ("tie", tie, "verbatim" if verbatim else "reported"),
        ("subject", claim.beside),
        ("subject", "from the cue", _from_cue(claim.cue, subject)),
        ("names beside", _SEVERAL[min(3, _others(tagged, claim, subject, lo, hi))]),
        *of_phrase(tagged, subject),
    )


def of_phrase(tagged: Tagged, subject: Range) -> tuple[Observation, ...]:
    """Return what is observed of the words that name somebody: do they hold others, of whom the one is told?"""
    tags, words = tagged.tags[slice(*subject)], tagged.words[slice(*subject)]
    names = sum(letter in "XS" and (i == 0 or tags[i - 1] not in "XS") for i, letter in enumerate(tags))
    return (
        ("phrase", "names", _SEVERAL[min(3, names)]),
        ("phrase", "of" if "o" in tags or "i" in tags else "no of"),
        ("phrase", "possessive" if "S" in tags[:-1] else "no possessive"),
        ("phrase", "relative" if "W" in tags else "apposed" if "," in tags else "plain"),
        ("phrase", "and" if "c" in tags else "no and"),
        ("phrase", "opens", words[0] if tags[0] in "pd" else tags[0]),
    )


def _from_cue(cue: Range, subject: Range) -> str:
    return _DISTANCES[bisect_left(_FROM_CUE, max(subject[0] - cue[1] + 1, cue[0] - subject[1] + 1, 0))]


def _others(tagged: Tagged, claim: Claim, subject: Range, lo: int, hi: int) -> int:
    """Return how many names the sentence holds beside its subject and what is reported."""
    tags = tagged.tags
    own = (subject, *claim.contents)
    return sum(
        tags[i] in "XS" and (i == lo or tags[i - 1] not in "XS") and not any(start <= i < end for start, end in own)
        for i in range(lo, hi)
    )
