"""What is written to a terminal fits it; uids are never cut; what must be waited for is told."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from threading import Timer

import pytest

from quotes.cli.printing import grid
from quotes.cli.terminal import fitted, folded
from quotes.export.saying import clock
from tests.conftest import ROOT, run

LONG = "Permanent Secretary to the Ministry of Harbours, Ferries and Inland Waterways of the Northern Region"
TALK = f"""Ida Renn-Holtappel, {LONG}:
We close the bridge. {"It is old, and nobody has mended it for many years. " * 4}

Tom Okello:
And who pays?

Ida Renn-Holtappel:
The company pays for all of it.
"""
COMMANDS = (
    ("sources",),
    ("people",),
    ("people", "show", "Ida Renn-Holtappel"),
    ("people", "review", "--list"),
    ("roles",),
    ("events",),
    ("stats",),
    ("by-role", "Secretary"),
    ("by-role", "Secretary", "--holders"),
    ("by-speaker", "Ida Renn-Holtappel"),
    ("who-said", "bridge"),
    ("review", "--list"),
    ("review", "--sample", "2", "--list"),
    ("sql", "select uid, label, text, line from statements"),
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wide")
    talk = folder / "minutes-of-the-harbour-committee-on-the-closing-of-the-northern-bridge.txt"
    talk.write_text(TALK, "utf-8")
    run("load", talk, ROOT / "seeds", "--db", folder / "d.sqlite")
    return folder / "d.sqlite"


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_line_fits_and_no_uid_is_cut(
    command: tuple[str, ...], columns: int, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = run(*command, "--db", database).stdout
    uncut = [line for line in shown.splitlines() if "minutes-of-the-harbour" not in line]  # a name stays whole
    assert max(map(len, uncut), default=0) <= columns
    with sqlite3.connect(database) as connection:
        uids = [uid for (uid,) in connection.execute("SELECT uid FROM statements UNION SELECT uid FROM people")]
    monkeypatch.setenv("COLUMNS", "1000")
    whole = run(*command, "--db", database).stdout
    assert [uid for uid in uids if uid in whole] == [uid for uid in uids if uid in shown]


def test_a_line_is_broken_between_its_parts_before_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert list(folded("  one part of it · another part of it · uid")) == [
        "  one part of it · another part of it ·",
        "      uid",
    ]
    assert list(fitted(["short", "x" * 50])) == ["short", "x" * 50]


FIELDS = ("source", "outlet", "published", "written_as", "statements")
MARSHES = ("docs/03-two-marshes.txt", None, "between 2025-03-04 and 2025-04-03", "plain, name before the speech", 4)


def test_names_of_files_are_broken_at_their_joints_and_words_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert "docs/03-two-marshes.txt" in grid(FIELDS, [MARSHES])[2]
    monkeypatch.setenv("COLUMNS", "60")
    long = (f"minutes_of_the_council/{MARSHES[0]}", *MARSHES[1:])
    cells = [line.split("  ")[0] for line in grid(FIELDS, [long])[2:]]
    assert "".join(cells) == long[0]
    names = [cell for cell in cells if cell]
    assert len(names) > 1
    assert all(cell.endswith(("/", "_", "-")) for cell in names[:-1])


def test_rows_that_no_table_holds_are_told_on_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    line = (
        "source: docs/03-two-marshes.txt · published: between 2025-03-04 and 2025-04-03 · "
        "written as: plain, name before the speech · statements: 4"
    )
    assert grid(FIELDS, [MARSHES, MARSHES]) == [line, "", line]


def test_verdicts_on_words_that_are_gone_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, database = tmp_path / "minutes-of-the-harbour.txt", tmp_path / "d.sqlite"
    page.write_text("Ida Renn:\nWe close the bridge.\n\nTom Okello:\nWho pays for the bridge?\n", "utf-8")
    run("load", page, "--db", database)
    run("review", f"{page.name}:2", "speech-of", "Tom Okello", "--note", "on the recording", "--db", database)
    page.write_text("Ida Renn:\nNothing is left.\n\nTom Okello:\nNo?\n", "utf-8")
    run("load", page, "--db", database)
    monkeypatch.setenv("COLUMNS", "80")
    shown = run("review", "--orphans", "--db", database).stdout
    assert max(map(len, shown.splitlines())) <= 80
    assert "subject" in shown
    assert re.search(r"reviewed at: 20\d\d-\d\d-\d\dT[\d:+]{14}", shown)


def test_a_cell_that_looks_like_a_number_is_wrapped_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert grid(("a", "b"), [("30,000.", "word " * 20), ("1e5", "x" * 60)])[2].startswith("30,000.")


def test_a_long_answer_comes_as_it_is_read_in_columns_of_one_width(database: Path) -> None:
    many = (
        "with recursive n (i) as (select 1 union all select i + 1 from n where i < 1200) select i, 'x' || i as x from n"
    )
    lines = run("sql", many, "--db", database).stdout.splitlines()
    assert len(lines) == 1202
    assert [line.index("x") for line in lines[2:]] == [5] * 500 + [6] * 700
    assert [line.split()[0] for line in lines[2:]] == [str(i) for i in range(1, 1201)]


def test_whoever_reads_only_the_beginning_causes_no_complaint(database: Path) -> None:
    many = "with recursive n (i) as (select 1 union all select i + 1 from n) select i from n"
    quotes = f"{sys.executable} -c 'from quotes.cli import main; main()'"
    done = subprocess.run(
        f'{quotes} sql "{many}" --db {database} | head -3', shell=True, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.split() == ["i", "---", "1"]
    assert done.stderr == ""


def test_it_is_said_that_another_program_is_waited_for(database: Path) -> None:
    other = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    Timer(1.5, lambda: other.execute("ROLLBACK")).start()
    told = run("people", "alias", "add", "Tom Okello", "Tommy", "--db", database)
    assert told.exit_code == 0
    assert "another program is writing to" in told.stderr
    assert "waiting" not in run("people", "alias", "add", "Tom Okello", "Thom", "--db", database).stderr


@pytest.mark.parametrize("asked", [("people",), ("load", ROOT / "seeds")], ids=["to read", "to write"])
def test_a_file_that_is_locked_whole_is_waited_for_too(asked: tuple[str, ...], database: Path) -> None:
    other = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    Timer(1.5, lambda: other.execute("ROLLBACK")).start()
    told = run(*asked, "--db", database)
    assert told.exit_code == 0
    assert "another program is writing to" in told.stderr


@pytest.mark.parametrize(
    ("seconds", "told"), [(0, "00:00:00"), (59.99, "00:00:59"), (751.5, "00:12:31"), (3600, "01:00:00")]
)
def test_times_in_recordings(seconds: float, told: str) -> None:
    assert clock(seconds) == told


def test_a_citation_tells_page_and_time(tmp_path: Path) -> None:
    captions = "WEBVTT\n\n00:12:31.000 --> 00:12:34.000\n<v Ida Renn>We close the bridge.\n"
    (tmp_path / "talk.vtt").write_text(captions, "utf-8")
    run("load", tmp_path / "talk.vtt", "--db", tmp_path / "t.sqlite")
    uid = (
        run("by-speaker", "Ida Renn", "--format", "csv", "--db", tmp_path / "t.sqlite")
        .stdout.splitlines()[1]
        .split(",")[0]
    )
    assert "talk.vtt, at 00:12:31, line" in run("cite", uid, "--db", tmp_path / "t.sqlite").stdout
    assert "talk.vtt:4, at 00:12:31" in run("who-said", "bridge", "--db", tmp_path / "t.sqlite").stdout


def test_names_are_completed_in_quotation_marks_in_bash(database: Path) -> None:
    script = f"""
        export PATH={Path(sys.executable).parent}:$PATH QUOTES_DB={database}
        eval "$(quotes completion bash)"
        COMP_WORDS=(quotes by-speaker Tom); COMP_CWORD=2
        _quotes_completion quotes
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60)
    assert "'Tom Okello'" in done.stdout, done.stderr
