"""A claim: a cue with its subject and the stretches that it reports."""

from __future__ import annotations

from typing import NamedTuple

from quotes.attribution.prose.phrases import Range
from quotes.attribution.prose.tags import Tagged
from quotes.model import SAID, Force


class Claim(NamedTuple):
    """A cue, its subject and what it reports, as ranges of tokens; `start` is the first token that is its own."""

    start: int
    cue: Range
    subject: Range | None
    contents: tuple[Range, ...]
    construction: str
    prior: float  # how often the word reports in this construction
    share: float  # the same in the light of what else is observed
    beside: str = "beside"  # where the subject stands: beside the cue, shared with the claim before, or far off
    force: Force = SAID
    doubted: bool = False  # what stands around it leaves doubt: few experts said
    group: Range | None = None  # the whole verb group, as far as it was judged


def claim_of(
    tagged: Tagged, start: int, cue: int, speaker: Range | None, contents: tuple[Range, ...], construction: str
) -> Claim:
    """Return a claim that is as likely as its word is a report in this construction."""
    prior = tagged.diction.cues.share(tagged.words[cue], construction)
    return Claim(start, (cue, cue + 1), speaker, contents, construction, prior, prior)
