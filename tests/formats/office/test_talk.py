"""The same talk in every office format: each of its 24 turns has its speaker and its words, and nothing else."""

from collections.abc import Callable

import pytest

from quotes.model import Extraction, Manner, Status
from quotes.pipeline import extract
from tests.formats.laws import assert_extraction_laws
from tests.formats.office import files
from tests.formats.office.talk import TURNS

OTHERS: dict[str, Callable[[], bytes]] = {"odt": files.odt_talk, "rtf": files.rtf_talk, "epub": files.epub_talk}


def turns(found: Extraction) -> list[tuple[str, str]]:
    """Return who says what in the turns of a document."""
    said = [one for one in found.statements if one.manner is Manner.VERBATIM and one.within is None]
    return [
        (found.people[one.person].name if one.person is not None else "", " ".join(one.text.split())) for one in said
    ]


def assert_the_talk(found: Extraction) -> None:
    assert turns(found) == [(turn.who, turn.words) for turn in TURNS]
    assert_extraction_laws(found)


@pytest.mark.parametrize("way", files.DOCX)
def test_docx(way: str) -> None:
    found = extract(files.DOCX[way](), "talk.docx")
    assert_the_talk(found)
    if "above" not in way:
        assert {one.status for one in found.statements if one.manner is Manner.VERBATIM} == {Status.CERTAIN}


@pytest.mark.parametrize("format", OTHERS)
def test_other_formats(format: str) -> None:
    found = extract(OTHERS[format](), f"talk.{format}")
    assert found.document.format == format
    assert_the_talk(found)
