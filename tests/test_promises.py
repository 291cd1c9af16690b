"""What docs/promises.md promises: names, values, views, exit statuses. A failure here is a broken promise."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

import quotes
from quotes.force import Act, Factuality
from quotes.model import Manner, Status
from quotes.queries.statements import Said
from tests.conftest import ROOT, run

PAGE = (ROOT / "docs" / "promises.md").read_text("utf-8")
# As they were when they were promised: new ones come behind.
SAID = [
    "uid",
    "speaker",
    "role",
    "manner",
    "act",
    "factuality",
    "text",
    "said",
    "event",
    "source",
    "line",
    "page",
    "seconds",
    "start",
    "end",
    "status",
    "confidence",
    "rival",
    "basis",
    "label",
    "publisher",
    "earliest",
    "latest",
    "date_basis",
    "within",
    "person",
    "speakers",
    "disputed",
    "cue",
    "together",
]
VIEWS = {
    "said": "uid speaker role manner text said event source line status confidence person act factuality "
    "earliest latest",
    "attributions": "uid speaker role manner text said event source line status confidence person act factuality how "
    "earliest latest",
    "persons": "uid name sort_name kind roles spellings statements sources earliest latest",
    "flat": " ".join([*SAID, "url title language sha256 statement_id person_id source_id event_id within_id place"]),
    "person_uids": "uid person_id",
    "statement_uids": "uid statement_id",
    "reasons": "appearance_id other_id outcome rule score evidence author",
}
EXTRACTED = [
    "source",
    "sha256",
    "format",
    "convention",
    "language",
    "published",
    "people",
    "event",
    "date",
    "statements",
]
STATEMENT = [
    "uid",
    "speaker",
    "speakers",
    "label",
    "role",
    "manner",
    "act",
    "factuality",
    "start",
    "end",
    "text",
    "basis",
    "status",
    "confidence",
    "rival",
    "within",
    "mention",
    "cue",
]


def test_the_fields_of_an_answer() -> None:
    assert list(Said._fields[: len(SAID)]) == SAID


@pytest.mark.parametrize("view", VIEWS)
def test_the_columns_of_a_view(view: str, filled: Path) -> None:
    with sqlite3.connect(filled) as connection:
        columns = [row[0] for row in connection.execute(f"SELECT * FROM {view} LIMIT 0").description]
    promised = VIEWS[view].split()
    assert columns[: len(promised)] == promised
    assert f"`{view}`" in PAGE


def test_the_objects_of_extract() -> None:
    (line,) = run("extract", ROOT / "tests" / "pages" / "council.txt").stdout.splitlines()
    found = json.loads(line)
    assert set(EXTRACTED) <= found.keys()
    for statement in found["statements"]:
        assert set(STATEMENT) - {"speakers"} <= statement.keys()
    for name in (*EXTRACTED, *STATEMENT):
        assert f"`{name}`" in PAGE


@pytest.mark.parametrize("values", [Manner, Status, Act, Factuality])
def test_the_values(values: type[Manner] | type[Status] | type[Act] | type[Factuality]) -> None:
    promised = " ".join(PAGE.split())
    for value in values:
        assert value.value in promised


@pytest.mark.parametrize(
    ("question", "status"),
    [
        (("who-said", "three evils"), 0),
        (("who-said", "no such words anywhere"), 0),
        (("verify", "no such words anywhere"), 1),
        (("extract", "nowhere.txt"), 1),
        (("who-said",), 2),
        (("who-said", "x", "--since", "someday"), 2),
        (("whosaid", "x"), 2),
        (("by-speaker", "Nobody Atall"), 3),
        (("by-speaker", "Keller"), 3),
        (("verify", "x", "--speaker", "Keller"), 3),
        (("people", "merge", "Keller", "Nobody Atall"), 3),
    ],
)
def test_the_exit_statuses(question: tuple[str, ...], status: int, filled: Path) -> None:
    database = () if question[0] in ("extract", "whosaid") else ("--db", str(filled))
    assert run(*question, *database).exit_code == status


def test_what_python_offers() -> None:
    assert set(quotes.__all__) >= {"load", "extract", "open", "Database", "Loaded", "__version__"}
    methods = {name for name in vars(quotes.Database) if not name.startswith("_")}
    assert methods >= {"who_said", "by_speaker", "verify", "show", "cite", "people", "sources", "conflicts", "sql"}


def test_a_uid_is_the_same_on_another_machine(tmp_path: Path) -> None:
    talk = "Ida Renn:\nWe close the bridge.\n\nTom Okello:\nAnd who pays?\n\nIda Renn:\nThe company.\n"
    (tmp_path / "talk.txt").write_text(talk, "utf-8")
    run("load", tmp_path / "talk.txt", "--db", tmp_path / "d.sqlite")
    rows = run("sql", "select uid from said order by line", "--format", "csv", "--db", tmp_path / "d.sqlite").stdout
    assert rows.split()[1:] == ["36hk7hi7czhl", "m2elzm4lsf64", "y5zxklzrwx4g"]
