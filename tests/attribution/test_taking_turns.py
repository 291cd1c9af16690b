"""Who takes the turn: what is observed of how likely that is, from both sides of each threshold."""

from __future__ import annotations

import pytest

from quotes.attribution.prose.draft import TurnTaking
from quotes.attribution.prose.pronouns import Meant
from quotes.attribution.prose.quoted import Claimant
from quotes.attribution.prose.taking_turns import sign_of
from quotes.model import Mention, Span

_IDA, _TAM = (Claimant(Mention(name, Span(0, 3), name), Meant(None, None, ()), None) for name in ("Ida", "Tam"))


@pytest.mark.parametrize(
    ("share", "whose", "likely"),
    [
        (0.02, "the same", "more"),
        (0.06, "the same", "0.95 or less"),
        (0.19, "the same", "0.9 or less"),
        (0.21, "the same", "0.8 or less"),
        (0.31, "the same", "0.7 or less"),
        (0.41, "the same", "0.6 or less"),
        (0.49, "the same", "0.6 or less"),
        (0.5, "the other", "0.6 or less"),
        (0.61, "the other", "0.7 or less"),
        (0.71, "the other", "0.8 or less"),
        (0.81, "the other", "0.9 or less"),
        (0.91, "the other", "0.95 or less"),
        (0.96, "the other", "more"),
    ],
)
def test_how_likely_the_voice_is_that_takes_the_turn(share: float, whose: str, likely: str) -> None:
    assert sign_of(TurnTaking(_IDA, _TAM, share, ())) == ("turn", "of", whose, likely)


def test_where_nobody_else_may_speak_the_voice_is_the_only_one() -> None:
    assert sign_of(None) == ("turn", "of the only voice")
