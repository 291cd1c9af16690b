"""How paragraphs of pages without labels speak: the signs, the model, and the least that a page must show."""

from __future__ import annotations

import pytest

from quotes.attribution.turns import voice
from quotes.lexicon import ENGLISH
from tests.reading import document_of

TOLD = "The mill stands on the river and grinds oats for the villages around it."


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        (TOLD, set()),
        ("I am late.", {"i"}),
        ("It was ours, and it is now theirs.", {"we"}),
        ("“I am late.”", set()),
        ("Have they left?", {"asks"}),
        ("Will you stay?", {"you", "asks"}),
        ("Dear Olga, the oats are in.", {"greets"}),
        ("Dearth of oats.", set()),
        ("— The oats are in.", {"dash"}),
        ("- The oats are in.", set()),
    ],
)
def test_signs_of_one_who_speaks(text: str, signs: set[str]) -> None:
    heard = voice.observed([text, "I see it.", "I do."], ENGLISH)
    assert heard
    assert {name for name in heard.paragraphs[0] if name in ("i", "we", "you", "asks", "greets", "dash")} == signs


@pytest.mark.parametrize(("told", "weighed"), [(3, True), (4, True), (5, False), (9, False)])
def test_a_page_is_weighed_where_at_least_one_paragraph_in_five_speaks(told: int, weighed: bool) -> None:
    assert bool(voice.observed(["I see the river."] + [TOLD] * told, ENGLISH)) is weighed


def test_what_speaks_is_likelier_among_what_speaks() -> None:
    spoken = voice.voices(["I see the river.", "We do not.", "Do you?", "You are right."], ENGLISH)
    mixed = voice.voices(["I see the river.", TOLD, TOLD, TOLD], ENGLISH)
    assert min(one.probability for one in spoken) > 0.5 > mixed[0].probability > mixed[1].probability


def test_a_title_that_names_who_speaks_makes_it_likelier() -> None:
    texts = ["I see the river.", TOLD, TOLD]
    plain, titled = (voice.voices(texts, ENGLISH, titled) for titled in (False, True))
    assert all(one.probability < other.probability for one, other in zip(plain, titled, strict=True))


@pytest.mark.parametrize(
    ("page", "looks"),
    [
        (f"Good morning to you all.\n\nI am late, and I know it.\n\n{TOLD}\n\nThank you for the oats.\n", True),
        (f"I am late.\n\n{TOLD}\n\n{TOLD}\n\n{TOLD}\n", False),
    ],
)
def test_a_page_most_of_which_speaks_looks_spoken(page: str, looks: bool) -> None:
    document = document_of(page, "page.txt")
    assert document.looks_spoken is looks
    assert any("words of somebody whom no label names" in why for why in document.why) is looks
