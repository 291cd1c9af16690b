"""Said, denied, asked, urged; not said, supposed, planned, alleged, disputed: the cases, and how frames add up."""

import tomllib
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from quotes.attribution import attribute
from quotes.attribution.force.judging import factuality
from quotes.attribution.prose.diction import diction_of
from quotes.lexicon import ENGLISH
from quotes.model import Attribution, Factuality
from tests.accuracy import force as accuracy
from tests.attribution.test_prose import found_in, who
from tests.reading import document_of

CASES = tomllib.loads(Path(__file__).with_name("force.toml").read_text(encoding="utf-8"))["case"]
_FRAMES = diction_of(ENGLISH).frames


def _told(found: Attribution, text: str) -> dict[str, str]:
    assert found.cue
    told = {
        "who": who(found) or "",
        "words": text[slice(*found.span)],
        "act": found.force.act.value,
        "factuality": found.force.factuality.value,
        "cue": text[slice(*found.cue)],
        "status": found.status.value,
    }
    return told | ({"rival": found.rival} if found.rival else {})


@pytest.mark.parametrize("case", CASES, ids=itemgetter("text"))
def test_what_is_done_with_each_content(case: dict[str, Any]) -> None:
    assert [_told(one, case["text"]) for one in found_in(case["text"])] == case["said"]


def test_each_kind_has_its_like_that_is_said() -> None:
    forces = {(said["act"], said["factuality"]) for case in CASES for said in case["said"]}
    assert {factuality for _, factuality in forces} == set(Factuality)
    assert len({act for act, _ in forces}) == 6
    assert sum(case["said"] == [] for case in CASES) >= 3


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ([], "actual"),
        ([("not", "say")], "unsaid"),
        ([("not", "fail"), ("fail", "to")], "actual"),
        ([("would", "say"), ("not", "say")], "unsaid"),
        ([("not", "plan"), ("plan", "to")], "unsaid"),
        ([("would", "often"), ("often", "say")], "actual"),
        ([("reportedly", "refuse"), ("refuse", "to")], "unsaid"),
    ],
)
def test_frames_add_up_from_the_outermost_to_the_innermost(words: list[tuple[str, str]], left: str) -> None:
    frames = [frame for word, following in words if (frame := _FRAMES.find("verb", word, following))]
    assert len(frames) == len(words)
    assert factuality(frames) == left


def test_the_docs_are_current_and_little_is_taken_for_what_it_is_not() -> None:
    assert accuracy.written() == accuracy.DOCS.read_text(encoding="utf-8"), "python -m tests.accuracy force --write"
    read = [accuracy.found(one) for one in accuracy.sentences()]
    told = {value: (right, given, wanted) for value, right, given, wanted in accuracy.figures(read, 1)}
    assert told["actual"][0] >= 0.95 * told["actual"][1]  # hardly any that was not said is held as said
    assert told["unsaid"][0] >= 0.85 * told["unsaid"][2]


def test_what_is_reported_in_a_turn_has_its_force_too() -> None:
    page = (
        "Moderator: Welcome to the kiln.\n\nNora Vance: Thank you. Emil Strand never said that the fence was old. "
        "Ida Brook denied that the cow was ill.\n\nModerator: I see.\n\nNora Vance: It is cold.\n"
    )
    nested = [one for one in attribute(document_of(page, "page.txt")) if one.within is not None]
    assert [(who(one), *one.force) for one in nested] == [
        ("Emil Strand", "asserted", "unsaid"),
        ("Ida Brook", "denied", "actual"),
    ]
