"""The writing or work in which somebody is made to speak: a forged letter, a draft, a play, a correction."""

from __future__ import annotations

from collections.abc import Iterator

from quotes.attribution.force.frames import Frame
from quotes.attribution.force.verdicts import FAKE, belied, exposed, named
from quotes.attribution.prose.claim import Claim
from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.contents import is_titled
from quotes.attribution.prose.tags import Tagged

_NEAR = 3  # tokens between a forged letter and whom it has speaking
_LONG = 6  # tokens from “forged” to “letter”
_AT_ONCE = 2  # tokens from the first of a sentence to “forged”
_BEHIND = 9  # tokens behind a cue or a content in which a work or a verdict on the writing is told
_FOUND = pattern(",? (?=[@be @verb])")
_CIRCUMSTANCE = pattern(
    ",? (?:@preposition|@according @to) @determiner? ([@word @name @claim @cue @saying @possessive @verb]{1,6})"
)
_ACT = pattern("@preposition [@determiner @time @figure @word @adverb]{1,4}(?=[,.?!@quoted])")
_ADPOSITION = pattern("@adpositional")
_ASIDE = pattern("[,(@relative]")
_OPENING = 5  # tokens in which a sentence names a work: in his last short novel
_NOTE = 7  # tokens in which a correction tells that it is one: this article has been corrected:
_BY = pattern("@preposition|@subordinator @of|[@word @name @adverb] @to")  # through, because of, owing to
_PLAYS = pattern(", ([@saying @word]) (@determiner? [@name @word @possessive]+ (?=,))")


def around(tagged: Tagged, lo: int, hi: int, claim: Claim) -> Iterator[Frame]:
    """Yield the frames of the writing and the work that a sentence lo … hi lays a claim into."""
    words, frames = tagged.words, tagged.diction.frames
    end = min(hi, max(claim.cue[1], claim.contents[-1][1]) + _BEHIND)
    if frames.marked.isdisjoint(words[lo:end]):
        return
    for told in (_correction, _error, _source, _fake, _behind, _stage, _part):
        if found := told(tagged, lo, claim):
            yield found
            return
    if found := belied(tagged, lo, hi, claim):
        yield found


def _correction(tagged: Tagged, lo: int, claim: Claim) -> Frame | None:
    """Return the frame of “Correction:” before what somebody was quoted as saying, or is told not to have said.

    Before an editor's note only where it is told that he did not.
    """
    find, tags, words = tagged.diction.frames.find, tagged.tags, tagged.words
    if claim.subject is None:
        return None
    start = claim.subject[0]
    colon = next((i for i in range(lo, min(start, lo + _NOTE)) if tags[i] in ":,"), lo)
    opening = words[lo:colon] if tags[colon] == ":" or colon == lo + 1 else ()
    denied = any(word.endswith(tagged.diction.negations) for word in words[claim.subject[1] : claim.cue[0]])
    told = denied or any(letter in "vVG" for letter in tags[colon:start])
    places = ("correction", "note") if denied else ("correction",)
    found = (frame for word in opening for place in places if (frame := find(place, word)))
    return next(found, None) if told else None


def _error(tagged: Tagged, lo: int, claim: Claim) -> Frame | None:
    """Return the frame of a mistake by which somebody is quoted so: owing to an editing error, Lee was quoted as …

    What he says himself of a mistake is no such one: because of an error, Lee said, the vote was lost.
    """
    find, words, start = tagged.diction.frames.find, tagged.words, (claim.subject or claim.cue)[0]
    comma = tagged.tags.find(",", lo, start)
    if comma < 0 or claim.contents[0][0] < start:
        return None
    found = next((frame for word in words[lo:comma] if (frame := find("error", word))), None)
    editing = any(find("editing", word) for word in words[lo:comma])
    passed_on = any(find("passing", word) for word in words[comma : claim.cue[0]])
    return found if found and _BY.match(tagged.tags, lo) and (editing or passed_on) else None


def _source(tagged: Tagged, lo: int, claim: Claim) -> Frame | None:
    """Return the frame of a forged letter that is the subject of a claim, or has it speaking."""
    frames, words, tags = tagged.diction.frames, tagged.words, tagged.tags
    first, last = claim.subject or claim.cue
    if aside := _ASIDE.search(tags, first + 1, last):  # Lee, whose cloned account was closed
        last = aside.start()
    opens = tags[lo] == "i"  # In a doctored video, Lee says; not: in a statement on the doctored video, Lee says
    within = tags[first - 1] in "Wk" and tags[first - 2] == "i"  # a piece in which Lee says
    for token in range(lo, min(last, len(words) - 1)):
        frame = frames.find("source", words[token], words[token + 1]) or frames.find("recalled", words[token])
        if frame is None or _ADPOSITION.search(tags, first, token):  # the author of the forged letter, Lee, says
            continue
        own = opens and frame.before  # In an earlier version of the bill, Lee wrote; not: Lee was quoted
        if own and not any(frames.find("passing", word) for word in words[first : claim.cue[0]]):
            continue
        at_once = opens and token - lo <= _AT_ONCE
        writings = [i for i in range(token, min(token + 1 + _LONG, last)) if frames.find("writing", words[i])]
        if writings and within and token - lo < _AT_ONCE:
            return frame
        apart = "," in tags[writings[-1] : first] if writings else True
        if writings and first - writings[-1] - 1 <= _NEAR + at_once and (at_once or not apart):
            return frame
    return None


def _fake(tagged: Tagged, lo: int, claim: Claim) -> Frame | None:
    """Return the frame of what a sentence says of the letter in which somebody writes: it was forged.

    It does so behind the words, or before whoever writes: in a letter later found to be forged, Lee wrote …
    """
    find, words, tags = tagged.diction.frames.find, tagged.words, tagged.tags
    first = claim.subject[0] if claim.subject else claim.cue[0]
    writing = next((i for i in range(lo, max(first, claim.cue[0])) if find("writing", words[i])), None)
    if writing is None:
        return None
    opens = writing < first and tags[lo] == "i" and claim.contents[0][0] >= first
    verdict = exposed(tagged, writing + 1, first) if opens else None
    end = claim.contents[-1][1]
    if verdict is None and (found := _FOUND.match(tags, end)):
        verdict = exposed(tagged, found.end(), len(tags))
    return verdict.frame if verdict else None


def _behind(tagged: Tagged, lo: int, claim: Claim) -> Frame | None:
    """Return the frame of a writing behind the words or the verb: said in a forged letter."""
    find, words, hi = tagged.diction.frames.find, tagged.words, len(tagged.tags)
    ends = {claim.cue[1], claim.contents[-1][1], *((claim.subject[1],) if claim.subject else ())}
    for told in filter(None, (_CIRCUMSTANCE.match(tagged.tags, end) for end in sorted(ends) if end >= claim.cue[1])):
        phrase = range(*told.span(1))
        writing = next((i for i in phrase if find("writing", words[i])), None)
        if writing is None:
            continue
        fake = next((frame for i in phrase if i <= writing and (frame := named(tagged, i, FAKE))), None)
        verdict = exposed(tagged, writing + 1, hi)
        if fake or verdict:
            return fake or (verdict and verdict.frame)
    return None


def _stage(tagged: Tagged, lo: int, claim: Claim) -> Frame | None:
    """Return the frame of a play in which the subject speaks: in the play, Lee says; the king, played by Lee, says.

    In her novel she says what is hers.
    """
    frames, words = tagged.diction.frames, tagged.words
    first = claim.subject[0] if claim.subject else claim.cue[0]
    own = words[lo + 1] in tagged.diction.pronouns.owners
    role = frames.rows["role"].get(words[lo])
    opens = (tagged.tags[lo] == "i" or role) and not own
    for token in range(lo, min(first, _after_piece(tagged, lo) + _OPENING)) if opens else ():
        if (frame := frames.ending("stage", words, token)) and not frame.before:
            return frame
    for token in range(max(lo, first - 2), claim.cue[0] - 1):
        if (frame := frames.find("stage", words[token], words[token + 1])) and frame.before:
            return frame
    return None


def _after_piece(tagged: Tagged, lo: int) -> int:
    """Return the “of” behind a part of a work that opens a sentence: in a scripted scene | of the comedy; else `lo`."""
    near = range(lo + 1, lo + _OPENING)
    return next(
        (i for i in near if tagged.tags[i : i + 1] == "o" and tagged.diction.frames.find("piece", tagged.words[i - 1])),
        lo,
    )


def _part(tagged: Tagged, lo: int, claim: Claim) -> Frame | None:
    """Return the frame of a part that somebody plays, or of the work: her character says; he says in the last act.

    As the spy in “Nine Doors,” he says; she plays a queen who says.
    """
    find, words, tags = tagged.diction.frames.find, tagged.words, tagged.tags
    start, end = claim.subject or claim.cue
    titles = (token for token in range(lo, start) if token in tagged.quotations and is_titled(tagged, token))
    titled = next((frame for token in titles if (frame := find("role", words[lo], words[token - 1]))), None)
    plays = find("playing", words[start - 1]) if start > lo and tags[end - 1] == "W" and tags[start] == "d" else None
    parts = (frame for word in words[start:end] if (frame := find("part", word)))
    act = _ACT.match(tags, claim.cue[1])
    told = find("act", words[act.end() - 1], words[act.start()]) if act else None
    return titled or plays or next(parts, None) or told or _playing(tagged, claim)


def _playing(tagged: Tagged, claim: Claim) -> Frame | None:
    """Return the frame of a role in which the subject speaks: Lee, playing Churchill, said; not: playing it down."""
    find, words = tagged.diction.frames.find, tagged.words
    aside = _PLAYS.search(tagged.tags, *((claim.subject or claim.cue)[0], claim.cue[0]))
    if aside is None:
        return None
    naming, (start, end) = tagged.diction.naming, aside.span(2)
    somebody = "X" in tagged.tags[start:end] or any(naming.is_title(word) for word in words[start:end])
    return find("playing", words[aside.start(1)]) if somebody else None
