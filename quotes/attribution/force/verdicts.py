"""What a sentence says of a writing or a report in which somebody speaks: it was forged; such claims are baseless."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from quotes.attribution.force.frames import Frame
from quotes.attribution.prose.claim import Claim
from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.ends import trimmed
from quotes.attribution.prose.tags import Tagged

FAKE = ("source",)
FALSE = ("source", "recalled", "false")  # what a report is called that is not so
_LONG = 8  # tokens from a writing to what it was found to be
_TO_REPORT = 6  # tokens from “report” to the “that” or “in which” behind it
_CHAIN = pattern("[@adverb @be @auxiliary @finite @to @word @that @relative @time @determiner @subordinator]")
_ENDS = ",.;:-!?)cybi"
_BETWEEN = "dah"  # what may stand before what a writing is called: a forgery, entirely baseless
_FINITE = pattern("@finite")
_SPEAKING = pattern("@finite|@saying")
_OPENER = pattern("@that|@relative|@question|@saying")
_BUT = pattern(",? @but (@determiner? [@word @claim @cue @name]{1,2})")


class Verdict(NamedTuple):
    """Where a verdict starts and ends, and what it makes of the words."""

    start: int
    end: int
    frame: Frame


def exposed(tagged: Tagged, start: int, hi: int, kinds: tuple[str, ...] = FAKE) -> Verdict | None:
    """Return the verdict that stands from token `start` on: (an email) later found to be a forgery."""
    frames, tags, words = tagged.diction.frames, tagged.tags, tagged.words
    for token in range(start, min(hi, start + _LONG)):
        if frame := named(tagged, token, kinds):
            last = token - len(frame.ahead) - 1
            last -= tags[last] in _BETWEEN
            told = last >= start and frames.find("proved", words[last])
            return Verdict(start, token + 1, frame) if told and _closes(tagged, token + 1, hi) else None
        following = named(tagged, token + 1, kinds) if token + 1 < hi else None
        if not _CHAIN.match(tags, token) and not (following and following.ahead):  # without | foundation
            return None
    return None


def named(tagged: Tagged, token: int, kinds: tuple[str, ...] = FAKE) -> Frame | None:
    """Return the frame of a word that says of a writing what it is, wherever it stands."""
    found = (tagged.diction.frames.ending(kind, tagged.words, token) for kind in kinds)
    return next((frame for frame in found if frame and not frame.before), None)


def on_report(tagged: Tagged, lo: int, hi: int, claim: Claim) -> Verdict | None:
    """Return the verdict on the report that a claim stands in: claims that Lee said so | are baseless.

    Or of whoever names it: called the report that Lee said so | a fabrication.
    """
    head, kinds = _report(tagged, lo, claim)
    if head is None:
        return None
    start, end = claim.contents[-1]
    quoted = end - start == 1 and start in tagged.quotations
    first = end if quoted else next((i + 1 for i in range(start, hi) if _FINITE.match(tagged.tags, i)), hi)
    if not _SPEAKING.search(tagged.tags, lo, head):
        verbs = sorted((i for i in range(first, hi) if tagged.tags[i] in "Bv"), key=partial(_later, tagged))
        return next((found for i in verbs if (found := exposed(tagged, i, hi, kinds))), None)
    return _called(tagged, lo, head, first, hi)


def _later(tagged: Tagged, verb: int) -> tuple[bool, int]:
    """Return the key by which the verbs behind a content are looked through for what opens a verdict on its report.

    The last “is” and its like goes before the one within the content: that it was sold | is false; none behind “to”.
    """
    return tagged.tags[verb] != "B" or tagged.tags[verb - 1] == "T", -verb


def cut(tagged: Tagged, claim: Claim, verdict: Verdict) -> Claim:
    """Return a claim without the verdict that its content ran into."""
    start, end = claim.contents[-1]
    end = trimmed(tagged.tags, start, max(start + 1, min(end, verdict.start)))
    return claim._replace(contents=(*claim.contents[:-1], (start, end)))


def belied(tagged: Tagged, lo: int, hi: int, claim: Claim) -> Frame | None:
    """Return the frame of a record held against the writing that has somebody speaking: but the tape shows …"""
    frames, words = tagged.diction.frames, tagged.words
    first = claim.subject[0] if claim.subject else claim.cue[0]
    if first <= lo or not any(frames.find("writing", word) for word in words[lo:first]):
        return None
    but = _BUT.search(tagged.tags, claim.contents[-1][0], hi)
    recorded = (frames.find("record", word) for word in words[slice(*but.span(1))]) if but else ()
    return next(filter(None, recorded), None)


def _report(tagged: Tagged, lo: int, claim: Claim) -> tuple[int | None, tuple[str, ...]]:
    """Return the token of the report or writing that a claim stands in, and what such a one is called that is false.

    The rumour that; posts claiming that; claims Lee said so; the letter in which.
    """
    if claim.subject is None or claim.subject[0] <= lo or claim.subject[0] > claim.cue[0]:
        return None, ()
    first, find = claim.subject[0], tagged.diction.frames.find
    opener = _OPENER.match(tagged.tags, first - 1)
    relative = opener is not None and opener.group() in "Wk"
    place, kinds = ("writing", FAKE) if relative else ("report", FALSE)
    near = range(first - 1, max(lo, first - (_TO_REPORT if opener else 1)) - 1, -1)
    return next((i for i in near if find(place, tagged.words[i])), None), kinds


def _called(tagged: Tagged, lo: int, head: int, first: int, hi: int) -> Verdict | None:
    """Return the verdict by which somebody names a report, at the end of what it reports: … a fabrication."""
    if not any(tagged.diction.frames.find("calling", word) for word in tagged.words[lo:head]):
        return None
    for token in range(first, hi):
        if (frame := named(tagged, token, FALSE)) and _closes(tagged, token + 1, hi):
            start = len(tagged.tags[: token - len(frame.ahead)].rstrip("dab"))
            return Verdict(start, token + 1, frame) if start > first and start < token - len(frame.ahead) else None
    return None


def _closes(tagged: Tagged, end: int, hi: int) -> bool:
    return end >= hi or tagged.tags[end] in _ENDS
