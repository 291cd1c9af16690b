"""What was said in a role, page by page."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from quotes.queries.by_role import by_role, holders
from quotes.queries.statements import Filters
from quotes.store.database import reading, writing
from quotes.store.writing.save import save
from tests.store.making import Turn, make

DAYS = {"a.txt": "2018-05-05", "b.txt": "2016-01-01", "c.txt": None, "d.txt": "2017-04-10", "e.txt": "2016-01-01"}
TURNS = [
    Turn("Ana Ruiz", "The lake is ours.", "Minister of Lakes"),
    Turn("Ivo Marsh", "The locks are shut.", "Minister of Locks"),
    Turn("Ana Ruiz", "Then open them.", "Minister of Lakes"),
    Turn("Una Vale", "I only watch.", "Observer"),
]


@pytest.fixture
def ministers(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with writing(tmp_path / "ministers.sqlite") as connection:
        for key, day in DAYS.items():
            save(connection, make(key, TURNS, day=day), "s")
    with reading(tmp_path / "ministers.sqlite") as connection:
        yield connection


def uids(connection: sqlite3.Connection, title: str, filters: Filters, limit: int) -> list[str]:
    """All that was said in the role, asked for page by page."""
    found: list[str] = []
    while page := by_role(connection, title, filters, limit=limit, after=found[-1] if found else None):
        assert len(page) <= limit
        found += [row.uid for row in page]
    return found


@pytest.mark.parametrize("filters", [Filters(), Filters(since="2016", until="2017"), Filters(source="a.txt")])
def test_pages_make_the_whole_in_order_of_time(ministers: sqlite3.Connection, filters: Filters) -> None:
    whole = by_role(ministers, "minister", filters)
    assert {row.speaker for row in whole} == {"Ana Ruiz", "Ivo Marsh"}
    assert [row.earliest or "" for row in whole] == sorted(row.earliest or "" for row in whole)
    assert uids(ministers, "minister", filters, 2) == [row.uid for row in whole]


def test_nothing_is_left_out(ministers: sqlite3.Connection) -> None:
    assert len(by_role(ministers, "minister", Filters())) == 3 * len(DAYS)
    assert len(by_role(ministers, "observer", Filters())) == len(DAYS)
    assert by_role(ministers, "mayor", Filters()) == []


def test_a_holder_is_cited_from_the_first_to_the_last_source(ministers: sqlite3.Connection) -> None:
    (ivo, ana) = holders(ministers, "minister")
    assert (ana.speaker, ana.first_cited, ana.first_source, ana.last_cited, ana.last_source) == (
        *("Ana Ruiz", "2016-01-01", "b.txt"),
        *("2018-05-05", "a.txt"),
    )
    assert ivo[5:9] == ana[5:9]
