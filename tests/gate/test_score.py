"""How a reading is scored: what is right, what is merely not found out, and what is the worst."""

import pytest

from quotes.model import PersonKind, Span, Status
from tests.gate.gold import Gold, wrong_row
from tests.gate.score import Held, Outcome, _scored, same

_PAGE = ["Vera Malouf", "Ines Corrigan"]


def _gold(speaker: str, rival: str | None = None, printed: str | None = None) -> Gold:
    told = "verbatim" if speaker else "narrated"
    return Gold(Span(0, 9), "It burned", speaker, told, rival is not None, rival, printed, "asserted", "actual", False)


def _held(speaker: str, status: Status = Status.CERTAIN, rival: str | None = None, kind: str = "person") -> Held:
    sure = {Status.CERTAIN: 0.99, Status.INFERRED: 0.9, Status.AMBIGUOUS: 0.6}[status]
    told = "verbatim" if speaker else "narrated"
    return Held(Span(0, 9), speaker, PersonKind(kind), told, status, sure, rival, True, "asserted", "actual")


_AMBIGUOUS, _INFERRED = Status.AMBIGUOUS, Status.INFERRED


@pytest.mark.parametrize(
    ("gold", "held", "outcome", "missed", "worst"),
    [
        (_gold("Vera Malouf"), _held("Ms. Malouf"), "right", "", False),
        (_gold("Vera Malouf"), _held("Vera Malouf", _INFERRED), "right", "", False),
        (_gold("Vera Malouf"), _held("Vera Malouf", _AMBIGUOUS, "Ines Corrigan"), "right", "status", False),
        (_gold("Vera Malouf"), _held("Ines Corrigan"), "wrong", "speaker status rival", True),
        (_gold("Vera Malouf"), _held("Ines Corrigan", _INFERRED), "wrong", "speaker status rival", False),
        (_gold("Vera Malouf"), _held("Ines Corrigan", _AMBIGUOUS, "Vera Malouf"), "wrong", "speaker", False),
        (_gold("Vera Malouf"), _held("Ines Corrigan", _AMBIGUOUS, "narration"), "wrong", "speaker rival", False),
        (_gold("Vera Malouf"), _held(""), "wrong", "speaker manner status rival", True),
        (_gold("Vera Malouf"), _held("?"), "as printed", "speaker", False),
        (_gold("Vera Malouf", printed="Q."), _held("Q", kind="unnamed"), "as printed", "speaker", False),
        (_gold("Vera Malouf", printed="Q."), _held("A", kind="unnamed"), "wrong", "speaker status rival", True),
        (_gold("?"), _held("A worker", kind="unnamed"), "right", "", False),
        (_gold("?"), _held("Vera Malouf"), "wrong", "speaker status rival", True),
        (_gold(""), _held(""), "right", "", False),
        (_gold(""), _held("Q", kind="unnamed"), "wrong", "speaker manner status rival", True),
        (_gold("Vera Malouf", "Ines Corrigan"), _held("Ines Corrigan"), "right", "status rival", True),
        (_gold("Vera Malouf", "Ines Corrigan"), _held("Ines Corrigan", _INFERRED), "right", "status rival", False),
        (_gold("Vera Malouf", "Ines Corrigan"), _held("Ines Corrigan", _AMBIGUOUS, "Malouf"), "right", "", False),
        (_gold("Vera Malouf", "narration"), _held("", _AMBIGUOUS, "Vera Malouf"), "right", "", False),
    ],
)
def test_what_is_missed(gold: Gold, held: Held, outcome: str, missed: str, worst: bool) -> None:
    scored = _scored(gold, held, _PAGE)
    assert (scored.outcome, scored.missed) == (outcome, tuple(missed.split()))
    assert scored.wrong_and_certain == worst


def test_what_is_not_found_is_lost_and_not_wrong() -> None:
    scored = _scored(_gold("Vera Malouf"), None, _PAGE)
    assert scored.outcome is Outcome.LOST
    assert not scored.wrong_and_certain


def test_a_confidence_that_its_status_belies_is_a_point_lost() -> None:
    too_low = _held("Vera Malouf")._replace(confidence=0.969)
    assert _scored(_gold("Vera Malouf"), too_low, _PAGE).missed == ("confidence",)


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("Cllr Pym", "Maud Pym", True),
        ("MAUD PYM", "Maud Pym", True),
        ("The traders’ guild", "the traders' guild", True),
        ("Revd Alban Crewe", "The Clerk", False),
        ("Balthazar Nye", "Constance Nye-Harcourt", False),
        ("Maud Pym", "Maud Vane", False),
        ("the", "The", True),
    ],
)
def test_names_are_compared_leniently(one: str, other: str, equal: bool) -> None:
    assert same(one, other) == equal


def test_a_reading_that_cannot_be_is_told_in_words() -> None:
    told = {"speaker": "", "manner": "reported", "sure": "open", "act": "said", "factuality": "actual"}
    assert list(wrong_row("It burned, and burned.", {"words": "burned", **told})) == [
        "'burned': act = 'said'",
        "'burned': stands there 2 times; nth says which",
        "'burned': what is open has a rival, who is somebody else; nothing else has",
        "'burned': the outlet (speaker = '') narrates, and nobody else does",
    ]
