"""Names of files, and words, that would forge a line, run in a spreadsheet or steer a terminal."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.conftest import run

TALK = "Ana Reyes: We open the bridge.\n\nTom Ashe: Yes.\n\nAna Reyes: On Monday.\n"


@pytest.mark.parametrize("sign", ["\n", "\r", "\t", "\x1b", "\u2028", "\u202e"])
def test_a_name_with_a_sign_that_cannot_be_shown_is_refused_on_one_line(sign: str, tmp_path: Path) -> None:
    (tmp_path / "talks").mkdir()
    (tmp_path / "talks" / "a.txt").write_text(TALK, "utf-8")
    (tmp_path / "talks" / f"b.txt{sign}refused budget.txt").write_text(TALK.replace("bridge", "gate"), "utf-8")
    loaded = run("load", tmp_path / "talks", "--db", tmp_path / "d.sqlite")
    assert loaded.exit_code == 1
    assert loaded.stdout.startswith("1 new, 0 unchanged, 0 changed, 1 refused")
    (refused,) = [line for line in loaded.stderr.splitlines() if line.startswith("refused")]
    assert "cannot be shown: rename it" in refused
    assert sign not in refused


@pytest.mark.parametrize("name", ["Zoë’s talk.txt", "разговор.txt", "a\u00a0b.txt", "👩\u200d🚒.txt"])
def test_other_names_are_fit(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(TALK, "utf-8")
    assert run("load", tmp_path / name, "--db", tmp_path / "d.sqlite").stdout.startswith("1 new")


def test_a_name_within_an_archive_is_held_to_the_same(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "talks.zip", "w") as archive:
        archive.writestr("a.txt", TALK)
        archive.writestr("b.txt\nrefused budget.txt", TALK.replace("bridge", "gate"))
    loaded = run("load", tmp_path / "talks.zip", "--db", tmp_path / "d.sqlite")
    assert loaded.stdout.startswith("1 new, 0 unchanged, 0 changed, 1 refused")
    assert len([line for line in loaded.stderr.splitlines() if line.startswith("refused")]) == 1


def test_what_a_table_says_is_no_line_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('speaker,text\nAna,"b\n', "utf-8")
    loaded = run("load", tmp_path / "a.csv", "--db", tmp_path / "d.sqlite")
    assert [line[:7] for line in loaded.stderr.splitlines()] == ["refused"]


def test_no_cell_of_an_export_is_a_formula_unless_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("speaker,text\nAna Reyes,=1+1 we pay\nTom Ashe,@home we do\n", "utf-8")
    database = tmp_path / "d.sqlite"
    run("load", tmp_path / "a.csv", "--db", database)
    for asked in (
        ("export", "csv"),
        ("who-said", "we", "--format", "csv"),
        ("sql", "SELECT text FROM said", "--format", "csv"),
    ):
        cells = [cell for line in run(*asked, "--db", database).stdout.splitlines() for cell in line.split(",")]
        assert "'=1+1 we pay" in cells
        assert not any(cell.startswith(("=", "@")) for cell in cells)
    assert "=1+1 we pay" in run("export", "csv", "--raw", "--db", database).stdout.split(",")
    assert run("export", "jsonl", "--raw", "--db", database).exit_code == 2


def test_verdicts_on_what_looks_like_a_formula_come_back(tmp_path: Path) -> None:
    page = "Ana Reyes: =1 is what we pay.\n\nTom Ashe: Yes.\n\nAna Reyes: =1 is what we pay.\n"
    (tmp_path / "a.txt").write_text(page, "utf-8")
    database, table = tmp_path / "d.sqlite", tmp_path / "verdicts.csv"
    run("load", tmp_path / "a.txt", "--db", database)
    run("review", "a.txt:1", "narration", "--db", database)
    run("review", "--export", table, "--db", database)
    assert "'=1 is what we pay." in table.read_text("utf-8")
    assert run("review", "--import", table, "--db", database).stdout == "0 new verdicts, 1 known\n"
