"""The verdict on a claim, in words."""

from __future__ import annotations

from quotes.export.saying import speakers
from quotes.queries.verify.grammar import ANOTHER
from quotes.queries.verify.verification import (
    ALTERED,
    NARRATED,
    NOBODY,
    NOT_CLAIMED,
    NOT_FOUND,
    OTHER_SPEAKER,
    PUNCTUATION,
    SHORTENED,
    WITHDRAWN,
    Verification,
)
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


# What is so besides, by the part of an answer that says it: altered, and a denial.
BESIDES = {
    "denied": "a denial",
    "unsaid": "never said, by this page",
    "disputed": "called false by the page",
    "withdrawn": "perhaps taken back later",
    "another": "somebody else's words, told here",
    "condition": "under a condition only",
    "question": "a question",
    "asked": "a question",
    "supposed": "only supposed",
    "planned": "only planned",
    "alleged": "only alleged",
    "thought": "only thought, hoped or feared",
    "urged": "only urged",
    "promised": "only promised",
    "unsure": "perhaps of someone else",
    "perhaps": "perhaps of someone else",
    "rival": "theirs by another reading only",
    "unnamed": "of a speaker not known",
    "other": "on another date",
    "unknown": "on a date not known",
}
# What somebody else did who did not say it, either.
DENIALS = {
    "denied": "{who} denied this",
    "unsaid": "{who} did not say this, either, by this page",
    "disputed": "not said by {who}, either: the page calls it false",
}


def headline(answer: Verification) -> str:
    """Return the verdict of an answer in words, with whatever else does not stand as claimed."""
    if answer.verdict == OTHER_SPEAKER:
        nobody = "; nobody here is called so" if answer.speaker_answer == NOBODY else ""
        return _of_another(answer) + nobody
    return ", and ".join((_closest(answer), *(BESIDES[part] for part in _besides(answer) if part in BESIDES)))


def _closest(answer: Verification) -> str:
    """Return the verdict itself, as closely as one part of the answer allows."""
    if answer.verdict == PUNCTUATION and CAPITALS in (answer.notes or ""):
        return "the same words, other capitals"
    whose = None if answer.verdict == NOT_FOUND and answer.status == "ambiguous" else answer.speaker_answer
    parts = (answer.standing, whose, answer.date_answer)
    closer = (CLOSER.get((answer.verdict, part)) for part in parts if part)
    return next(filter(None, closer), MEANING[answer.verdict])


def _besides(answer: Verification) -> tuple[str | None, ...]:
    """Return the parts of an answer that its verdict does not tell: one that is graver stands before them."""
    if answer.verdict == ALTERED:
        return answer.standing, answer.speaker_answer, answer.date_answer
    told = answer.verdict in (SHORTENED, NOT_FOUND)
    return (answer.standing,) if answer.verdict == NARRATED or (answer.standing == WITHDRAWN and not told) else ()


def _of_another(answer: Verification) -> str:
    """Return what is so of words that are not theirs who are claimed: somebody said them only if it is known who."""
    who = None if answer.status == "ambiguous" else speakers(answer)
    besides = BESIDES.get(answer.standing or "")
    if answer.standing in DENIALS:
        return DENIALS[answer.standing].format(who=who or "somebody")
    if who and (only := CLOSER.get((NOT_CLAIMED, answer.standing or ""))):
        return only if answer.standing == ANOTHER else f"{only}, by someone else"
    known = "in doubt" if answer.speaker else "not known"
    told = MEANING[OTHER_SPEAKER] if who else f"the words stand there, whose they are is {known}"
    return f"{told}, and {besides}" if besides else told
