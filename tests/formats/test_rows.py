"""Rows of tables in which the cell of the speaker is empty: in doubt, with the speaker above as the rival."""

from __future__ import annotations

import pytest

from quotes.pipeline import extract


def told(table: str, key: str) -> list[tuple[str, str, str]]:
    """Return the words of each statement, its status, and its speaker or, with a ?, its rival."""
    found = extract(table.encode(), key)
    names = [found.people[one.person].name if one.person is not None else f"{one.rival}?" for one in found.statements]
    return [(one.text, str(one.status), name) for one, name in zip(found.statements, names, strict=True)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Nora Beck,We open.\n,We close at six.\n", ("We close at six.", "ambiguous", "Nora Beck?")),
        ("Nora Beck,We open.\n,The hall was full.\n", ("The hall was full.", "ambiguous", "Nora Beck?")),
        ("Nora Beck,We open.\n,(Applause)\n", ("(Applause)", "certain", "None?")),
        (",The hall was full.\nNora Beck,We open.\n", ("The hall was full.", "certain", "None?")),
    ],
)
def test_beside_an_empty_cell_the_one_above_may_go_on(rows: str, expected: tuple[str, str, str]) -> None:
    found = told(f"speaker,text\n{rows}Ivo Lund,And who pays?\nNora Beck,The parish.\n", "debate.csv")
    assert expected in found
    assert ("We open.", "certain", "Nora Beck") in found


@pytest.mark.parametrize(
    ("row", "status"), [("4,,The hall was full.", "certain"), (",,And we close at six.", "ambiguous")]
)
def test_one_row_that_names_nobody_goes_on_only_where_all_else_is_empty(row: str, status: str) -> None:
    named = "".join(f"{i},Nora Beck,We open at {i}.\n{i},Ivo Lund,And who pays {i}?\n" for i in range(1, 4))
    found = {words: how for words, how, _ in told(f"item,speaker,text\n{named}{row}\n", "debate.csv")}
    assert found[row.rsplit(",", 1)[1]] == status
