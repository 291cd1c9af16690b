"""The shipped weights do on the measuring set what docs/accuracy/turns.md says (or more: they are fitted to it)."""

from __future__ import annotations

import pytest

from quotes.attribution.turns.judges import FITTED
from quotes.attribution.turns.sections import sections_of
from tests.accuracy.blocks import FOLDER, articles
from tests.accuracy.turns import figures, outcomes


@pytest.mark.parametrize(
    ("name", "right", "f1", "blocks_exact", "calibration"),
    [("news", 0.985, 0.75, 0.97, 0.05), ("newsletter", 0.9, 0.75, 0.65, 0.05)],
)
def test_turns_end_where_they_should(
    name: str, right: float, f1: float, blocks_exact: float, calibration: float
) -> None:
    read = articles(name)
    if not read:
        pytest.skip(f"no articles in {FOLDER}: set QUOTES_MEASURE to the folder with blocks/ and transcripts/")
    blocks = sum(section.label is not None for article in read for section in sections_of(article.document))
    got = figures(list(outcomes(read, lambda _: FITTED)), blocks)
    assert got.right >= right > got.under_label_only
    assert got.f1 >= f1
    assert got.blocks_exact >= blocks_exact
    assert got.agreed >= 0.8
    assert got.right_where_agreed >= 0.97
    assert got.calibration_error <= calibration
