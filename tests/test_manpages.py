"""The man pages: one for every command, with its options and examples."""

from __future__ import annotations

import re
from pathlib import Path

import click

from quotes.cli import main
from tests.manpages import write


def test_every_command_has_a_page_with_its_options(tmp_path: Path) -> None:
    pages = {page.stem: page.read_text("utf-8") for page in write(tmp_path)}
    context = click.Context(main)
    names = main.list_commands(context)
    assert {f"quotes-{name}" for name in names} | {"quotes"} <= pages.keys()
    for name in names:
        command = main.get_command(context, name)
        assert command is not None
        page = pages[f"quotes-{name}"].replace("\\-", "-")
        for parameter in command.params:
            for option in parameter.opts if isinstance(parameter, click.Option) else ():
                assert option in page, (name, option)
    assert re.search(r"three evils", pages["quotes-who-said"])
