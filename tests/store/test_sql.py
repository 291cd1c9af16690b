"""A person's own SQL reads, and only reads."""

import sqlite3
import time
import tomllib
from contextlib import suppress
from pathlib import Path

import pytest

from quotes.errors import Advice, BadQuestion
from quotes.store import sql
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


ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (f"{ENDLESS} count(*) FROM n", "no answer within 0.2 s"),
        (f"{ENDLESS} i FROM n WHERE i < 0", "no answer within 0.2 s"),
        (f"{ENDLESS} sum(length(x)) FROM (SELECT randomblob(100000) x FROM n ORDER BY x)", "0.2 s"),
        ("SELECT zeroblob(500000000)", "more than 100 MB"),
        ("SELECT printf('%.*c', 900000000, 'x')", "more than 100 MB"),
        ("SELECT format('%900000000d', 1)", "more than 100 MB"),
        ("SELECT zeroblob(9999999999)", "more than 100 MB"),
        ("SELECT group_concat(hex(zeroblob(9000000))) FROM statements, statements b", "more than 100 MB"),
    ],
)
def test_a_question_has_bounds(question: str, told: str, filled: Path) -> None:
    with reading(filled) as connection:
        with pytest.raises(BadQuestion, match=told):
            list(select(connection, question, timeout=0.2).rows)
        assert connection.execute("SELECT count(*) FROM statements, statements b, statements c").fetchone()[0] > 0


def test_what_is_done_with_the_rows_takes_none_of_the_time(filled: Path) -> None:
    with reading(filled) as connection:
        rows = select(connection, f"{ENDLESS} i FROM n LIMIT 3", timeout=0.2).rows
        assert next(rows) == (1,)
        time.sleep(0.3)
        assert list(rows) == [(2,), (3,)]


@pytest.mark.parametrize("statement", ["ATTACH '{}' AS other", "VACUUM INTO '{}'", "DELETE FROM statements"])
def test_what_is_open_to_read_writes_nowhere(statement: str, filled: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    with reading(filled) as connection, pytest.raises(sqlite3.OperationalError, match=r"attached|readonly"):
        connection.execute(statement.format(other))
    assert not other.exists()


@pytest.mark.parametrize(
    ("pattern", "values", "printed"),
    [
        ("%.2f of %d", "2.5, 7", "2.50 of 7"),
        ("%5s|%-5s|%05d", "'a', 'b', 42", "    a|b    |00042"),
        ("%q %%", "'it''s'", "it''s %"),
        ("%.*f", "3, 1.5", "1.500"),
    ],
)
def test_printf_is_that_of_sqlite(pattern: str, values: str, printed: str, filled: Path) -> None:
    with reading(filled) as connection:
        for name in ("printf", "format"):
            assert list(select(connection, f"SELECT {name}('{pattern}', {values})").rows) == [(printed,)]
        assert list(select(connection, "SELECT printf(NULL), printf('a')").rows) == [(None, "a")]


def test_a_step_that_sqlite_does_not_interrupt_is_told_of(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "GRACE", 0.2)
    told: list[BadQuestion] = []
    slow = "SELECT instr(hex(zeroblob(400000)), hex(zeroblob(200000)) || '1')"
    with reading(filled) as connection, suppress(BadQuestion):
        list(select(connection, slow, timeout=0.1, overdue=told.append).rows)
    assert [str(one) for one in told] == ["no answer within 0.1 s: narrow the question"]
    assert told[0].advice is Advice.MORE_TIME
