"""Quotations of which a sentence behind them says that nobody said so: “…” She never said it. The poster is fake.

It takes back the words nearest before it, in its paragraph or at the end of the one before: those in marks, and those
that somebody is reported to have said. Whoever denies them by name must be the one who is held to have said them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.draft import Disclaimer, Draft, Unclaimed
from quotes.attribution.prose.phrases import Range
from quotes.attribution.prose.tags import Tagged
from quotes.model import Act, Factuality, Force

_NEAR = 4  # tokens from “poster” to “fake”: the poster is of course fake
_REACH = 3  # sentences from a quotation to what takes it back
_PREDICATE = pattern("@word [@finite @word]? @preposition")  # is a | parody run by
_DISOWNED = pattern("@adverb* (?:@auxiliary @cue|@saying) (?!@that)")
_MARKS = ",.;!?-)"
_MARK = re.compile(f"[{re.escape(_MARKS)}]")
_DISPUTED = Force(Act.ASSERTED, Factuality.DISPUTED)


def disclaimed(tagged: Tagged, bounds: Sequence[Range], found: Sequence[Draft]) -> list[Draft]:
    """Return what is `found` in a paragraph with these sentences; what one behind it disclaims is disputed."""
    every = list(found)
    for i in range(1, len(bounds) if found else 0):
        said = disclaimer(tagged, *bounds[i])
        for lo, hi in reversed(bounds[max(0, i - _REACH) : i]) if said else ():
            near = [one for one in every if tagged.start(lo) <= one.span.start < tagged.ends[hi - 1]]
            if said and any(_may_be_meant(said, one) for one in near):
                every = [_disputed(said, one) if one in near else one for one in every]
                break
    return every


def disowned(tagged: Tagged, cue: Range) -> bool:
    """Tell whether a verb behind words takes them back in their own sentence: “…,” Lee denied (ever) having said."""
    lemma = tagged.diction.cues.lemma(tagged.words[cue[0]])
    denies = tagged.diction.frames.act(lemma, "that") is Act.DENIED
    return denies and _DISOWNED.match(tagged.tags, cue[1]) is not None


def opening(tagged: Tagged, bounds: Sequence[Range]) -> Disclaimer | None:
    """Return what the first sentence of a paragraph takes back: the last words of the one before."""
    return disclaimer(tagged, *bounds[0]) if bounds else None


def taken_back(found: Sequence[Draft | Unclaimed], said: Disclaimer | None) -> Sequence[Draft | Unclaimed]:
    """Return what was `found` in a paragraph, its last words disputed where the next one opens with a disclaimer."""
    meant = [one for one in found if said and isinstance(one, Draft) and _may_be_meant(said, one)]
    if said is None or not meant:
        return found
    cue = max(meant, key=lambda one: one.span.end).claimant.cue
    return [_disputed(said, one) if isinstance(one, Draft) and one.claimant.cue == cue else one for one in found]


def disclaimer(tagged: Tagged, lo: int, hi: int) -> Disclaimer | None:
    """Return what a sentence takes back by saying that it was not said, or of a writing that it is a fake."""
    frames, tags, words = tagged.diction.frames, tagged.tags, tagged.words
    seen = set(words[lo:hi])
    may_be_fake = not frames.rows.get("source", {}).keys().isdisjoint(seen)
    called = not frames.called.isdisjoint(seen)
    for end in range(lo + 1, hi) if may_be_fake else [mark.start() for mark in _MARK.finditer(tags, lo + 1, hi)]:
        closes = tags[end] in _MARKS
        asked = closes and (called or words[end - 1] in frames.disclaiming)
        found = frames.disclaimers.search(" ".join(words[lo:end])) if asked else None
        if found and found["quote"]:
            return Disclaimer("", quote=True)
        if found:
            return Disclaimer(_named(tagged, lo, end - found["says"].count(" ") - 1))
        if may_be_fake and _is_fake(tagged, lo, end - 1) and (closes or _PREDICATE.match(tags, end - 1, hi)):
            return Disclaimer("")
    return None


def _named(tagged: Tagged, lo: int, denial: int) -> str:
    """Return the name right before a denial; "" where a pronoun stands there, or a description."""
    last = denial - 1 - (len(tagged.tags[lo:denial]) - len(tagged.tags[lo:denial].rstrip("ahB")))
    named = last >= lo and tagged.tags[last] == "X" and not tagged.diction.naming.is_title(tagged.words[last])
    return tagged.words[last] if named else ""


def _may_be_meant(said: Disclaimer, draft: Draft) -> bool:
    """Tell whether a statement is one that a disclaimer may take back."""
    named = not said.who or said.who in draft.claimant.name.lower().split()
    return named and (draft.verbatim or draft.within or said.quote)


def _disputed(said: Disclaimer, draft: Draft) -> Draft:
    return draft._replace(force=_DISPUTED) if _may_be_meant(said, draft) else draft


def _is_fake(tagged: Tagged, lo: int, last: int) -> bool:
    """Tell whether token `last` says of a writing what it is: the poster is fake."""
    frames, words = tagged.diction.frames, tagged.words
    fake = frames.find("source", words[last])
    if fake is None or fake.of(Factuality.ACTUAL) is not Factuality.DISPUTED:
        return False
    before = range(max(lo, last - _NEAR), last)
    writing = any(frames.find("writing", words[token]) for token in before)
    return writing and any(tagged.tags[token] == "B" for token in before)
