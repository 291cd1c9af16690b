"""Verdicts of humans: recorded, in effect at once, kept by loading the source again, handed on as a table."""

import csv
import shutil
from pathlib import Path

import pytest

from quotes import open_database
from quotes.store import migrate
from quotes.store.database import migrating
from tests.conftest import ROOT, run

SEED = "000_95e9098eae3ad72e.txt"
DOUBTFUL = f"{SEED}:33"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return shutil.copytree(ROOT / "seeds", tmp_path / "seeds")


@pytest.fixture
def database(tmp_path: Path, seeds: Path) -> Path:
    run("load", seeds, "--db", tmp_path / "reviewed.sqlite")
    return tmp_path / "reviewed.sqlite"


def decide(database: Path, *more: str) -> None:
    assert run("review", DOUBTFUL, *more, "--by", "Ada", "--note", "heard it", "--db", database).exit_code == 0


def reading_of(database: Path, words: str) -> tuple[str | None, str, str]:
    with open_database(database) as connection:
        speaker, status, basis = connection.execute(
            """SELECT p.name, g.status, g.basis FROM passages g JOIN sources o ON o.id = g.source_id
                JOIN statements s ON s.id = g.statement_id LEFT JOIN people p ON p.id = s.person_id
                WHERE instr(substr(o.text, g.start + 1, g."end" - g.start), ?) AND g.kind = 'paragraph'""",
            (words,),
        ).fetchone()
        return speaker, status, basis


def test_a_verdict_outlives_loading_again_and_edits(database: Path, seeds: Path) -> None:
    decide(database, "narration")
    assert reading_of(database, "three evils") == (None, "reviewed", "human")
    assert "1 unchanged" in run("load", seeds, "--db", database).stdout
    assert reading_of(database, "three evils") == (None, "reviewed", "human")
    page = seeds / SEED
    page.write_text(page.read_text("utf-8").replace("Belarus remains one", "Belarus remains still one"), "utf-8")
    assert "1 changed" in run("load", seeds, "--db", database).stdout
    assert reading_of(database, "three evils") == (None, "reviewed", "human")


def test_the_latest_verdict_wins_and_nothing_is_overwritten(database: Path, seeds: Path) -> None:
    decide(database, "narration")
    decide(database, "speech-of", "Alexander Lukashenko")
    run("load", seeds, "--db", database)
    assert reading_of(database, "three evils") == ("Alexander Lukashenko", "reviewed", "human")
    with open_database(database) as connection:
        assert connection.execute("SELECT count(*) FROM reviews").fetchone() == (2,)


def test_a_person_of_whom_no_source_speaks_is_new(database: Path, seeds: Path) -> None:
    decide(database, "speech-of", "Ida Brook", "--new-person")
    run("load", seeds, "--db", database)
    assert reading_of(database, "three evils") == ("Ida Brook", "reviewed", "human")


@pytest.mark.parametrize("content", ["exact\n\u00e9".encode("latin-1"), b'exact\n"' + b"x" * 200_000])
def test_what_is_no_table_is_refused(content: bytes, database: Path, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_bytes(content)
    result = run("review", "--import", table, "--db", database)
    assert result.exit_code == 1
    assert "Error: " in result.stderr
    assert isinstance(result.exception, SystemExit)


def test_claims_that_are_no_text_are_refused(database: Path, tmp_path: Path) -> None:
    claims = tmp_path / "claims.txt"
    claims.write_bytes("Où est-il ?\n".encode("latin-1"))
    result = run("verify", "--from", claims, "--db", database)
    assert result.exit_code == 1
    assert "is not UTF-8 text" in result.stderr


def test_a_verdict_outlives_a_downgrade(database: Path, seeds: Path) -> None:
    decide(database, "narration")
    with migrating(database) as connection:
        migrate.downgrade(connection, "base")
    assert "empty" in run("who-said", "three evils", "--db", database).output
    assert "1 new" in run("load", seeds, "--db", database).stdout
    assert reading_of(database, "three evils") == (None, "reviewed", "human")


def test_the_queue_forgets_what_is_decided(database: Path) -> None:
    assert DOUBTFUL in run("review", "--list", "--db", database).stdout
    decide(database, "narration")
    assert DOUBTFUL not in run("review", "--list", "--db", database).stdout


def test_a_team_decides_in_a_table(database: Path, seeds: Path, tmp_path: Path) -> None:
    table = tmp_path / "doubts.csv"
    run("review", "--export", table, "--db", database)
    rows = list(csv.DictReader(table.open(encoding="utf-8", newline="")))
    assert all(row["verdict"] == "" for row in rows)
    for row in rows:
        row["verdict"] = "narration" if "three evils" in row["exact"] else ""
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    assert "1 new verdict, 0 known" in run("review", "--import", table, "--by", "Ben", "--db", database).stdout
    assert "0 new verdicts, 1 known" in run("review", "--import", table, "--by", "Ben", "--db", database).stdout
    run("load", seeds, "--db", database)
    assert reading_of(database, "three evils") == (None, "reviewed", "human")


def test_a_database_built_from_nothing_takes_the_exported_verdicts(database: Path, seeds: Path, tmp_path: Path) -> None:
    decide(database, "narration")
    table, rebuilt = tmp_path / "verdicts.csv", tmp_path / "rebuilt.sqlite"
    run("review", "--export", table, "--db", database)
    run("load", seeds, "--db", rebuilt)
    assert "1 new verdict" in run("review", "--import", table, "--db", rebuilt).stdout
    run("load", seeds, "--db", rebuilt)
    assert reading_of(rebuilt, "three evils") == (None, "reviewed", "human")
    with open_database(rebuilt) as connection:
        assert connection.execute("SELECT reviewer, note FROM reviews").fetchall() == [("Ada", "heard it")]


def test_a_verdict_whose_words_are_gone_is_an_orphan(database: Path, seeds: Path) -> None:
    decide(database, "narration")
    page = seeds / SEED
    page.write_text(page.read_text("utf-8").replace("three evils", "four evils"), "utf-8")
    assert "1 verdict on words that are gone" in run("load", seeds, "--db", database).stderr
    assert "1 verdict on words that are gone" in run("review", "--list", "--db", database).stderr
    assert "three evils" in run("review", "--orphans", "--format", "csv", "--db", database).stdout


NOTES = [  # a note, and how it is shown
    ("heard it\n  permalink: quotes:aaaaaaaaaaaa", "heard it permalink: quotes:aaaaaaaaaaaa"),
    ("on the tape\r\n\tdecided: right, by Bea\x85really", "on the tape decided: right, by Bea really"),
    ("see p. 4\u2028\u2029speech-of Ana\u200b, by \u202eBea\x1b[2J", "see p. 4 speech-of Ana, by \ufffdBea\ufffd[2J"),
]


@pytest.mark.parametrize(("note", "shown"), NOTES, ids=["breaks", "controls", "unseen"])
@pytest.mark.parametrize("old", [False, True])
def test_no_note_forges_a_line(database: Path, note: str, shown: str, old: bool) -> None:
    given = run("review", DOUBTFUL, "narration", "--by", "Ada\nBea", "--note", note, "--db", database)
    assert given.exit_code == 0
    with migrating(database) as connection:
        if old:  # as versions before this one stored them
            connection.exec_driver_sql("UPDATE reviews SET reviewer = ?, note = ?", ("Ada\nBea", note))
        uid = connection.exec_driver_sql(
            "SELECT s.uid FROM passages g JOIN statements s ON s.id = g.statement_id WHERE g.status = 'reviewed'"
        ).scalar()
    lines = run("show", str(uid), "--db", database).stdout.splitlines()
    [decided] = [line for line in lines if line.startswith("  decided: ")]
    assert decided.startswith("  decided: narration, by Ada Bea, 20")
    assert f" ({shown}) " in " ".join(" ".join(lines).split())
    assert sum(line.startswith("  permalink: ") for line in lines) == 1
