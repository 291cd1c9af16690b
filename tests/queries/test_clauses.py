"""What a clause stands under, by the sentence around it."""

import re
import tomllib
from pathlib import Path

import pytest

from quotes.lexicon import ENGLISH
from quotes.queries.verify.clauses import Governed, read
from quotes.queries.verify.sentences import sentence
from quotes.span import Span

SENTENCES: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("clauses.toml").read_text("utf-8"))


def reading(marked: str) -> Governed:
    match = re.fullmatch(r"(.*?)\[(.*?)\](.*)", marked)
    assert match
    before, clause, after = match.groups()
    hit = Span(len(before), len(before) + len(clause))
    whole = sentence(before + clause + after, hit, ENGLISH)
    return read(before[whole.start :], clause, after[: whole.end - hit.end], "", ENGLISH)


@pytest.mark.parametrize(
    ("becomes", "marked"), [(name, marked) for name, those in SENTENCES.items() for marked in those], ids=str
)
def test_a_clause_stands_under_its_sentence(becomes: str, marked: str) -> None:
    found = reading(marked)
    assert ("cut" if found.negated else found.standing) == becomes


@pytest.mark.parametrize("answer", ["It is not.", "No.", "Nonsense.", "They’re wrong."])
def test_what_others_say_may_be_taken_back_by_the_next_sentence(answer: str) -> None:
    taken = answer != "They’re wrong."  # no sentence of the list
    before = "Some say that "
    assert read(before, "the well is dry", ".", answer, ENGLISH).standing == ("denied" if taken else "another")
    assert read("I say that ", "the well is dry", ".", answer, ENGLISH).standing == "said"


@pytest.mark.parametrize(
    ("following", "becomes"),
    [
        ("That is what the minister says.", "another"),
        ("This is what they told us.", "another"),
        ("That is what I say.", "said"),
        ("That is not what the minister says.", "said"),
        ("That is what I told the minister.", "said"),
        ("That is what matters.", "said"),
    ],
)
def test_the_next_sentence_tells_whose_words_they_are(following: str, becomes: str) -> None:
    assert read("", "The well is dry", ".", following, ENGLISH).standing == becomes


@pytest.mark.parametrize(("between", "becomes"), [(8, "denied"), (9, "said")])
def test_how_far_a_joint_may_stand(between: int, becomes: str) -> None:
    lie = f"It is a lie {' '.join(['old'] * between)} that "
    assert read(lie, "the well is dry", ".", "", ENGLISH).standing == becomes


@pytest.mark.parametrize(("words", "becomes"), [(6, "another"), (7, "said")])
def test_how_long_a_tag_may_be(words: int, becomes: str) -> None:
    tag = f", {' '.join(['old'] * (words - 1))} claims."
    assert read("", "The well is dry", tag, "", ENGLISH).standing == becomes
