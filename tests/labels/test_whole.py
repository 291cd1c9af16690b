"""What doubt about labels does to who said what, read the whole way; the cases are data, see cases/whole.toml."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from quotes.pipeline import extract

CASES = tomllib.loads(Path(__file__).with_name("cases").joinpath("whole.toml").read_text("utf-8"))["case"]


def read(case: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """The paragraphs of all that is said at top level: their words, the speaker, how sure that is, and the rival."""
    found = extract(case["text"].encode(), case["file"])
    return [
        (
            found.document.text[slice(*passage.span)],
            found.people[statement.person].name if statement.person is not None else "",
            passage.status.value,
            passage.rival or "",
        )
        for statement in found.statements
        if statement.within is None
        for passage in statement.passages
    ]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_who_said_what_how_surely(case: dict[str, Any]) -> None:
    rows = read(case)
    for words, speaker, status, rival in case["statements"]:
        [found] = [row for row in rows if row[0].startswith(words)]
        assert found[1] == speaker, found
        assert found[2] in status.split("|"), found
        assert bool(found[3]) if rival == "*" else found[3] == rival, found


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES if "silent" in case])
def test_what_is_heard_and_not_said(case: dict[str, Any]) -> None:
    said = [statement.text for statement in extract(case["text"].encode(), case["file"]).statements]
    assert not [words for words in case["silent"] if any(words in text for text in said)], said
