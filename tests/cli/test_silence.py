"""What filters leave out is said: what has no date, what a rival reading gives to them, names that nobody has."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from quotes.cli.days import SINCE, UNTIL, WHOLE
from tests.conftest import run

TABLE = """date,speaker,text
2024-05-02,Ilse Brandt,The bridge opens on Friday.
2024-06-11,Ilse Brandt,There is no toll on the bridge.
2019-01-02,Tom Okello,The bridge is old.
"""
UNDATED = "Ilse Brandt:\nThe bridge is safe.\n\nTom Okello:\nIs the bridge safe?\n\nIlse Brandt:\nThe bridge is.\n"
PROSE = """Harbour bridge stays shut

Mayor Ilse Brandt told councillors that corrosion was worse than feared. "We found rust in nine of them," she said.

Councillor Rita Brandt, the mayor's sister, disagreed. "It was read by nobody," Brandt said.
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    for name, text in {"table.csv": TABLE, "talk.txt": UNDATED, "prose.txt": PROSE}.items():
        (tmp_path / name).write_text(text, "utf-8")
    run("load", tmp_path / "table.csv", tmp_path / "talk.txt", tmp_path / "prose.txt", "--db", tmp_path / "d.sqlite")
    return tmp_path / "d.sqlite"


@pytest.mark.parametrize(
    ("question", "left_out"),
    [
        (("who-said", "bridge"), 3),
        (("who-said", "bridge", "--speaker", "Tom Okello"), 1),
        (("by-speaker", "Ilse Brandt"), 4),
        (("by-speaker", "Tom Okello"), 1),
    ],
)
@pytest.mark.parametrize("bound", [("--since", "2024"), ("--until", "June 2024"), ("--since", "2030")])
def test_what_has_no_date_is_told_of_and_can_be_had(
    question: tuple[str, ...], left_out: int, bound: tuple[str, str], database: Path
) -> None:
    those = "it" if left_out == 1 else "them"
    without = run(*question, *bound, "--db", database)
    assert (
        f"{left_out} statement{'s' * (left_out > 1)} without a date left out: --undated has {those}" in without.stderr
    )
    everything = run(*question, *bound, "--undated", "--db", database)
    assert "without a date" not in everything.stderr
    assert everything.stdout.count("undated ·") == left_out
    assert "without a date" not in run(*question, "--db", database).stderr


def test_what_a_rival_reading_gives_to_them_is_told(database: Path) -> None:
    told = run("who-said", "read by nobody", "--speaker", "Ilse Brandt", "--db", database).stderr
    assert "1 statement with these words may be theirs by the rival reading: " in told
    assert "1 more statement may be theirs too" in run("by-speaker", "Ilse Brandt", "--db", database).stderr
    assert "rival reading" not in run("who-said", "bridge", "--speaker", "Ilse Brandt", "--db", database).stderr


def test_the_review_that_a_rival_leads_to_shows_it(database: Path) -> None:
    shown = " ".join(run("review", "--list", "--speaker", "Ilse Brandt", "--db", database).stdout.split())
    assert "It was read by nobody" in shown


@pytest.mark.parametrize("question", [("by-speaker", "Brandtt"), ("who-said", "bridge", "--speaker", "Brandtt")])
def test_a_name_that_nobody_has_is_told_with_those_that_are_near(question: tuple[str, ...], database: Path) -> None:
    refused = run(*question, "--db", database)
    told = refused.stderr
    assert refused.exit_code == 3
    assert "nobody here is called 'Brandtt', in 11 statements from 3 sources; " in told
    assert "Ilse Brandt" in told


def test_a_command_that_is_none_is_answered_with_the_nearest() -> None:
    refused = run("whosaid", "x")
    assert (refused.exit_code, "Did you mean who-said?" in refused.stderr) == (2, True)
    assert "Did you mean" not in run("xyzzy").stderr


def test_headings_are_found_and_shown_as_such(database: Path) -> None:
    told = run("who-said", "bridge stays shut", "--db", database)
    assert told.stdout == ""
    assert "a heading has these words, prose.txt:1: --headings shows them" in told.stderr
    assert "Harbour bridge stays shut" in run("who-said", "bridge stays shut", "--headings", "--db", database).stdout


def test_another_order_shows_one_after_the_other(database: Path) -> None:
    shown = run("who-said", "bridge", "--sort", "time", "--db", database).stdout
    assert shown.index("2019-01-02") < shown.index("2024-05-02") < shown.index("2024-06-11") < shown.index("undated")
    assert "--after goes on" in run("who-said", "x", "--sort", "time", "--after", "y", "--db", database).stderr


def test_what_stands_beside_an_unwanted_phrase_is_left_out(database: Path) -> None:
    shown = run("who-said", "bridge", "--not", "toll", "--not", "old", "--db", database).stdout
    assert "opens on Friday" in shown
    assert "no toll" not in shown
    assert "is old" not in shown


@pytest.mark.parametrize(
    ("typed", "first", "last", "whole"),
    [
        ("2017", "2017", "2017", "2017"),
        ("2017-04-10", "2017-04-10", "2017-04-10", "2017-04-10"),
        ("3 March 2024", "2024-03-03", "2024-03-03", "2024-03-03"),
        ("March 3rd, 2024", "2024-03-03", "2024-03-03", "2024-03-03"),
        ("May 2024", "2024-05-01", "2024-05-31", "2024-05"),
        ("  may   2024 ", "2024-05-01", "2024-05-31", "2024-05"),
        ("3.3.2024", "2024-03-03", "2024-03-03", "2024-03-03"),
        ("26/01/2022", "2022-01-26", "2022-01-26", "2022-01-26"),
        ("12. März 2019", "2019-03-12", "2019-03-12", "2019-03-12"),
    ],
)
def test_dates_as_people_type_them(typed: str, first: str, last: str, whole: str) -> None:
    assert [day.convert(typed, None, None) for day in (SINCE, UNTIL, WHOLE)] == [first, last, whole]


def test_dates_told_from_today() -> None:
    year, yesterday = date.today().year, (date.today() - timedelta(days=1)).isoformat()
    assert SINCE.convert("last year", None, None) == f"{year - 1}-01-01"
    assert UNTIL.convert("last year", None, None) == f"{year - 1}-12-31"
    assert WHOLE.convert("yesterday", None, None) == yesterday


@pytest.mark.parametrize("typed", ["someday", "", "May", "2024-13-45x", "before the war", "2024 and more"])
def test_what_is_no_date_is_refused_with_what_is_one(typed: str, database: Path) -> None:
    refused = run("by-speaker", "Ilse Brandt", "--since", typed, "--db", database)
    assert (refused.exit_code, "10 April 2017" in refused.stderr) == (2, True)
