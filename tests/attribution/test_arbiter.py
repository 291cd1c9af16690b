"""The arbiter: whatever rules return, statements nest, siblings stay apart, and the surer reading stays."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes import attribution
from quotes.attribution.arbiter import settled
from quotes.model import Attribution, Basis, Document, Manner, Span, Status
from tests.reading import document_of

_PLACES = st.tuples(st.integers(0, 40), st.integers(0, 40))


def _found(start: int, end: int, confidence: float = 0.9, within: int | None = None) -> Attribution:
    return Attribution(
        Span(start, end),
        Manner.REPORTED,
        Basis.REPORTING_VERB,
        None,
        confidence=confidence,
        status=Status.INFERRED,
        within=within,
    )


def _top(*bounds: int) -> list[Attribution]:
    return [
        Attribution(Span(*one), Manner.NARRATED, Basis.NARRATION, None, confidence=1.0, status=Status.CERTAIN)
        for one in pairwise(sorted(set(bounds)))
    ]


_FOUND = st.builds(
    lambda place, confidence, within: _found(place[0], place[1], confidence, within),
    _PLACES,
    st.sampled_from([0.3, 0.6, 0.9]),
    st.none() | st.integers(-2, 50),
)


@given(st.lists(st.integers(0, 40), max_size=6), st.lists(_FOUND, max_size=25))
def test_whatever_rules_return_lies_in_its_container_apart_from_its_siblings(
    bounds: list[int], found: list[Attribution]
) -> None:
    top = _top(*bounds)
    every = settled(top, found)
    assert list(every[: len(top)]) == top
    siblings: dict[int, list[Span]] = {}
    for i, one in enumerate(every[len(top) :], len(top)):
        assert one.within is not None
        assert one.within < i
        outer = every[one.within].span
        assert outer.start <= one.span.start < one.span.end <= outer.end
        siblings.setdefault(one.within, []).append(one.span)
    for spans in siblings.values():
        assert all(one.end <= other.start for one, other in pairwise(spans))


@given(st.lists(st.integers(0, 40), max_size=6), st.lists(_FOUND, max_size=25))
def test_nothing_is_lost_but_to_what_is_as_sure_and_crosses_it(bounds: list[int], found: list[Attribution]) -> None:
    top = _top(*bounds)
    kept = [one._replace(within=None) for one in settled(top, found)[len(top) :]]
    for one in found:
        inside = any(t.span.start <= one.span.start < one.span.end <= t.span.end for t in top)
        if inside and one._replace(within=None) not in kept:
            assert any(
                other.confidence >= one.confidence
                and other is not one
                and other.span.start < one.span.end
                and one.span.start < other.span.end
                for other in found
            )


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ([_found(0, 10), _found(2, 8), _found(4, 6)], [(0, 10, 0), (2, 8, 1), (4, 6, 2)]),
        ([_found(4, 6), _found(0, 10), _found(6, 9)], [(0, 10, 0), (4, 6, 1), (6, 9, 1)]),
        ([_found(0, 10, 0.6), _found(5, 15, 0.9)], [(5, 15, 0)]),
        ([_found(0, 10, 0.9), _found(5, 15, 0.6)], [(0, 10, 0)]),
        ([_found(0, 10, 0.6), _found(0, 10, 0.9), _found(3, 4)], [(0, 10, 0), (3, 4, 1)]),
        ([_found(15, 25)], []),
        ([_found(22, 22), _found(21, 25)], [(21, 25, 1)]),
        ([_found(0, 20)], [(0, 20, 0)]),
    ],
)
def test_what_crosses_and_what_nests(found: list[Attribution], kept: list[tuple[int, int, int]]) -> None:
    every = settled(_top(0, 20, 30), found)
    numbers = {0: 0, 1: 1} | {i: i - 1 for i in range(2, len(every))}
    assert [(*one.span, numbers[one.within]) for one in every[2:] if one.within is not None] == kept


def test_a_second_rule_needs_no_more_than_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    def years(document: Document, top: object) -> list[Attribution]:
        whole, year = document.text.index("They dug it in 1901"), document.text.index("1901")
        return [_found(whole, whole + 19), _found(year, year + 4)]

    monkeypatch.setattr(attribution, "RULES", (*attribution.RULES, years))
    document = document_of(b"Canal\n\nNora Feld said that the lock would hold. They dug it in 1901.\n", "canal.txt")
    found = attribution.attribute(document)
    containers = {document.text[slice(*one.span)]: one.within for one in found}
    texts = [document.text[slice(*one.span)] for one in found]
    assert containers["the lock would hold"] == 0
    assert containers["They dug it in 1901"] == 0
    assert texts[containers["1901"] or 0] == "They dug it in 1901"


def test_a_paragraph_found_to_be_less_surely_narration_takes_the_place_of_the_first_reading() -> None:
    first, second = _top(0, 10, 20)
    doubted = first._replace(confidence=0.5, status=Status.AMBIGUOUS, rival="somebody")
    surer = second._replace(confidence=1.0, status=Status.CERTAIN, rival="nobody")
    assert settled([first, second], [doubted._replace(confidence=0.6), doubted, surer]) == (doubted, second)
