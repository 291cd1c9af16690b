"""Invented documents and who says what in them; the cases are data, see cases/labels.toml."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from quotes.labels.names import parse
from quotes.lexicon import ENGLISH
from quotes.model import BlockKind, Document, Marking, Shape, ShapeKind
from quotes.text import shown
from tests.reading import document_of

NAMES = ("labels.toml", "news.toml", "chats.toml", "records.toml", "parliaments.toml")
FILES = [Path(__file__).parent.joinpath("cases", name) for name in NAMES]
TABLES = [tomllib.loads(path.read_text(encoding="utf-8")) for path in FILES]
CASES = [case for table in TABLES for case in table["case"]]


def turns_by_form(document: Document) -> list[list[str]]:
    """What stands under each label, up to the next label, heading or paragraph that the form calls narration."""
    turns: list[list[str]] = []
    open_turn = False
    for block in document.blocks:
        if block.kind is BlockKind.LABEL:
            assert block.mention
            names = (one.name for one in (block.mention, *block.mention.others))
            turns.append([" and ".join(names), ""])
            open_turn = True
        elif block.kind is BlockKind.HEADING or block.marking is Marking.NARRATION:
            open_turn = False
        elif block.kind is BlockKind.PARAGRAPH and open_turn:
            words = shown(document.text, block.span, document.markup)
            turns[-1][1] = " ".join([*turns[-1][1].split(), *words.split()])
            open_turn = goes_on(document.shape)
    return [turn for turn in turns if turn[1]]


def goes_on(shape: Shape | None) -> bool:
    """Tell whether hardly anything but the next label ends a turn."""
    if shape is None or shape.probability < 0.95:
        return False
    return shape.kind in (ShapeKind.MARKED, ShapeKind.TRANSCRIPT)


def marked(case: dict[str, Any]) -> Any:
    reason = case.get("xfail")
    return pytest.param(case, id=case["name"], marks=[pytest.mark.xfail(reason=reason, strict=True)] if reason else [])


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_who_says_what(case: dict[str, Any]) -> None:
    document = document_of(case["text"].encode(), case["file"])
    assert turns_by_form(document) == [[who, " ".join(words.split())] for who, words in case["turns"]], document.why
    assert document.convention.name == case.get("convention", document.convention.name)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES if "xfail" not in case])
def test_windows_newlines_change_nothing(case: dict[str, Any]) -> None:
    one, other = (document_of(text.encode(), case["file"]) for text in (case["text"], _windows(case["text"])))
    assert [[who, words.split()] for who, words in turns_by_form(other)] == [
        [who, words.split()] for who, words in turns_by_form(one)
    ]


def _windows(text: str) -> str:
    return text.replace("\n", "\r\n")


def test_a_label_that_holds_zero_bytes_beside_quotation_marks_is_read() -> None:
    assert parse('Ana "the\0 Boss" Reyes\0, Mayor', ENGLISH).name
