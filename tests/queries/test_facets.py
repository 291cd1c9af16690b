"""How many of the matches have what they can be told apart by: all of them, or at least so many; never too many."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from quotes.model import Status
from quotes.queries.facets import BY, Facets, facets
from quotes.queries.fulltext import Asked
from quotes.queries.people import identify
from quotes.queries.statements import Filters
from quotes.queries.voices import voices, voices_of
from quotes.queries.who_said import who_said
from quotes.store.database import reading, writing
from quotes.store.writing.save import save
from tests.queries.test_sureness import turn
from tests.store.making import Turn, make

ASKED = Asked(("ferry",))
TURNS = [
    Turn("Ana Ruiz", "He told us: “The ferry leaks.”", quoted="The ferry leaks.", quoted_speaker="Sam Lorne"),
    Turn(
        "Ana Ruiz",
        "The ferry is ours. He said: “The ferry is his.”",
        quoted="The ferry is his.",
        quoted_speaker="Sam Lorne",
    ),
    Turn(None, "“The ferry sank,” Holt wrote.", quoted="The ferry sank,", quoted_speaker="Ines Holt"),
    Turn(None, "“No ferry came,” Holt wrote.", quoted="No ferry came,", quoted_speaker="Ines Holt", rival="Sam Lorne"),
    Turn("Ines Holt", "A ferry comes at nine."),
]


@pytest.fixture
def ferries(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with writing(tmp_path / "ferries.sqlite") as connection:
        save(connection, make("river.txt", TURNS, day="2024-05-02"), "s")
        save(connection, turn(Status.AMBIGUOUS, 0.7, "narration"), "s")
    with reading(tmp_path / "ferries.sqlite") as connection:
        yield connection


def filters(connection: sqlite3.Connection) -> Iterator[Filters]:
    yield Filters()
    yield from (Filters(people=identify(connection, name)) for name in ("Ana Ruiz", "Sam Lorne", "Ines Holt"))
    yield from (Filters(manner=manner) for manner in ("narrated", "verbatim", "reported"))
    yield from (Filters(status=status) for status in ("certain", "inferred", "ambiguous"))
    yield Filters(source="river")
    yield Filters(people=identify(connection, "Ana Ruiz"), status="certain")


def figures(told: Facets) -> dict[tuple[str, str], int]:
    return {(one.by, one.value): one.statements for one in told.rows}


@pytest.mark.parametrize("cut", range(8))
def test_no_figure_is_over(cut: int, ferries: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    if cut:
        monkeypatch.setattr("quotes.queries.facets.COUNTED", cut)
    for asked in filters(ferries):
        every = who_said(ferries, ASKED, asked, limit=1000).rows
        right, told = figures(facets(ferries, ASKED, asked, found=every)), facets(ferries, ASKED, asked)
        for one in told.rows:
            assert one.statements <= right.get((one.by, one.value), 0), (asked, one)
            assert not one.whole or one.statements == right[one.by, one.value], (asked, one)
        if told.whole:
            assert told.counted == len(every)
            assert figures(told).items() >= {key: n for key, n in right.items() if key[0] != "status"}.items()


@pytest.mark.parametrize("most", [1, 2, 3, 5, 100])
def test_no_voice_is_heard_too_often(most: int, ferries: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.queries.voices.FEW", 0)
    monkeypatch.setattr("quotes.queries.voices.COUNTED", most)
    for asked in filters(ferries):
        right = {one[:3]: one.statements for one in voices_of(who_said(ferries, ASKED, asked, limit=1000).rows)}
        told = voices(ferries, ASKED, asked)
        for one in told.rows:
            assert one.statements <= right.get(one[:3], 0), (asked, one)
        assert not told.whole or {one[:3]: one.statements for one in told.rows} == right, asked


def test_all_are_counted_where_none_holds_another(ferries: sqlite3.Connection) -> None:
    told = facets(ferries, ASKED, Filters(people=identify(ferries, "Ines Holt")))
    assert told.whole and told.counted == 3
    assert {one.by for one in told.rows} <= {*BY}
