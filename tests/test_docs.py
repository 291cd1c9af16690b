"""The documentation names every command and option, and its examples run."""

import doctest
import inspect
import re
import shlex
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from quotes.cli import COMMANDS, main
from quotes.queries.by_speaker import by_speaker
from quotes.queries.people import identify, people
from quotes.queries.statements import Filters
from quotes.queries.who_said import who_said
from tests.conftest import PAGES, ROOT, run

COMMANDS_PAGE = (ROOT / "docs" / "commands.md").read_text("utf-8")
PURPOSES = {name: purpose for _, commands in COMMANDS for name, purpose in commands}


def all_commands() -> Iterator[tuple[str, click.Command]]:
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {inner}", command.commands[inner]) for inner in command.commands)


EVERY = dict(all_commands())


@pytest.mark.parametrize("name", EVERY)
def test_help_has_an_example(name: str) -> None:
    told = inspect.cleandoc(EVERY[name].help or "")
    assert re.search(rf"^(eval \"\$\()?quotes {name}", told, re.MULTILINE)


@pytest.mark.parametrize("name", EVERY)
def test_the_docs_name_every_option(name: str) -> None:
    assert f"quotes {name}" in COMMANDS_PAGE
    page = COMMANDS_PAGE.partition(f"$ quotes {name} --help")[2].partition("```")[0]
    for parameter in EVERY[name].params:
        for spelling in parameter.opts if isinstance(parameter, click.Option) else ():
            assert spelling in page


def test_the_table_of_commands_is_complete() -> None:
    modules = {path.stem.replace("_", "-") for path in (ROOT / "quotes" / "cli").glob("*.py")}
    assert set(PURPOSES) <= modules
    assert modules - set(PURPOSES) == {
        *("--init--", "advice", "aliases", "asking", "cards", "days", "filters", "options", "missing", "passed-over"),
        *("printing", "reading-options", "remarks", "silences", "terminal", "verdicts"),
    }


def test_what_the_readme_loads_is_in_the_clone_and_leaves_its_database_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(PAGES, tmp_path / "tests" / "pages")
    monkeypatch.chdir(tmp_path)
    example = (ROOT / "README.md").read_text("utf-8").partition("## Load your own")[2].split("```")[1]
    commands = [shlex.split(line, comments=True) for line in example.splitlines()[1:]]
    assert [command[:2] for command in commands] == [
        ["quotes", name] for name in ("load", "load", "who-said", "extract")
    ]
    for _, *arguments in commands:
        result = run(*arguments)
        assert result.exit_code == 0, result.output
        assert result.stdout
    assert {path.name for path in tmp_path.iterdir()} == {"tests", "my.sqlite"}


def test_the_examples_in_python_run(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(filled.parent)
    failed, tried = doctest.testfile(str(ROOT / "docs" / "python.md"), module_relative=False)
    assert tried > 10
    assert not failed


README = (ROOT / "README.md").read_text("utf-8")


def selects(holding: str) -> list[str]:
    """The questions in SQL that the README asks on its screen, unquoted."""
    asked = [shlex.split(line)[-1] for line in README.splitlines() if line.startswith("$ quotes sql ")]
    return [query for query in asked if holding in query]


def test_the_select_of_the_readme_gives_what_by_speaker_gives(asking: sqlite3.Connection) -> None:
    (query,) = selects("select p.name, s.text from statements s join people p on p.id = s.person_id where p.name = ")
    everybody = people(asking, limit=1000)
    assert len(everybody) > 5
    for person in everybody:
        by_hand = asking.execute(re.sub("'.*'", "?", query), (person.name,)).fetchall()
        said = by_speaker(asking, Filters(people=identify(asking, person.uid)), limit=1000)
        assert sorted(by_hand) == sorted((row.speaker, row.text) for row in said)


def test_the_full_text_of_the_readme_finds_what_who_said_finds(asking: sqlite3.Connection) -> None:
    (of_all,), (of_one,) = selects("from search f"), selects("cross join search f")
    found = {uid for uid, _ in asking.execute(of_all.removesuffix(" limit 2"))}
    assert found and found >= {row.uid for row in who_said(asking, "law enforcement").rows}
    (guo,) = identify(asking, "Guo Shenkun")
    assert asking.execute(of_one).fetchall() == [
        (row.line, row.text) for row in who_said(asking, "order", Filters(people=(guo,))).rows
    ]


def test_the_readme_draws_every_table(asking: sqlite3.Connection) -> None:
    drawn = README.partition("```mermaid")[2].partition("```")[0]
    edges = set(re.findall(r"^ +(\w+) +\S+--\S+ +(\w+) :", drawn, re.MULTILINE))
    query = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT GLOB 'sqlite_*'"
    tables = {name for (name,) in asking.execute(query)} - {"alembic_version"}
    refers = {
        (table, other)
        for table in tables
        for (other,) in asking.execute('SELECT DISTINCT "table" FROM pragma_foreign_key_list(?)', (table,))
    }
    assert {name for edge in edges for name in edge} == tables
    assert [edge for edge in edges if edge not in refers and edge[::-1] not in refers] == [("reviews", "sources")]
