"""How likely a page is a transcript or an interview: both sides of every sign, and no cliff between them."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from quotes.attribution.turns import vetoes
from quotes.attribution.turns.judges import FITTED, Fitted, going_on
from quotes.attribution.turns.report import Decided, Judged, _speech
from quotes.attribution.turns.sections import sections_of
from quotes.attribution.turns.shape import shaped
from quotes.attribution.turns.weighing import Ways, _transcript_here
from quotes.model import Document, Shape, ShapeKind, Status
from quotes.sureness import status_of
from tests.attribution.pages import made
from tests.reading import document_of

TURNS = ["The gate is old.", "It is not.", "It leaks.", "It does not.", "Who pays?", "The town.", "When?", "In May."]
NAMES = ["Ines Toll", "Pavel Stern"]
FOUR = [*NAMES, "Ada Rook", "Jo Finch"]
LEAD = "The council met on Monday night in the old hall by the river, and it spoke of nothing but the new gate.\n\n"
OF_SPEAKER = "Stern left the hall on Friday, and Toll told reporters that he was ill."
BEHIND = "So let us mend it, and let us begin this week."


def page(count: int, names: list[str] = NAMES, behind: int = 0, above: str = "", more: str = BEHIND) -> Document:
    """A page of `count` labels, of which the first `behind` have a further paragraph, `more`."""
    turns = [
        f"{names[i % len(names)]}: {TURNS[i % 8]}\n\n" + (f"{more}\n\n" if i < behind else "") for i in range(count)
    ]
    return shaped(made(above + "".join(turns)))


def chance(document: Document, kind: ShapeKind = ShapeKind.TRANSCRIPT) -> float:
    shape = document.shape
    assert shape is not None
    return {shape.kind: shape.probability, **dict(shape.others)}.get(kind, 0.0)


def test_the_chances_of_all_ways_add_up_to_one() -> None:
    shape = page(5, behind=2).shape
    assert shape is not None
    assert shape.probability + sum(likely for _, likely in shape.others) == pytest.approx(1)
    assert shape.probability >= max(likely for _, likely in shape.others)


@pytest.mark.parametrize(
    ("more_likely", "less_likely"),
    [
        (page(8, behind=3), page(4, behind=3)),  # more labels
        (page(6, behind=1), page(6, behind=5)),  # denser
        (page(6, behind=3), page(6, behind=3, above=LEAD)),  # no lead
        (page(6, behind=3, above="Transcript\n\n"), page(6, behind=3, above="Minutes of the past\n\n")),
        (page(6, ["TOLL", "STERN"], behind=3), page(6, ["Toll", "Stern"], behind=3)),
        (page(6, behind=3), page(6, behind=3, more="Stern then left the hall with the mayor, who said he was ill.")),
        (page(8, behind=3), page(8, FOUR, behind=3)),
    ],
    ids=["labels", "dense", "introduced", "announced", "capitals", "narration", "recurring"],
)
def test_each_sign_speaks_for_its_side(more_likely: Document, less_likely: Document) -> None:
    assert chance(more_likely) > chance(less_likely)


@pytest.mark.parametrize(
    ("document", "least", "most"),
    [
        (page(4, FOUR, behind=4, above=LEAD), 0.38, 0.5),
        (page(4, FOUR, behind=1, above=LEAD), 0.55, 0.66),
        (page(4, FOUR, behind=3), 0.6, 0.72),
        (page(4, behind=3, above=LEAD), 0.87, 0.95),
        (page(12, behind=4), 0.985, 1),
        (page(6, behind=4, above=LEAD, more=OF_SPEAKER), 0, 0.2),
    ],
    ids=["once each, going on", "once each, dense", "once each, no lead", "few", "many", "told of"],
)
def test_a_page_is_as_likely_a_transcript_as_such_pages_were(document: Document, least: float, most: float) -> None:
    assert least <= chance(document) <= most


def test_one_sentence_above_does_not_turn_a_page() -> None:
    bare, led = chance(page(10, behind=4)), chance(page(10, behind=4, above=LEAD))
    assert bare > led > 0.9


def test_one_more_label_or_paragraph_moves_the_chance_by_little() -> None:
    by_labels = [chance(page(count, behind=2)) for count in range(5, 14)]
    by_density = [chance(page(8, behind=behind)) for behind in range(9)]
    for row in (by_labels, by_density):
        assert all(abs(one - other) < 0.2 for one, other in pairwise(row))


QUESTION = "And what is it that the town will do?"


def interview(asked: int, others: int) -> Document:
    paragraphs = [QUESTION] * asked + ["The rain came on Monday, and it went on for a week."] * others
    turns = [f"{words}\n\nVera Milk:\nI know it, and I say it.\n\n" for words in paragraphs]
    return shaped(made("".join(turns)))


@pytest.mark.parametrize(
    ("asked", "others", "least", "most"),
    [(0, 3, 0, 0.01), (1, 3, 0, 0.15), (2, 4, 0.25, 0.55), (2, 2, 0.8, 0.97), (3, 4, 0.85, 0.97), (4, 1, 0.97, 1)],
)
def test_an_interview_is_told_by_the_share_of_questions(asked: int, others: int, least: float, most: float) -> None:
    document = interview(asked, others)
    assert least <= chance(document, ShapeKind.INTERVIEW) / (1 - chance(document)) <= most


@pytest.mark.parametrize(
    ("confidence", "status"),
    [
        (1.0, Status.CERTAIN),
        (0.97, Status.CERTAIN),
        (0.969, Status.INFERRED),
        (0.8, Status.INFERRED),
        (0.799, Status.AMBIGUOUS),
        (0.5, Status.AMBIGUOUS),
    ],
)
def test_how_sure_is_called_what(confidence: float, status: Status) -> None:
    assert status_of(confidence) is status


def decided(length: int, hand: int, fitted: int, impersonal: bool = False, page: float = 0.0) -> Decided:
    return Decided((), length, hand, fitted, 0.0, (9.0,), (impersonal,), page)


WEIGHTS = Fitted(0.0, (), 0.08, 3.0, impersonal=0.75, disagreed=0.7)


def test_a_reading_on_which_the_judges_disagree_is_no_surer_than_such_were_right() -> None:
    assert _speech(decided(1, 1, 1), 0, WEIGHTS) > 0.99
    assert _speech(decided(0, 0, 0), 0, WEIGHTS) < 0.01
    assert _speech(decided(1, 0, 1), 0, WEIGHTS) == pytest.approx(0.7)
    assert _speech(decided(1, 1, 0), 0, WEIGHTS) == pytest.approx(0.7)
    assert _speech(decided(0, 1, 0), 0, WEIGHTS) == pytest.approx(0.3)
    assert _speech(decided(0, 0, 1), 0, WEIGHTS) == pytest.approx(0.3)
    assert _speech(decided(0, 0, 0, impersonal=True), 0, WEIGHTS) == pytest.approx(0.25)
    assert status_of(FITTED.disagreed) is status_of(FITTED.impersonal) is Status.AMBIGUOUS


def test_the_more_paragraphs_go_on_the_likelier_is_every_reading_speech() -> None:
    pages = [going_on(1, paragraphs) for paragraphs in (0, 7, 8, 15, 21, 200)]
    assert pages[0] == pages[1] == 0 < pages[2] < pages[3] < pages[4] == pages[5]
    assert going_on(2, 2) == 0 < going_on(3, 3) < going_on(5, 5)
    for length in (0, 1):
        few, more, many = (_speech(decided(length, length, length, page=page), 0, FITTED) for page in pages[1:4])
        assert few < more < many


def test_disagreement_says_little_of_speech_where_turns_clearly_go_on() -> None:
    assert _speech(decided(1, 0, 1, page=going_on(4, 4)), 0, WEIGHTS) > 0.99
    assert _speech(decided(0, 1, 0, page=going_on(0, 20)), 0, WEIGHTS) == pytest.approx(0.3)


def test_a_paragraph_that_reads_as_told_makes_a_transcript_less_likely_there_by_degrees() -> None:
    ways = Ways(0.9, 0.0)
    here = [_transcript_here(ways, alone) for alone in (None, 0.0, -2.0, -4.0, -8.0, -30.0)]
    assert here[:3] == pytest.approx([0.9] * 3)
    assert 0.7 < here[3] < 0.8 < here[2]
    assert 0.25 < here[4] < here[3]
    assert here[5] == pytest.approx(here[4])


def note(turn_lengths: list[int], last: str) -> float:
    """How likely the last paragraph is a note, behind turns of so many paragraphs each."""
    rows = [f"{NAMES[i % 2]}: {TURNS[i]}\n\n" + f"{BEHIND}\n\n" * (n - 1) for i, n in enumerate(turn_lengths)]
    document = made("".join(rows) + last)
    found = sections_of(document)
    (likely,) = list(vetoes.note_at_end(document, found).values())[:1]
    return likely


TOLD = "The talk went on for an hour, and it was agreed that the board would meet on Thursday."
SAID = "And I want to know why we were never asked."


def test_a_note_at_the_end_is_likelier_the_shorter_the_other_turns_are() -> None:
    single, double = note([1] * 7, TOLD), note([2] * 6 + [1], TOLD)
    assert 0.3 < single < 0.75
    assert double < 0.25 < single
    assert note([1] * 6 + [1], SAID) < 0.05
    assert note([1, 1, 1, 2, 1, 1, 1], TOLD) < single


def test_vetoes_fade_within_a_page_and_last_at_its_end() -> None:
    text = "ANA: We go.\n\nSubscribe to our letter now.\n\nWe know it.\n\nWe do.\n\nBO: Yes.\n\n" * 4
    document = made(text)
    section = next(section for section in sections_of(document) if len(section.paragraphs) == 4)
    within = [veto.speech for veto in vetoes.vetoes(document, section, False)]
    ending = [veto.speech for veto in vetoes.vetoes(document, section, True)]
    assert within == pytest.approx([vetoes.NOTE_WITHIN, 0.8, 0.9])
    assert ending == pytest.approx([vetoes.NOTE] * 3)
    assert status_of(vetoes.NOTE_WITHIN) is status_of(vetoes.THIRD_PERSON) is Status.AMBIGUOUS
    assert status_of(1 - vetoes.NOTE) is Status.AMBIGUOUS
    assert status_of(vetoes.GOES_ON) is Status.CERTAIN


CLOSERS = [
    "This interview was edited for length.",
    "The conversation has been condensed and edited.",
    "Transcript provided by Ebro Radio.",
    "Translated from the Ruritanian by Ada Rook.",
    "© 2024 Ebro Radio",
    "Follow Jo Finch on Chirper.",
    "Read more: the gate is open",
    "Sign up for our letter.",
    "The meeting was adjourned at 9 p.m.",
    "Jo Finch is a reporter for the Ebro Gazette.",
    "By Jo Finch",
    "Das Gespräch führte Jo Finch.",
    "Propos recueillis par Jo Finch",
    "Interview: Jo Finch",
]
SPEECH = [
    "This interview is the first that I have given.",
    "The meeting was long, and nobody spoke.",
    "Follow me, and I will show you.",
    "Read it yourself.",
    "By the way, who pays?",
    "Sign it and be done.",
    "Jo Finch is a liar, and you know it.",
    "Das Gespräch war kurz.",
]


@pytest.mark.parametrize("words", CLOSERS + SPEECH)
def test_notes_are_known_by_how_they_begin(words: str) -> None:
    document = made(f"ANA: We go.\n\n{words}\n\nBO: Yes.\n", labelled=False)
    block = next(b for b in document.blocks if document.text.startswith(words, b.span.start))
    found = vetoes._own(document, block, "", last=True)
    assert (found.speech == vetoes.NOTE) == (words in CLOSERS)


def test_judged_says_why_only_where_it_looked() -> None:
    assert Judged(0.5) == Judged(0.5, None, (), None, again=False)
    assert Shape(ShapeKind.REPORT, 1.0).others == ()


@pytest.mark.parametrize(
    ("source", "key", "told"),
    [
        ("1\n00:00:01,000 --> 00:00:03,000\nThe water rose.\n", "flood.srt", "no label says whose"),
        (
            "speaker,text\nInes Toll,The gate leaks.\nPavel Stern,It does not.\n",
            "gate.csv",
            "the format says where the words",
        ),
        ("The gate was mended on Monday. Nobody was there.\n", "gate.txt", "read as prose"),
    ],
)
def test_a_page_without_signs_says_in_words_how_it_is_read(source: str, key: str, told: str) -> None:
    assert told in document_of(source, key).why[-1]


def test_what_a_page_is_likeliest_is_told_first() -> None:
    (report,) = page(4, FOUR, behind=4, above=LEAD).why
    assert re.match(r"a report, with a chance of 0\.\d\d; a transcript, with a chance of 0\.\d\d: [+−] ", report)
    (transcript,) = page(12, FOUR).why[:1]
    assert transcript.startswith("a transcript, with a chance of 1.00: + ")


def test_an_interview_is_told_of_where_the_page_may_be_one() -> None:
    asked = shaped(made("Who built it?\n\nInes Toll: The town.\n\nAnd who paid?\n\nInes Toll: We did, of course.\n"))
    assert asked.why[-1].startswith("if no transcript, an interview, with a chance of ")
    assert not any("an interview" in why for why in page(12, behind=4).why)
