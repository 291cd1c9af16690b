"""Which phrases of prose are nobody, and make no row among people."""

import pytest

from quotes.lexicon import ENGLISH
from quotes.model import Attribution, Basis, Manner, Mention, PersonKind, Span, Status
from quotes.people import resolve
from quotes.people.nobody import names_nobody
from tests.people.test_resolve import EMPTY

NOBODY = [
    *("the", "which", "whom", "Frankly", "Furthermore", "a", "this", "Mr"),  # what is left of a phrase
    *("The enforcement of the ban", "Europeans’ hostility", "her admiration for Lee", "rivers’ pollution"),
    *("Ominously for the mayor", "the sleepy timing of the debate", "two weeks", "catastrophes", "an abnormality"),
]
SOMEBODY = [
    *("those", "some", "both", "many in the crowd", "one of the women", "64 percent", "the other"),
    *("the family", "the elderly", "the assembly", "Connolly", "Daly", "Emily"),  # no adverbs
    *("officials", "a woman in Leeds", "the crowd", "the campaign", "the report", "a poll", "the administration"),
    *("her staff", "negotiators", "two past chairmen", "elections procedures, Otto Falk, chief of the section"),
]


@pytest.mark.parametrize("words", NOBODY)
def test_what_names_nobody(words: str) -> None:
    assert names_nobody(words, ENGLISH)


@pytest.mark.parametrize("words", SOMEBODY)
def test_who_may_speak(words: str) -> None:
    assert not names_nobody(words, ENGLISH)


def test_nobody_is_no_row_among_people() -> None:
    place = Span(0, 1)
    said = [
        Attribution(place, Manner.REPORTED, Basis.REPORTING_VERB, mention, 0.9, Status.INFERRED)
        for words in ("the enforcement of the ban", "officials")
        for mention in (Mention(words, place, "", None, PersonKind.UNNAMED),)
    ]
    found = resolve(EMPTY, said)
    assert [person.name for person in found.people] == ["officials"]
    assert [one.person for one in found.speaking] == [None, 0]


def test_a_label_is_somebody_whatever_it_says() -> None:
    place = Span(0, 1)
    mention = Mention("Which", place, "Which", None, PersonKind.UNNAMED)
    turn = Attribution(place, Manner.VERBATIM, Basis.LABEL_LINE, mention, 1.0, Status.CERTAIN, label=mention)
    assert [person.name for person in resolve(EMPTY, [turn]).people] == ["Which"]
