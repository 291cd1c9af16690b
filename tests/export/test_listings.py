"""Rows in other programs' formats: what goes in comes out, and nothing breaks out of its cell."""

import csv
import io
import json
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from quotes.export.listings import CONTROLS, as_csv, as_json, as_jsonl, as_markdown, as_tsv, harmless

FIELDS = ("one", "two")
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
ROWS = st.lists(st.tuples(CELLS, CELLS), min_size=1)


@given(rows=ROWS)
def test_json_comes_back(rows: list[tuple[str, str]]) -> None:
    expected = [dict(zip(FIELDS, row, strict=True)) for row in rows]
    assert json.loads("\n".join(as_json(FIELDS, rows))) == expected
    assert [json.loads(line) for line in as_jsonl(FIELDS, rows)] == expected


def test_json_of_nothing() -> None:
    assert list(as_json(FIELDS, [])) == ["[]"]


@given(rows=ROWS)
def test_csv_and_tsv_come_back(rows: list[tuple[str, str]]) -> None:
    for lines, delimiter in ((as_csv(FIELDS, rows), ","), (as_tsv(FIELDS, rows), "\t")):
        table = io.StringIO("\n".join(lines), newline="")
        assert [tuple(row) for row in csv.reader(table, delimiter=delimiter)] == [FIELDS, *rows]


@given(rows=ROWS)
def test_markdown_keeps_a_row_on_its_line_and_a_cell_in_its_column(rows: list[tuple[str, str]]) -> None:
    lines = list(as_markdown(FIELDS, rows))
    assert len(lines) == len(rows) + 2
    for line in lines:
        assert len(line.splitlines()) == 1
        assert line.replace("\\\\", "").replace("\\|", "").count("|") == 3


@given(text=st.text())
def test_no_control_reaches_a_terminal(text: str) -> None:
    rows = [(text, "")]
    controls = {chr(code) for code in CONTROLS}
    assert not controls & set(harmless(text))
    assert not controls & set("".join([*as_markdown(FIELDS, rows), *as_json(FIELDS, rows)]))


class Pair(NamedTuple):
    one: str
    two: int | None


def test_nothing_is_an_empty_cell() -> None:
    rows = [Pair("x", None)]
    assert list(as_csv(Pair._fields, rows)) == ["one,two", "x,"]
    assert json.loads(next(as_jsonl(Pair._fields, rows))) == {"one": "x", "two": None}
