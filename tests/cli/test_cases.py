"""The commands as a person types them."""

import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Ask

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("cases.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_the_answer_says_what_it_must(case: dict[str, Any], ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = ask(*shlex.split(case["ask"]))
    assert result.exit_code == case.get("exit", 0), result.output
    for piece in case.get("says", ()):
        assert piece in result.stdout
    for piece in case.get("remarks", ()):
        assert piece in result.stderr
    for piece in case.get("never", ()):
        assert piece not in result.stdout
