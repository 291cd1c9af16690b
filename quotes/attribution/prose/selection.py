"""Which of the claims of a sentence hold, where one ends because the next begins, and which lie inside another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quotes.attribution.prose.claim import Claim
from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.ends import trimmed
from quotes.attribution.prose.phrases import Range
from quotes.attribution.prose.tags import Tagged

EMBEDDED = 0.85  # a report within a report must be beyond doubt
QUOTED = 0.5  # and one of words in marks likely
_BEHIND = ("left", "inverted")  # constructions in which the cue stands behind a quotation
_COORDINATING = ",cyb-;:"
_FINITE = pattern("@finite")


class Settled(NamedTuple):
    """A claim that holds, and the index of the one whose content it lies in."""

    claim: Claim
    within: int | None


def settled(tagged: Tagged, claims: Iterable[Claim]) -> list[Settled]:
    """Return the claims that hold, with contents cut where a coordinate claim begins.

    A claim that lies in the content of another is kept, below it, when it is beyond doubt.
    """
    likely = [claim for claim in claims if claim.subject]
    if not likely:
        return []
    if len(likely) == 1:
        return [Settled(likely[0], None)]
    likely = _without_quotations(tagged, likely)
    cut = [_cut(tagged.tags, claim, likely[i + 1 :]) for i, claim in enumerate(likely)]
    kept: list[Settled] = []
    for claim in sorted(cut, key=lambda claim: (claim.contents[0][0], -claim.contents[-1][1])):
        contents = tuple(content for content in claim.contents if not _overlaps(content, kept))
        if contents:
            whole = len(contents) == len(claim.contents)
            kept.append(Settled(claim if whole else claim._replace(contents=contents), None))
        elif (outer := _outer(claim, kept)) is not None:
            if claim.prior >= EMBEDDED:
                kept.append(Settled(claim._replace(share=claim.prior), outer))
            elif claim.prior >= QUOTED and _quotes(tagged, claim):
                kept.append(Settled(claim, outer))
    return kept


def _without_quotations(tagged: Tagged, likely: Sequence[Claim]) -> list[Claim]:
    """Return the claims without what others claim as a quotation: “…,” said X, who thinks …; X said …: “…,” he wrote.

    “According to” is what remains: it may stand behind the whole of a report.
    """
    owned = {
        claim.contents[0][0]
        for claim in likely
        if claim.construction in _BEHIND and _is_quotation(tagged, claim.contents[0])
    }
    if not owned:
        return list(likely)
    kept = []
    for claim in likely:
        contents = tuple(_before(tagged, content, owned) for content in claim.contents)
        contents = tuple((start, end) for start, end in contents if start < end)
        if claim.construction == "according":
            kept.append(claim)
        elif contents:
            kept.append(claim._replace(contents=contents))
    return kept


def _before(tagged: Tagged, content: Range, owned: set[int]) -> Range:
    start, end = content
    first = min((token for token in owned if start <= token < end), default=end)
    return content if first == end or _is_quotation(tagged, content) else (start, trimmed(tagged.tags, start, first))


def _is_quotation(tagged: Tagged, content: Range) -> bool:
    return content[1] - content[0] == 1 and content[0] in tagged.quotations


def _quotes(tagged: Tagged, claim: Claim) -> bool:
    """Tell whether a claim gives words that end in marks to somebody who is named or described before its verb."""
    if claim.subject is None or claim.contents[0][1] - 1 not in tagged.quotations:
        return False
    raised = claim.subject[1] <= claim.cue[0] and tagged.tags[claim.cue[0] - 1] == "T"  # appears to write
    named = claim.beside == "beside" or raised
    return named and tagged.tags[claim.subject[0]] != "p" and tagged.tags[claim.cue[0]] == "V"


def _cut(tags: str, claim: Claim, later: Sequence[Claim]) -> Claim:
    start, end = claim.contents[-1]
    for other in later:
        if start < other.cue[0] < end and _surrounds(tags, other, claim):
            return claim._replace(contents=(*claim.contents[:-1], (start, trimmed(tags, start, other.cue[0]))))
        first = start + len(tags[start : other.start].rstrip("a"))  # “…, then said”
        if start < first - 1 and other.start < end and _coordinate(tags, start, first - 1, other):
            return claim._replace(contents=(*claim.contents[:-1], (start, trimmed(tags, start, first))))
    return claim


def _surrounds(tags: str, other: Claim, claim: Claim) -> bool:
    """Tell whether a claim stands between another’s subject and cue: the man whom Lee called a thief | said …"""
    return other.subject is not None and other.subject[1] < claim.start and tags[other.subject[1]] == "W"


def _coordinate(tags: str, start: int, joint: int, other: Claim) -> bool:
    """Tell whether a claim stands beside a content: behind a mark, or “and” that does not join two subjects."""
    if tags[joint] != "c" or other.subject is None or other.subject[0] < joint:
        return tags[joint] in _COORDINATING
    return _FINITE.search(tags, start, joint) is not None


def _overlaps(content: Range, kept: Sequence[Settled]) -> bool:
    return any(content[0] < end and start < content[1] for one in kept for start, end in one.claim.contents)


def _outer(claim: Claim, kept: Sequence[Settled]) -> int | None:
    """Return the first kept claim that reports the whole of this one, subject and cue included."""
    for i, one in enumerate(kept):
        start, end = one.claim.contents[-1]
        first, last = claim.contents[0]
        nested = len(claim.contents) == 1 and start <= min(claim.start, first) and max(claim.cue[1], last) <= end
        if nested and one.within is None and not any(other.within == i for other in kept):
            return i
    return None
