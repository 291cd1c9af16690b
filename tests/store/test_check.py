"""Every law finds what breaks it; a lawful database breaks none."""

import sqlite3
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quotes.model import BlockKind, Passage, Span, Status
from quotes.store.check import check, check_deep
from quotes.store.database import raw, reading, writing
from quotes.store.writing.save import save
from quotes.text import digest
from tests.store.making import LAKE, PAGE, Turn, make

BOTH = make("both.txt", [Turn("Ana Ruiz", "We sign tonight.", others=("Ivo Marsh",))])
DAMAGES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("violations.toml").read_text("utf-8"))["damage"]


@pytest.fixture
def filled(database: Path) -> Path:
    with writing(database) as connection:
        save(connection, PAGE, "s")
        save(connection, LAKE, "s")
        save(connection, BOTH, "s")
    return database


def damage(database: Path, *statements: str) -> None:
    with sqlite3.connect(database) as connection:
        for statement in statements:
            connection.execute(statement)


def test_a_lawful_database_breaks_no_law(filled: Path) -> None:
    with reading(filled) as connection:
        assert list(check(connection)) == []
    with writing(filled) as connection:
        assert list(check_deep(raw(connection))) == []


def test_markup_between_paragraphs_may_hold_the_white_space(database: Path) -> None:
    page = make("page.xml", [Turn("Ana Ruiz", "We share</seg><seg>a lake.")])
    (turn,) = page.statements
    tags = [Span(18, 24), Span(18, 29), Span(24, 29)]
    text = "We share\n\na lake."
    shared = turn._replace(text=text, uid=digest(page.uid, turn.manner, text, "0"))
    passages = (*page.passages, *(Passage(BlockKind.MARKUP, tag, None, None, 1.0, Status.CERTAIN) for tag in tags))
    with writing(database) as connection:
        save(connection, replace(page, statements=(shared,), passages=passages), "s")
        assert list(check(raw(connection))) == []


@pytest.mark.parametrize("case", DAMAGES, ids=lambda case: case["what"])
def test_damage_is_found(filled: Path, case: dict[str, Any]) -> None:
    damage(filled, *case["sql"])
    with reading(filled) as connection:
        found = list(check(connection))
    assert case["law"] in {violation.law for violation in found}
    assert all(violation.table and violation.row and violation.problem for violation in found)


def test_words_that_full_text_has_otherwise_are_found_by_looking_deep(filled: Path) -> None:
    triggers = ("search_before_update", "search_after_update")
    damage(filled, *(f"DROP TRIGGER {name}" for name in triggers), "UPDATE statements SET text = 'Nothing of it.'")
    with writing(filled) as connection:
        assert {violation.law for violation in check_deep(raw(connection))} == {"full text"}


def test_a_damaged_page_is_found_by_looking_deep(filled: Path) -> None:
    with sqlite3.connect(filled) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'ix_names_folded_person_id'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    data = bytearray(filled.read_bytes())
    data[page * size - 40 : page * size] = bytes(40)
    filled.write_bytes(data)
    with writing(filled) as connection:
        assert "integrity" in {violation.law for violation in check_deep(raw(connection))}
