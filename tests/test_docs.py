"""The documentation names every command and option, and its examples run."""

import doctest
import inspect
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from quotes.cli import COMMANDS, main
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
    assert modules - set(PURPOSES) == {"--init--", "batch", "cards", "documents", "verdicts"} | {
        *("filters", "options", "printing", "remarks", "settings", "silence", "terminal", "workers"),
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
