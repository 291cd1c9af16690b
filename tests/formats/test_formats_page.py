"""docs/formats.md tells the truth: its table is compared with what each reader keeps of a small file."""

import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from quotes.formats import FORMATS, OF_BYTES, read
from quotes.formats.parts import OPENERS
from quotes.formats.recognise import EXTENSIONS
from quotes.labels.convention import BOLD_QUESTION
from quotes.pipeline import extract
from tests.conftest import ROOT
from tests.formats.office import files
from tests.formats.office.test_others import epub
from tests.formats.test_documents import PDF

COLUMNS = ("format", "files", "extra", "times", "dates", "bold", "pages", "what is read", "what is markup")
XML = ".xml"  # what is in it is told by its first element
SAMPLES = tomllib.loads(Path(__file__).with_name("samples.toml").read_text(encoding="utf-8"))
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]


class Row(NamedTuple):
    """A row of the table: names of formats, extensions, the extra that is needed, what is kept."""

    formats: tuple[str, ...]
    files: frozenset[str]
    extra: str
    kept: tuple[str, ...]


def rows() -> list[Row]:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    lines = [line for line in page.partition("\n| format |")[2].partition("\n\n")[0].splitlines() if line[:1] == "|"]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]
    return [_row(*row) for row in cells]


def _row(names: str, files: str, extra: str, *more: str) -> Row:
    kept = tuple(name for name, cell in zip(COLUMNS[3:7], more, strict=False) if cell == "yes")
    extensions = frozenset(word.strip(",") for word in files.split() if word.startswith("."))
    return Row(tuple(names.split(", ")), extensions, extra.strip("`"), kept)


def test_every_format_is_in_the_table_once() -> None:
    assert sorted(name for row in rows() for name in row.formats) == sorted((*FORMATS, *OPENERS))


def test_the_table_has_the_extensions_that_are_known() -> None:
    for row in rows():
        known = {f".{extension}" for extension, format in EXTENSIONS.items() if format in row.formats}
        assert row.files - {XML} == known - {XML}


def test_the_table_names_the_extra_that_a_format_needs() -> None:
    for row in rows():
        assert (row.extra in EXTRAS) == any(name in OF_BYTES for name in row.formats)


OFFICE: dict[str, Callable[[], bytes]] = {
    "docx": files.bold_labels,
    "odt": files.odt_talk,
    "rtf": files.rtf_talk,
    "epub": partial(epub, "<p><b>Ana Reyes:</b> We keep it.</p>"),
}


def written(format: str) -> bytes:
    """Return a small file in a format."""
    if format in OFFICE:
        return OFFICE[format]()
    return PDF if format == "pdf" else str(SAMPLES[format]).lstrip("\n").encode()


def kept(format: str) -> tuple[str, ...]:
    """Return what is kept of the small file: bold, where the page tells of it or questions are known by it."""
    found = extract(written(format), f"page.{format}", format=format)
    truths = (
        any(statement.seconds is not None for statement in found.statements),
        found.published is not None or any(statement.said for statement in found.statements),
        bool(read(written(format), f"page.{format}", format=format).bold)
        or found.document.convention.name == BOLD_QUESTION,
        bool(found.document.pages),
    )
    return tuple(name for name, truth in zip(COLUMNS[3:7], truths, strict=True) if truth)


@pytest.mark.parametrize("format", FORMATS)
def test_the_table_says_what_is_kept(format: str) -> None:
    (row,) = (row for row in rows() if format in row.formats)
    assert kept(format) == row.kept
