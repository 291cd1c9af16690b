"""What is broken is refused, and the refusal says where; the cases are data, see broken.toml."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from quotes.errors import UnreadableSource
from tests.reading import document_of

CASES = tomllib.loads(Path(__file__).with_name("broken.toml").read_text(encoding="utf-8"))["refused"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_what_is_broken_is_refused(case: dict[str, Any]) -> None:
    with pytest.raises(UnreadableSource) as refusal:
        document_of(case["text"].encode(), case["file"])
    assert str(refusal.value).startswith(f"{case['file']}: {case['says']}")
    assert refusal.value.advice == case.get("advice")
