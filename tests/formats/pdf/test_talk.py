"""One talk, printed by four programs in several ways, is read as it was said."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.model import Status
from quotes.pipeline import extract
from tests.formats.laws import assert_extraction_laws
from tests.formats.pdf.printing import CLERK, PROGRAMS, STYLES, TALK, Style, labelled

PRINTED = Path(__file__).parent / "printed"  # by WeasyPrint, which needs more than Python: see its README
FILES = [*PRINTED.glob("*.pdf")]


def said(style: Style) -> list[tuple[str, str]]:
    return [(labelled(turn["who"], style), turn["words"]) for turn in TALK["turns"] if turn["who"] != CLERK]


def read(data: bytes) -> list[tuple[str, str]]:
    found = extract(data, "talk.pdf")
    assert_extraction_laws(found)
    outer = [one for one in found.statements if one.within is None]
    assert {one.status for one in outer} == {Status.CERTAIN}
    return [(one.label or "", one.text) for one in outer]


@pytest.mark.parametrize("style", STYLES, ids=str)
@pytest.mark.parametrize("program", PROGRAMS)
def test_every_turn_is_read_as_printed(program: str, style: Style) -> None:
    assert len(said(style)) == 24
    assert read(PROGRAMS[program](style)) == said(style)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_turn_of_a_page_that_a_browser_prints_is_read(file: Path) -> None:
    style = Style(capitals=file.stem.endswith("c"))
    assert read(file.read_bytes()) == said(style)
