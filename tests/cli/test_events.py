"""One occasion in two reports: found, shown with the evidence, parted and joined by a human."""

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, run


@pytest.fixture
def database(tmp_path: Path) -> Path:
    database = tmp_path / "two.sqlite"
    report = shutil.copy(Path(__file__).with_name("second_report.txt"), tmp_path)
    run("load", ROOT / "seeds", "--db", database)
    run("load", report, "--date", "2017-04-10", "--publisher", "CTV", "--db", database)
    return database


def events(database: Path) -> list[dict[str, str]]:
    return list(json.loads(run("events", "--format", "json", "--db", database).stdout))


def all_uids(database: Path) -> list[str]:
    return run("sql", "select uid from events", "--format", "csv", "--db", database).stdout.split()[1:]


def test_two_reports_can_be_joined_and_parted(database: Path) -> None:
    one, other = all_uids(database)
    assert run("events", "split", one, other, "--db", database).exit_code == 0
    assert len(events(database)) == 2
    assert run("events", "merge", one, other, "--note", "one meeting", "--db", database).exit_code == 0
    (event,) = events(database)
    assert "Lukashenko" in event["participants"]
    for uid in (one, other):
        answer = run("event", uid, "--db", database).stdout
        assert "second_report.txt:" in answer
        assert "000_95e9098eae3ad72e.txt:" in answer


def test_the_evidence_is_shown(database: Path) -> None:
    listed = run("events", "review", "--db", database).stdout
    shown = run("event", all_uids(database)[0], "--db", database).stdout
    assert "same: " in shown or "unsure: " in listed


def test_words_of_one_utterance_stand_side_by_side(database: Path) -> None:
    (uid,) = {
        row["uid"]
        for row in json.loads(run("who-said", "crime is international", "--format", "json", "--db", database).stdout)
    }
    shown = run("show", uid, "--db", database).stdout
    assert "in other words:" in shown
    assert "[-crime-] {+criminality+}" in " ".join(shown.split())  # wherever the lines are wrapped


def test_an_event_must_be_there(database: Path) -> None:
    assert run("events", "merge", all_uids(database)[0], "nowhere", "--db", database).exit_code == 1
