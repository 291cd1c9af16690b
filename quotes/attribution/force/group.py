"""The verb group of a claim, and what stands before its subject, as frames from the outermost to the innermost.

“Mayor Lee did not refuse to say that …”: not, refuse to; “there is no record that Lee said …”: no, record that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from quotes.attribution.force.frames import Frame
from quotes.attribution.prose.claim import Claim
from quotes.attribution.prose.evidence import before
from quotes.attribution.prose.phrases import Range
from quotes.attribution.prose.tags import Tagged

_TO_GOVERN = 6  # tokens between a word and the “that” that it governs: rumour has it that, word in town is that
_COORDINATED = 3  # tokens between verbs that share their auxiliaries: rule it out or deny
_PASSED_ON = 6  # tokens from “quoted” to “as”: quoted by an unnamed clerk of the court as
_OPENS_SUBJECT = 2  # tokens


class Group(NamedTuple):
    """The tokens of a verb group, and the frames around its verb, the outermost first."""

    tokens: Range
    frames: tuple[Frame, ...]


def verb_group(tagged: Tagged, lo: int, claim: Claim) -> Group:
    """Return the verb group of a claim in the sentence that starts at `lo`, with frames in it alone."""
    subject, cue = claim.subject, claim.cue[0]
    ends = [end for _, end in (*claim.contents, *((subject,) if subject else ())) if end <= cue]
    floor = cue if claim.construction == "according" else max(ends, default=lo)
    start, frames = cue, []
    for token, frame in _leftwards(tagged, floor, cue):
        if frame:
            frames.append(frame)
        if frame or tagged.tags[token] in "hB":
            start = token
    return Group((start, claim.cue[1]), tuple(reversed(frames)))


def whole_group(tagged: Tagged, lo: int, claim: Claim) -> Group:
    """Return the verb group of a claim with all frames: those of its subject, and what stands before and behind it."""
    group = verb_group(tagged, lo, claim)
    inside = (*group.frames, *_of_cue(tagged, claim))
    subject = claim.subject
    if subject is None or subject[1] > claim.cue[0] or claim.beside == "shared":
        return Group(group.tokens, inside)
    if claim.beside == "far off":  # no witness came forward to say
        return Group(group.tokens, (*_of_subject(tagged, subject), *inside))
    inverted = _inverted(tagged, lo, subject)
    outside = inverted if inverted else (*_before(tagged, lo, claim, subject), *_of_subject(tagged, subject))
    tokens = (subject[0] - 1, claim.cue[1]) if inverted else group.tokens
    return Group(tokens, (*outside, *inside, *_of_habit(tagged, lo, subject, tokens[0])))


def _of_habit(tagged: Tagged, lo: int, subject: Range, start: int) -> Iterator[Frame]:
    """Yield the frame of words before a subject by which a group from `start` on tells the past: later she would."""
    frames, words = tagged.diction.frames, tagged.words
    opening = range(lo, start if tagged.tags[lo] == "i" else subject[0])  # In the mornings Lee would
    habits = [found for i in opening if (found := frames.ending("habit", words, i, words[start]))]
    if habits and not any(frames.find(place, words[i]) for place in ("clause", "inverted") for i in opening):
        yield from habits


def _of_cue(tagged: Tagged, claim: Claim) -> Iterator[Frame]:
    """Yield the frames of a cue itself, and of what stands right behind it: withheld; says only; attributed to Lee."""
    frames, words, (cue, end) = tagged.diction.frames, tagged.words, claim.cue
    if own := frames.find("cue", words[cue]):
        yield own
    ascribed = claim.subject is not None and claim.subject[0] > cue
    if ascribed and (told := frames.find("ascribed", words[cue])):
        yield told
    if end - cue > 2 and (borne := frames.find("after", words[cue + 1])):  # gave no assurance
        yield borne
    apart = end < claim.contents[0][0] or claim.construction == "wh"  # gave no hint that; gave no details of how
    if apart and (behind := frames.find("after", words[end], *words[end + 1 : end + 2])):
        yield behind


def _leftwards(tagged: Tagged, floor: int, cue: int) -> Iterator[tuple[int, Frame | None]]:
    """Yield the tokens of the verb group before a cue, the last first, down to token `floor`, each with its frame."""
    frames, tags, words = tagged.diction.frames, tagged.tags, tagged.words
    token, following = cue - 1, words[cue]
    while token >= floor:
        frame = frames.ending("verb", words, token, following) or _polar(tagged, token)
        if frame is None and frames.find("share", words[token], following):
            token = _coordinated(tagged, floor, token, cue) - 1
            continue
        if frame is None and (quoted := _quoted_by(tagged, floor, token)):
            yield from ((i, frames.find("source", words[i])) for i in range(token, quoted, -1))
            token, following = quoted, words[token]
            continue
        if frame is None and not _is_passed(tagged, token, floor):
            return
        token -= len(frame.ahead) if frame else 0
        yield token, frame
        if tags[token] != "," and not _is_adverbial(tags, token):
            following = words[token]
        token -= 1


def _polar(tagged: Tagged, token: int) -> Frame | None:
    """Return the frame of a word that stands only where something is not said, or asked: (no record that Lee) ever.

    None where a word before it lets it be said plainly: the first thing that Lee ever said.
    """
    frames, words = tagged.diction.frames, tagged.words
    frame = frames.find("polar", words[token])
    before_it = words[_clause_start(tagged.tags, 0, token) : token] if frame else ()
    return None if any(frames.find("licence", word) for word in before_it) else frame


def _is_adverbial(tags: str, token: int) -> bool:
    return tags[token] in "aD" or (tags[token] == "i" and tags[token + 1] == "D")


def _is_passed(tagged: Tagged, token: int, floor: int) -> bool:
    """Tell whether a token without a frame is of a verb group: an auxiliary, an adverb, the “as” of “quoted as”."""
    tags, words = tagged.tags, tagged.words
    if tags[token] in "hBT" or _is_adverbial(tags, token) or words[token] in tagged.diction.floating:
        return True
    if tags[token] == ",":  # refused, generally, to say
        return "a" in (tags[token + 1], tags[token - 1])
    return token > floor and tagged.diction.frames.asks_for(words[token - 1], words[token])


def _quoted_by(tagged: Tagged, floor: int, token: int) -> int | None:
    """Return the verb that asks for the word `token` behind who passes the words on: quoted | by the paper | as."""
    words, asks_for, agents = tagged.words, tagged.diction.frames.asks_for, tagged.diction.before_agents
    verbs = range(token - 2, max(floor, token - 2 - _PASSED_ON), -1)
    return next((i for i in verbs if words[i + 1] in agents and asks_for(words[i], words[token])), None)


def _coordinated(tagged: Tagged, floor: int, joint: int, cue: int) -> int:
    """Return the verb before `joint` that has its auxiliaries in common with the cue; `joint` where there is none."""
    cues = tagged.diction.cues
    form = cues.forms[tagged.words[cue]]
    for token in range(joint - 1, max(floor, joint - 1 - _COORDINATED), -1):
        word = tagged.words[token]
        if (word in cues.verbs and cues.forms[word] == form) or (form == "base" and _follows_auxiliary(tagged, token)):
            return token
    return joint


def _follows_auxiliary(tagged: Tagged, token: int) -> bool:
    return tagged.tags[token] != "a" and before(tagged.tags, token) in "hT"


def _of_subject(tagged: Tagged, subject: Range) -> Iterator[Frame]:
    """Yield the frames in the first words of a subject: neither Lee nor Roth, no official; he'll.

    “No mention of Lee, who said” is none of Lee.
    """
    start, end = subject
    if tagged.tags[end - 1] == "W":
        return
    for token in range(start, min(end, start + _OPENS_SUBJECT)):
        if frame := tagged.diction.frames.ending("subject", tagged.words, token):
            yield frame
    if ending := tagged.diction.frames.find("verb", tagged.words[end - 1]) if "'" in tagged.words[end - 1] else None:
        yield ending


def _inverted(tagged: Tagged, lo: int, subject: Range) -> tuple[Frame, ...]:
    """Return the frames of a clause whose auxiliary stands before its subject: nor did she, had she; else none."""
    frames, words, auxiliary = tagged.diction.frames, tagged.words, subject[0] - 1
    if auxiliary < lo or tagged.tags[auxiliary] not in "hB" or tagged.tags[subject[0]] == "n":  # in May 2012
        return ()
    start = _clause_start(tagged.tags, lo, auxiliary)
    opening = [frame for word in words[start:auxiliary] if (frame := frames.find("opener", word))]
    own = frames.find("verb", words[auxiliary])
    if start == auxiliary:
        own = frames.find("inverted", words[auxiliary]) or own
    return (*opening, own) if own else tuple(opening)


def _before(tagged: Tagged, lo: int, claim: Claim, subject: Range) -> Iterator[Frame]:
    """Yield the frames of what stands before a subject: if, nor; no record that; nobody heard; reportedly."""
    frames, tags, words = tagged.diction.frames, tagged.tags, tagged.words
    token = subject[0] - 1
    if token == lo + 1 and tags[lo : lo + 2] == "a,":
        token = lo
    if token < lo:
        return
    if tags[token] in "tW":
        yield from _governing(tagged, lo, token, words[token])
    elif frame := frames.ending("clause", words, token):
        yield frame
    else:
        verb = claim.cue[0] if tags[claim.cue[0]] == "G" else subject[1]
        yield from _governing(tagged, lo, subject[0], words[verb])


def _governing(tagged: Tagged, lo: int, end: int, opener: str) -> Iterator[Frame]:
    """Yield the frames of what governs a clause from token `end` on, whose `opener` is “that”, “to” or a form in -ing.

    It is not true that, rumour has it that, no record of …, expect … to.
    """
    frames, words = tagged.diction.frames, tagged.words
    start = _clause_start(tagged.tags, lo, end)
    for token in range(end - 1, max(start, end - _TO_GOVERN) - 1, -1):
        frame = frames.ending("governor", words, token, opener)
        if frame and frame.before:
            first = token - len(frame.ahead)
            yield from (outer for i in range(start, first) if (outer := frames.ending("governor", words, i)))
            yield frame
            return


def _clause_start(tags: str, lo: int, end: int) -> int:
    """Return the token behind the last mark of punctuation or quotation before token `end`."""
    return max([lo, *(tags.rfind(mark, lo, end) + 1 for mark in ".;:,()-Qq")])
