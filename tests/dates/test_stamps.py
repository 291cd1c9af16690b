"""Tests of the days that chats are stamped with."""

from __future__ import annotations

import pytest

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
