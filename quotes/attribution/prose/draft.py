"""What is read of a paragraph of prose: statements, how it closes, and words that nothing claims although they may be
somebody's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quotes.attribution.prose.cues import Observation
from quotes.attribution.prose.quoted import Claimant
from quotes.model import SAID, Attribution, Force, Span


class Draft(NamedTuple):
    """A statement found in a paragraph as read; `signs` tell how its claimant was found, `asks`: a question, which
    somebody else may answer, `told`: whom the sentence between tells of, where somebody else was heard before."""

    span: Span
    verbatim: bool
    claimant: Claimant
    share: float
    signs: tuple[Observation, ...]
    within: bool = False  # in another's words
    asks: bool = False
    told: str | None = None
    follows: bool = False  # a quotation that stands behind the paragraph of its claimant
    force: Force = SAID
    foreign: float = 0.0  # how likely the paragraph is in a language whose words are unknown


class Lead(NamedTuple):
    """Who may speak in the next paragraph (Lee wrote:), and whether the one before it may be those words already.

    `claimant` speaks where the next paragraph opens with a quotation.
    """

    who: str
    goes_on: bool = False
    claimant: Claimant | None = None


class Before(NamedTuple):
    """How the paragraph before closed: whose quotation it was, who else was heard of late, and what was observed."""

    claimant: Claimant | None = None
    other: str | None = None
    signs: tuple[Observation, ...] = ()
    leads: Lead | None = None


NOTHING_BEFORE = Before()


def by_turns(before: Before, first: Claimant | None, second: Claimant | None) -> Before:
    """Return how the paragraph before closed; where two talk by turns, the one before the last voice goes on."""
    if not (first and second and before.other) or first.name == second.name:
        return before
    return before._replace(claimant=first, other=second.name, signs=(*before.signs, ("before", "by turns")))


class Unclaimed(NamedTuple):
    """Words in a paragraph of the outlet that may be somebody's, although nothing tells that they are.

    The paragraph is narration no surer than `confidence`, or else the words of `rival`; where marks leave no doubt that
    somebody speaks, `said` are the words.
    """

    outer: Attribution
    confidence: float
    rival: str
    said: Span | None = None


class Read(NamedTuple):
    """What is read of a paragraph: its statements, the claimant whom a quotation opening the next one may continue,
    what nobody claims, and who leads in the words of the next paragraph."""

    found: Sequence[Draft]
    last: Claimant | None
    unclaimed: Sequence[Unclaimed] = ()
    leads: Lead | None = None
