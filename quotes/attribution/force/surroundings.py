"""The writing or work in which somebody is made to speak: a forged letter, a draft, a play, a correction."""

from __future__ import annotations

from collections.abc import Iterator

from quotes.attribution.force.frames import Frame
from quotes.attribution.prose.claim import Claim
from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.tags import Tagged

_NEAR = 3  # tokens between a forged letter and whom it has speaking
_LONG = 6  # tokens from “forged” to “letter”
_ASIDE = pattern("[,(@relative]")
_OPENING = 5  # tokens in which a sentence names a work: in his last short novel


def around(tagged: Tagged, lo: int, claim: Claim) -> Iterator[Frame]:
    """Yield the frames of the writing and the work that a sentence from `lo` on lays a claim into."""
    words, frames = tagged.words, tagged.diction.frames
    end = claim.cue[0]
    if frames.marked.isdisjoint(words[lo:end]):
        return
    if found := _correction(tagged, lo, claim) or _source(tagged, lo, claim) or _stage(tagged, lo, claim):
        yield found


def _correction(tagged: Tagged, lo: int, claim: Claim) -> Frame | None:
    """Return the frame of “Correction:” before what somebody was quoted as saying."""
    frame = tagged.diction.frames.find("correction", tagged.words[lo])
    subject = claim.subject
    if frame is None or subject is None or tagged.tags[lo + 1] not in ":,":
        return None
    passed_on = any(letter in "vVG" for letter in tagged.tags[lo : subject[0]])
    return frame if passed_on else None


def _source(tagged: Tagged, lo: int, claim: Claim) -> Frame | None:
    """Return the frame of a forged letter that is the subject of a claim, or has it speaking."""
    frames, words = tagged.diction.frames, tagged.words
    first, last = claim.subject or claim.cue
    if aside := _ASIDE.search(tagged.tags, first + 1, last):  # Lee, whose cloned account was closed
        last = aside.start()
    for token in range(lo, last):
        frame = frames.find("source", words[token], words[token + 1])
        if frame is None:
            continue
        writings = [i for i in range(token, min(token + 1 + _LONG, last)) if frames.find("writing", words[i])]
        if writings and first - writings[-1] - 1 <= _NEAR and "," not in tagged.tags[writings[-1] : first]:
            return frame
    return None


def _stage(tagged: Tagged, lo: int, claim: Claim) -> Frame | None:
    """Return the frame of a play in which the subject speaks: in the play, Lee says; the king, played by Lee, says.

    In her novel she says what is hers.
    """
    frames, words = tagged.diction.frames, tagged.words
    first = claim.subject[0] if claim.subject else claim.cue[0]
    own = words[lo + 1] in tagged.diction.pronouns.owners
    opening = words[lo : min(first, lo + _OPENING)] if tagged.tags[lo] == "i" and not own else ()
    for word in opening:
        if (frame := frames.find("stage", word)) and not frame.before:
            return frame
    for token in range(max(lo, first - 2), claim.cue[0] - 1):
        if (frame := frames.find("stage", words[token], words[token + 1])) and frame.before:
            return frame
    return None
