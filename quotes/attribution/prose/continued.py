"""A quotation of several paragraphs: its mark opens each of them and closes in the last, which may name the speaker.

“We slept. ⏎ “We woke. ⏎ “We left,” said Ann Lee. Whom the paragraph before the first tells of is but a guess, until the
quotation is closed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotes.attribution.prose.diction import Diction
from quotes.attribution.prose.draft import Draft, Unclaimed
from quotes.attribution.prose.marks import Quotation
from quotes.attribution.prose.tags import has_cue
from quotes.attribution.prose.unclaimed import SENTENCE
from quotes.model import SOMEBODY_RIVAL, Attribution, Span


class Waiting(NamedTuple):
    """Words that a mark opens and none closes, and whose they are held to be so far."""

    outer: Attribution
    said: Span
    guess: Draft | None
    reports: bool  # so that a mark may have been forgotten before who speaks: “We slept, said Ann Lee.


class Continued:
    """The paragraphs of a quotation that is not closed yet."""

    def __init__(self, diction: Diction) -> None:
        self._diction = diction
        self._waiting: list[Waiting] = []

    @property
    def waits(self) -> bool:
        """Whether a quotation is still open."""
        return bool(self._waiting)

    def read(
        self, outer: Attribution, text: str, start: int, quoted: Sequence[Quotation], found: Sequence[Draft]
    ) -> Iterator[Draft | Unclaimed]:
        """Yield what is `found` in the paragraph from `start` on, and, where it closes a quotation, what waited for it.

        What it leaves open waits.
        """
        if not quoted or quoted[0].span.start != start:
            yield from self.close()
            yield from found
            return
        said = quoted[0].inner
        guess = next((one for one in found if one.verbatim and one.span.start == said.start and not one.within), None)
        if guess and not guess.follows:
            yield from self._claimed_by(guess)
        elif not quoted[0].closed:
            self._waiting.append(Waiting(outer, said, guess, has_cue(text[slice(*said)], self._diction)))
            found = [one for one in found if one is not guess]
        elif self._waiting and guess is None:
            self._waiting.append(Waiting(outer, said, None, False))
        yield from found
        if quoted[0].closed:
            yield from self.close()

    def _claimed_by(self, owner: Draft) -> Iterator[Draft]:
        """Yield what waited as the words of who is named where the quotation closes."""
        for one in self._waiting:
            yield owner._replace(span=one.said, told=SOMEBODY_RIVAL if one.reports else owner.told)
        self._waiting.clear()

    def close(self) -> Iterator[Draft | Unclaimed]:
        """Yield what waited, as it was held to be so far; several paragraphs of whom nobody knows are somebody's.

        In a single one, the closing mark may have been forgotten anywhere.
        """
        several = len(self._waiting) > 1
        for one in self._waiting:
            yield one.guess or Unclaimed(one.outer, SENTENCE, SOMEBODY_RIVAL, one.said if several else None)
        self._waiting.clear()
