"""The force of a claim: the act of its word, and the factuality that the frames around it leave of “said”."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from quotes.attribution.force.frames import Frame
from quotes.attribution.force.group import verb_group, whole_group
from quotes.attribution.force.surroundings import around
from quotes.attribution.prose.claim import Claim
from quotes.attribution.prose.cues import THRESHOLD
from quotes.attribution.prose.marks import last_of
from quotes.attribution.prose.phrases import Range
from quotes.attribution.prose.tags import Tagged
from quotes.model import Act, Factuality, Force


def force(tagged: Tagged, lo: int, claim: Claim) -> tuple[Force, Range]:
    """Return the force of what a claim of the sentence from token `lo` on reports, and the tokens of its verb group."""
    group = whole_group(tagged, lo, claim)
    frames = (*around(tagged, lo, claim), *group.frames)
    return Force(_act(tagged, claim) or Act.ASSERTED, factuality(frames)), group.tokens


def factuality(frames: Iterable[Frame]) -> Factuality:
    """Return what frames, the outermost first, leave of “said”."""
    return reduce(lambda so_far, frame: frame.of(so_far), frames, Factuality.ACTUAL)


def with_content(tagged: Tagged, lo: int, claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims that report a content: not “declined to comment”, nor the “refused” of “refused to say that”."""
    found = [claim for claim in claims if _act(tagged, claim)]
    if len(found) < 2:
        return found
    groups = [verb_group(tagged, lo, claim).tokens for claim in found if claim.share >= THRESHOLD]
    return [
        claim for claim in found if not any(start <= claim.cue[0] < end - 1 for start, end in groups)
    ]


def _act(tagged: Tagged, claim: Claim) -> Act | None:
    """Return what is done with the content of a claim; None where what follows is no content."""
    diction = tagged.diction
    act = diction.frames.act(diction.cues.lemma(tagged.words[claim.cue[0]]), claim.construction)
    token = claim.contents[0][0]
    quotation = tagged.quotations.get(token)
    if act is Act.ASSERTED and quotation and last_of(tagged.text, quotation) == "?":
        return Act.ASKED
    return act
