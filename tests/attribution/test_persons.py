"""How sure one is of a statement: what each sign does, and both sides of each threshold."""

from __future__ import annotations

import pytest

from quotes.attribution.prose.antecedents import Candidate, Choice
from quotes.attribution.prose.diction import diction_of
from quotes.attribution.prose.draft import Draft
from quotes.attribution.prose.persons import CERTAIN, LIKELY, likely
from quotes.attribution.prose.pronouns import Meant
from quotes.attribution.prose.quoted import Claimant
from quotes.attribution.prose.remembered import Remembered
from quotes.attribution.prose.statements import judged
from quotes.lexicon import ENGLISH
from quotes.model import Mention, Span, Status
from quotes.sureness import FIRST_OF_TWO

_DICTION = diction_of(ENGLISH)


def _draft(share: float, **told: object) -> Draft:
    whom = Meant(None, None, ())
    mention = Mention("Mary Lind", Span(0, 9), "Mary Lind")
    fields: dict[str, object] = {"signs": (), "claimant": Claimant(mention, whom, None)}
    return Draft(Span(20, 40), share=share, **{"verbatim": True, **fields, **told})  # type: ignore[arg-type]


def _share_for(confidence: float, verbatim: bool) -> float:
    """Return the share with which words without any sign have this confidence."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if likely(middle, _DICTION.persons[verbatim], ()) < confidence else (low, middle)
    return high


@pytest.mark.parametrize("verbatim", [False, True])
def test_certain_begins_at_its_threshold(verbatim: bool) -> None:
    least = CERTAIN[False][verbatim]
    signs = (("by", "name in full"), ("subject", "from the cue", "0")) * 2  # enough that some share reaches it
    shares = [s / 1000 for s in range(1001)]
    below = [s for s in shares if LIKELY < likely(s, _DICTION.persons[verbatim], signs) < least]
    above = [s for s in shares if likely(s, _DICTION.persons[verbatim], signs) >= least]
    assert below
    assert above
    assert judged(_draft(max(below), verbatim=verbatim, signs=signs), _DICTION)[0] is Status.INFERRED
    assert judged(_draft(min(above), verbatim=verbatim, signs=signs), _DICTION)[0] is Status.CERTAIN


def test_a_quotation_behind_a_pronoun_is_certain_from_its_own_threshold_and_a_report_never() -> None:
    least = CERTAIN[True][True]
    shares = [s / 1000 for s in range(1001)]
    signs = (("by", "name in full"), ("subject", "from the cue", "0")) * 2
    found = [judged(_draft(share, signs=signs, claimant=_remembered(0.9)), _DICTION) for share in shares]
    assert {status for status, _, confidence in found if LIKELY < confidence < least} == {Status.INFERRED}
    assert {status for status, _, confidence in found if confidence >= least} == {Status.CERTAIN}
    reported = judged(_draft(1.0, verbatim=False, signs=_SURE, claimant=_remembered(0.999)), _DICTION)
    assert reported[2] > least
    assert reported[0] is Status.INFERRED


def test_what_is_unlikely_is_ambiguous_with_the_outlet() -> None:
    share = _share_for(LIKELY, True)
    assert judged(_draft(share - 0.01), _DICTION)[:2] == (Status.AMBIGUOUS, "narration")
    assert judged(_draft(share + 0.01), _DICTION)[0] is not Status.AMBIGUOUS


def _claimant(**meant: object) -> Claimant:
    mention = Mention("she", Span(0, 3), "")
    return Claimant(mention, Meant("Mary Lind", **{"rival": None, "signs": (), **meant}), None)  # type: ignore[arg-type]


_SURE = (("tie", "left"), ("by", "name in full")) * 8


def _remembered(probability: float, **meant: object) -> Claimant:
    known = Remembered("Mary Lind", ["mary", "lind"])
    return _claimant(remembered=True, known=known, choice=Choice((Candidate(known, probability, ()),), ()), **meant)


def test_the_likelier_a_pronoun_means_somebody_the_surer_is_the_statement() -> None:
    sure, unsure = (judged(_draft(0.99, signs=_SURE, claimant=_remembered(share)), _DICTION) for share in (0.99, 0.3))
    assert sure[0] is Status.CERTAIN
    assert unsure[2] < sure[2]


def test_a_pronoun_is_certain_only_where_nobody_else_may_be_meant() -> None:
    assert judged(_draft(0.99, signs=_SURE, claimant=_remembered(0.99)), _DICTION)[0] is Status.CERTAIN
    rival = judged(_draft(0.99, signs=_SURE, claimant=_remembered(0.99, rival="Runa Lind")), _DICTION)
    assert rival[:2] == (Status.AMBIGUOUS, "Runa Lind")


def test_of_two_who_may_be_called_so_the_confidence_is_lowered_and_the_rival_named() -> None:
    alone = judged(_draft(0.99, signs=_SURE, claimant=_claimant()), _DICTION)[2]
    status, rival, confidence = judged(_draft(0.99, signs=_SURE, claimant=_claimant(rival="Runa Lind")), _DICTION)
    assert (status, rival) == (Status.AMBIGUOUS, "Runa Lind")
    assert confidence == pytest.approx(alone * FIRST_OF_TWO)


def test_a_language_that_is_not_known_lowers_the_confidence() -> None:
    plain = judged(_draft(0.99, signs=_SURE), _DICTION)[2]
    assert judged(_draft(0.99, signs=_SURE, foreign=0.2), _DICTION)[2] == pytest.approx(plain * 0.8)
