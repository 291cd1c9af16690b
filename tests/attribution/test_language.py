"""Whether words are of the language whose cues are known: both sides of the threshold."""

from __future__ import annotations

import pytest

from quotes.attribution.language import foreignness, is_foreign, is_plainly_known, of_paragraph

_ENGLISH = "The keeper of the lock said that it would hold, and that she had seen worse."
_GERMAN = "Die Schleuse wird noch lange halten, und wir haben schon ganz andere Winter gesehen als diesen, meinte sie."


@pytest.mark.parametrize(("text", "foreign"), [(_ENGLISH, False), (_GERMAN, True)])
def test_words_tell_their_language(text: str, foreign: bool) -> None:
    assert (foreignness(text) > 0) is foreign
    assert is_foreign((text * 4).split()) is foreign


def test_names_say_nothing() -> None:
    assert foreignness("Greta Lind, Peter Brandt, Mary Varga") == 0.0


def test_a_few_words_without_an_english_one_leave_an_english_page_english() -> None:
    assert of_paragraph(foreignness("So proud!"), foreignness(_ENGLISH)) < 0
    assert of_paragraph(foreignness("So proud!"), 0.0) < 0


def test_a_long_paragraph_outweighs_the_page() -> None:
    assert of_paragraph(foreignness(_GERMAN * 5), foreignness(_ENGLISH * 5)) > 0
    assert of_paragraph(foreignness(_ENGLISH), foreignness(_GERMAN * 5)) < 0


@pytest.mark.parametrize("text", [_ENGLISH, _GERMAN, _ENGLISH * 3, "Well.", _ENGLISH + _GERMAN])
@pytest.mark.parametrize("page", [_ENGLISH * 5, _GERMAN * 5])
def test_what_is_passed_over_as_plainly_known_is_known(text: str, page: str) -> None:
    opening = foreignness(text + page)
    if is_plainly_known(text, opening, within=True):
        assert of_paragraph(foreignness(text), opening - foreignness(text)) < -4.0
    if is_plainly_known(text, foreignness(page), within=False):
        assert of_paragraph(foreignness(text), foreignness(page)) < -4.0
