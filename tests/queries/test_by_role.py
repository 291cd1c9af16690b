"""What was said in a role, page by page."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

import quotes
from quotes.errors import BadQuestion
from quotes.queries.by_role import by_role, holders
from quotes.queries.by_speaker import by_speaker
from quotes.queries.statements import Filters, number_of
from quotes.queries.who_said import who_said
from quotes.store.database import reading, writing
from quotes.store.writing.save import save
from tests.conftest import run
from tests.store.making import Turn, make
from tests.web.conftest import serving

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


PAGE = """5 March 2024

Mara Renn, Mayor of Oster:

The harbour stays open all winter.

Bo Lind, Mayor of Lund:

Our harbour is the older one.

Ida Falk, Minister of Water of Norland:

The harbour belongs to the country.

Tom Okello, Harbour Master:

The harbour is full of ice.
"""
ROLES = [  # as it is typed, and who speaks in it
    ("Mayor", {"Mara Renn", "Bo Lind"}),
    ("Mayor of Oster", {"Mara Renn"}),
    ("mayor of lund", {"Bo Lind"}),
    ("Minister of Water of Norland", {"Ida Falk"}),
    ("Minister", {"Ida Falk"}),
    ("Harbour Master", {"Tom Okello"}),
    ("Mayor of Bergen", set()),
    ("Oster", set()),
    ("Mayor of Ost", set()),
]


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "page.txt").write_text(PAGE, "utf-8")
    quotes.load(folder / "page.txt", folder / "page.sqlite")
    return folder / "page.sqlite"


@pytest.mark.parametrize(("typed", "speakers"), ROLES)
def test_a_filter_means_the_role_that_the_question_means(typed: str, speakers: set[str], harbour: Path) -> None:
    filters = Filters(role=typed)
    with reading(harbour) as connection:
        assert {row.speaker for row in by_role(connection, typed, Filters())} == speakers
        assert {row.speaker for row in who_said(connection, "harbour", filters).rows} == speakers
        assert {row.speaker for row in by_speaker(connection, filters)} == speakers
        assert number_of(connection, filters) == len(speakers)
    told = run("who-said", "harbour", "--role", typed, "--format", "jsonl", "--db", harbour).stdout.splitlines()
    assert {json.loads(line)["speaker"] for line in told} == speakers
    with serving(harbour) as client:
        rows = client.get("/search.json", params={"q": "harbour", "role": typed}).json()["rows"]
    assert {row["speaker"] for row in rows} == speakers


def test_a_role_has_words(harbour: Path) -> None:
    with reading(harbour) as connection, pytest.raises(BadQuestion, match="holds no words"):
        who_said(connection, "harbour", Filters(role="–!"))
