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
    *("the harbour pipeline", "Most hypotheses", "Guidelines", "river-mischief", "an old guideline"),  # things
    *("the negotiations in Leeds", "her remarks on the bridge", "the dueling speeches", "such measures"),  # acts
    *("1977", "2012, and obtained by the council", "6-1 for the motion", "2001 for the act"),  # years and scores
    *("his heritage, which", "the long debate, who", "her success, whose end"),  # told more of
    *("let me", "Let us", "the meantime let us"),  # what is called for
    *("recent polling", "Walking into the hall", "sparking", "a brief hearing in Leeds"),  # doings
    *("the deal", "a pending ballot initiative", "The pilot program for the schools"),  # deeds
    *("a thunderous", "dominating by far", "Harbour-based", "Democratic", "a congressional"),  # the noun is cut off
]
SOMEBODY = [
    *("those", "some", "both", "many in the crowd", "one of the women", "64 percent", "the other"),
    *("the family", "the elderly", "the assembly", "Connolly", "Daly", "Emily"),  # no adverbs
    *("officials", "a woman in Leeds", "the crowd", "the campaign", "the report", "a poll", "the administration"),
    *("her staff", "negotiators", "two past chairmen", "elections procedures, Otto Falk, chief of the section"),
    *(
        "the plant",
        "the harbour radio",
        "the camp",
        "a river model",
        "old hands",
    ),  # things, and those who speak for them
    *("2012 voters", "413,000 people", "6 in 10", "a third", "the same number", "half of the crew"),  # how many
    *("let go workers", "those around me", "most of us"),
    *("Manning", "a sibling", "human beings", "The left wing", "the king"),  # no doings
    *("the wealthy", "people close", "a person close", "an inside source", "the unborn", "voters overall"),
    *("a Leeds-based brewer", "the harbour filings", "the mayor's"),
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


@pytest.mark.parametrize(
    ("words", "name"),
    [
        *(("the judges’", "the judges"), ("the mayor's", "the mayor"), ("the crews'", "the crews")),
        *(("the board itself", "the board"), ("the crew themselves", "the crew"), ("the mayor herself", "the mayor")),
        *(("a former aide, who", "a former aide"), ("people of the harbour's", "people of the harbour")),
        *(("the news", "the news"), ("Lee's elf", "Lee's elf")),  # as they stand
    ],
)
@pytest.mark.parametrize("kind", [PersonKind.UNNAMED, PersonKind.GROUP, PersonKind.OFFICE])
def test_what_is_no_part_of_a_description(words: str, name: str, kind: PersonKind) -> None:
    place = Span(0, 1)
    mention = Mention(words, place, "", None, kind)
    said = [Attribution(place, Manner.REPORTED, Basis.REPORTING_VERB, mention, 0.9, Status.INFERRED)]
    assert [person.name for person in resolve(EMPTY, said).people] == [name]


BODIES = (
    "Atlantic",
    "Blaze",
    "Voice of the North",
    "Harbour Initiative",
    "the response",
    "The initiative",
    "A response",
)


def test_a_body_by_name_is_somebody_whatever_it_is_called() -> None:
    place = Span(0, 1)
    mentions = [Mention(words, place, words, None, PersonKind.GROUP) for words in BODIES]
    said = [Attribution(place, Manner.REPORTED, Basis.REPORTING_VERB, one, 0.9, Status.INFERRED) for one in mentions]
    assert [person.name for person in resolve(EMPTY, said).people] == list(BODIES[:4])


def test_a_label_is_somebody_whatever_it_says() -> None:
    place = Span(0, 1)
    mention = Mention("Which", place, "Which", None, PersonKind.UNNAMED)
    turn = Attribution(place, Manner.VERBATIM, Basis.LABEL_LINE, mention, 1.0, Status.CERTAIN, label=mention)
    assert [person.name for person in resolve(EMPTY, [turn]).people] == ["Which"]
