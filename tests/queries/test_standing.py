"""What the statement itself is, whose it is besides, and who else may be meant: by what the database holds."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quotes.store.database import writing
from quotes.store.writing.save import save
from tests.conftest import run
from tests.store.making import Turn, make

WORDS = "The kiln burns day and night."
QUOTED = "Nobody owes us a thing."
FERRY = "The raft leaks."
TURNS = [
    Turn("Edda Rosen", WORDS),
    Turn(None, f"“{QUOTED}” Lorne said.", quoted=QUOTED, quoted_speaker="Sam Lorne"),
    Turn("Edda Rosen", f"He told us: “{FERRY}”", quoted=FERRY, quoted_speaker="Sam Lorne"),
    Turn("Rosen", "I sold the raft.", rival=None),
    Turn("Ines Holt", "The raft was mine.", rival="Sam Lorne"),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("standing") / "made.sqlite"
    with writing(database) as connection:
        save(connection, make("kiln.txt", TURNS, day="2024-05-02"), "s")
    return database


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Iterator[Path]:
    yield Path(shutil.copy(made, tmp_path / "copy.sqlite"))


def asked(database: Path, words: str, *options: str) -> dict[str, Any]:
    result = run("verify", words, *options, "--format", "json", "--db", database)
    (answer,) = json.loads(result.stdout)
    return {**answer, "exit": result.exit_code}


def change(database: Path, sql: str, *values: object) -> None:
    with sqlite3.connect(database) as connection:
        assert connection.execute(sql, values).rowcount == 1
    connection.close()


@pytest.mark.parametrize(
    ("manner", "act", "factuality", "standing", "verdict"),
    [
        ("verbatim", "asserted", "actual", "said", "exact"),
        ("verbatim", None, None, "said", "exact"),
        ("verbatim", "asked", "actual", "said", "exact"),  # that it is a question, the words show
        ("verbatim", "promised", "actual", "said", "exact"),
        ("verbatim", "denied", "actual", "denied", "not-said"),
        ("verbatim", "thought", "actual", "thought", "not-claimed"),
        ("verbatim", "asserted", "unsaid", "unsaid", "not-said"),
        ("verbatim", "asserted", "disputed", "disputed", "not-said"),
        ("verbatim", "asserted", "supposed", "supposed", "not-claimed"),
        ("verbatim", "asserted", "planned", "planned", "not-claimed"),
        ("verbatim", "asserted", "alleged", "alleged", "not-claimed"),
        ("verbatim", "denied", "unsaid", "unsaid", "not-said"),
        ("reported", "asserted", "actual", "said", "reported"),
        ("reported", "asked", "actual", "asked", "not-claimed"),
        ("reported", "urged", "actual", "urged", "not-claimed"),
        ("reported", "promised", "actual", "said", "reported"),
    ],
)
def test_a_statement_is_no_more_than_it_is(
    manner: str, act: str | None, factuality: str | None, standing: str, verdict: str, database: Path
) -> None:
    sql = "UPDATE statements SET manner = ?, act = ?, factuality = ? WHERE text = ?"
    change(database, sql, manner, act, factuality, QUOTED)
    answer = asked(database, QUOTED, "--speaker", "Sam Lorne")
    assert (answer["standing"], answer["verdict"]) == (standing, verdict)
    assert answer["exit"] == (0 if verdict == "exact" else 1)


def test_what_somebody_quotes_is_a_report_of_the_other_and_not_his_own(database: Path) -> None:
    own, other = (asked(database, FERRY, "--speaker", name) for name in ("Edda Rosen", "Sam Lorne"))
    assert (own["verdict"], own["standing"], own["speaker_answer"]) == ("not-claimed", "another", "same")
    assert "the words of Sam Lorne, as told here" in own["notes"]
    assert (other["verdict"], other["manner"], other["speaker_answer"]) == ("reported", "reported", "same")
    assert "as Edda Rosen has it" in other["notes"]


def test_what_one_denies_in_another_statement_is_not_his(database: Path) -> None:
    change(database, "UPDATE statements SET factuality = 'unsaid' WHERE text = ?", FERRY)
    answer = asked(database, FERRY, "--speaker", "Sam Lorne")
    assert (answer["verdict"], answer["standing"]) == ("not-said", "unsaid")


def test_of_a_rival_it_is_perhaps(database: Path) -> None:
    one, other = (asked(database, "The raft was mine.", "--speaker", name) for name in ("Ines Holt", "Sam Lorne"))
    assert (one["verdict"], one["speaker_answer"]) == ("unsure-speaker", "unsure")
    assert (other["verdict"], other["speaker_answer"]) == ("unsure-speaker", "rival")
    assert "Ines Holt or Sam Lorne" in one["notes"]
    assert asked(database, "The raft was mine.", "--speaker", "Edda Rosen")["speaker_answer"] == "other"


def test_a_surname_alone_is_perhaps_the_same(database: Path) -> None:
    answer = asked(database, "I sold the raft.", "--speaker", "Edda Rosen")
    assert (answer["verdict"], answer["speaker_answer"]) == ("unsure-speaker", "perhaps")
    assert asked(database, "I sold the raft.", "--speaker", "Sam Lorne")["speaker_answer"] == "other"


def test_each_of_those_who_speak_as_one_said_it(database: Path) -> None:
    assert asked(database, WORDS, "--speaker", "Ines Holt")["speaker_answer"] == "other"
    sql = """INSERT INTO speakers (statement_id, place, appearance_id, person_id) SELECT s.id, 1, a.id, a.person_id
        FROM statements s, appearances a WHERE s.text = ? AND a.name = 'Ines Holt'"""
    change(database, sql, WORDS)
    assert asked(database, WORDS, "--speaker", "Ines Holt")["verdict"] == "exact"


def test_words_without_a_known_speaker_are_nobodys_for_certain(database: Path) -> None:
    change(database, "UPDATE statements SET person_id = NULL, appearance_id = NULL WHERE text = ?", QUOTED)
    answer = asked(database, QUOTED, "--speaker", "Sam Lorne")
    assert (answer["verdict"], answer["speaker_answer"]) == ("unsure-speaker", "unnamed")
    assert "whose words these are is not known" in answer["notes"]


def test_of_a_rival_who_says_nothing_else_it_is_perhaps_too(tmp_path: Path) -> None:
    page = "5 March 2024\n\nMayor Ilse Brandt met Mayor Karin Holt. “I have not slept,” the mayor said.\n"
    (tmp_path / "page.txt").write_text(page, "utf-8")
    database = tmp_path / "d.sqlite"
    run("load", tmp_path / "page.txt", "--db", database)
    for speaker, answer, status in (("Karin Holt", "rival", 1), ("Ida Falk", "nobody", 3)):
        asked = run("verify", "I have not slept", "--speaker", speaker, "--format", "jsonl", "--db", database)
        assert (json.loads(asked.stdout)["speaker_answer"], asked.exit_code) == (answer, status)
        assert (f"nobody here is called {speaker!r}" in asked.stderr) == (answer == "nobody")
