"""Whether words are of the language whose cues are known: both sides of the threshold."""

from __future__ import annotations

import pytest

from quotes.attribution import language
from quotes.lexicon import ENGLISH

_ENGLISH = "The keeper of the lock said that it would hold, and that she had seen worse."
_GERMAN = "Die Schleuse wird noch lange halten, und wir haben schon ganz andere Winter gesehen als diesen, meinte sie."
_GREEK = "Το φράγμα θα αντέξει πολύ ακόμα, και έχουμε δει χειρότερους χειμώνες."


@pytest.mark.parametrize(("text", "likely"), [(_ENGLISH, False), (_GERMAN, True), (_GREEK, True)])
def test_words_tell_their_language(text: str, likely: bool) -> None:
    assert (language.unknown(3 * text, ENGLISH) > 0.9) is likely
    assert (language.unknown(text, ENGLISH) > 0.5) is likely
    assert (language.unknown(text, ENGLISH) < 0.1) is not likely


def test_names_say_nothing() -> None:
    assert language.unknown("Greta Lind, Peter Brandt, Mary Varga", ENGLISH) == pytest.approx(language.RARE)


def test_a_few_words_without_an_english_one_leave_an_english_page_english() -> None:
    assert language.unknown("So proud!", ENGLISH, language.beside(language.unknown(_ENGLISH, ENGLISH))) < 0.5


def test_a_long_paragraph_outweighs_the_page() -> None:
    assert language.unknown(3 * _GERMAN, ENGLISH, language.beside(language.unknown(_ENGLISH, ENGLISH))) > 0.5
    assert language.unknown(_ENGLISH, ENGLISH, language.beside(language.unknown(_GERMAN, ENGLISH))) < 0.5
