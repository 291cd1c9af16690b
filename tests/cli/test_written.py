"""What is written is told of, and what cannot be written ends in one line and exit status 1."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Ask, run

FULL = Path("/dev/full")
full_device = pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is full")


def ended(filled: Path, *arguments: str) -> tuple[int, list[str]]:
    """Return how the program ends when it cannot write its answer, and what it says of that."""
    with FULL.open("w") as nowhere:
        done = subprocess.run(
            [sys.executable, "-c", "from quotes.cli import main; main()", *arguments],
            env=os.environ | {"QUOTES_DB": str(filled)},
            stdout=nowhere,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )
    return done.returncode, done.stderr.splitlines()


@full_device
@pytest.mark.parametrize(
    "command",
    [
        ("--help",),
        ("sources",),
        ("people", "--format", "json"),
        ("who-said", "three evils"),
        ("stats",),
        ("export", "csv"),
        ("export", "popolo"),
        ("extract", str(ROOT / "seeds")),
        ("completion", "bash"),
    ],
    ids=" ".join,
)
def test_an_answer_that_cannot_be_written_is_no_traceback(command: tuple[str, ...], filled: Path) -> None:
    status, told = ended(filled, *command)
    assert status == 1
    assert [line for line in told if line.startswith("Error: ")] == [told[-1]]
    assert "No space left on device" in told[-1]
    assert "Traceback" not in "\n".join(told)


@full_device
@pytest.mark.parametrize("format", ["csv", "xlsx", "parquet", "popolo"])
def test_a_file_that_cannot_be_written_is_named(format: str, filled: Path) -> None:
    if format in ("xlsx", "parquet"):
        pytest.importorskip({"xlsx": "xlsxwriter", "parquet": "pyarrow"}[format])
    status, told = ended(filled, "export", format, "--output", str(FULL))
    assert (status, told) == (1, ["Error: /dev/full cannot be written: No space left on device"])


def test_whoever_reads_only_the_beginning_of_an_export_causes_no_complaint(filled: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -c 'from quotes.cli import main; main()' export jsonl --db {filled} | head -1",
        shell=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.stdout.count("\n"), done.stderr) == (1, "")


@pytest.mark.parametrize("format", ["csv", "jsonl", "markdown", "schema.org", "popolo"])
def test_an_export_to_a_file_is_told_of_on_one_line(format: str, tmp_path: Path, ask: Ask) -> None:
    file = tmp_path / "out.txt"
    file.write_text("what was there before\n" * 10_000, "utf-8")
    result = ask("export", format, "--output", file)
    number = len(ask("export", "jsonl").stdout.splitlines())
    assert (result.stdout, result.stderr) == ("", f"{number} statements in {file}\n")
    assert "what was there before" not in file.read_text("utf-8")


def test_an_export_of_one_source_is_told_of_too(tmp_path: Path, ask: Ask) -> None:
    result = ask("export", "akoma-ntoso", "--source", "harbour", "--output", tmp_path / "a.xml")
    assert result.stderr.endswith(f" passages in {tmp_path / 'a.xml'}\n")


def test_a_file_is_left_as_it_was_where_nothing_can_be_exported(tmp_path: Path, ask: Ask) -> None:
    file = tmp_path / "out.xml"
    file.write_text("kept", "utf-8")
    assert ask("export", "akoma-ntoso", "--output", file).exit_code == 2
    assert file.read_text("utf-8") == "kept"


def test_to_standard_output_nothing_more_is_told(ask: Ask) -> None:
    assert ask("export", "csv").stderr == ""


def test_a_backup_is_told_of(tmp_path: Path, filled: Path) -> None:
    result = run("backup", tmp_path / "copy.sqlite", "--db", filled)
    assert (result.stdout, result.stderr) == ("", f"the database is copied to {tmp_path / 'copy.sqlite'}\n")
