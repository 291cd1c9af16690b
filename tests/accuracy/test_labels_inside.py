"""Certain words that hold another speaker's label are counted, and nothing else is."""

from dataclasses import replace

import pytest

from quotes.model import Extraction, Span, Status
from quotes.pipeline import extract
from tests.accuracy import labels_inside

PAGE = """ANN LEE: The roof leaks.

BO TARN: Since when?

ANN LEE: Since May.

{line}

BO TARN: I shall send somebody.

ANN LEE: Thank you.
"""


def missed(line: str) -> Extraction:
    """Return a page on which all from one label to a line behind it was taken for one certain paragraph."""
    found = extract(PAGE.format(line=line).encode(), "page.txt")
    place = found.document.text.index(line)
    at = max(i for i, one in enumerate(found.statements) if one.span.start < place)
    one = found.statements[at]
    whole = one.passages[0]._replace(span=Span(one.span.start, place + len(line)), status=Status.CERTAIN)
    statements = (*found.statements[:at], one._replace(passages=(whole,)), *found.statements[at + 1 :])
    return replace(found, statements=statements)


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("BO TARN: And before May?", 1),
        ("**Bo Tarn**: And before May?", 1),
        ("[00:12] BO TARN (Owner): And before May?", 1),
        ("BO TARN, the owner: And before May?", 1),
        ("Bo Tarn has asked me that before.", 0),
        ("I told Bo Tarn: never again.", 0),
        ("ANN LEE: Since the first of May.", 0),
        ("Bo Tarnow: nobody who speaks here.", 0),
    ],
)
def test_a_line_with_the_form_of_a_label(line: str, count: int) -> None:
    assert len(list(labels_inside.labels_inside(missed(line)))) == count


def test_what_is_in_doubt_is_not_counted() -> None:
    found = missed("BO TARN: And before May?")
    doubted = tuple(
        one._replace(passages=tuple(passage._replace(status=Status.AMBIGUOUS) for passage in one.passages))
        for one in found.statements
    )
    assert not list(labels_inside.labels_inside(replace(found, statements=doubted)))


@pytest.mark.slow
def test_nothing_certain_holds_another_speakers_label(capsys: pytest.CaptureFixture[str]) -> None:
    """Over all shared documents, as docs/accuracy/labels_inside.md shows."""
    assert labels_inside.main(["--errors"]) == 0
    last = [line for line in capsys.readouterr().out.splitlines() if line.startswith("| **all**")]
    if last:
        assert int(last[0].split("|")[-2]) == 0
