"""A copy of a database bears its name only when it is whole."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from quotes.store.backup import UNFINISHED
from tests.conftest import run

COPY = "from quotes.cli import main; main()"


def large(database: Path) -> Path:
    """Make a database large enough for a copy of it to take a while."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE ballast (b BLOB)")
        connection.executemany("INSERT INTO ballast VALUES (zeroblob(?))", [(1_000_000,)] * 60)
        connection.commit()
    return database


def test_a_copy_that_is_killed_leaves_nothing_under_its_name(filled: Path, tmp_path: Path) -> None:
    database, copy = tmp_path / "d.sqlite", tmp_path / "copy.sqlite"
    assert run("backup", database, "--db", filled).exit_code == 0
    large(database)
    rng = random.Random(3)
    for _ in range(6):
        copying = subprocess.Popen([sys.executable, "-c", COPY, "backup", copy, "--db", database])
        time.sleep(rng.uniform(0.1, 0.5))
        copying.kill()
        copying.wait()
        if copy.exists():
            with closing(sqlite3.connect(copy)) as connection:
                assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
            copy.unlink()
    assert run("backup", copy, "--db", database).exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.sqlite", "d.sqlite"]


def test_what_an_interrupted_copy_left_is_no_hindrance(filled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    copy.with_name(copy.name + UNFINISHED).write_bytes(b"half a copy")
    assert run("backup", copy, "--db", filled).exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["copy.sqlite"]


@pytest.mark.parametrize("place", ["there/is/no/folder.sqlite", "."])
def test_what_cannot_be_written_is_told(place: str, filled: Path, tmp_path: Path) -> None:
    told = run("backup", tmp_path / place, "--db", filled)
    assert (told.exit_code, "Error: " in told.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []
