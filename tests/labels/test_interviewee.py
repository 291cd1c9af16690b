"""Whom an interview's introduction names answers, where a label says no more than that somebody does."""

import pytest

from quotes.labels.interviewee import interviewed
from quotes.lexicon import ENGLISH
from quotes.model import PersonKind, Status
from quotes.pipeline import extract
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


@pytest.mark.parametrize(
    ("head", "call", "who"),
    [
        ("Interview: Nora Quill\n\nThe director Ana Reyes talks about her film.", "Ms Reyes, ", "Ana Reyes"),
        ("By Nora Quill\n\nThe zoo of Orle has a new head: Director Ana Reyes.", "So, Ms. Reyes, ", "Ana Reyes"),
        ("Nora Quill interviews the keeper Ana van Reyes", "Mrs van Reyes, ", "Ana van Reyes"),
        ("Interview: Ana Reyes\nText: Nora Quill", "Ana Reyes, ", "Ana Reyes"),
        ("Interview: Nora Quill\n9 September 2023", "Ms Reyes, ", "A"),
        ("Interview: Nora Quill\n9 September 2023", "", "A"),
        ("Interview: Nora Quill, photographs: Tom Ash", "", "A"),
        ("Words: Nora Quill\nInterviewer: Tom Ash", "Ms Quill, ", "A"),
        ("Interview with Ana Reyes", "Ms Lind, ", "A"),
        ("Interview with Ana Reyes", "Last Friday, ", "Ana Reyes"),
    ],
)
def test_who_is_called_upon_answers_and_no_author_does(head: str, call: str, who: str) -> None:
    turns = TURNS.replace("How", f"{call}how", 1) if call else TURNS
    document = document_of((f"The bridge\n\n{head}\n" + turns.format(ask="Q", answer="A")).encode(), "talk.txt")
    assert {block.mention.name for block in document.blocks if block.mention} == {"Q", who}


@pytest.mark.parametrize(
    ("head", "who"),
    [
        ("By [Nora Quill](https://example.org/quill)", "Interviewee"),
        ("Interview: **Nora Quill**", "Interviewee"),
        ("Words: [Nora Quill](https://example.org/quill)\n\n**Ana Reyes** built it.", "Ana Reyes"),
    ],
)
def test_no_author_of_an_interview_without_labels_answers(head: str, who: str) -> None:
    turns = "\n\n".join(
        f"**{asked}**\n\nMy father did." for asked in ("Who built it?", "Who came with him?", "And who paid for it?")
    )
    document = document_of(f"# The bridge\n\n{head}\n\n{turns}\n".encode(), "talk.md")
    assert {block.mention.name for block in document.blocks if block.mention} == {"Interviewer", who}


def test_a_name_on_the_label_is_who_answers() -> None:
    assert names("Interview with Ana Reyes", "Q", "Bo Lind") == {"Q", "Bo Lind"}


def test_one_person_named_twice_is_one() -> None:
    assert interviewed("Job Interview: Ten Hard Questions", (), ENGLISH) == ""
    head = "Interview with Ana Reyes\n\nAn interview with Ana Reyes about boats."
    assert interviewed(head, (), ENGLISH) == "Ana Reyes"


LETTERS = """\
{head}

{asks}. {question}?

{answers}. {answer}, {answer}.

{asks}. {question}?

{answers}. {answer}.
"""


@pytest.mark.parametrize(
    ("head", "asks", "question", "answers", "answer", "who"),
    [
        ("Интервью с Анной Новаковой о скрипках.", "В", "Когда вы начали", "О", "Мне было десять лет", "Анна Новакова"),
        ("Intervista a Livia Conti, liutaia.", "D", "Quando ha cominciato", "R", "Avevo dieci anni", "Livia Conti"),
        ("Rozmowa z Janem Kowalem o skrzypcach.", "P", "Kiedy pan zaczął", "O", "Miałem dziesięć lat", "Jan Kowal"),
        ("La violera de la ciudad trabaja hoy.", "P", "¿Cuándo empezó", "R", "Yo tenía diez años", "R"),
    ],
)
def test_letters_that_ask_and_answer_in_other_languages(
    head: str, asks: str, question: str, answers: str, answer: str, who: str
) -> None:
    text = LETTERS.format(head=head, asks=asks, question=question, answers=answers, answer=answer)
    found = extract(text.encode(), "interview.txt")
    said = [(one.label, found.people[one.person].name) for one in found.statements if one.person is not None]
    assert said == [(asks, asks), (answers, who)] * 2
    assert [one.kind for one in found.people if one.name == asks] == [PersonKind.UNNAMED]


def test_two_letters_of_which_none_asks_are_no_such_labels() -> None:
    text = LETTERS.format(head="The plan.", asks="D", question="It rains", answers="R", answer="It is dry").replace(
        "?", "."
    )
    assert not any(one.label for one in extract(text.encode(), "list.txt").statements)


@pytest.mark.parametrize(
    ("head", "tail", "who"),
    [
        ("La liutaia Livia Conti lavora in una strada di Oster.", "", "Livia Conti"),
        (
            "La bottega della strada è aperta da molti anni, e non chiude mai.",
            "Livia Conti espone i suoi violini fino a giugno.",
            "Livia Conti",
        ),
        ("Le liutaie Livia Conti e Rita Marsi lavorano in una strada di Oster.", "", "R"),  # which of them is not told
        (
            "Testo di: Livia Conti\n\nLa bottega della strada è aperta da molti anni, e non chiude mai.",
            "",
            "R",
        ),  # who wrote it answers nothing
    ],
)
def test_the_one_person_whom_the_page_names_beside_an_interview_is_the_guest_and_not_for_certain(
    head: str, tail: str, who: str
) -> None:
    text = LETTERS.format(head=head, asks="D", question="Quando ha cominciato", answers="R", answer="Avevo dieci anni")
    found = extract(f"{text}\n\n({tail})\n".encode(), "interview.txt")
    answers = [one for one in found.statements if one.label == "R"]
    assert len(answers) == 2
    assert {found.people[one.person].name for one in answers if one.person is not None} == {who}
    assert {one.status for one in answers} == ({Status.CERTAIN} if who == "R" else {Status.INFERRED})
