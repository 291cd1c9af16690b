"""Quotations and reports in prose: the cases, the laws on any text, and the seed."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.attribution import attribute
from quotes.attribution.arbiter import settled
from quotes.attribution.prose import drafts
from quotes.attribution.prose import statements as prose
from quotes.model import Attribution, Basis, BlockKind, Convention, Document, Manner, Mention, Passage, Span, Status
from quotes.sureness import DOUBTFUL
from tests.accuracy.blocks import FOLDER
from tests.accuracy.prose import pronouns, prose_alone, scorer
from tests.reading import document_of, extracted

_CASES = Path(__file__).with_name("prose_cases")
_LABELLED = Path(__file__).with_name("labelled_prose.toml")
_NARRATION = Path(__file__).with_name("narration.toml")
_SEED = Path(__file__).parents[2] / "seeds" / "000_95e9098eae3ad72e.txt"


def _cases() -> list[Any]:
    found = []
    for path in sorted(_CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            marks = [pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else []
            found.append(pytest.param(case["text"], case["said"], id=f"{path.stem}: {case['name']}", marks=marks))
    return found


def _document(text: str) -> tuple[Document, list[Attribution]]:
    """Return a document of narration, a paragraph a line."""
    spans = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            left = start + len(line) - len(line.lstrip())
            spans.append(Span(left, left + len(line.strip())))
        start += len(line) + 1
    passages = [(Passage(BlockKind.PARAGRAPH, span, Basis.NARRATION, None, 1.0, Status.CERTAIN),) for span in spans]
    told = Manner.NARRATED, Basis.NARRATION, None, 1.0, Status.CERTAIN
    top = [Attribution(p[0].span, *told, passages=p) for p in passages]
    return Document("case", text, "", "plain", Convention("prose", 1.0), ()), top


def _settled(document: Document, top: Sequence[Attribution]) -> list[Attribution]:
    """Return what the rule finds, in the order and with the containers that the arbiter gives."""
    return list(settled(top, prose.find(document, top))[len(top) :])


def found_in(text: str) -> list[Attribution]:
    return _settled(*_document(text))


def _container(text: str, nested: Attribution) -> str | None:
    """Return the words of the statement in which another lies; None when that is the outlet's paragraph."""
    document, top = _document(text)
    if nested.within is None or nested.within < len(top):
        return None
    return text[slice(*_settled(document, top)[nested.within - len(top)].span)]


def who(found: Attribution) -> str | None:
    return found.antecedent or (found.speaker.name or found.speaker.text if found.speaker else None)


@pytest.mark.parametrize(("text", "said"), _cases())
def test_every_statement_is_found_and_nothing_else(text: str, said: list[dict[str, Any]]) -> None:
    found = found_in(text)
    assert [(who(f) or "", text[slice(*f.span)], f.manner.value) for f in found] == [
        (s["who"], s["words"], s.get("manner", "verbatim")) for s in said
    ]
    for attribution, expected in zip(found, said, strict=True):
        assert attribution.status.value in expected["status"].split(" or ")
        assert attribution.rival == expected.get("rival")
        least, most = expected.get("confidence", (0.0, 1.0))
        assert least <= attribution.confidence <= most
        if attribution.speaker is None:
            continue
        assert attribution.speaker.text == text[slice(*attribution.speaker.span)]
        assert [one.name for one in attribution.others] == expected.get("others", [])
        assert (expected.get("role", attribution.speaker.role) or None) == attribution.speaker.role
        assert expected.get("kind", attribution.speaker.kind.value) == attribution.speaker.kind.value
        assert _container(text, attribution) == (said[expected["within"]]["words"] if "within" in expected else None)


@pytest.mark.parametrize("case", tomllib.loads(_NARRATION.read_text(encoding="utf-8"))["case"], ids=itemgetter("name"))
def test_how_sure_narration_is_where_somebody_may_speak(case: dict[str, Any]) -> None:
    document, top = _document(case["text"])
    found = settled(top, prose.find(document, top))[: len(top)]
    assert [one.rival or one.status.value for one in found] == case["told"]
    for one in found:
        doubted = (one.status is Status.AMBIGUOUS, one.confidence < DOUBTFUL)
        assert doubted == (one.rival is not None,) * 2
        assert all((p.status, p.rival, p.confidence) == (one.status, one.rival, one.confidence) for p in one.passages)


@pytest.mark.parametrize("case", tomllib.loads(_LABELLED.read_text(encoding="utf-8"))["case"], ids=itemgetter("name"))
def test_who_is_meant_on_a_page_with_labels(case: dict[str, Any]) -> None:
    document = document_of(case["page"].encode(), "page.txt")
    found = [(who(f), document.text[slice(*f.span)]) for f in attribute(document) if f.within is not None]
    assert found == [(said["who"], said["words"]) for said in case["said"]]


def test_both_who_are_named_by_surname_are_the_people_of_the_page() -> None:
    page = "5 March 2024\n\nMayor Ida Renn and engineer Tom Okello met the press on Monday.\n\n"
    found = extracted(
        page + '"We stand by the date," Renn and Okello said.\n\nBoth Renn and Okello said it was safe.\n'
    )
    spoken = [one for one in found.statements if one.person is not None]
    both = [[found.people[i].name for i in (one.person, *one.others) if i is not None] for one in spoken]
    assert both == [["Ida Renn", "Tom Okello"]] * 2
    assert [person.name for person in found.people] == ["Ida Renn", "Tom Okello"]


_TOKENS = [*(_CASES / "tokens.txt").read_text(encoding="utf-8").split(), "\n", "\n\n", "\t", "\u00a0"]
_TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(_TOKENS), max_size=60).map(" ".join))


@given(_TEXTS)
def test_no_text_raises_and_statements_lie_in_their_containers_apart_from_their_siblings(text: str) -> None:
    document, top = _document(text)
    found = _settled(document, top)
    every = [*top, *found]
    by_container: dict[int, list[Span]] = {}
    for attribution in found:
        assert attribution.within is not None
        outer = every[attribution.within].span
        assert outer.start <= attribution.span.start < attribution.span.end <= outer.end
        by_container.setdefault(attribution.within, []).append(attribution.span)
    for spans in by_container.values():
        ordered = sorted(spans)
        assert all(one.end <= other.start for one, other in pairwise(ordered))


@given(_TEXTS)
def test_doubt_is_shown(text: str) -> None:
    for found in found_in(text):
        assert 0 < found.confidence <= 1
        assert (found.status is Status.AMBIGUOUS) == (found.rival is not None)


@pytest.mark.parametrize("unit", ["of ", "in of ", "in Monday of ", "last of ", ", on Monday ", "said that she "])
def test_long_runs_of_the_same_words_are_read_at_once(unit: str) -> None:
    # With a pattern that backtracks, each of these would run for hours.
    assert found_in(f"He said {unit * 200}; that “x”") is not None


def _in_turn(text: str) -> list[Attribution]:
    """Return what is found in the words of somebody who speaks under a label."""
    label = Mention("Ann Doyle", Span(0, 0), "Ann Doyle")
    turn = Attribution(Span(0, len(text)), Manner.VERBATIM, Basis.LABEL_LINE, label, 1.0, Status.CERTAIN, label=label)
    return _settled(Document("turn", text, "", "plain", Convention("prose", 1.0), ()), [turn])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "I said that it would stand. The mayor told us that the bridge was safe.",
            [("The mayor", "the bridge was safe")],
        ),
        ("We were told by the mayor that the bridge was safe.", [("the mayor", "the bridge was safe")]),
        ("We have always said that the bridge was safe, and I still think it is.", []),
        ("I think the mayor said that the bridge was safe.", []),
        ("You know, Ivan İnan said that the bridge was safe.", [("Ivan İnan", "the bridge was safe")]),
        ("Thank you. People need to see that we never said the bridge was safe.", []),
        (
            "The mayor said that it was safe, and we said that it was not.",
            [("The mayor", "it was safe")],
        ),
        (
            "The mayor said that it was late. “It is dark.” I left.",
            [("The mayor", "it was late"), ("The mayor", "It is dark.")],
        ),
    ],
)
def test_a_labelled_turn_is_not_cut_and_its_speaker_reports_others(text: str, said: list[tuple[str, str]]) -> None:
    found = _in_turn(text)
    assert [(f.speaker and f.speaker.text, text[slice(*f.span)]) for f in found] == said
    assert all(f.within == 0 for f in found)


@given(_TEXTS)
def test_what_is_passed_over_in_a_turn_reports_nothing(text: str) -> None:
    found = _in_turn(text)
    with patch.object(drafts, "tells_of_others", return_value=True), patch.object(drafts, "has_cue", return_value=True):
        assert _in_turn(text) == found


def test_the_seed_holds_two_reports() -> None:
    document = document_of(_SEED.read_bytes(), _SEED.name)
    nested = [found for found in attribute(document) if found.within is not None]
    lines = [document.text.count("\n", 0, found.span.start) + 1 for found in nested]
    assert [(line, who(found)) for line, found in zip(lines, nested, strict=True)] == [
        (8, "Alexander Lukashenko"),
        (23, "Guo Shenkun"),
    ]


@pytest.mark.slow
def test_the_figures_of_the_accuracy_page_hold() -> None:
    score = scorer()
    if score is None:
        pytest.skip(f"the measuring set is not there: {FOLDER / 'prose'}")
    gold = score.load_gold("train")
    found = {name: list(prose_alone(article.raw, name)) for name, (article, _) in gold.items()}
    joint = {row: measure["jF"] for row, measure in score.score(gold, found).items()}
    assert joint["DIRECT"] >= 0.92
    assert joint["MIXED"] >= 0.77
    assert joint["SPEECH"] >= 0.82
    assert joint["ALL"] >= 0.68
    right, total = pronouns({name: article.text for name, (article, _) in gold.items()})
    assert right / total >= 0.85
