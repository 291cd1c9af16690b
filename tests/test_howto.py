"""docs/howto.md: every command there exists, with its options, and takes what it is given. Cog runs the tutorial."""

from __future__ import annotations

import re
import shlex
import tomllib

import click
import pytest

from quotes.cli import main
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "howto.md").read_text("utf-8")
LINES = [
    line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines() if line.strip()
]


@pytest.mark.parametrize("line", LINES)
def test_what_is_typed_there_is_understood(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    program, name, *arguments = shlex.split(line, comments=True)
    assert program == "quotes"
    command = main.get_command(click.Context(main), name)
    assert command is not None
    if isinstance(command, click.Group):
        name, *arguments = arguments
        command = command.commands[name]
    given = [argument for argument in arguments if argument not in ("claims.txt", "decisions.csv", "debate.csv")]
    if given == arguments:  # files that are not here are not opened
        command.make_context(name, arguments)
    known = {option for parameter in command.params for option in parameter.opts}
    assert {argument for argument in arguments if argument.startswith("--")} <= known


def test_every_page_is_in_the_site_or_says_that_it_is_not() -> None:
    site = (ROOT / "zensical.toml").read_text("utf-8")
    told = str(tomllib.loads(site)["project"]["nav"])
    pages = {path.name for path in (ROOT / "docs").glob("*.md")}
    assert {page for page in pages if page not in told} == set()
