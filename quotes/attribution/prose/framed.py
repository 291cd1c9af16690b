"""Frames that give somebody's words in marks without a verb of reporting, and whose they are.

In the words of Lee, the pier is “…”; as Lee put it, “…”; “…” was how Lee put it; Lee's verdict: “…”.
The frames are words of the lexicon (phrasings.tsv).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.contents import is_titled
from quotes.attribution.prose.diction import Diction
from quotes.attribution.prose.phrases import Range, noun_phrase, phrase_before
from quotes.attribution.prose.tags import Tagged

# Lee's (blunt) verdict | (was) (as blunt as ever) : “…”
_OWNED = pattern(
    r"(?P<owner>[@possessive @determiner]) [@word @name @figure @adverb]{0,3}? (?P<noun>[@word @claim])"
    r" (?:@be [^@quoted @active :;.?!]{0,6}? [:,]?|[:,]) $"
)
# “…” | was Lee's (blunt) verdict
_OWNED_BEHIND = pattern(
    r",? @be (?P<who>[@determiner @name @word]* @possessive|@determiner) [@word @adverb]{0,2}? (?P<noun>[@word @claim])"
    r" (?=[.,;?!])"
)
_MOST = 14  # tokens before a quotation in which its owner may stand
_QUOTED = pattern(",? @quoted")
_RELATIVE = pattern(", @relative [^,]*,")  # Lee, who keeps the lock, | put it


class Framed(NamedTuple):
    """Who is quoted, and the words of the frame that tell it."""

    who: Range
    cue: Range


@dataclass(frozen=True, slots=True, eq=False)
class Phrasings:
    """The frames of phrasings.tsv: what stands before whoever is quoted, and of each what stands behind."""

    before: re.Pattern[str]
    behind: Mapping[str, Sequence[str]]


@cache
def _phrasings(diction: Diction) -> Phrasings:
    """Return the phrasings that `diction` holds."""
    behind: dict[str, list[str]] = {}
    for before, *rest in diction.phrasings:
        behind.setdefault(before, []).append(" ".join(rest))
    words = "|".join(sorted(map(re.escape, behind), key=len, reverse=True)) or "(?!)"
    return Phrasings(re.compile(rf"\b(?:{words})\b(?= )"), behind)


def framed(tagged: Tagged, token: int, lo: int, hi: int) -> Framed | None:
    """Return who is quoted by the quotation `token` of the sentence lo … hi, as a frame tells."""
    return _owner(tagged, token, lo) or _owner_behind(tagged, token, hi) or _in_frame(tagged, lo, hi)


def pointing_back(tagged: Tagged, lo: int, hi: int) -> Framed | None:
    """Return who is quoted by the quotation before the sentence lo … hi: That was how Lee put it."""
    if tagged.tags[lo : lo + 1] not in ("t", "d") or not tagged.tags.startswith("B", lo + 1):
        return None
    found = _in_frame(tagged, lo, hi)
    return found if found and found.cue[0] == lo + 1 else None


def _owner(tagged: Tagged, token: int, lo: int) -> Framed | None:
    """Return whose the words are that a sentence calls a verdict, an answer or a warning right before a quotation."""
    first = max(lo, token - _MOST)
    found = _OWNED.search(tagged.tags[first:token])
    if found is None or tagged.words[first + found.start("noun")] not in tagged.diction.utterances:
        return None
    if is_titled(tagged, token):  # their slogan, “Stronger Together”
        return None
    owner, noun = first + found.start("owner"), first + found.start("noun")
    if tagged.tags[owner] == "S":
        who = phrase_before(tagged, owner, lo)
    else:
        who = (owner, owner + 1) if tagged.words[owner] in tagged.diction.pronouns.owners else None
    return Framed(who, (noun, noun + 1)) if who else None


def _owner_behind(tagged: Tagged, token: int, hi: int) -> Framed | None:
    """Return whose answer or verdict a sentence says that the quotation which opens it was."""
    found = _OWNED_BEHIND.match(tagged.tags, token + 1, hi)
    if found is None or tagged.words[found.start("noun")] not in tagged.diction.utterances:
        return None
    who = found.span("who")
    owned = tagged.tags[who[1] - 1] == "S" or tagged.words[who[0]] in tagged.diction.pronouns.owners
    return Framed(who, found.span("noun")) if owned else None


def _in_frame(tagged: Tagged, lo: int, hi: int) -> Framed | None:
    """Return who stands in one of the frames of phrasings.tsv in the sentence lo … hi."""
    phrasings = _phrasings(tagged.diction)
    sentence = " ".join(tagged.words[lo:hi])
    for found in phrasings.before.finditer(sentence):
        first = lo + sentence.count(" ", 0, found.start())
        start = first + found.group().count(" ") + 1
        for behind in phrasings.behind[found.group()]:
            if who := _framed_before(tagged, start, behind, hi):
                return Framed(who, (first, start))
    return None


def _framed_before(tagged: Tagged, start: int, behind: str, hi: int) -> Range | None:
    """Return the noun phrase from token `start` on, if the words `behind` follow it, or what “who” tells of it."""
    quoted = _QUOTED.search(tagged.tags, start, hi)
    who = noun_phrase(tagged.tags, start, quoted.start() if quoted else hi)
    if who is None or not behind:
        return who
    end = who[1]
    told = _RELATIVE.match(tagged.tags, end, hi)
    words = behind.split()
    for place in (end, told.end() if told else end):
        if list(tagged.words[place : place + len(words)]) == words:
            return who
    return None
