"""What only the text bounds is nowhere shown as a day on which something was said, and is told to be a bound."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import run

OLD = """Mill museum opens

The town council held a meeting on the mill.

Hanna Brook, keeper of the mill:
The wheel never stopped turning in all those years.

Her father came to the mill in May 1962.
"""
NEW = """Dam

Hanna Brook, keeper of the mill:
The dam holds back more water than the lake.
"""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bounds")
    (folder / "mill.txt").write_text(OLD, encoding="utf-8")
    (folder / "dam.txt").write_text(NEW, encoding="utf-8")
    assert run("load", folder / "mill.txt", "--db", folder / "q.sqlite").exit_code == 0
    assert run("load", folder / "dam.txt", "--date", "2024-05-03", "--db", folder / "q.sqlite").exit_code == 0
    return folder / "q.sqlite"


@pytest.fixture(scope="module")
def uid(database: Path) -> str:
    (row,) = json.loads(run("who-said", "wheel never stopped", "--format", "json", "--db", database).stdout)
    assert (row["said"], row["date_basis"]) == ("1962-05/..", "text-bounds")
    return str(row["uid"])


def shown(database: Path, uid: str) -> Iterator[tuple[str, ...]]:
    yield "who-said", "wheel never stopped"
    yield "by-speaker", "Hanna Brook"
    yield "by-role", "keeper"
    yield "show", uid
    yield "cite", uid
    yield "cite", uid, "--as", "bibtex"
    yield ("events",)
    yield ("sources",)
    yield "verify", "the wheel never stopped turning"


def test_bounds_are_shown_as_bounds(database: Path, uid: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    for question in shown(database, uid):
        answer = run(*question, "--db", database).stdout
        assert "in or after 1962-05" in answer, question
        assert "1962-05-01" not in answer, question


@pytest.mark.parametrize(
    "question",
    [
        ("people",),
        ("roles",),
        ("stats",),
        ("who-said", "no such words"),
        ("export", "popolo"),
        ("who-said", "dam holds"),
    ],
    ids=" ".join,
)
def test_where_days_are_gathered_bounds_are_left_out(question: tuple[str, ...], database: Path) -> None:
    result = run(*question, "--db", database)
    assert "1962" not in (result.stdout + result.stderr).replace("in May 1962.", "")
    assert "2024" in result.stdout + result.stderr


def test_a_citation_names_no_year_and_linked_data_no_date(database: Path, uid: str) -> None:
    assert "year =" not in run("cite", uid, "--as", "bibtex", "--db", database).stdout
    assert "issued" not in json.loads(run("cite", uid, "--as", "csl", "--db", database).stdout)
    speeches = json.loads(run("export", "popolo", "--db", database).stdout)["speeches"]
    assert {speech.get("date") for speech in speeches} == {None, "2024-05-03"}


def test_bounds_answer_no_claim_about_the_day(database: Path) -> None:
    def answered(day: str) -> str:
        question = "verify", "the wheel never stopped turning", "--on", day, "--format", "json", "--db", database
        return str(json.loads(run(*question).stdout)[0]["date_answer"])

    assert [answered(day) for day in ("1961", "1962", "2020-05-05")] == ["other", "unknown", "unknown"]


def test_the_laws_hold(database: Path) -> None:
    assert run("check", "--db", database).exit_code == 0
