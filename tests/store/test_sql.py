"""A person's own SQL reads, and only reads."""

import tomllib
from pathlib import Path

import pytest

from quotes.errors import BadQuestion
from quotes.store.database import reading, writing
from quotes.store.sql import select
from quotes.store.writing.save import save
from tests.store.conftest import Fresh
from tests.store.making import PAGE

QUESTIONS = tomllib.loads(Path(__file__).with_name("questions.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def filled(fresh: Fresh) -> Path:
    database = fresh()
    with writing(database) as connection:
        save(connection, PAGE, "s")
    return database


@pytest.mark.parametrize("question", QUESTIONS["answered"])
def test_answered(filled: Path, question: str) -> None:
    with reading(filled) as connection:
        answer = select(connection, question)
        rows = list(answer.rows)
    assert rows and all(len(row) == len(answer.columns) for row in rows)


@pytest.mark.parametrize("question", QUESTIONS["refused"])
def test_refused(filled: Path, question: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = filled.read_bytes()
    with reading(filled) as connection, pytest.raises(BadQuestion, match="Only a single SELECT"):
        list(select(connection, question).rows)
    assert filled.read_bytes() == before
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("question", QUESTIONS["broken"])
def test_not_understood(filled: Path, question: str) -> None:
    with reading(filled) as connection, pytest.raises(BadQuestion, match="SQLite does not understand"):
        list(select(connection, question).rows)


def test_a_connection_answers_after_it_has_refused(filled: Path) -> None:
    with reading(filled) as connection:
        for question in QUESTIONS["refused"] + QUESTIONS["broken"]:
            with pytest.raises(BadQuestion):
                list(select(connection, question).rows)
            assert list(select(connection, "SELECT 1 FROM search LIMIT 1").rows) == [(1,)]
