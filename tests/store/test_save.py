"""Saving: whole or not at all, the same whatever the order and the way, and nothing left behind."""

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Table

from quotes.errors import UnreadableSource
from quotes.model import Extraction, Force
from quotes.pipeline import extract
from quotes.store.check import check, check_deep
from quotes.store.compare import contents
from quotes.store.database import raw, reading, writing
from quotes.store.schema.statements import passages, statements
from quotes.store.told import Figure, PassageRow, Rows, StatementRow
from quotes.store.writing import save as saving
from quotes.store.writing.rows import rows as told
from quotes.store.writing.save import Saved, forget, is_unchanged, save, save_many
from quotes.text import digest
from tests.store.conftest import Fresh
from tests.store.making import LAKE, PAGE, Turn, make

SEEDS = Path(__file__).parents[2] / "seeds"
AGAIN = make("page.txt", [Turn("Ana Ruiz", "We share a lake."), Turn("Bo Lind", "So we do.")], day="2018-01-02")
OTHER = make("other.txt", [Turn("ANA RUIZ", "The lake is deep.", "Minister of Lakes")], day="2015-03-01")

# What refers to other rows is numbered where the rows are stored.
NUMBERED = {"id", "source_id", "statement_id", "event_id", "appearance_id", "person_id", "rival_id", "within_id"}
# What the program does not read yet.
UNREAD = {"language", "original", "outside"}

NAMES = st.sampled_from([None, None, "Ana Ruiz", "ANA RUIZ", "Ivo Marsh", "Q", "José Peña", "Li"])
WORDS = st.text(st.sampled_from("ab lake’é\u00a0.?"), min_size=1, max_size=30).filter(str.strip).map(str.strip)
ROLES = st.sampled_from([None, "Envoy", "Minister of Lakes"])
OTHERS = st.lists(NAMES.filter(bool), max_size=2).map(tuple)
TURNS = st.builds(Turn, NAMES, WORDS, ROLES, WORDS, NAMES, force=st.builds(Force), others=OTHERS)
DAYS = st.sampled_from([None, "2016-02-29", "2017-04-10", "2017-04-11"])
PAGES = st.builds(
    make,
    st.sampled_from(["a.txt", "b.txt", "c/d.txt"]),
    st.lists(TURNS, max_size=5),
    DAYS,
    st.sampled_from([None, "A meeting by the lake"]),
)
BY_KEY = st.lists(PAGES, max_size=3, unique_by=lambda page: page.document.key)
quickly = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def rows(database: Path) -> list[tuple[Any, ...]]:
    with reading(database) as connection:
        return list(contents(connection))


def settings_of(page: Extraction) -> str:
    return digest(repr(page))


def store(database: Path, *pages: Extraction, settings: str | None = None) -> list[Saved]:
    with writing(database) as connection:
        return [save(connection, page, settings or settings_of(page)) for page in pages]


def store_many(database: Path, pages: Sequence[Extraction]) -> list[Any]:
    refused: dict[int, UnreadableSource] = {}

    def readable() -> Iterator[Rows]:
        for i, page in enumerate(pages):
            try:
                yield told(page, settings_of(page))
            except UnreadableSource as refusal:
                refused[i] = refusal

    with writing(database) as connection:
        outcomes = [outcome for _, outcome in save_many(connection, readable())]
    return [refused.get(i) or outcomes.pop(0) for i in range(len(pages))]


def assert_lawful(database: Path) -> None:
    with reading(database) as connection:
        assert list(check(connection)) == []
    with writing(database) as connection:
        assert list(check_deep(raw(connection))) == []


def test_outcomes(database: Path) -> None:
    assert store(database, PAGE, PAGE, AGAIN, OTHER) == ["new", "unchanged", "changed", "new"]
    assert store(database, AGAIN, settings="a newer parser") == ["changed"]


def test_unchanged_means_same_bytes_and_same_settings(database: Path) -> None:
    store(database, PAGE, settings="s")
    with writing(database) as connection:
        sha256 = PAGE.document.sha256
        assert is_unchanged(connection, "page.txt", sha256, "s")
        assert not is_unchanged(connection, "page.txt", sha256, "t")
        assert not is_unchanged(connection, "page.txt", "0" * 64, "s")
        assert not is_unchanged(connection, "other.txt", sha256, "s")


def test_loading_twice_changes_not_a_byte(database: Path) -> None:
    store_many(database, [PAGE, OTHER])
    before = database.read_bytes()
    assert store_many(database, [PAGE, OTHER]) == ["unchanged", "unchanged"]
    assert database.read_bytes() == before


def test_saving_again_keeps_the_identifiers(database: Path) -> None:
    store(database, PAGE)
    before = rows(database)
    store(database, PAGE, settings="t")
    assert [row for row in rows(database) if row[0] != "sources"] == [row for row in before if row[0] != "sources"]


def test_nothing_of_an_earlier_reading_is_left(database: Path, fresh: Fresh) -> None:
    store(database, PAGE, OTHER, AGAIN)
    other = fresh()
    store(other, AGAIN, OTHER)
    assert rows(database) == rows(other)
    assert_lawful(database)


def test_forgetting_leaves_what_others_told(database: Path, fresh: Fresh) -> None:
    store(database, OTHER, PAGE, LAKE)
    with writing(database) as connection:
        assert forget(connection, "page.txt")
        assert not forget(connection, "page.txt")
    other = fresh()
    store(other, OTHER, LAKE)
    assert rows(database) == rows(other)
    with writing(database) as connection:
        assert forget(connection, "other.txt") and forget(connection, LAKE.document.key)
    assert rows(database) == []


@given(BY_KEY)
@quickly
def test_everything_saved_is_lawful(fresh: Fresh, pages: list[Extraction]) -> None:
    database = fresh()
    store(database, *pages)
    assert_lawful(database)


@given(BY_KEY, st.randoms(use_true_random=False))
@quickly
def test_order_does_not_matter(fresh: Fresh, pages: list[Extraction], random: Any) -> None:
    one, other = fresh(), fresh()
    store(one, *pages)
    store(other, *random.sample(pages, len(pages)))
    assert rows(one) == rows(other)


@given(st.lists(PAGES, max_size=5), st.lists(PAGES, max_size=3))
@quickly
def test_many_at_once_are_as_one_by_one(fresh: Fresh, first: list[Extraction], then: list[Extraction]) -> None:
    one, other = fresh(), fresh()
    outcomes = store(one, *first) + store(one, *then)
    assert store_many(other, first) + store_many(other, then) == outcomes
    assert rows(one) == rows(other)
    assert_lawful(other)


@given(st.lists(PAGES, min_size=1, max_size=6))
@quickly
def test_the_last_reading_is_all_that_counts(fresh: Fresh, pages: list[Extraction]) -> None:
    one, other = fresh(), fresh()
    store(one, *pages)
    store(other, *{page.document.key: page for page in pages}.values())
    assert rows(one) == rows(other)


def broken(page: Extraction) -> Extraction:
    """The same page, read anew, with two statements of one identifier."""
    twice = page.statements[0]._replace(uid=page.statements[1].uid)
    return replace(page, document=replace(page.document, sha256="f" * 64), statements=(twice, *page.statements[1:]))


UNSTORABLE = {
    "one identifier twice": broken(PAGE),
    "half a surrogate pair": make("page.txt", [Turn("Ana Ruiz", "We \ud800 share")]),
    "a person who is not there": replace(PAGE, people=(), document=replace(PAGE.document, sha256="f" * 64)),
    "a container that is not there": replace(AGAIN, statements=(AGAIN.statements[0]._replace(within="nowhere"),)),
    "a line beyond all lines": replace(AGAIN, statements=(AGAIN.statements[0]._replace(line=2**70),)),
}


@pytest.mark.parametrize("page", UNSTORABLE.values(), ids=UNSTORABLE.keys())
def test_what_cannot_be_stored_changes_nothing(database: Path, page: Extraction) -> None:
    store(database, PAGE)
    before = rows(database)
    with writing(database) as connection, pytest.raises(UnreadableSource, match=r"page\.txt cannot be stored"):
        save(connection, page, "s")
    assert rows(database) == before
    assert_lawful(database)


@pytest.mark.parametrize("page", UNSTORABLE.values(), ids=UNSTORABLE.keys())
def test_what_cannot_be_stored_does_not_hold_up_the_rest(database: Path, fresh: Fresh, page: Extraction) -> None:
    one, refused, last = store_many(database, [OTHER, page, LAKE])
    assert (one, last) == (Saved.NEW, Saved.NEW)
    assert isinstance(refused, UnreadableSource)
    other = fresh()
    store(other, OTHER, LAKE)
    assert rows(database) == rows(other)
    assert_lawful(database)


def test_a_transaction_that_fails_takes_its_saves_with_it(database: Path) -> None:
    with pytest.raises(ZeroDivisionError), writing(database) as connection:
        save(connection, PAGE, "s")
        raise ZeroDivisionError
    assert rows(database) == []


def test_tenures_run_from_the_first_to_the_last_source(database: Path) -> None:
    years = {"a.txt": "2016-01-01", "b.txt": "2017-04-10", "c.txt": "2014-05-05"}
    for key, day in years.items():
        store(database, make(key, [Turn("Group of Ana", "We share.", "Keeper")], day=day))
    tenures = "SELECT first_cited, one.key, last_cited, last.key FROM tenures JOIN sources AS one "
    tenures += "ON one.id = first_source_id JOIN sources AS last ON last.id = last_source_id ORDER BY 2"
    with reading(database) as connection:
        found = connection.execute(tenures).fetchall()
    assert {day for row in found for day in (row[0], row[2])} <= set(years.values())
    assert all(years[one] == first and years[last] == to for first, one, to, last in found)


def test_rows_are_the_same_in_another_process() -> None:
    for page in (PAGE, AGAIN, extract((SEEDS / "000_95e9098eae3ad72e.txt").read_bytes(), "seed.txt")):
        sent = told(page, "s")
        received = pickle.loads(pickle.dumps(sent))
        assert [*received.statements] == [*sent.statements]
        assert [*received.passages] == [*sent.passages]
        assert received._replace(statements=(), passages=()) == sent._replace(statements=(), passages=())
        assert {type(figure) for figure in received.people} == {Figure}


def test_a_source_that_another_program_stores_meanwhile_is_replaced(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(database, PAGE, LAKE)
    stale = iter([Saved.NEW] * 2)  # as a look at each source told before the transaction began
    outcome = saving._outcome
    monkeypatch.setattr(saving, "_outcome", lambda *asked: next(stale, None) or outcome(*asked))
    assert store_many(database, [AGAIN, OTHER]) == ["changed", "new"]
    assert_lawful(database)


def test_references_are_checked_after_a_load(database: Path) -> None:
    with writing(database) as connection:
        assert [outcome for _, outcome in save_many(connection, [told(PAGE, "s")])] == ["new"]
        assert raw(connection).execute("PRAGMA foreign_keys").fetchone() == (1,)


@pytest.mark.parametrize(("row", "table"), [(StatementRow, statements), (PassageRow, passages)])
def test_a_row_has_a_field_for_every_column(row: type[StatementRow | PassageRow], table: Table) -> None:
    assert {*row._fields} == {column.name for column in table.columns} - NUMBERED - (
        UNREAD if table is statements else set()
    )
