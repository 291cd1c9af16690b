"""Talks in columns, in forms that nobody chose: what is certain was said by the one who is named, in one turn."""

from __future__ import annotations

import pytest

from quotes.model import Status
from quotes.pipeline import extract
from tests.accuracy.made_sheets import Printed, printed

SEEDS = range(8000, 8060)  # no sheets of these numbers are fitted to
LEAST = 0.95  # share of the turns of talks in columns that are read as they were printed
TALKS = [sheet for sheet in map(printed, SEEDS) if sheet.turns]


def said(sheet: Printed) -> list[tuple[str, str, Status]]:
    """Return the surnames, words and status of what somebody says on a sheet."""
    found = extract(sheet.data, "talk.pdf")
    outer = [one for one in found.statements if one.within is None and one.person is not None]
    return [(surname(found.people[one.person or 0].name), " ".join(one.text.split()), one.status) for one in outer]


def surname(name: str) -> str:
    return name.split()[-1].casefold()


@pytest.mark.parametrize("sheet", [pytest.param(one, id=f"{one.form} {i}") for i, one in enumerate(TALKS)])
def test_nobody_is_certain_to_have_said_what_another_said(sheet: Printed) -> None:
    turns = [(surname(who), words) for who, words in sheet.turns]
    for who, words, status in said(sheet):
        if status is Status.CERTAIN:
            assert [turn for name, turn in turns if name == who and words in turn], (who, words)


def test_nearly_all_turns_in_columns_are_read_whole() -> None:
    columns = [sheet for sheet in TALKS if sheet.gutters]
    read = [{(who, words) for who, words, _ in said(sheet)} for sheet in columns]
    whole = sum(
        (surname(who), words) in one for sheet, one in zip(columns, read, strict=True) for who, words in sheet.turns
    )
    assert whole >= LEAST * sum(len(sheet.turns) for sheet in columns)
