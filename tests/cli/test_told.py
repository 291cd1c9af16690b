"""What commands say is plain: in their help, of dates, of what was decided, and of what was not there to be found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from quotes.cli import main
from quotes.queries.conflicts import EIGHT
from tests.conftest import Ask, run

LONG = "the northern bridge will be closed for good before the winter floods come again"


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the words by which each command is called, with those of groups within groups."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


@pytest.mark.parametrize("command", [(), *commands(main)], ids=" ".join)
def test_no_help_shows_how_it_is_laid_out(command: tuple[str, ...]) -> None:
    told = run(*command, "--help")
    assert told.exit_code == 0
    assert "\\" not in told.stdout
    assert "\b" not in told.stdout


def in_conflict(tmp_path: Path, *pages: str) -> Path:
    for i, page in enumerate(pages):
        (tmp_path / f"{i}.txt").write_text(page, "utf-8")
    run("load", *sorted(tmp_path.glob("?.txt")), "--db", tmp_path / "c.sqlite")
    return tmp_path / "c.sqlite"


SAID = f'The council met on Monday.\n\n"{LONG.capitalize()}," Ida Renn said on Monday.\n'


def test_what_one_person_said_and_denied_is_no_conflict_of_two(tmp_path: Path) -> None:
    database = in_conflict(tmp_path, SAID, f"The council met on Monday.\n\nIda Renn denied that {LONG}.\n")
    shown = run("conflicts", "--db", database).stdout
    assert shown.startswith("one person, said and not said: “")
    assert "two speakers" not in shown


def test_what_one_said_and_another_denied_is_told_as_both(tmp_path: Path) -> None:
    database = in_conflict(tmp_path, SAID, f"The council met on Monday.\n\nTom Okello denied that {LONG}.\n")
    assert run("conflicts", "--db", database).stdout.startswith("two speakers, said and not said: “")


def test_what_two_said_is_told_as_two_peoples(tmp_path: Path) -> None:
    database = in_conflict(tmp_path, SAID, SAID.replace("Ida Renn", "Tom Okello"))
    assert run("conflicts", "--db", database).stdout.startswith("two speakers: “")


def test_how_many_words_are_compared_is_told(ask: Ask) -> None:
    told = ask("conflicts").stderr
    assert f"no {EIGHT} words in a row, or more, are two people's" in told
    assert "fewer are not compared" in told
    assert f"{EIGHT} words in a row" in " ".join(ask("conflicts", "--help").stdout.split())


@pytest.mark.parametrize("date", ["2025-13-01", "2025-02-31", "2025-13", "0000", "31 February 2025", "soon"])
@pytest.mark.parametrize("option", ["--since", "--until"])
def test_no_date_is_refused_in_one_way(option: str, date: str, ask: Ask) -> None:
    result = ask("who-said", "the", option, date)
    assert result.exit_code == 2
    assert f"'{date}' is no date: write 2017, 2017-04, 10 April 2017" in result.stderr


@pytest.mark.parametrize("option", ["--since", "--until"])
def test_a_day_that_may_be_another_is_not_guessed(option: str, ask: Ask) -> None:
    result = ask("who-said", "the", option, "3/4/2025")
    assert result.exit_code == 2
    assert "'3/4/2025' may be 2025-03-04 or 2025-04-03: write the one that is meant" in result.stderr
    assert ask("who-said", "the", option, "13/4/2025").exit_code == 0


@pytest.fixture
def namesakes(tmp_path: Path) -> Path:
    for name, label in {"a": "Tom Okello, Deputy Mayor of Perth", "b": "Thomas Okello, Engineer of Perth"}.items():
        page = f"{label}:\nI am sure that we shall see.\n\nIda Renn:\nNo, {name}.\n"
        (tmp_path / f"{name}.txt").write_text(page, "utf-8")
    run("load", *sorted(tmp_path.glob("?.txt")), "--db", tmp_path / "who.sqlite")
    return tmp_path / "who.sqlite"


def test_what_kind_of_decision_is_taken_back_is_told(namesakes: Path) -> None:
    two = ("Tom Okello", "Thomas Okello", "--by", "Ada", "--db", namesakes)
    run("people", "merge", *two)
    assert "taken back: a merge, what Ada decided on " in run("people", "undo", "--db", namesakes).stderr
    run("people", "merge", *two)
    run("people", "split", *two)
    assert "taken back: a split, what Ada decided on " in run("people", "undo", "--db", namesakes).stderr


@pytest.mark.parametrize("asking", ["--ask", "--list"])
def test_that_no_pair_is_in_doubt_is_told(asking: str, tmp_path: Path) -> None:
    database = in_conflict(tmp_path, "Ida Renn:\nWe close the bridge.\n\nTom Okello:\nAnd who pays?\n")
    assert run("people", "review", asking, "--db", database).stderr == (
        "nothing to decide: no two people here may be one\n"
    )
    assert run("events", "review", "--db", database).stderr == (
        "nothing to decide: no two events here may be one occasion\n"
    )


def test_an_empty_folder_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run("load", tmp_path / "empty", "--db", tmp_path / "d.sqlite")
    assert result.exit_code == 0
    assert f"no file that can be read lies in {tmp_path / 'empty'}" in result.stderr


def test_a_date_that_may_be_two_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    page = tmp_path / "talk.txt"
    page.write_text("Ida Renn:\nWe close the bridge.\n\nTom Okello:\nAnd who pays?\n", "utf-8")
    database = tmp_path / "d.sqlite"
    run("load", page, "--date", "[2025-03-04,2025-04-03]", "--db", database)
    for command in (("sources",), ("who-said", "bridge"), ("by-speaker", "Ida Renn")):
        shown = " ".join(run(*command, "--db", database).stdout.split())
        assert "[2025" not in shown
        assert "2025-03-04 or 2025-04-03" in shown
    assert "[2025-03-04,2025-04-03]" in run("who-said", "bridge", "--format", "json", "--db", database).stdout


def test_reported_words_end_before_the_outlet_in_a_citation(tmp_path: Path) -> None:
    page = tmp_path / "talk.txt"
    page.write_text("The council met. Ida Renn said that the ferries stay until summer, and Tom left.\n", "utf-8")
    database = tmp_path / "d.sqlite"
    run("load", page, "--publisher", "Wexbridge Gazette", "--db", database)
    listed = run("by-speaker", "Ida Renn", "--format", "tsv", "--db", database).stdout
    cited = run("cite", listed.splitlines()[1].split("\t")[0], "--db", database).stdout
    assert ". Wexbridge Gazette, talk.txt" in cited, cited
