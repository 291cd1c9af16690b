"""Files of programs for transcription, meetings, chats and captions, invented; the cases are data, see cases/*.toml."""

import json
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from quotes.errors import HoldsNoTurns
from quotes.model import Extraction, Manner, Metadata, PersonKind, Statement
from quotes.pipeline import extract
from tests.formats.laws import assert_extraction_laws, assert_laws

FOLDER = Path(__file__).with_name("cases")
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['name']}")
    for file in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("case", CASES)
def test_turns_are_told_apart(case: dict[str, Any], newline: str) -> None:
    given = Metadata(columns=tuple(case.get("columns", {}).items()))
    found = extract(case["text"].lstrip("\n").replace("\n", newline).encode(), case["file"], metadata=given)
    said = [s for s in found.statements if s.within is None and s.manner is not Manner.NARRATED]
    names = [_who(found.people[s.person].name if s.person is not None else "", s) for s in said]
    assert [[who, " ".join(s.text.split())] for who, s in zip(names, said, strict=True)] == case["turns"]
    kinds = {person.name: person.kind for person in found.people}
    assert [name for name in case.get("unnamed", []) if kinds[name] is not PersonKind.UNNAMED] == []
    _assert_when(case, found, said)
    assert_laws(found.document)
    assert_extraction_laws(found)


def _assert_when(case: dict[str, Any], found: Extraction, said: Sequence[Statement]) -> None:
    """What a case tells of times, dates and what the document is from is found; what it does not tell is not asked."""
    if "said" in case:
        assert [s.said.edtf if s.said else "" for s in said] == case["said"]
    if "seconds" in case:
        assert [s.seconds for s in said if s.seconds is not None] == case["seconds"]
    if "published" in case:
        assert found.published is not None
        assert found.published.edtf == case["published"]
    for name, value in case.get("about", {}).items():
        assert (getattr(found.document.metadata, name) or "") == value


def _who(name: str, said: Statement) -> str:
    return "" if name in ("unnamed", "unknown") else name


@pytest.mark.parametrize(
    "held",
    [
        {"name": "ferry", "version": "1.2", "description": "A timetable for all."},
        [{"title": "Roof", "author": "Ana Reyes", "content": "It fell."}],
        [{"category": "News", "summary": "The roof of the school fell in the night."}] * 3,
        {"text": "Nobody says who speaks, nor when."},
        {"name": "Parish", "user": "tapir", "text": "Who owns the file does not say what is in it."},
        [1, 2, [3, None]],
    ],
)
def test_json_in_which_nobody_speaks_is_refused(held: object) -> None:
    with pytest.raises(HoldsNoTurns, match="no list in this JSON"):
        extract(json.dumps(held).encode(), "held.json")


def test_times_are_seconds_whatever_their_unit() -> None:
    def times(*starts: object) -> list[float | None]:
        turns = [{"speaker": "AB"[i % 2], "text": "So it is.", "start": at} for i, at in enumerate(starts)]
        return [s.passages[0].seconds for s in extract(json.dumps(turns).encode(), "x.json").statements]

    assert times(3, 7, 60) == times(3000, 7000, 60000) == times("3s", "7.0s", "60s") == [3, 7, 60]
    assert times("PT3S", "PT7S", "PT1M0S") == times("0:03", "0:07", "1:00") == [3, 7, 60]
    assert times(1714644123, 1714644124, 1714644125) == [None] * 3


def test_a_key_of_its_own_in_each_line_takes_no_more_time_than_one_of_all() -> None:
    lines = [{"speaker": "Ana Reyes", f"key{i}": i, "text": f"It is {i} o’clock."} for i in range(4000)]
    found = extract("\n".join(map(json.dumps, lines)).encode(), "talk.jsonl")
    assert sum(s.within is None for s in found.statements) == len(lines)


def test_json_nested_deep_is_refused_and_not_run_into() -> None:
    with pytest.raises(HoldsNoTurns):
        extract(b"[" * 500 + b"]" * 500, "deep.json")
