"""Tests of the days that chats are stamped with."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

import pytest

from quotes.model import Metadata
from quotes.pipeline import extract

NAMES = ("Ana Reyes", "Bo Chen")
WORDS = ("The gate is shut.", "Who shut it?", "The warden did.", "Then we wait.")


def chat(stamps: list[str], form: str = "{stamp}, 10:0{i} - {name}: {words}\n") -> bytes:
    """Return a chat whose messages bear `stamps`."""
    rows = enumerate(zip(stamps, WORDS, strict=True))
    return "".join(form.format(stamp=stamp, i=i, name=NAMES[i % 2], words=w) for i, (stamp, w) in rows).encode()


@pytest.mark.parametrize(
    ("stamps", "edtf"),
    [
        (["23/05/2024"] * 4, "2024-05-23"),  # no month has the number 23
        (["5/23/24"] * 4, "2024-05-23"),
        (["23.05.24"] * 4, "2024-05-23"),
        (["2024-05-02"] * 4, "2024-05-02"),
        (["02/05/2024"] * 4, "[2024-02-05,2024-05-02]"),  # both can be meant
        (["05/05/2024"] * 4, "2024-05-05"),
        (["30/04/2024", "30/04/2024", "02/05/2024", "02/05/2024"], "2024-04-30/2024-05-02"),
        (["08/01/2024", "09/01/2024", "05/02/2024", "05/02/2024"], "2024-01-08/2024-02-05"),  # else it went backwards
        (["01/02/2024", "01/02/2024", "02/03/2024", "02/03/2024"], "2024-01-02/2024-03-02"),  # by either order
        (["2 May 2024"] * 4, "2024-05-02"),
    ],
)
def test_a_chat_is_dated_by_its_stamps(stamps: list[str], edtf: str) -> None:
    when = extract(chat(stamps), "chat.txt").published
    assert when
    assert (when.edtf, when.basis) == (edtf, "stamps")


def test_a_month_in_letters_and_a_short_year_are_a_day() -> None:
    when = extract(chat(["02-May-24"] * 4, "[{stamp} 10:0{i} AM] {name}\n{words}\n\n"), "chat.txt").published
    assert when
    assert when.edtf == "2024-05-02"


@pytest.mark.parametrize(
    "stamps",
    [
        ["31/02/2024"] * 4,  # no day
        ["23/05/2024", "23/05/2024", "05/24/2024", "05/24/2024"],  # in no one order
        ["23/05/2024", "23/05/2024", "21/05/2024", "21/05/2024"],  # backwards
    ],
)
def test_stamps_that_are_no_days_one_after_the_other_date_nothing(stamps: list[str]) -> None:
    assert extract(chat(stamps), "chat.txt").published is None


def test_times_alone_and_a_day_on_few_labels_date_nothing() -> None:
    assert extract(chat([""] * 4, "10:0{i} - {name}: {words}\n"), "chat.txt").published is None
    turns = b"Ana Reyes (23/05/2024): Yes.\n\nBo Chen: No.\n\nAna Reyes: Yes.\n\nBo Chen: No.\n\nAna Reyes: So be it.\n"
    when = extract(turns, "talk.txt").published
    assert when is None or when.basis != "stamps"


ROWS = (("2025-01-20", "Ann Lee", "We stay here."), ("2025-02-20", "Bo Ray", "We go now."))


def delimited(rows: list[tuple[str, str, str]], by: str = ",") -> str:
    return "".join(f"{by.join(row)}\n" for row in [("date", "speaker", "text"), *rows])


def barred(rows: list[tuple[str, str, str]]) -> str:
    lines = [f"| {' | '.join(row)} |\n" for row in [("date", "speaker", "text"), *rows]]
    return "".join([lines[0], "|---|---|---|\n", *lines[1:]])


def in_json(rows: list[tuple[str, str, str]]) -> str:
    return json.dumps([{"date": day or None, "speaker": who, "text": words} for day, who, words in rows])


def without_fields(rows: list[tuple[str, str, str]]) -> str:
    named = [{"date": day, "speaker": who, "text": words} for day, who, words in rows]
    return json.dumps([{name: held for name, held in row.items() if held} for row in named])


FORMS = [
    ("d.csv", delimited),
    ("d.tsv", partial(delimited, by="\t")),
    ("d.md", barred),
    ("d.json", in_json),
    ("d.json", without_fields),
]


def days_of(rows: list[tuple[str, str, str]], key: str, form: Callable[[list[tuple[str, str, str]]], str]) -> list[str]:
    """Return the day of each statement of a table, "" where it has none."""
    return [one.said.edtf if one.said else "" for one in extract(form(rows).encode(), key).statements]


@pytest.mark.parametrize(("key", "form"), FORMS)
@pytest.mark.parametrize("at", [0, 1, 2])
def test_words_beside_an_empty_date_have_none(
    key: str, form: Callable[[list[tuple[str, str, str]]], str], at: int
) -> None:
    rows = [*ROWS[:at], ("", "Sue Rao", "I pay my taxes."), *ROWS[at:]]
    assert days_of(rows, key, form) == [day for day, _, _ in rows]


@pytest.mark.parametrize(("key", "form"), FORMS)
def test_one_day_of_a_table_is_not_that_of_the_row_without(
    key: str, form: Callable[[list[tuple[str, str, str]]], str]
) -> None:
    rows = [*ROWS[:1], ("", "Sue Rao", "I pay my taxes."), ("", "Bo Ray", "We go now.")]
    assert days_of(rows, key, form) == ["2025-01-20", "", ""]
    table = extract(form(rows).encode(), key).published
    assert table
    assert table.edtf == "2025-01-20"


def test_where_no_row_has_a_day_all_are_of_that_of_the_table() -> None:
    rows = [("", who, words) for _, who, words in ROWS]
    assert days_of(rows, "d.csv", delimited) == ["", ""]
    told = extract(delimited(rows).encode(), "d.csv", metadata=Metadata(published="2025-03-01"))
    assert [one.said.edtf for one in told.statements if one.said] == ["2025-03-01"] * 2
