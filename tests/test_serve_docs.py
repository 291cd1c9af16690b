"""docs/serve.md: its commands are understood, what it asks is answered so, its addresses and keys are there."""

from __future__ import annotations

import re
import shlex
import shutil

import click
import pytest

from quotes.cli import main
from quotes.web.questions import QUESTIONS
from tests.conftest import ROOT
from tests.screens import answered, desk

PAGE = (ROOT / "docs" / "serve.md").read_text("utf-8")
KEYS = (ROOT / "quotes" / "web" / "static" / "keys.js").read_text("utf-8")
TEMPLATES = "\n".join(one.read_text("utf-8") for one in (ROOT / "quotes" / "web" / "templates").glob("*.html"))
CHOICES = (ROOT / "quotes" / "web" / "pages" / "review.py").read_text("utf-8")


def test_what_is_asked_there_is_answered_so() -> None:
    if shutil.which("curl") is None:
        pytest.skip("there is no curl")
    blocks = re.findall(r"```console\n(.*?)\n```", PAGE, re.DOTALL)
    asked = [one.partition("\n") for block in blocks for one in re.split(r"(?:^|\n\n)\$ ", block)[1:]]
    assert len(asked) == PAGE.count("\n$ curl ") > 3
    with desk() as server:
        assert [(command, answered(server, command)) for command, _, _ in asked] == [
            (command, answer) for command, _, answer in asked
        ]


@pytest.mark.parametrize("line", re.findall(r"^quotes serve.*$", PAGE, re.MULTILINE))
def test_what_is_typed_there_is_understood(line: str) -> None:
    command = main.get_command(click.Context(main), "serve")
    assert command
    command.make_context("serve", shlex.split(line)[2:])


def test_the_addresses_there_are_those_that_are_answered() -> None:
    told = re.findall(r"^\| `(/[a-z-]+)/UID", PAGE, re.MULTILINE)
    assert {f"{one}/{{uid}}" for one in told} == {one.path for one in QUESTIONS if one.given}


def test_the_keys_there_do_something() -> None:
    (table,) = re.findall(r"\| key \| does \|\n\|---\|---\|\n(.*?)\n\n", PAGE, re.DOTALL)
    told = {key for row in table.splitlines() for key in re.findall(r"`([^`]+)`", row.split("|")[1])}
    pressed = re.findall(r'^    "?(\w|/|Enter)"?: \(\) =>', KEYS, re.MULTILINE)
    assert {*pressed} < told
    assert all(f'data-key="{key}"' in TEMPLATES or f'"{key}")' in CHOICES for key in told - {*pressed})
