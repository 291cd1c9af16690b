"""Whom an interview's introduction names answers, where a label says no more than that somebody does."""

import pytest

from quotes.labels.interviewee import interviewed
from quotes.lexicon import ENGLISH
from tests.reading import document_of

TURNS = """
{ask}: How old is the bridge?

{answer}: Ninety years. I like it.

{ask}: Who built it?

{answer}: My father did.
"""


def names(title: str, ask: str, answer: str) -> set[str]:
    document = document_of((title + "\n" + TURNS.format(ask=ask, answer=answer)).encode(), "talk.txt")
    return {block.mention.name for block in document.blocks if block.mention}


@pytest.mark.parametrize(
    ("title", "ask", "answer", "who"),
    [
        ("Interview with Ana Reyes", "Q", "A", "Ana Reyes"),
        ("Interview: Ana Reyes, director of the zoo", "Q", "A", "Ana Reyes"),
        ("A conversation with the harbour master Ana van Reyes of Orle", "Question", "Answer", "Ana van Reyes"),
        ("Interview mit Ana Reyes", "Frage", "Antwort", "Ana Reyes"),
        ("Интервью", "Вопрос", "Ответ", "Ответ"),
        ("The bridge of Orle", "Q", "A", "A"),
        ("Interview with Ana Reyes. Interview with Bo Lind", "Q", "A", "A"),
        ("Interview with the board", "Q", "A", "A"),
    ],
)
def test_who_answers(title: str, ask: str, answer: str, who: str) -> None:
    assert names(title, ask, answer) == {ask, who}


def test_a_name_on_the_label_is_who_answers() -> None:
    assert names("Interview with Ana Reyes", "Q", "Bo Lind") == {"Q", "Bo Lind"}


def test_one_person_named_twice_is_one() -> None:
    assert interviewed("Job Interview: Ten Hard Questions", ENGLISH) == ""
    assert interviewed("Interview with Ana Reyes\n\nAn interview with Ana Reyes about boats.", ENGLISH) == "Ana Reyes"
