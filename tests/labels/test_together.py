"""Labels that name several by their surnames."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.reading import extracted

CASES = Path(__file__).parent / "cases"
PAGES: list[dict[str, Any]] = tomllib.loads((CASES / "together.toml").read_text("utf-8"))["page"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["name"])
def test_several_by_their_surnames(page: dict[str, Any]) -> None:
    found = extracted(page["text"])
    for words, *speakers in page["turns"]:
        (statement,) = [one for one in found.statements if one.text.startswith(words)]
        those = (statement.person, *statement.others)
        assert [found.people[one].name for one in those if one is not None] == speakers
