"""Which of the claims of a sentence hold, and where one ends because the next begins."""

from __future__ import annotations

from collections.abc import Iterable

from quotes.attribution.phrases import Range
from quotes.attribution.reported import Claim, trimmed
from quotes.attribution.tags import Tagged

THRESHOLD = 0.4
_COORDINATING = ",cb-;:"


def settled(tagged: Tagged, claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims that are likely enough, contents cut where a coordinate claim begins, the embedded ones left out."""
    likely = [claim for claim in claims if claim.share >= THRESHOLD]
    cut = [_cut(tagged.tags, claim, likely[i + 1 :]) for i, claim in enumerate(likely)]
    kept: list[Claim] = []
    for claim in sorted(cut, key=lambda claim: (claim.contents[0][0], -claim.contents[-1][1])):
        contents = tuple(content for content in claim.contents if not _overlaps(content, kept))
        if contents:
            kept.append(claim._replace(contents=contents))
    return kept


def _cut(tags: str, claim: Claim, later: list[Claim]) -> Claim:
    start, end = claim.contents[-1]
    for other in later:
        if start < other.start - 1 < end and tags[other.start - 1] in _COORDINATING:
            end = trimmed(tags, start, other.start)
            return claim._replace(contents=(*claim.contents[:-1], (start, end)))
    return claim


def _overlaps(content: Range, kept: list[Claim]) -> bool:
    return any(content[0] < end and start < content[1] for claim in kept for start, end in claim.contents)
