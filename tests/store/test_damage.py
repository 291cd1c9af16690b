"""Damaged databases: a byte that a bad disk or a bad copy has changed is told of, and changes no answer in silence."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import quotes
from quotes.force import Act, Factuality
from quotes.model import Basis, Manner, Status
from quotes.queries.proof import VALUES
from quotes.store.damage import Damage, damage
from tests.conftest import ROOT, run

SAMPLE = ROOT / "data.sqlite"
ASKED: tuple[tuple[str, ...], ...] = (
    ("check",),
    ("who-said", "three evils"),
    ("by-speaker", "Lukashenko"),
    ("export", "jsonl"),
    ("verify", "These are the three evils against which China is actively fighting"),
    ("people",),
    ("stats",),
)
SEED = 20261130
TOLD = "is damaged"
FEW, MANY = 60, 500
# In this share of the answers the changed byte may show: nothing proves the title of an event, or that an index leads
# to all paragraphs of a statement. Measured: 5 of 10,500 answers, with three seeds.
SILENT = 0.001


def flipped(data: bytes, rng: random.Random) -> bytes:
    """Return `data` with one byte changed."""
    changed = bytearray(data)
    at = rng.randrange(len(data))
    changed[at] ^= rng.randrange(1, 256)
    return bytes(changed)


def answers(database: Path) -> Iterator[tuple[tuple[str, ...], str, str, int]]:
    """Yield what each question is answered; an error that is not told in words is raised."""
    for asked in ASKED:
        result = run(*asked, "--db", database)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise AssertionError(f"{' '.join(asked)}: {result.exception!r}") from result.exception
        yield asked, result.stdout, result.stderr, result.exit_code


@pytest.mark.parametrize("number", [FEW, pytest.param(MANY, marks=pytest.mark.slow)])
def test_a_changed_byte_is_told_and_changes_no_answer_in_silence(number: int, tmp_path: Path) -> None:
    data, rng = SAMPLE.read_bytes(), random.Random(SEED)
    database = tmp_path / "x.sqlite"
    database.write_bytes(data)
    right = {asked: (said, status) for asked, said, _, status in answers(database)}
    silent: list[str] = []
    for _ in range(number):
        database.write_bytes(flipped(data, rng))
        for asked, said, remarks, status in answers(database):
            if (said, status) != right[asked] and TOLD not in remarks and asked != ("check",):
                silent.append(" ".join(asked))
    assert len(silent) <= SILENT * number * len(ASKED), silent


def changed(tmp_path: Path, *statements: str) -> Path:
    """Return a copy of the sample in which something was changed behind the program's back."""
    database = tmp_path / "x.sqlite"
    database.write_bytes(SAMPLE.read_bytes())
    with closing(sqlite3.connect(database)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return database


CHANGED = (
    (
        "UPDATE statements SET text = replace(text, 'three evils', 'three elves')",
        "does not hold the words of its source",
    ),
    (
        "UPDATE statements SET person_id = (SELECT id FROM people WHERE name NOT LIKE '%Lukashenko' LIMIT 1)",
        "is not said by whom its source names there",
    ),
    ("UPDATE people SET name = 'Alexander Lukashenka' WHERE name LIKE '%Lukashenko'", "is not said by whom its source"),
    ("UPDATE statements SET text = replace(text, 'three evils', 'three\revils')", "does not hold the words of its"),
    ("UPDATE statements SET uid = substr(uid, 1, 11) || 'Z'", "does not hold the words of its source"),
    ('UPDATE statements SET start = "end" + 9', "stands nowhere in its source"),
    ("UPDATE statements SET said_latest = '2018-04-10'", "has a day of which its bounds are others"),
)


@pytest.mark.parametrize(("statement", "told"), CHANGED, ids=[told for _, told in CHANGED])
def test_what_is_printed_is_what_was_read(statement: str, told: str, tmp_path: Path) -> None:
    database = changed(tmp_path, statement)
    for asked in (("who-said", "three"), ("export", "csv")):
        result = run(*asked, "--db", database)
        assert result.exit_code == 1
        assert TOLD in result.stderr
        assert told in result.stderr
        assert "quotes check" in result.stderr


@pytest.mark.parametrize(
    ("statement", "questions", "told"),
    [
        (
            "UPDATE roles SET text = replace(text, 'President', 'Resident')",
            (("people",), ("roles",), ("by-speaker", "Lukashenko"), ("by-role", "President")),
            "the role 'Resident of the Republic of Belarus' is not as it was read",
        ),
        (
            "DELETE FROM tenures",
            (("people",), ("by-speaker", "Lukashenko")),
            "is seen as President of the Republic of Belarus, and no tenure says so",
        ),
    ],
    ids=["another role", "no role"],
)
def test_roles_are_as_they_were_read(
    statement: str, questions: tuple[tuple[str, ...], ...], told: str, tmp_path: Path
) -> None:
    database = changed(tmp_path, statement)
    for asked in questions:
        result = run(*asked, "--db", database)
        assert (result.exit_code, TOLD in result.stderr) == (1, True), (asked, result.output)
        assert told in result.stderr or asked == ("people",), result.stderr  # of the first who is listed


def test_whom_a_human_merged_with_somebody_no_source_prints_any_more_is_no_damage(tmp_path: Path) -> None:
    database = tmp_path / "x.sqlite"
    database.write_bytes((ROOT / "tests" / "store" / "databases" / "0006.sqlite").read_bytes())
    page = tmp_path / "page.txt"
    page.write_text("Ana Reyes: We open the bridge.\n\nTom Ashe: Yes.\n", "utf-8")
    assert run("load", page, "--db", database).exit_code == 0  # which upgrades it
    for asked in (("export", "jsonl"), ("people",), ("check",)):
        result = run(*asked, "--db", database)
        assert (result.exit_code, TOLD in result.stderr) == (0, False), result.stderr


def test_what_is_counted_is_something_that_there_is(tmp_path: Path) -> None:
    database = changed(
        tmp_path,
        "PRAGMA ignore_check_constraints = ON",
        "UPDATE statements SET status = 'certai)' WHERE status > 'd'",
    )
    result = run("stats", "--db", database)
    assert (result.exit_code, TOLD in result.stderr) == (1, True), result.output
    assert "status 'certai)' is none that there is" in result.stderr


def test_words_that_only_the_index_has_lost_are_not_found_nearly(tmp_path: Path) -> None:
    database, claim = changed(tmp_path), "These are the three evils against which China is actively fighting"
    with closing(sqlite3.connect(database)) as connection:
        query = "SELECT rowid FROM search WHERE search MATCH ?"
        for (row,) in connection.execute(query, (f'"{claim}"',)).fetchall():
            connection.execute("INSERT INTO search (search, rowid, text) VALUES ('delete', ?, 'evils')", (row,))
        assert not connection.execute(query, (f'"{claim}"',)).fetchall()
        connection.commit()
    result = run("verify", claim, "--db", database)
    assert (result.exit_code, TOLD in result.stderr) == (1, True), result.output


def test_a_text_that_is_none_is_named_with_its_table_and_row(tmp_path: Path) -> None:
    database = changed(tmp_path, "UPDATE statements SET text = CAST(x'ff41' AS TEXT) WHERE position = 3")
    (found,) = sqlite3.connect(database).execute("SELECT id FROM statements WHERE position = 3").fetchall()
    told = f"statements, row {found[0]}: its text is no text in UTF-8"
    for asked in (("export", "jsonl"), ("sql", "SELECT text FROM statements")):
        result = run(*asked, "--db", database)
        assert (result.exit_code, told in result.stderr) == (1, True), result.stderr
    checked = run("check", "--format", "csv", "--db", database)
    assert checked.exit_code == 1
    assert f"integrity,statements,{found[0]},its text is no text in UTF-8" in checked.stdout


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE statements SET start = 'abc'", "its start is a text, not a number"),
        ("UPDATE people SET name = 7.5 WHERE id = 1", None),  # SQLite writes it as a text, which it then is
        ("UPDATE sources SET text = x'41'", "its text is bytes, not a text"),
    ],
)
def test_values_of_another_kind_are_found(statement: str, problem: str | None, tmp_path: Path) -> None:
    with closing(sqlite3.connect(changed(tmp_path, statement))) as connection:
        found = [one.problem for one in damage(connection)]
    assert (problem in found) if problem else found == []


def test_a_sound_database_has_no_damage() -> None:
    with closing(sqlite3.connect(f"file:{SAMPLE}?mode=ro", uri=True)) as connection:
        assert list(damage(connection)) == []
    assert str(Damage("", "", "a page is never used")) == "a page is never used"


def test_a_mistake_of_ours_is_not_called_damage(tmp_path: Path) -> None:
    from quotes.store.database import reading

    with pytest.raises(ValueError, match="ours"), reading(SAMPLE):
        raise ValueError("ours")


def test_an_index_that_has_lost_words_is_told_of_before_it_is_said_that_nothing_is_there(tmp_path: Path) -> None:
    gone = "INSERT INTO search (search, rowid, text, terms) SELECT 'delete', place, text, terms FROM searched"
    database = changed(tmp_path, gone)
    result = run("who-said", "three evils", "--db", database)
    assert (result.exit_code, TOLD in result.stderr) == (1, True), result.output
    assert run("who-said", "four evils", "--db", database).exit_code == 0


def test_the_values_that_are_proven_are_those_of_the_model() -> None:
    assert {name: values - {None} for name, values in VALUES.items()} == {
        "status": frozenset(Status),
        "manner": frozenset(Manner),
        "basis": frozenset(Basis),
        "act": frozenset(Act),
        "factuality": frozenset(Factuality),
    }


def test_nothing_is_found_after_a_question_in_sql_as_before_it() -> None:
    with quotes.open(SAMPLE) as asked:
        assert list(asked.sql("SELECT 1 AS one"))
        assert list(asked.who_said("no such words here")) == []
