"""What a person does at a terminal: deciding with a key, completing with Tab, piping claims in."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from quotes import open_database
from tests.conftest import ROOT, Ask, run

PROGRAM = "import sys; from quotes.cli import main; main(sys.argv[1:], prog_name='quotes')"


def test_doubts_are_decided_by_a_key(tmp_path: Path) -> None:
    database = tmp_path / "keys.sqlite"
    run("load", ROOT / "seeds", "--db", database)
    seen = run("review", "--ask", "--by", "Ada", "--db", database, stdin="cheard it\nnq").stdout
    assert "[n] narration" in seen
    with open_database(database) as connection:
        found = connection.execute("SELECT verdict, reviewer, note FROM reviews").fetchall()
    assert found == [("narration", "Ada", "heard it")]


def test_pairs_of_people_are_decided_by_a_key(tmp_path: Path) -> None:
    database = tmp_path / "pairs.sqlite"
    report = Path(shutil.copy(Path(__file__).with_name("second_report.txt"), tmp_path))
    report.write_text("Cao Jianmin:\nWe agree with the plan.\n", "utf-8")
    run("load", ROOT / "seeds", report, "--db", database)
    assert "[s] the same" in run("people", "review", "--ask", "--by", "Ada", "--db", database, stdin="d").stdout
    with open_database(database) as connection:
        assert connection.execute("SELECT outcome, author FROM links WHERE rule = 'review'").fetchall() == [
            ("different", "Ada")
        ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("quotes by-speaker Alex", "Alexander Lukashenko"),
        ("quotes who-said x --role Pre", "President"),
        ("quotes wh", "who-said"),
        ("quotes by-role Min", "Minister of Public Security"),
    ],
)
def test_names_and_titles_complete(line: str, expected: str, filled: Path) -> None:
    words = line.split()
    asked = {"_QUOTES_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=os.environ | asked | {"QUOTES_DB": str(filled)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert expected in done.stdout


def test_claims_come_from_a_file_or_a_pipe(ask: Ask, tmp_path: Path) -> None:
    claims = "Let us vote.\n\nWe should pay twice.\n"
    file = tmp_path / "claims.txt"
    file.write_text(claims, "utf-8")
    for result in (
        ask("verify", "--from", file, "--format", "json"),
        ask("verify", "--from", "-", "--format", "json", stdin=claims),
    ):
        assert [row["verdict"] for row in json.loads(result.stdout)] == ["exact", "altered"]
        assert result.exit_code == 1


@pytest.mark.parametrize("command", ["by-speaker", "show", "event"])
def test_bytes_that_are_no_text_are_refused(command: str, ask: Ask) -> None:
    result = ask(command, "ab\udcff")
    assert result.exit_code == 1
    assert "cannot be written in utf-8" in result.stderr
