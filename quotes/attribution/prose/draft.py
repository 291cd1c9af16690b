"""What is read of a paragraph of prose: statements, how it closes, and words that nothing claims although they may be
somebody's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quotes.attribution.prose.cues import Observation
from quotes.attribution.prose.marks import Quotation
from quotes.attribution.prose.phrases import Range
from quotes.attribution.prose.quoted import Claimant
from quotes.attribution.prose.tags import Tagged
from quotes.model import SAID, Attribution, Force, Span


class TurnTaking(NamedTuple):
    """Who may speak in a quotation without a tag: the voice of the paragraph before, or with this `share` the other one
    of late; and what was observed."""

    before: Claimant
    other: Claimant
    share: float
    signs: tuple[Observation, ...]


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
    turn: TurnTaking | None = None  # which of two may be its claimant, where it stands so
    force: Force = SAID
    doubted: bool = False  # by the words around its cue
    foreign: float = 0.0  # how likely the paragraph is in a language whose words are unknown


class Lead(NamedTuple):
    """Who may speak in the next paragraph (Lee wrote:), and whether the one before it may be those words already.

    `claimant` speaks where the next paragraph opens with a quotation.
    """

    who: str
    goes_on: bool = False
    claimant: Claimant | None = None


class Paragraph(NamedTuple):
    """A paragraph of a text in which somebody was heard: the last claimant, its number, and what it quotes."""

    claimant: Claimant
    number: int
    text: str
    place: Span
    quoted: Sequence[Quotation]

    @property
    def name(self) -> str:
        """The name of who was heard."""
        return self.claimant.name

    @property
    def opens(self) -> bool:
        """Whether it opens with a quotation."""
        return bool(self.quoted) and self.quoted[0].span.start == self.place.start

    @property
    def has_tag(self) -> bool:
        """Whether it tells itself who speaks."""
        cue = self.claimant.cue
        return cue is not None and self.place.start <= cue.start < self.place.end


class Before(NamedTuple):
    """How the paragraph before closed: whose quotation it was, where somebody was heard of late, and who leads in what
    follows."""

    claimant: Claimant | None = None
    lately: tuple[Paragraph, ...] = ()
    leads: Lead | None = None


NOTHING_BEFORE = Before()


class Unclaimed(NamedTuple):
    """Words in a paragraph of the outlet that may be somebody's, although nothing tells that they are.

    The paragraph is narration no surer than `confidence`, or else the words of `rival`; where marks leave no doubt that
    somebody speaks, `said` are the words.
    """

    outer: Attribution
    confidence: float
    rival: str
    said: Span | None = None


class Disclaimer(NamedTuple):
    """What takes back words before it; `who` denies them by name, in small letters: "" where no name stands there.

    Where it calls them a quote, they may also be reported words, of the outlet's own.
    """

    who: str
    quote: bool = False


class Read(NamedTuple):
    """What is read of a paragraph: its statements, the claimant whom a quotation opening the next one may continue,
    what nobody claims, who leads in the words of the next paragraph, and whose those of the last were: `back`."""

    found: Sequence[Draft]
    last: Claimant | None
    unclaimed: Sequence[Unclaimed] = ()
    leads: Lead | None = None
    back: Claimant | None = None
    ending: tuple[Tagged, Range] | None = None  # its last sentence
    disclaimer: Disclaimer | None = None  # what its first sentence takes back


class Orphan(NamedTuple):
    """A paragraph that is one quotation which nothing in it claims, and whom the one before told of."""

    said: Span
    about: Claimant | None
