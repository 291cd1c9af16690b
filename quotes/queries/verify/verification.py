"""The answer to a claim: its parts, and the one verdict that they add up to."""

from __future__ import annotations

from typing import NamedTuple

from quotes.queries.verify.grammar import DENIED, SAID

EXACT, PUNCTUATION, SHORTENED, ALTERED, NOT_FOUND = "exact", "punctuation", "shortened", "altered", "not-found"
REPORTED, NARRATED = "reported", "narrated"
OTHER_DATE, OTHER_SPEAKER, UNSURE_SPEAKER = "other-date", "other-speaker", "unsure-speaker"
NOT_SAID, NOT_CLAIMED = "not-said", "not-claimed"
# Of several statements that come near, the one that is best in this order answers.
ORDER = (
    *(EXACT, PUNCTUATION, SHORTENED, REPORTED, UNSURE_SPEAKER, OTHER_DATE, ALTERED, NOT_CLAIMED, NOT_SAID),
    *(OTHER_SPEAKER, NARRATED, NOT_FOUND),
)

# Whether the one who is claimed to have said it did; UNSURE also where nobody is claimed.
SAME, OTHER, UNSURE, RIVAL, PERHAPS = "same", "other", "unsure", "rival", "perhaps"
UNNAMED = "unnamed"  # nobody known: in quotation marks, and whose words it is does not stand there
NOBODY = "nobody"  # nobody here is called so
DOUBTFUL = frozenset((UNSURE, RIVAL, PERHAPS, UNNAMED))
UNKNOWN = "unknown"  # of a date

# What the words stand under where the page says the contrary of the claim; whatever else is not “said” is no claim.
DISPUTED = "disputed"
WITHDRAWN = "withdrawn"  # said, and perhaps taken back later: the words alone are no full answer
DENYING = frozenset((DENIED, "unsaid", DISPUTED))


class Verification(NamedTuple):
    """The verdict on a claim, its parts, the statement that decides it, and how they differ: [-dropped-] {+added+}."""

    claim: str
    verdict: str
    speaker: str | None = None
    difference: str | None = None
    notes: str | None = None  # joined with "; "
    uid: str | None = None
    role: str | None = None
    manner: str | None = None
    text: str | None = None
    said: str | None = None
    earliest: str | None = None
    latest: str | None = None
    date_basis: str | None = None
    event: str | None = None
    source: str | None = None
    line: int | None = None
    page: int | None = None
    status: str | None = None
    confidence: float | None = None
    rival: str | None = None
    publisher: str | None = None
    others: str | None = None  # who else said these words, joined with "; "
    words: str = NOT_FOUND  # exact, punctuation, shortened, altered, not-found
    speaker_answer: str | None = None  # same, other, unsure, rival, perhaps, unnamed, nobody; null: none was claimed
    date_answer: str | None = None  # same, other, unknown; null: none was claimed
    standing: str | None = (
        None  # said, denied, unsaid, disputed, withdrawn, question, condition, another, asked, supposed, …
    )
    sentence: str | None = None  # in which the words stand
    speakers: str | None = None  # all, where several speak as one, joined with "; "


def verdict(words: str, speaker: str | None, date: str | None, standing: str, manner: str) -> str:
    """Return what the parts of an answer add up to: the gravest of what does not stand, or how the words stand."""
    graver = (
        (manner == NARRATED and speaker != UNNAMED, NARRATED),
        (speaker in (OTHER, NOBODY), NOT_FOUND if words == ALTERED else OTHER_SPEAKER),
        (words == ALTERED, ALTERED),
        (standing in DENYING, NOT_SAID),
        (standing not in (SAID, WITHDRAWN), NOT_CLAIMED),
        (speaker in DOUBTFUL, UNSURE_SPEAKER),
        (date in (OTHER, UNKNOWN), OTHER_DATE),
        (manner == REPORTED, REPORTED),
        (standing == WITHDRAWN, SHORTENED),
    )
    return next((name for holds, name in graver if holds), words)
