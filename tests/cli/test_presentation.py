"""What every command keeps to: formats, streams, a light start, and a terminal's habits."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Ask, run
from tests.terminal import on_a_terminal

LISTS = (
    ("who-said", "the"),
    ("by-speaker", "Lukashenko"),
    ("by-role", "president"),
    ("people",),
    ("roles",),
    ("events",),
    ("sources",),
    ("stats",),
    ("review", "--list"),
    ("verify", "three evils"),
    ("sql", "select * from said"),
)
STATEMENT_KEYS = {
    *("uid", "speaker", "role", "manner", "text", "said", "event"),
    *("source", "line", "start", "end", "status", "confidence"),
}


@pytest.mark.parametrize("command", LISTS, ids=" ".join)
def test_every_list_says_the_same_in_every_format(command: tuple[str, ...], ask: Ask) -> None:
    rows = json.loads(ask(*command, "--format", "json").stdout)
    assert rows
    assert [json.loads(line) for line in ask(*command, "--format", "jsonl").stdout.splitlines()] == rows
    for name, delimiter in (("csv", ","), ("tsv", "\t")):
        table = csv.DictReader(io.StringIO(ask(*command, "--format", name).stdout, newline=""), delimiter=delimiter)
        assert [list(row) for row in table] == [list(row) for row in rows]
    markdown = ask(*command, "--format", "markdown").stdout.splitlines()
    assert len(markdown) == len(rows) + 2
    assert ask(*command).stdout.strip()


@pytest.mark.parametrize("command", LISTS[:3], ids=" ".join)
def test_statements_have_their_keys(command: tuple[str, ...], ask: Ask) -> None:
    for row in json.loads(ask(*command, "--format", "json").stdout):
        assert set(row) >= STATEMENT_KEYS


@pytest.mark.parametrize("command", [LISTS[0], *LISTS[3:7]], ids=" ".join)
def test_a_limit_is_kept(command: tuple[str, ...], ask: Ask) -> None:
    assert len(json.loads(ask(*command, "--limit", "1", "--format", "json").stdout)) == 1


def test_nothing_found_is_an_empty_list(ask: Ask) -> None:
    result = ask("who-said", "words that nobody said", "--format", "json")
    assert json.loads(result.stdout) == []
    assert "nothing found" in result.stderr


def test_speakers_of_very_many_matches_have_at_least_so_many(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "— at least" not in ask("who-said", "the", "--limit", "30").stdout
    monkeypatch.setattr("quotes.queries.voices.FEW", 2)
    monkeypatch.setattr("quotes.cli.who_said.PATIENCE", 0)
    assert "— at least" in ask("who-said", "the", "--limit", "30").stdout


def test_words_that_report_are_shown_as_read(tmp_path: Path) -> None:
    page, database = tmp_path / "page.md", tmp_path / "data.sqlite"
    page.write_text("The ferries will sail again on Friday, according&nbsp;to Peter Falk, the harbour master.\n")
    run("load", page, "--db", database)
    assert "reported (“according\u00a0to”)" in run("by-speaker", "Falk", "--db", database).stdout
    assert "reported (“according\u00a0to”)" in run("who-said", "ferries", "--db", database).stdout


HEAVY = ("sqlalchemy", "alembic", "tabulate", "lxml", "rapidfuzz", "quotes.pipeline", "quotes.formats", "trafilatura")


@pytest.mark.parametrize("command", [("--help",), ("who-said", "three evils"), ("by-speaker", "Lukashenko")])
def test_asking_starts_light(command: tuple[str, ...], filled: Path) -> None:
    program = (
        "import sys; from quotes.cli import main; main(sys.argv[1:], standalone_mode=False); "
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *command],
        env=os.environ | {"QUOTES_DB": str(filled)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.splitlines()[-1] == "[]"


def test_a_hit_is_bold_on_a_terminal(filled: Path) -> None:
    assert "\x1b[1mthree evils\x1b[0m" in on_a_terminal("who-said", "three evils", "--db", str(filled))


def test_no_color_is_respected(filled: Path) -> None:
    seen = on_a_terminal("who-said", "three evils", "--db", str(filled), NO_COLOR="1")
    assert "\x1b" not in seen
    assert "**three evils**" in seen


def test_a_narrow_terminal_is_not_overrun(filled: Path) -> None:
    seen = on_a_terminal("people", "--db", str(filled), COLUMNS="60")
    assert max(len(line) for line in seen.splitlines()) <= 60


def test_control_characters_stay_in_the_source(filled: Path) -> None:
    for format in ("table", "json", "csv", "markdown"):
        seen = on_a_terminal("by-speaker", "Anna Berg", "--format", format, "--db", str(filled), NO_COLOR="1")
        assert "\x1b" not in seen
        assert "\x07" not in seen


def test_the_database_can_be_named_before_the_command(filled: Path, ask: Ask) -> None:
    missing = str(filled.with_name("missing.sqlite"))
    assert ask("--db", missing, "who-said", "three evils").exit_code == 1
    assert "three evils" in ask("--db", missing, "who-said", "three evils", "--db", str(filled)).output
    assert "three evils" in ask("--db", str(filled), "who-said", "three evils").output
