"""The writing or work in which somebody is made to speak: a forged letter, a draft, a play, a correction."""

from __future__ import annotations

from collections.abc import Iterator

from quotes.attribution.force.frames import Frame
from quotes.attribution.prose.claim import Claim
from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.contents import is_titled
from quotes.attribution.prose.tags import Tagged

_NEAR = 3  # tokens between a forged letter and whom it has speaking
_LONG = 6  # tokens from “forged” to “letter”
_AT_ONCE = 2  # tokens from the first of a sentence to “forged”
_BEHIND = 6  # tokens behind a cue or a content in which a work or a verdict on the writing is told
_VERDICT = pattern(",? @be @adverb* @determiner? [^,.;:]")
_ACT = pattern("@preposition [@determiner @time @figure @word @adverb]{1,4}(?=[,.?!@quoted])")
_ASIDE = pattern("[,(@relative]")
_OPENING = 5  # tokens in which a sentence names a work: in his last short novel


def around(tagged: Tagged, lo: int, claim: Claim) -> Iterator[Frame]:
    """Yield the frames of the writing and the work that a sentence from `lo` on lays a claim into."""
    words, frames = tagged.words, tagged.diction.frames
    end = max(claim.cue[1], claim.contents[-1][1]) + _BEHIND
    if frames.marked.isdisjoint(words[lo:end]):
        return
    for told in (_correction, _source, _fake, _stage, _part):
        if found := told(tagged, lo, claim):
            yield found
            return


def _correction(tagged: Tagged, lo: int, claim: Claim) -> Frame | None:
    """Return the frame of “Correction:” before what somebody was quoted as saying, or is told not to have said."""
    frame = tagged.diction.frames.find("correction", tagged.words[lo])
    subject = claim.subject
    if frame is None or subject is None or tagged.tags[lo + 1] not in ":,":
        return None
    passed_on = any(letter in "vVG" for letter in tagged.tags[lo : subject[0]])
    denied = any(word.endswith(tagged.diction.negations) for word in tagged.words[subject[1] : claim.cue[0]])
    return frame if passed_on or denied else None


def _source(tagged: Tagged, lo: int, claim: Claim) -> Frame | None:
    """Return the frame of a forged letter that is the subject of a claim, or has it speaking."""
    frames, words = tagged.diction.frames, tagged.words
    first, last = claim.subject or claim.cue
    if aside := _ASIDE.search(tagged.tags, first + 1, last):  # Lee, whose cloned account was closed
        last = aside.start()
    opens = tagged.tags[lo] == "i"  # In a doctored video, Lee says; not: in a statement on the doctored video, Lee says
    for token in range(lo, last):
        frame = frames.find("source", words[token], words[token + 1])
        if frame is None:
            continue
        at_once = opens and token - lo <= _AT_ONCE
        writings = [i for i in range(token, min(token + 1 + _LONG, last)) if frames.find("writing", words[i])]
        apart = "," in tagged.tags[writings[-1] : first] if writings else True
        if writings and first - writings[-1] - 1 <= _NEAR + at_once and (at_once or not apart):
            return frame
    return None


def _fake(tagged: Tagged, lo: int, claim: Claim) -> Frame | None:
    """Return the frame of what a sentence says of the letter in which somebody writes: it was forged."""
    frames, words = tagged.diction.frames, tagged.words
    first = claim.subject[0] if claim.subject else claim.cue[0]
    verdict = _VERDICT.match(tagged.tags, claim.contents[-1][1])
    if verdict is None or not any(frames.find("writing", word) for word in words[lo : max(first, claim.cue[0])]):
        return None
    frame = frames.find("source", words[verdict.end() - 1])
    return frame if frame and not frame.before else None


def _stage(tagged: Tagged, lo: int, claim: Claim) -> Frame | None:
    """Return the frame of a play in which the subject speaks: in the play, Lee says; the king, played by Lee, says.

    In her novel she says what is hers.
    """
    frames, words = tagged.diction.frames, tagged.words
    first = claim.subject[0] if claim.subject else claim.cue[0]
    own = words[lo + 1] in tagged.diction.pronouns.owners
    role = frames.rows["role"].get(words[lo])
    opening = words[lo : min(first, lo + _OPENING)] if (tagged.tags[lo] == "i" or role) and not own else ()
    for word in opening:
        if (frame := frames.find("stage", word)) and not frame.before:
            return frame
    for token in range(max(lo, first - 2), claim.cue[0] - 1):
        if (frame := frames.find("stage", words[token], words[token + 1])) and frame.before:
            return frame
    return None


def _part(tagged: Tagged, lo: int, claim: Claim) -> Frame | None:
    """Return the frame of a part that somebody plays, or of the work: her character says; he says in the last act.

    As the spy in “Nine Doors,” he says; she plays a queen who says.
    """
    find, words, tags = tagged.diction.frames.find, tagged.words, tagged.tags
    start, end = claim.subject or claim.cue
    titles = (token for token in range(lo, start) if token in tagged.quotations and is_titled(tagged, token))
    named = next((frame for token in titles if (frame := find("role", words[lo], words[token - 1]))), None)
    plays = find("playing", words[start - 1]) if start > lo and tags[end - 1] == "W" and tags[start] == "d" else None
    parts = (frame for word in words[start:end] if (frame := find("part", word)))
    act = _ACT.match(tags, claim.cue[1])
    told = find("act", words[act.end() - 1], words[act.start()]) if act else None
    return named or plays or next(parts, None) or told
