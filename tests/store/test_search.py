"""Full text stays in step, whatever is done to the statements, and finds words as people type them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from quotes.store.check import check_deep
from quotes.store.database import writing
from quotes.store.writing.save import save
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
    query = "SELECT s.text FROM search JOIN statements s ON s.id = search.rowid & 4294967295 WHERE search MATCH ?"
    return [text for (text,) in connection.execute(query + " ORDER BY s.id", (question,))]


@pytest.mark.parametrize("phrase", ["cafe du coin ete", "CAFÉ DU COIN", "c est le", "c'est le", "coin : été"])
def test_case_accents_and_apostrophes_do_not_matter(connection: sqlite3.Connection, phrase: str) -> None:
    assert len(found(connection, f'text: "{phrase}"')) == 1


def test_terms_narrow_a_search(connection: sqlite3.Connection) -> None:
    query = "SELECT event_id, source_id FROM statements WHERE text LIKE '%three locks%'"
    event, source = connection.execute(query).fetchone()
    for terms in (f"e{event}", f"s{source}", f"e{event} AND s{source}"):
        assert found(connection, f'text: "three locks" AND terms: ({terms})') == [
            "That is so. The three locks are ours."
        ]
    for terms in (f"e{event + 100}", f"s{source + 100}"):
        assert found(connection, f'text: "three locks" AND terms: ({terms})') == []


def test_direct_changes_are_found(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE statements SET text = 'The seven gates are ours.' WHERE text LIKE '%three locks%'")
    assert found(connection, "locks") == []
    assert found(connection, "gates") == ["The seven gates are ours."]
    (event,) = connection.execute("SELECT event_id FROM statements WHERE text LIKE '%seven gates%'").fetchone()
    assert found(connection, f"gates AND e{event}") == ["The seven gates are ours."]
    connection.execute("UPDATE statements SET event_id = NULL")
    assert found(connection, f"gates AND e{event}") == []
    connection.commit()


def test_another_speaker_by_hand_is_found(connection: sqlite3.Connection) -> None:
    (person,) = connection.execute("SELECT id FROM people WHERE name = 'Li'").fetchone()
    assert by(connection, person, "locks") == 0
    connection.execute("UPDATE statements SET person_id = ? WHERE text LIKE '%three locks%'", (person,))
    assert by(connection, person, "locks") == 1
    connection.execute("UPDATE statements SET person_id = NULL WHERE person_id = ?", (person,))
    assert by(connection, person, "locks") == 0
    assert len(found(connection, "locks")) == 1
    connection.commit()


def by(connection: sqlite3.Connection, person: int, question: str) -> int:
    """Return how many statements of a person are found in the range of places that are the person's."""
    query = "SELECT count(*) FROM search WHERE search MATCH ? AND rowid BETWEEN ? << 32 AND (? + 1 << 32) - 1"
    return int(connection.execute(query, (question, person, person)).fetchone()[0])


def test_people_and_statements_added_by_hand_are_found(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO people (id, uid, name, sort_name, kind) VALUES (900, 'u', 'New', 'New', 'person')")
    columns = [row[1] for row in connection.execute("PRAGMA table_info(statements)")]
    row = dict(zip(columns, connection.execute("SELECT * FROM statements WHERE id = 1").fetchone(), strict=True))
    row |= {"id": 900, "uid": "v", "position": 900, "person_id": 900, "text": "By hand."}
    marks = ", ".join(f":{column}" for column in columns)
    connection.execute(f"INSERT INTO statements VALUES ({marks})", row)
    assert found(connection, "hand") == ["By hand."]
    assert by(connection, 900, "hand") == 1
    connection.commit()


def test_direct_removal_is_felt(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM statements WHERE source_id = 1")
    assert found(connection, "s1 OR lake OR locks") == []
    connection.commit()


def test_a_date_over_two_years_has_no_year(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE statements SET said_earliest = '2016-12-31', said_latest = '2017-01-01'")
    assert found(connection, "y2016 OR y2017") == []
    connection.commit()
