"""Pages in other languages: who says what, by the words of their packs."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.attribution.speech import statements
from quotes.lexicon import load, others
from quotes.model import Attribution, Basis, Convention, Document, Extraction, Manner, Span, Statement, Status
from quotes.pipeline import extract

TOLD = tomllib.loads((Path(__file__).parent / "speech_cases.toml").read_text("utf-8"))
CASES = TOLD["case"]
LANGUAGES = sorted(others())


def read(case: dict[str, Any]) -> tuple[Extraction, list[Statement]]:
    """Return the page of a case, and what is read of its words."""
    found = extract(f"{TOLD['openings'][case['language']]}\n\n{case['text']}\n".encode(), "page.txt")
    start = found.document.text.index(case["words"])
    end = start + len(case["words"])
    said = [one for one in found.statements if one.manner is not Manner.NARRATED]
    return found, [one for one in said if one.span.start < end and one.span.end > start]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}: {case['about']}")
def test_who_says_it(case: dict[str, Any]) -> None:
    found, said = read(case)
    names = {found.people[one.person].name for one in said if one.person is not None}
    assert names == ({case["who"]} if case["who"] else set())
    assert {one.status.value for one in said} == ({case["status"]} if "status" in case else set())
    assert {one.rival for one in said} <= {case.get("rival")}


@pytest.mark.parametrize(
    "case", [one for one in CASES if "act" in one], ids=lambda one: f"{one['language']}: {one['about']}"
)
def test_what_is_done_by_it(case: dict[str, Any]) -> None:
    (force,) = {one.force for one in read(case)[1]}
    assert (force.act.value, force.factuality.value) == (case["act"], case["factuality"])


@pytest.mark.parametrize(
    ("language", "text", "words", "who"),
    [
        ("ru", "Мэр Олег Гриненко отрицает, что говорил: «Вы все воры».", "Вы все воры", "Олег Гриненко"),
        ("de", "Anna Berg bestritt, je behauptet zu haben, sie sei krank.", "sie sei krank", "Anna Berg"),
        ("fr", "Marie Petit nie avoir dit que le pont était sûr.", "le pont était sûr", "Marie Petit"),
        ("it", "Ugo Rossi ha negato che Ida Gallo abbia detto che è sicuro.", "è sicuro", "Ida Gallo"),
    ],
)
def test_what_is_said_within_a_denial_is_not_said(language: str, text: str, words: str, who: str) -> None:
    found, said = read({"language": language, "text": text, "words": words})
    (inner,) = (one for one in said if found.document.text[one.span.start : one.span.end] == words)
    assert inner.person is not None
    assert (found.people[inner.person].name, inner.force.factuality.value) == (who, "unsaid")
    assert inner.status is not Status.CERTAIN


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pack_has_cases_of_each_kind(language: str) -> None:
    kinds = {case["about"].partition(",")[0] for case in CASES if case["language"] == language}
    assert {"direct speech", "reported speech", "denied", "not said", "according to", "by a pronoun"} <= kinds


def words_in(language: str) -> list[str]:
    """Words of a pack, of all its tables."""
    tables = load(language).tables("speech").values()
    found = {word for table in tables for text in table.values() if isinstance(text, str) for word in text.split()}
    return sorted(word.strip("+>").replace("~", " ").replace("_", " ") for word in found)


MARKS = (
    *[",", ".", ":", ";", "?", "!", "—", "–", "-", "«", "»", "„", "“", "”", "‘", "’", "(", ")", "12", "…", "\n"],
    "Ann Lee",
    "Lee",
    "Ada",
    "IX",
    "d’",
    "l’Ann",
    "\n\n",
)


def texts(language: str) -> st.SearchStrategy[str]:
    """Texts of a pack's words, names and marks, some of them with capitals, and of anything."""
    word = st.sampled_from(words_in(language))
    piece = st.one_of(word, word.map(str.capitalize), st.sampled_from(MARKS), st.text(max_size=4))
    return st.lists(piece, max_size=40).map(" ".join)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_text_is_read_and_each_statement_lies_in_its_paragraph(language: str, data: st.DataObject) -> None:
    text = data.draw(texts(language))
    half = data.draw(st.integers(0, len(text)))
    places = [Span(0, half), Span(half, len(text))]
    told = Manner.NARRATED, Basis.NARRATION, None, 1.0, Status.CERTAIN
    top = [Attribution(place, *told) for place in places if place.start < place.end]
    document = Document("page", text, "", "", Convention("prose", 1.0), (), lexicon=load(language))
    for one in statements.find(document, top):
        assert any(place.start <= one.span.start < one.span.end <= place.end for place in places)
