"""Rows in other programs' formats: what goes in comes out, and nothing breaks out of its cell."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.export.listings import (
    as_csv,
    as_json,
    as_jsonl,
    as_markdown,
    as_raw_csv,
    as_raw_tsv,
    as_tsv,
    harmless,
    unguarded,
)
from quotes.text import OBEYED, UNSEEN

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
        read = list(csv.reader(table, delimiter=delimiter))
        assert [tuple(map(unguarded, row)) for row in read] == [FIELDS, *rows]
        assert not any(cell[:1] and cell[:1] in "=+-@\t\r" for row in read for cell in row)
    for lines, delimiter in ((as_raw_csv(FIELDS, rows), ","), (as_raw_tsv(FIELDS, rows), "\t")):
        table = io.StringIO("\n".join(lines), newline="")
        assert [tuple(row) for row in csv.reader(table, delimiter=delimiter)] == [FIELDS, *rows]


@pytest.mark.parametrize(
    ("cell", "guarded"),
    [
        *(("=1+1", "'=1+1"), ("@Ana", "'@Ana"), ("'=1", "''=1"), ("'tis", "'tis"), ("a=b", "a=b")),
        *((-1, "-1"), (None, "")),
        *(("＝cmd()", "'＝cmd()"), ("＋1", "'＋1"), ("－1", "'－1"), ("＠SUM(A1)", "'＠SUM(A1)"), ("\t=1", "'\t=1")),
        *(("\u200b=1", "'\u200b=1"), ("\ufeff'=1", "'\ufeff'=1"), ("–1", "–1"), ("1＋1", "1＋1")),
    ],
)
def test_what_a_spreadsheet_would_run_stands_behind_an_apostrophe(cell: object, guarded: str) -> None:
    assert list(as_csv(["cell", "other"], [(cell, "x")]))[1] == f"{guarded},x"


@pytest.mark.parametrize("name", ["=cmd()", "＠SUM(A1)", "-1", "\r=1"])
@pytest.mark.parametrize("table", [as_csv, as_tsv])
def test_no_name_of_a_column_is_run(table: Callable[..., Iterator[str]], name: str) -> None:
    head, _ = table([name, "=x"], [("a", "b")])
    [cells] = csv.reader(io.StringIO(head, newline=""), delimiter="," if table is as_csv else "\t")
    assert cells == [f"'{name}", "'=x"]


@pytest.mark.parametrize(
    "sign", ["\u00ad", "\u115f", "\u206a", "\u200b", "\u200e", "\u200f", "\u061c", "\ufeff", "\u2060", "\U000e0041"]
)
def test_what_nobody_sees_is_not_shown(sign: str) -> None:
    assert harmless(f"pay{sign}pal") == "paypal"


@pytest.mark.parametrize("sign", ["\u2028", "\ud83d", "\uffff", "\u202e", "\u2066", "\x1b", "\x07", "\x85"])
def test_what_a_terminal_would_obey_is_shown_as_a_sign(sign: str) -> None:
    assert harmless(f"pay{sign}pal") == "pay\ufffdpal"


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
    obeyed = re.compile(f"[{OBEYED}]")
    assert not re.search(f"[{UNSEEN}]", harmless(text))
    assert not obeyed.search("".join([*as_markdown(FIELDS, rows), *as_json(FIELDS, rows)]))


class Pair(NamedTuple):
    one: str
    two: int | None


def test_nothing_is_an_empty_cell() -> None:
    rows = [Pair("x", None)]
    assert list(as_csv(Pair._fields, rows)) == ["one,two", "x,"]
    assert json.loads(next(as_jsonl(Pair._fields, rows))) == {"one": "x", "two": None}
