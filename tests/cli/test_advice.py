"""What to do about an error, at the command line: the option or the command is named, and it is one."""

import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest

from quotes.cli import COMMANDS, main
from quotes.cli.advice import WORDS, told
from quotes.errors import Advice, QuotesError
from tests.conftest import run

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("advice.toml").read_text("utf-8"))["case"]
PAGE = "Ann Lee:\nThe ferry will sail in spring.\n\nBo Lee:\nWe have three tugs.\n\nAnn Lee:\nThen two it is.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "talks.txt").write_text(PAGE, "utf-8")
    (tmp_path / "ships.csv").write_text("ship,length\nSwan,12\nHeron,14\n", "utf-8")
    (tmp_path / "large.txt").write_text(PAGE * 12_000, "utf-8")
    (tmp_path / "note.sqlite").write_text("no database, but a letter" * 100, "utf-8")
    assert run("load", "talks.txt", "--db", "data.sqlite").exit_code == 0
    return tmp_path


@pytest.mark.parametrize("case", [pytest.param(case, id=case["ask"]) for case in CASES])
def test_what_to_do_is_told_behind_what_is_wrong(case: dict[str, Any], folder: Path) -> None:
    uid = run("who-said", "three tugs", "--format", "csv", "--db", "data.sqlite").stdout.splitlines()[1].split(",")[0]
    result = run(*shlex.split(case["ask"].format(uid=uid)))
    assert result.exit_code == case.get("exit", 1), result.output
    assert " ".join(case["told"].format(uid=uid).split()) in " ".join(result.stderr.split())


@pytest.mark.parametrize("advice", Advice)
def test_every_advice_names_what_there_is(advice: Advice) -> None:
    text = told(QuotesError("something is wrong", advice, "here"))
    assert text.startswith("something is wrong") and "{" not in text
    options = {option for name in commands() for option in options_of(name)}
    named = re.findall(r"(?<!\S)--[a-z-]+", text)
    assert set(named) <= options and set(re.findall(r"\bquotes ([a-z-]+)", text)) <= set(commands())


def test_an_error_without_advice_is_told_as_it_is() -> None:
    assert told(QuotesError("the disk is full")) == "the disk is full"
    assert set(WORDS) == set(Advice)


def commands() -> list[str]:
    return [name for _, some in COMMANDS for name, _ in some]


def options_of(name: str) -> list[str]:
    command = main.get_command(None, name)  # type: ignore[arg-type]
    assert command
    return [option for parameter in command.params for option in parameter.opts]
