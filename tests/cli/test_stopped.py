"""What ends a command before its answer does: Ctrl-C, and a reader who has had enough."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quotes import open_database
from tests.conftest import run

QUOTES = [sys.executable, "-c", "from quotes.cli import main; main()"]
COUNT = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT {} FROM n"
pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and pipes as POSIX has them")


def started(filled: Path, *arguments: str) -> subprocess.Popen[str]:
    environment = os.environ | {"QUOTES_DB": str(filled)}
    return subprocess.Popen(
        [*QUOTES, *arguments], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("what", ["count(*)", "i WHERE i < 0"], ids=["before the first row", "for want of rows"])
def test_ctrl_c_ends_a_long_question_at_once(what: str, filled: Path) -> None:
    column, _, rest = what.partition(" ")
    process = started(filled, "sql", f"{COUNT.format(column)} {rest}")
    time.sleep(1.5)  # it would go on for ever
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    try:
        answer, problem = process.communicate(timeout=20)
    finally:
        process.kill()
    assert (process.returncode, answer, problem) == (130, "", "")


def test_ctrl_c_between_rows_ends_a_long_answer(filled: Path) -> None:
    process = started(filled, "sql", COUNT.format("i"))
    assert process.stdout
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    try:
        _, problem = process.communicate(timeout=20)
    finally:
        process.kill()
    assert (process.returncode, problem) == (130, "")


def test_ctrl_c_is_seen_by_whoever_reads_from_python(filled: Path) -> None:
    long = COUNT.format("count(*)").replace("FROM n)", "FROM n WHERE i < 20000000)")
    with pytest.raises(KeyboardInterrupt) as raised, open_database(filled) as connection:
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        before = signal.signal(signal.SIGALRM, signal.default_int_handler)
        try:
            connection.execute(long).fetchall()
        finally:
            signal.signal(signal.SIGALRM, before)
    assert isinstance(raised.value.__cause__, sqlite3.OperationalError)  # and not only when SQLite was done


def ended_with_its_first_line_read(process: subprocess.Popen[str]) -> tuple[int, str]:
    """The exit status, and what is told, where the reader of the answer goes away after a line."""
    assert process.stdout
    assert process.stderr
    assert process.stdout.readline()
    process.stdout.close()
    problem = process.stderr.read()
    process.stderr.close()
    return process.wait(timeout=60), problem


@pytest.mark.parametrize("format", ["table", "csv", "jsonl"])
def test_who_reads_only_the_beginning_of_an_answer_in_sql_causes_no_failure(format: str, filled: Path) -> None:
    question = COUNT.format("i") + " LIMIT 100000"  # more than a pipe holds
    process = started(filled, "sql", question, "--format", format)
    assert ended_with_its_first_line_read(process) == (0, "")


def test_an_export_of_which_only_the_beginning_is_read_is_no_failure(tmp_path: Path) -> None:
    turns = (
        f"{name}: This is the turn of number {i}, and it is long enough.\n"
        for i, name in enumerate(["Ann", "Bo"] * 400)
    )
    (tmp_path / "long.txt").write_text("\n".join(turns), "utf-8")
    run("load", tmp_path / "long.txt", "--db", tmp_path / "d.sqlite")
    process = started(tmp_path / "d.sqlite", "export", "csv")
    assert ended_with_its_first_line_read(process) == (0, "")


def test_an_extraction_of_which_only_the_first_document_is_read_is_no_failure(tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        turns = (f"{who}: This is turn {i} of {name}, and it is long." for i, who in enumerate(["Ann", "Bo"] * 400))
        (tmp_path / f"{name}.txt").write_text("\n\n".join(turns), "utf-8")
    assert ended_with_its_first_line_read(started(tmp_path / "d.sqlite", "extract", str(tmp_path))) == (0, "")
