"""Which of many statements that hold some words answer for sure: they are counted, and never too many of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from time import perf_counter
from typing import NamedTuple

from quotes.queries.fulltext import PLACE
from quotes.queries.json_lists import json_list
from quotes.queries.who_said import FEW


class Answering(NamedTuple):
    """The rows that answer, each with whether it is equally sure all through, and whether these are all that do."""

    rows: dict[int, bool]
    whole: bool


def answering(
    connection: sqlite3.Connection, rows: Sequence[int], plain: str, status: str | None, seconds: float
) -> Answering:
    """Return which of `rows`, which hold what the expression `plain` asks for, answer whatever their words are.

    One with another inside that holds the words, be it asked for or not, is left out: it answers only if it holds them
    a second time. So is one of which only a part may be of the `status` asked for. Of more than FEW only those are
    looked at for which `seconds` are enough.
    """
    end, found, whole = perf_counter() + seconds, dict[int, bool](), True
    looked_at = connection.execute(_LOOKED_AT, {"rows": json_list(rows), "plain": plain})
    for number, (row, holds, even, its) in enumerate(looked_at):
        if number >= FEW and perf_counter() > end:
            return Answering(found, False)
        if holds or (status and not (even and its == status)):
            whole = False
        else:
            found[row] = bool(even)
    return Answering(found, whole)


_LOOKED_AT = f"""SELECT s.id, EXISTS (
        SELECT 1 FROM statements c CROSS JOIN search f ON f.rowid = {PLACE.format(statement="c")}
        WHERE c.within_id = s.id AND search MATCH :plain),
    NOT EXISTS (SELECT 1 FROM passages g
        WHERE g.statement_id = s.id AND g.kind = 'paragraph' AND g.status <> s.status), s.status
    FROM json_each(:rows) asked CROSS JOIN statements s ON s.id = asked.value"""
