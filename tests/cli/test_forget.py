"""Documents that are removed, that vanish, and loads that are interrupted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quotes import open_database
from tests.conftest import run

TALK = "Ida Renn, Mayor:\nWe close the {0}.\n\nTom Okello:\nAnd who pays for the {0}?\n\nIda Renn:\nThe {0} company.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "talks").mkdir()
    for name in ("bridge", "ferry"):
        (tmp_path / "talks" / f"{name}.txt").write_text(TALK.format(name), "utf-8")
    run("load", tmp_path / "talks", "--db", tmp_path / "d.sqlite")
    return tmp_path


def keys(folder: Path) -> list[str]:
    with open_database(folder / "d.sqlite") as connection:
        return [key for (key,) in connection.execute('SELECT "key" FROM sources ORDER BY "key"')]


def test_what_goes_is_said_and_nobody_is_asked_in_a_pipe(folder: Path) -> None:
    refused = run("forget", "ferry.txt", "--db", folder / "d.sqlite")
    assert refused.stdout == "talks/ferry.txt: 3 statements\n"
    assert (refused.exit_code, "say --yes" in refused.stderr) == (1, True)
    assert len(keys(folder)) == 2


def test_all_of_it_goes_and_its_words_are_in_the_file_no_more(folder: Path) -> None:
    database = folder / "d.sqlite"
    run("review", "ferry.txt:2", "narration", "--note", "misread", "--db", database)
    told = run("forget", "ferry.txt", "--yes", "--with-verdicts", "--db", database)
    assert "1 verdict on its words goes, too" in told.stdout
    assert keys(folder) == ["talks/bridge.txt"]
    assert b"ferry company" not in database.read_bytes()
    assert run("who-said", "ferry", "--db", database).stdout == ""
    assert run("check", "--db", database).exit_code == 0
    assert "no source is called" in run("forget", "ferry.txt", "--yes", "--db", database).stderr


def test_verdicts_stay_for_a_source_that_comes_back(folder: Path) -> None:
    database = folder / "d.sqlite"
    run("review", "ferry.txt:2", "narration", "--db", database)
    run("forget", "ferry.txt", "--yes", "--db", database)
    run("load", folder / "talks", "--db", database)
    with open_database(database) as connection:
        found = connection.execute("SELECT manner, status FROM statements WHERE text = 'We close the ferry.'")
        assert found.fetchall() == [("narrated", "reviewed")]


def test_verdicts_on_a_source_that_was_edited_stay_for_it_and_move_with_it(folder: Path) -> None:
    database, ferry = folder / "d.sqlite", folder / "talks" / "ferry.txt"
    run("review", "ferry.txt:2", "narration", "--db", database)
    ferry.write_text(ferry.read_text("utf-8").replace("who pays", "who, pray, pays"), "utf-8")
    run("load", folder / "talks", "--db", database)
    assert "1 verdict on its words stays" in run("forget", "ferry.txt", "--yes", "--db", database).stdout
    run("load", folder / "talks", "--db", database)
    ferry.write_text(ferry.read_text("utf-8").replace("who, pray, pays", "who will pay"), "utf-8")
    run("load", folder / "talks", "--db", database)
    ferry.rename(folder / "talks" / "boat.txt")
    loaded = run("load", folder / "talks", "--db", database)
    assert "words that are gone" not in loaded.stderr
    with open_database(database) as connection:
        found = connection.execute("SELECT manner, status FROM statements WHERE text = 'We close the ferry.'")
        assert found.fetchall() == [("narrated", "reviewed")]


def test_verdicts_follow_their_words_to_a_file_that_was_edited_and_renamed_at_once(folder: Path) -> None:
    database, ferry = folder / "d.sqlite", folder / "talks" / "ferry.txt"
    run("review", "ferry.txt:2", "narration", "--db", database)
    ferry.write_text(ferry.read_text("utf-8").replace("And who pays", "And who, pray, pays"), "utf-8")
    ferry.rename(folder / "talks" / "boat.txt")
    pruned = run("load", folder / "talks", "--prune", "--db", database)
    assert keys(folder) == ["talks/boat.txt", "talks/bridge.txt"]
    assert "words that are gone" not in pruned.stderr
    assert run("review", "--orphans", "--db", database).stdout == ""
    with open_database(database) as connection:
        found = connection.execute("SELECT manner, status FROM statements WHERE text = 'We close the ferry.'")
        assert found.fetchall() == [("narrated", "reviewed")]
    assert run("check", "--db", database).exit_code == 0
    run("review", "--undo", "--db", database)
    assert run("who-said", "close the ferry", "--db", database).stdout.startswith("Ida Renn")


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("R. SMITH: {}", "J. MOORE: {}"),
        ("Rita Smith, clerk:\n{}", "Jo Moore, clerk:\n{}"),
        ("SMITH:\n\n{}", "MOORE:\n\n{}"),
    ],
)
def test_verdicts_do_not_follow_to_the_same_words_under_another_label(here: str, there: str, tmp_path: Path) -> None:
    page = "CHAIR: Question one.\n\n{}\n\nCHAIR: Which?\n\n{}\n\nCHAIR: So it was.\n"
    (tmp_path / "jan.txt").write_text(
        page.format(here.format("The valve was open."), here.format("Open, I say.")), "utf-8"
    )
    database = tmp_path / "d.sqlite"
    run("load", tmp_path, "--db", database)
    (uid,) = [line[:12] for line in run("who-said", "valve", "--db", database, "--format", "csv").stdout.split()[1:2]]
    run("review", uid, "speech-of", "Ann Lee", "--new-person", "--db", database)
    (tmp_path / "jan.txt").unlink()
    (tmp_path / "feb.txt").write_text(page.format(there.format("The valve was open."), there.format("Open.")), "utf-8")
    run("load", tmp_path, "--prune", "--db", database)
    assert "Ann Lee" not in run("who-said", "valve", "--db", database).stdout
    assert "jan.txt" in run("review", "--orphans", "--db", database).stdout


def test_verdicts_follow_nowhere_where_two_sources_have_the_words(folder: Path) -> None:
    database, talks = folder / "d.sqlite", folder / "talks"
    run("review", "ferry.txt:2", "narration", "--db", database)
    text = (talks / "ferry.txt").read_text("utf-8")
    for name in ("one", "two"):
        (talks / f"{name}.txt").write_text(text + f"\nTom Okello:\nI said {name}.\n", "utf-8")
    (talks / "ferry.txt").unlink()
    run("load", talks, "--prune", "--db", database)
    assert "talks/ferry.txt" not in keys(folder)
    with open_database(database) as connection:
        found = connection.execute("SELECT DISTINCT manner FROM statements WHERE text = 'We close the ferry.'")
        assert found.fetchall() == [("verbatim",)]
    assert "ferry.txt" in run("review", "--orphans", "--db", database).stdout


def test_verdicts_that_were_taken_back_are_not_counted(folder: Path) -> None:
    database = folder / "d.sqlite"
    run("review", "ferry.txt:2", "narration", "--db", database)
    run("review", "--undo", "--db", database)
    assert "verdict" not in run("forget", "ferry.txt", "--yes", "--db", database).stdout


def test_speakers_found_nowhere_else_are_told(folder: Path) -> None:
    (folder / "talks" / "mill.txt").write_text(
        "Bo Chen:\nThe mill is old.\n\nMay Tarn:\nIt is.\n\nBo Chen:\nWell.\n", "utf-8"
    )
    run("load", folder / "talks", "--db", folder / "d.sqlite")
    assert (
        "3 statements, 2 speakers found nowhere else" in run("forget", "mill.txt", "--db", folder / "d.sqlite").stdout
    )


def test_files_that_vanish_are_told_listed_and_pruned(folder: Path) -> None:
    database = folder / "d.sqlite"
    assert "every file is there" in run("sources", "--missing", "--db", database).stderr
    (folder / "talks" / "ferry.txt").unlink()
    assert "1 document of these folders no longer there" in run("load", folder / "talks", "--db", database).stderr
    assert "talks/ferry.txt" in run("sources", "--missing", "--db", database).stdout
    assert len(keys(folder)) == 2
    pruned = run("load", folder / "talks", "--prune", "--db", database)
    assert "talks/ferry.txt: 3 statements" in pruned.stdout
    assert keys(folder) == ["talks/bridge.txt"]


def test_what_has_moved_or_lies_elsewhere_is_not_pruned(folder: Path) -> None:
    (folder / "talks" / "old").mkdir()
    (folder / "talks" / "ferry.txt").rename(folder / "talks" / "old" / "ferry.txt")
    (folder / "elsewhere.txt").write_text(TALK.format("mill"), "utf-8")
    run("load", folder / "elsewhere.txt", "--db", folder / "d.sqlite")
    (folder / "elsewhere.txt").unlink()
    run("load", folder / "talks", "--prune", "--db", folder / "d.sqlite")
    assert keys(folder) == ["elsewhere.txt", "talks/bridge.txt", "talks/old/ferry.txt"]


SLOW = """
import time
from quotes.cli import main
from quotes.loading import batch
whole = batch.stored
def slowly(task):
    time.sleep(0.3)
    return whole(task)
batch.stored = slowly
main()
"""


def test_an_interrupted_load_keeps_what_it_has_read(tmp_path: Path) -> None:
    for i in range(15):  # too few for other processes to be worth it
        (tmp_path / f"{i:02}.txt").write_text(TALK.format(f"bridge number {i}"), "utf-8")
    database = tmp_path / "d.sqlite"
    load = [sys.executable, "-c", SLOW, "load", str(tmp_path), "--db", str(database)]
    process = subprocess.Popen(load, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not database.exists():
        time.sleep(0.05)
    time.sleep(1.5)
    os.kill(process.pid, signal.SIGINT)
    _, problem = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "the same command again goes on from there" in problem
    with open_database(database) as connection:
        (kept,) = connection.execute("SELECT count(*) FROM sources").fetchone()
    assert 0 < kept < 15
    again = run("load", tmp_path, "--db", database)
    assert f"{15 - kept} new, {kept} unchanged" in again.stdout
