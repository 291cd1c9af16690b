"""Full text stays in step, whatever is done to the statements, and finds words as people type them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from quotes.store.check import check_deep
from quotes.store.database import writing
from quotes.store.save import save
from tests.store.making import PAGE, Turn, make


@pytest.fixture
def connection(database: Path) -> Iterator[sqlite3.Connection]:
    with writing(database) as writer:
        save(writer, PAGE, "s")
        save(writer, make("café.txt", [Turn("Li", "C’est le café du coin\u00a0: ÉTÉ.")]), "s")
    with closing(sqlite3.connect(database)) as direct:
        direct.execute("PRAGMA foreign_keys = ON")
        yield direct
        assert list(check_deep(direct)) == []


def found(connection: sqlite3.Connection, question: str) -> list[str]:
    query = "SELECT statements.text FROM search JOIN statements ON statements.id = search.rowid WHERE search MATCH ?"
    return [text for (text,) in connection.execute(query + " ORDER BY statements.id", (question,))]


@pytest.mark.parametrize("phrase", ["cafe du coin ete", "CAFÉ DU COIN", "c est le", "c'est le", "coin : été"])
def test_case_accents_and_apostrophes_do_not_matter(connection: sqlite3.Connection, phrase: str) -> None:
    assert len(found(connection, f'text: "{phrase}"')) == 1


def test_terms_narrow_a_search(connection: sqlite3.Connection) -> None:
    query = "SELECT id, person_id, event_id, source_id FROM statements WHERE text LIKE '%three locks%'"
    _, person, event, source = connection.execute(query).fetchone()
    for terms in (f"p{person}", f"e{event}", f"s{source}", "y2017", f"p{person} AND y2017"):
        assert found(connection, f'text: "three locks" AND terms: ({terms})') == [
            "That is so. The three locks are ours."
        ]
    for terms in (f"p{person + 100}", f"e{event + 100}", f"s{source + 100}", "y2016"):
        assert found(connection, f'text: "three locks" AND terms: ({terms})') == []


def test_direct_changes_are_found(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE statements SET text = 'The seven gates are ours.' WHERE text LIKE '%three locks%'")
    assert found(connection, "locks") == []
    assert found(connection, "gates") == ["The seven gates are ours."]
    connection.execute("UPDATE statements SET said_earliest = '2011-01-01', said_latest = '2011-12-31'")
    assert found(connection, "gates AND y2011") == ["The seven gates are ours."]
    connection.commit()


def test_direct_removal_is_felt(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM statements WHERE source_id = 1")
    assert found(connection, "s1 OR lake OR locks") == []
    connection.commit()


def test_a_date_over_two_years_has_no_year(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE statements SET said_earliest = '2016-12-31', said_latest = '2017-01-01'")
    assert found(connection, "y2016 OR y2017") == []
    connection.commit()
