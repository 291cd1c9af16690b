"""What mails quote of others: the cases are data, see replies.toml."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from quotes.model import BlockKind
from quotes.pipeline import extract
from tests.formats.laws import assert_extraction_laws

CASES = tomllib.loads(Path(__file__).with_name("replies.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_who_wrote_what(case: dict[str, Any]) -> None:
    found = extract(case["text"].lstrip().encode(), "mail.txt")
    assert_extraction_laws(found)
    said = [(one.text, one.person, one.status.value) for one in found.statements if one.within is None]
    for words, speaker, status in case["statements"]:
        [(_, person, sure)] = [row for row in said if row[0].startswith(words)]
        assert (found.people[person].name if person is not None else "") == speaker
        assert status in (sure, "*")
    for words in case.get("beside", ()):
        assert not any(words in row[0] for row in said)
        texts = [found.document.text[slice(*p.span)] for p in found.passages if p.kind is BlockKind.BESIDE]
        assert any(words in text for text in texts)
    if "date" in case:
        assert found.published is not None and found.published.edtf == case["date"]
