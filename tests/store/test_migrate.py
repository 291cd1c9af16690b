"""Revisions: what migrations/ makes is what the schema says, there and back; old databases are brought up to date.

`databases/` holds a database of every earlier revision, or one of each shape that it had, as the quotes of that time
made it of its seeds; 0004 also of pages on which people meet again, and with verdicts on them.
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
from quotes.store.writing.save import save
from quotes.store.schema import metadata
from tests.store.making import PAGE

ROOT = Path(__file__).parents[2]
DATABASES = sorted((Path(__file__).parent / "databases").glob("*.sqlite"))


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
    with migrating(database) as connection:
        before = connection.execute(text("SELECT * FROM said ORDER BY uid")).fetchall()
    with writing(database) as connection:
        after = connection.execute(text("SELECT * FROM said ORDER BY uid")).fetchall()
        assert list(check(raw(connection))) == []
        assert list(check_deep(raw(connection))) == []
    assert before
    assert after == before
    with migrating(database) as connection:
        migrate.check(connection)
        migrate.downgrade(connection, old.stem[:4])
        assert connection.execute(text("SELECT * FROM said ORDER BY uid")).fetchall() == before
    with writing(database) as connection:
        assert [*check(raw(connection)), *check_deep(raw(connection))] == []


PEOPLE = "SELECT uid, name, sort_name, kind, redirect_to, form_id, source_key, kin FROM people ORDER BY uid"
REASONS = "SELECT person_id, other_id, outcome, rule, score, evidence FROM {} ORDER BY person_id, other_id"


def test_why_people_are_one_is_kept_and_so_are_verdicts(tmp_path: Path) -> None:
    database = shutil.copy(Path(__file__).parent / "databases" / "0004.sqlite", tmp_path)
    with migrating(database) as connection:
        before = [connection.execute(text(query)).fetchall() for query in (PEOPLE, REASONS.format("identities"))]
        reviews = connection.execute(text("SELECT * FROM reviews")).fetchall()
    with writing(database) as connection:
        after = [connection.execute(text(query)).fetchall() for query in (PEOPLE, REASONS.format("reasons"))]
        assert connection.execute(text("SELECT * FROM reviews")).fetchall() == reviews != []
    assert after == before
    with migrating(database) as connection:
        migrate.downgrade(connection, "0004")
        back = [connection.execute(text(query)).fetchall() for query in (PEOPLE, REASONS.format("identities"))]
    assert back == before


def test_a_tenure_that_somebody_wrote_down_is_kept(tmp_path: Path) -> None:
    database = shutil.copy(Path(__file__).parent / "databases" / "0002.sqlite", tmp_path)
    unshown = (
        "(SELECT 1 FROM statements JOIN statement_roles s ON s.statement_id = id WHERE person_id = p AND role_id = r)"
    )
    pair = f"(SELECT min(people.id) AS p, roles.id AS r FROM people, roles GROUP BY 2) WHERE NOT EXISTS {unshown}"
    with migrating(database) as connection:
        written = f"SELECT p, r, '2001-01-01' FROM {pair} LIMIT 1"
        connection.execute(text(f"INSERT INTO tenures (person_id, role_id, started) {written}"))
        connection.commit()
    with writing(database) as connection:
        kept = connection.execute(text("SELECT count(*) FROM tenures WHERE started = '2001-01-01'")).scalar()
        assert kept == 1
        assert list(check(raw(connection))) == []


def test_migrations_are_found_packed_or_in_the_checkout(tmp_path: Path) -> None:
    module = tmp_path / "100% ours" / "quotes" / "store" / "migrate.py"
    packed = module.parents[1] / "migrations"
    assert migrate.config(module).get_main_option("script_location") == str(module.parents[2] / "migrations")
    packed.mkdir(parents=True)
    assert migrate.config(module).get_main_option("script_location") == str(packed)
