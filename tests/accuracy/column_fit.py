"""Fit which gutters of a printed sheet part columns: `python -m tests.accuracy column_fit [--write]`.

The sheets are made (`made_sheets`): no shared documents are printed in columns. Folds are by sheet. With `--write` the
weights and docs/accuracy/columns.md are written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from quotes.formats.pdf import columns, layout
from quotes.formats.pdf.apart import sheets as sheets_of
from quotes.formats.pdf.columns import Gutter, observed
from quotes.formats.pdf.sheets import Row
from tests.accuracy.logistic import Example, Weights, fit, odds
from tests.accuracy.made_sheets import Printed, printed

WEIGHTS = Path(__file__).parents[2] / "quotes" / "formats" / "pdf" / "weights" / "columns.tsv"
REPORT = Path(__file__).parents[2] / "docs" / "accuracy" / "columns.md"
TABLE = """# Printed sheets: which gutters part columns

Written by `python -m tests.accuracy column_fit --write`; do not edit. {sheets} sheets printed by a program in forms
that chance chose: talks in two or three columns, tables, programmes, lists of contents, letters. On each, every place
is weighed that few rows cross and right of which several begin. Each sheet is judged by weights fitted to others, in
{folds} folds; the forms of those others are the same, so real sheets are read somewhat worse than these.

| sheets | their places | of which judged rightly |
|---|---|---|
{rows}
"""
SHEETS, FOLDS, STRENGTH = 1500, 5, 3.0
HEAD = """# What is observed of a gutter of a printed sheet, and its weight in a logistic model of whether it parts
# columns. Written by python -m tests.accuracy column_fit; fitted on made sheets: talks in columns,
# tables, lists and letters."""


def main(arguments: list[str]) -> int:
    """Measure with folds, print what was found, and fit to all sheets where it is to be written."""
    every = [one for seed in range(SHEETS) for one in _examples(seed)]
    judged = Counter[tuple[str, bool, bool]]()
    for fold in range(FOLDS):
        weights = fit([one for _, one in every if one.folds[0] != fold], STRENGTH)
        for form, one in every:
            if one.folds[0] == fold:
                judged[form, one.right, odds(one.seen[0], weights) > 0] += 1
    rows = list(_table(judged))
    print("\n".join(rows))
    if "--write" in arguments:
        _write(fit([one for _, one in every], STRENGTH))
        REPORT.write_text(TABLE.format(sheets=f"{SHEETS:,}", folds=FOLDS, rows="\n".join(rows)), encoding="utf-8")
    return 0


def _table(judged: Counter[tuple[str, bool, bool]]) -> Iterator[str]:
    for form, right in sorted({(form, right) for form, right, _ in judged}):
        good, bad = judged[form, right, right], judged[form, right, not right]
        yield f"| {form} | {'part columns' if right else 'part none'} | {good} of {good + bad} |"


def _examples(seed: int) -> Iterator[tuple[str, Example]]:
    """Yield the gutters of a sheet, with its form."""
    sheet = printed(seed)
    for rows in _rows(sheet):
        found = list(columns.gutters(rows))
        for gutter in found:
            yield sheet.form, Example((seed % FOLDS, -1), [observed(gutter)], _parts(gutter, sheet), 1 / len(found))


def _rows(sheet: Printed) -> list[Sequence[Row]]:
    """Return the rows of each page, as they come to where columns are looked for."""
    seen: list[Sequence[Row]] = []

    def look(sheets: Sequence[Sequence[Row]]) -> list[list[Row]]:
        seen.extend(sheets)
        return [list(rows) for rows in sheets]

    layout.laid_out(sheets_of(sheet.data), look)
    return seen


def _parts(gutter: Gutter, sheet: Printed) -> bool:
    left, right = max(row.right for row in gutter.left), min(row.left for row in gutter.right)
    return any(left <= b + 1 and right >= a - 1 and abs(right - b) < 3 for a, b in sheet.gutters)


def _write(weights: Weights) -> None:
    rows = [f"{name}\t{weight:.3f}" for name, weight in sorted(weights.items())]
    WEIGHTS.parent.mkdir(exist_ok=True)
    WEIGHTS.write_text("\n".join([HEAD, *rows, ""]), encoding="utf-8")
