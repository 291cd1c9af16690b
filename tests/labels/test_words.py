"""The words that a page is read with say which lines are labels, and whom they name; see cases/words.toml."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from quotes import formats, labels
from quotes.lexicon import ENGLISH, Lexicon, load
from quotes.lexicon.additions import additions

CASES = tomllib.loads(Path(__file__).parent.joinpath("cases", "words.toml").read_text("utf-8"))["case"]


def named(text: str, lexicon: Lexicon) -> list[list[str]]:
    """The names, the role and the kind of each label of the page."""
    document = labels.name(formats.read(text.encode(), "talk.txt", lexicon=lexicon))
    mentions = [block.mention for block in document.blocks if block.mention]
    names = [", ".join(one.name for one in (mention, *mention.others)) for mention in mentions]
    return [[name, one.role or "", one.kind.value] for name, one in zip(names, mentions, strict=True)]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_other_words_are_other_labels(case: dict[str, Any]) -> None:
    mine = load("en", additions(case["words"], "mine.toml"))
    assert named(case["text"], ENGLISH) == case["without"]
    assert named(case["text"], mine) == case["with"]
    assert named(case["text"], ENGLISH) == case["without"], "what one lexicon says is kept for that lexicon only"
