"""The verdict on a claim, in words."""

from __future__ import annotations

from quotes.queries.verify.verification import Verification
from quotes.queries.verify.wording import CAPITALS

MEANING = {
    "exact": "said exactly so",
    "punctuation": "the same words, other punctuation",
    "shortened": "shortened",
    "altered": "altered",
    "not-said": "not said so: denied",
    "not-claimed": "the words, but not as a claim",
    "reported": "only reported, not quoted",
    "unsure-speaker": "the words, perhaps of someone else",
    "other-date": "said on another date",
    "other-speaker": "said by someone else",
    "narrated": "only narrated, by the outlet",
    "not-found": "not found",
}
# What says more than the verdict, by the part of an answer that makes it.
CLOSER = {
    ("other-date", "unknown"): "said, but nobody knows on which date",
    ("unsure-speaker", "unnamed"): "in quotation marks, speaker not known",
    ("unsure-speaker", "rival"): "perhaps: the page may be read so",
    ("other-speaker", "nobody"): "said by someone else; nobody here is called so",
    ("not-found", "other"): "not found as claimed; the nearest is someone else's",
    ("not-found", "nobody"): "not found as claimed; nobody here is called so",
    ("not-said", "unsaid"): "never said, by this page",
    ("not-said", "disputed"): "not said: the page calls it false",
    ("shortened", "withdrawn"): "said, and perhaps taken back later",
    ("not-claimed", "another"): "somebody else's words, told here",
    ("not-claimed", "condition"): "said under a condition only",
    ("not-claimed", "question"): "only asked",
    ("not-claimed", "asked"): "only asked",
    ("not-claimed", "supposed"): "only supposed",
    ("not-claimed", "planned"): "only planned",
    ("not-claimed", "alleged"): "only alleged",
    ("not-claimed", "thought"): "only thought, hoped or feared",
    ("not-claimed", "urged"): "only urged",
    ("not-claimed", "promised"): "only promised",
}


def headline(answer: Verification) -> str:
    """Return the verdict of an answer in words, as closely as its parts allow."""
    if answer.verdict == "punctuation" and CAPITALS in (answer.notes or ""):
        return "the same words, other capitals"
    parts = (answer.standing, answer.speaker_answer, answer.date_answer)
    closer = (CLOSER.get((answer.verdict, part)) for part in parts if part)
    return next(filter(None, closer), MEANING[answer.verdict])
