"""How sure paragraphs are read, and who is the rival: pages as data, with what other rooms would say of them."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quotes.attribution import language
from quotes.attribution.turns import turns
from quotes.attribution.turns.shape import shaped
from quotes.lexicon import ENGLISH
from quotes.model import Attribution, Block, Document, Manner, Passage, Refused, Span, Status
from quotes.sureness import DOUBTFUL
from tests.attribution.pages import made
from tests.reading import document_of

CASES = tomllib.loads((Path(__file__).parent / "doubts.toml").read_text(encoding="utf-8"))["case"]


def read(case: dict[str, Any]) -> Document:
    """Return the page of a case as document, with the doubts that the case sets."""
    if case.get("whole"):
        return document_of(case["page"], "page.txt")
    document = shaped(made(case["page"], labelled=not case.get("prose")))
    convention = document.convention._replace(probability=case.get("convention", 1.0))
    blocks = tuple(_block(block, case) for block in document.blocks)
    refused = tuple(_refused(document, *row) for row in case.get("refused", ()))
    spoken = case.get("looks_spoken", False)
    return replace(document, convention=convention, blocks=blocks, refused=refused, looks_spoken=spoken)


def _block(block: Block, case: dict[str, Any]) -> Block:
    likely = case.get("labels", {}).get(block.mention.name, 1.0) if block.mention else 1.0
    return block._replace(probability=likely)


def _refused(document: Document, words: str, name: str, likely: float) -> Refused:
    start = document.text.index(words)
    return Refused(Span(start, start + len(words)), name, likely)


def who(found: Attribution) -> str:
    """Return who speaks: "" is the outlet, "?" somebody who is not named."""
    if found.manner is Manner.NARRATED:
        return ""
    return (found.speaker and found.speaker.name) or "?"


def passages(document: Document) -> list[tuple[str, Attribution, Passage]]:
    cut = turns.cut(document)
    return [(document.text[passage.span.start :], found, passage) for found in cut for passage in found.passages]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case["name"],
            marks=[pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else [],
        )
        for case in CASES
    ],
)
def test_how_sure_and_or_else_who(case: dict[str, Any]) -> None:
    document = read(case)
    rows = passages(document)
    got = [
        [begins, who(found), passage.status.value, passage.rival or ""]
        for begins, *_ in case["expect"]
        for text, found, passage in rows
        if text.startswith(begins)
    ]
    assert got == case["expect"], document.why


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_whoever_is_in_doubt_has_a_rival_and_is_less_sure(case: dict[str, Any]) -> None:
    for _, _, passage in passages(read(case)):
        assert (passage.rival is not None) == (passage.status is Status.AMBIGUOUS)
        assert (passage.confidence < DOUBTFUL) == (passage.status is Status.AMBIGUOUS)


@pytest.mark.parametrize(("likely", "confidence"), [(0.01, 0.79), (0.3, 0.7), (0.6, 0.4), (0.99, 0.35)])
def test_a_refused_label_leaves_some_doubt_and_some_sureness(likely: float, confidence: float) -> None:
    case = {
        "page": "The pier was shut.\n\nAlp – the boats were kept in.\n",
        "prose": True,
        "refused": [["Alp", "Alp", likely]],
    }
    _, (_, _, doubted) = passages(read(case))
    assert doubted.confidence == pytest.approx(confidence)
    assert (doubted.status, doubted.rival) == (Status.AMBIGUOUS, "Alp")


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [
        ("", 0.02, 0.04),
        ("Yes.", 0.02, 0.04),
        ("The boats were kept in.", 0.0, 0.01),
        ("Boats leave here daily.", 0.03, 0.1),
        ("Das weiß ich nicht.", 0.1, 0.5),
        ("Wir wissen nicht, wann die Fähre wieder fährt.", 0.5, 0.95),
        ("Мы не знаем.", 0.95, 1.0),
    ],
)
def test_how_likely_words_are_of_an_unknown_language(words: str, least: float, most: float) -> None:
    assert least <= language.unknown(words, ENGLISH) <= most
