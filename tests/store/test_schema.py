"""The data dictionary is current, is SQL that makes the tables, and leaves nothing unexplained."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Table

from quotes.store.schema import metadata
from tests import schema


def test_the_page_is_current() -> None:
    assert schema.PAGE.read_text("utf-8") == schema.told(), "write it down: python -m tests.schema --write"


NAMES = "SELECT type, name, tbl_name FROM sqlite_master WHERE tbl_name NOT IN ('alembic_version', 'sqlite_sequence')"
COLUMNS = """
SELECT one.name, it.name, it.type, it."notnull", it.pk FROM sqlite_master AS one, pragma_table_info(one.name) AS it
WHERE one.name NOT LIKE '%alembic_version%'
"""


def test_the_page_makes_what_a_database_has(database: Path) -> None:
    with closing(sqlite3.connect(database)) as made, closing(sqlite3.connect(":memory:")) as told:
        told.executescript(schema.PAGE.read_text("utf-8"))
        for query in (NAMES, COLUMNS):
            assert sorted(told.execute(query)) == sorted(made.execute(query)) != []


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: str(table.name))
def test_every_table_and_column_is_explained(table: Table) -> None:
    assert table.comment
    assert [column.name for column in table.columns if not column.comment and column.name != "id"] == []


def test_every_view_is_explained(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        views = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'").fetchall()
    assert {name for name, _ in views} >= {"said", "attributions", "reasons", "person_uids", "statement_uids"}
    assert [name for name, sql in views if not sql.splitlines()[1].startswith("-- ")] == []
