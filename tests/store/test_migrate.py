"""Revisions: what migrations/ makes is what the schema says, there and back; old databases are brought up to date.

`databases/` holds a database of every earlier revision, or one of each shape that it had, as the quotes of that time
made it of its seeds; 0004 and 0005 also of pages on which people meet again, and with verdicts on them; 0006 of such
pages alone; 0007 of three pages of its own besides. What of them is kept is asked in test_old_databases.py.
"""

import shutil
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

from quotes.store import migrate
from quotes.store.check import check, check_deep
from quotes.store.database import REVISIONS, migrating, raw, writing
from quotes.store.schema import metadata
from quotes.store.writing.save import save
from tests.store.making import PAGE

ROOT = Path(__file__).parents[2]
DATABASES = sorted((Path(__file__).parent / "databases").glob("*.sqlite"))


ROW = "SELECT uid, speaker, role, manner, text, said, event, source, line, status, confidence"
BEFORE, AFTER = f"{ROW} FROM said ORDER BY uid", f"{ROW} FROM attributions ORDER BY uid"
JUDGED_SINCE = "0007"  # before it, all that is attributed was held to be said
JUDGED = f"{ROW} FROM attributions WHERE how IN ('said', 'narrated') ORDER BY uid"


def tables(database: Path) -> set[str]:
    with migrating(database) as connection:
        found = connection.execute(text("SELECT name FROM sqlite_master WHERE sql IS NOT NULL"))
        return {name for (name,) in found} - {"alembic_version"}


def test_the_database_knows_all_revisions() -> None:
    scripts = ScriptDirectory.from_config(Config(toml_file=ROOT / "pyproject.toml"))
    assert [script.revision for script in scripts.walk_revisions()] == list(reversed(REVISIONS))


def test_migrations_make_what_the_schema_says(database: Path) -> None:
    with migrating(database) as connection:
        migrate.check(connection)


def test_every_index_of_the_schema_is_made(database: Path) -> None:
    with writing(database):
        assert {str(index.name) for table in metadata.tables.values() for index in table.indexes} <= tables(database)


def test_down_and_up_again(database: Path) -> None:
    before = tables(database)
    with writing(database) as connection:
        save(connection, PAGE, "s")
    with migrating(database) as connection:
        migrate.downgrade(connection, "base")
    assert tables(database) == set()
    with writing(database) as connection:
        save(connection, PAGE, "s")
    assert tables(database) == before


def test_every_earlier_revision_has_a_database() -> None:
    assert {path.stem[:4] for path in DATABASES} == set(REVISIONS[:-1])


@pytest.mark.parametrize("old", DATABASES, ids=lambda path: path.stem)
def test_an_old_database_is_brought_up_to_date(old: Path, tmp_path: Path) -> None:
    database = shutil.copy(old, tmp_path)
    attributed = text(AFTER if old.stem >= JUDGED_SINCE else BEFORE)
    with migrating(database) as connection:
        before = connection.execute(attributed).fetchall()
    with writing(database) as connection:
        after = connection.execute(text(AFTER)).fetchall()
        assert connection.execute(text(BEFORE)).fetchall() == connection.execute(text(JUDGED)).fetchall() != []
        assert list(check(raw(connection))) == []
        assert list(check_deep(raw(connection))) == []
    assert before
    assert after == before
    with migrating(database) as connection:
        migrate.check(connection)
        migrate.downgrade(connection, old.stem[:4])
        assert connection.execute(attributed).fetchall() == before
    with writing(database) as connection:
        assert [*check(raw(connection)), *check_deep(raw(connection))] == []


PEOPLE = "SELECT uid, name, sort_name, kind, redirect_to, form_id, source_key, kin FROM people ORDER BY uid"
REASONS = "SELECT person_id, other_id, outcome, rule, score, evidence FROM {} ORDER BY person_id, other_id"


def test_why_people_of_one_form_are_one_is_kept_with_it_and_comes_back(tmp_path: Path) -> None:
    database = shutil.copy(Path(__file__).parent / "databases" / "0004.sqlite", tmp_path)
    asked = {"0004": (PEOPLE, REASONS.format("identities")), "0005": (PEOPLE, REASONS.format("reasons"))}
    found = []
    with migrating(database) as connection:
        for revision, move in (("0004", None), ("0005", migrate.upgrade), ("0004", migrate.downgrade)):
            if move:
                move(connection, revision)
            found.append([connection.execute(text(query)).fetchall() for query in asked[revision]])
            connection.rollback()
    assert found[0] == found[1] == found[2]
    assert found[0][1]


def test_migrations_are_found_packed_or_in_the_checkout(tmp_path: Path) -> None:
    module = tmp_path / "100% ours" / "quotes" / "store" / "migrate.py"
    packed = module.parents[1] / "migrations"
    assert migrate.config(module).get_main_option("script_location") == str(module.parents[2] / "migrations")
    packed.mkdir(parents=True)
    assert migrate.config(module).get_main_option("script_location") == str(packed)
