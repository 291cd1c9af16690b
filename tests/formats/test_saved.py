"""Saved pages: the article and what stands beside it, and what a page says of itself. The pages are in saved.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.export.extraction import as_object
from quotes.formats.html import advice
from quotes.formats.html.tokens import tokens
from quotes.formats.html.tree import elements
from quotes.pipeline import extract

CASES = tomllib.loads((Path(__file__).parent / "saved.toml").read_text("utf-8"))["case"]
MARKS = ["<", ">", "</", "<!--", "-->", "<p>", "</p>", "<div>", "</div>", "<script>", "</script>", "<li>", "<td>"]


def read(page: str) -> dict[str, Any]:
    return as_object(extract(page.encode(), "page.html"))


@pytest.fixture(params=["with the other programs", "alone"])
def judges(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """With trafilatura and htmldate, and as it is where neither is installed."""
    if request.param == "alone":
        monkeypatch.setattr(advice, "program", lambda name: None)
    return str(request.param)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
@pytest.mark.usefixtures("judges")
def test_the_article_and_what_stands_beside_it(case: dict[str, Any]) -> None:
    found = read(case["page"])
    top = [one for one in found["statements"] if one["within"] is None]
    paragraphs = "\n\n".join(one["text"] for one in top).split("\n\n")
    stretches = [" ".join(one["text"].split()) for one in found["beside"]]
    for words in case.get("inside", ()):
        assert [one for one in paragraphs if one.startswith(words)], paragraphs
    for words in case.get("beside", ()):
        assert [one for one in stretches if one.startswith(words)], stretches
        assert not [one for one in paragraphs if words in one]
    for words in case.get("nowhere", ()):
        assert not [one for one in (*paragraphs, *stretches) if words in one]
    for words, speaker in case.get("said", ()):
        assert [one for one in found["statements"] if one["text"].startswith(words) and one["speaker"] == speaker]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES if "facts" in case])
def test_a_page_says_what_it_is(case: dict[str, Any]) -> None:
    found = read(case["page"])
    for name, value, how in case["facts"]:
        [first, *_] = [one for one in found["facts"] if one["name"] == name]
        assert [first["value"], first["how"]] == [value, how]
        assert name == "author" or found[name] == value
        assert first["start"] < first["end"]


def test_which_judge_there_was_is_told(judges: str) -> None:
    words = ("Home", "News", "Sport", "Boats", "Fish", "Jobs", "Cars", "Weather")
    links = "".join(f"<li><a href=/{word}>{word}</a>" for word in words)
    text = "The tunnel was shut on Monday, after water had come in. " * 3
    page = f"<body><ul>{links}</ul><article><h1>Tunnel</h1><p>{text}</p><p>{text}It stays shut.</p></article></body>"
    told = "; ".join(extract(page.encode(), "page.html").document.why)
    assert ("judged with trafilatura" in told) == (judges != "alone")
    assert ("pip install" in told) == (judges == "alone")


def test_a_page_without_menus_is_judged_by_itself() -> None:
    page = "<body><nav>Home News Sport</nav><p>“Take the tunnel,” said Inspector Ada Holm.</p></body>"
    told = "; ".join(extract(page.encode(), "page.html").document.why)
    assert "1 of 2 blocks stand beside the article: by what its elements and links are" in told


@pytest.mark.parametrize(
    ("attributes", "shown"),
    [
        ("hidden", False),
        ('style="display: none"', False),
        ('class="x" aria-hidden="true"', False),
        ('style="overflow: hidden"', True),
        ('class="hidden"', True),
        ("data-hidden=x", True),
    ],
)
def test_what_says_that_it_is_not_shown(attributes: str, shown: bool) -> None:
    page = f"<p>The gate fell on Monday.</p><div {attributes}><p>“It was old,” said Ola Fin, the keeper.</p></div>"
    assert bool(read(page)["beside"]) != shown


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES if "published" in case])
@pytest.mark.usefixtures("judges")
def test_a_page_says_when_it_was_published(case: dict[str, Any]) -> None:
    published = read(case["page"])["published"]
    assert (f"{published['edtf']} {published['basis']}" if published else "") == case["published"]


def test_what_is_given_comes_before_what_the_page_says() -> None:
    from quotes.model import Metadata

    page = '<html lang="de"><head><title>Wehr</title></head><body><p>Das Wehr wird gebaut.</p></body></html>'
    found = as_object(extract(page.encode(), "page.html", metadata=Metadata(title="Weir", language="en")))
    assert (found["title"], found["language"]) == ("Weir", "en")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(MARKS), st.text(max_size=4)), max_size=30).map("".join))
def test_elements_lie_within_each_other(page: str) -> None:
    tree = elements(tokens(page), len(page))
    for element in tree:
        assert element.tag.start < element.tag.end <= element.end <= len(page)
        if element.parent is not None:
            assert tree[element.parent].tag.end <= element.tag.start
            assert element.end <= tree[element.parent].end


def test_words_of_reporting_at_the_very_end_are_read() -> None:
    page = "<p>It was a draft, but it is “a row over farm bills” says agriculture min amid row over farm bills</p>"
    assert read(page)["statements"]
