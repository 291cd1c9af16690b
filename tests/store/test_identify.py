"""People, occasions and wordings across sources: one where that is recorded with its reason, two where it is not."""

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from quotes.model import Extraction, Metadata, Person, PersonKind, Role
from quotes.pipeline import extract
from quotes.store.check import check, check_deep
from quotes.store.compare import contents
from quotes.store.database import raw, writing
from quotes.store.identity import clusters, occasions, profiles
from quotes.store.reviews import add_review
from quotes.store.schema import metadata
from quotes.store.writing.rows import appearance_uid, rows
from quotes.store.writing.save import forget, save, save_many
from quotes.verdict import Verdict
from tests.store.making import Turn, make

SEED = Path(__file__).parents[2] / "seeds" / "000_95e9098eae3ad72e.txt"
SECOND = """Lukashenko: Belarus and China have big tasks against crime

Alexander Lukashenko met China's Minister of Public Security Guo Shengkun in Minsk on 10 April 2017.

Alexander Lukashenko, President of Belarus:
The world has changed, it is too small, and crime is international. For this reason we have to solve big tasks \
together. Belarus and China cooperate actively, and there is a serious flow of people.

Guo Shengkun, Minister of Public Security of China:
Dear Mr. President, I am grateful for this meeting, despite your busy schedule. Allow me to send the sincere greetings \
and the best wishes of the Chinese President Xi Jinping.
"""


def seed() -> Extraction:
    return extract(SEED.read_bytes(), "seed.txt", uid="seed.txt", metadata=Metadata(published="2017-04-10"))


def second() -> Extraction:
    return extract(SECOND.encode(), "second.txt", uid="second.txt", metadata=Metadata(published="2017-04-11"))


def page(key: str, *labels: str, day: str = "2020-05-01") -> Extraction:
    text = "\n\n".join(f"{label}:\nI am sure that we shall see what we can do here, number {key}." for label in labels)
    return extract(text.encode(), key, uid=key, metadata=Metadata(published=day or None))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Connection]:
    """A database in which, whatever a test does, all laws hold at the end."""
    with writing(tmp_path / "people.sqlite") as connection:
        yield connection
        assert [*check(raw(connection)), *check_deep(raw(connection))] == []


def load(connection: Connection, extractions: Sequence[Extraction]) -> sqlite3.Connection:
    for extraction in extractions:
        save(connection, extraction, "")
    return raw(connection)


def ask(driver: sqlite3.Connection, query: str) -> list[Any]:
    return [row[0] if len(row) == 1 else row for row in driver.execute(query)]


def people(driver: sqlite3.Connection) -> list[str]:
    return ask(driver, "SELECT name FROM people ORDER BY name")


def uids(driver: sqlite3.Connection, name: str) -> list[str]:
    return ask(driver, f"SELECT uid FROM appearances WHERE name LIKE '{name}%' ORDER BY uid")


def review(connection: Connection, verdict: str, one: str, other: str | None = None, *, of: str = "person") -> None:
    add_review(connection, Verdict("Kuo Sheng-kun", "", "", verdict, one, "a reader"), subject=of, other=other)


def test_two_reports_of_one_meeting(database: Connection) -> None:
    driver = load(database, [seed(), second()])
    assert people(driver) == ["Alexander Lukashenko", "Cao Jianming", "Guo Shengkun"]
    assert ask(driver, "SELECT count(*) FROM events WHERE redirect_to IS NULL") == [1]
    spelled = "SELECT DISTINCT names.name FROM names JOIN people ON people.id = person_id WHERE people.name LIKE 'Guo%'"
    assert sorted(ask(driver, spelled)) == ["Guo Shengkun", "Guo Shenkun"]
    sources = "SELECT count(DISTINCT source_id) FROM appearances WHERE appearances.id IN (appearance_id, other_id)"
    reasons = ask(driver, f"SELECT rule, evidence, ({sources}) = 2 FROM links WHERE outcome = 'same'")
    assert {rule for rule, _, _ in reasons} == {"one-office"}
    assert all(evidence and two_sources for _, evidence, two_sources in reasons)
    assert ask(driver, "SELECT count(*) FROM wordings") == [2]


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_the_order_of_loading_does_not_matter(database: Connection, tmp_path: Path, order: Sequence[int]) -> None:
    pages = [seed(), second(), page("c", "Guo Shenkun", "Alexander Lukashenko"), page("d", "Guo Shengkun", "Ann Ash")]
    driver = load(database, [pages[i] for i in order])
    with writing(tmp_path / "other.sqlite") as other:
        assert list(contents(driver)) == list(contents(load(other, pages)))


LABELS = [
    "Jane Roe, President of Ruritania",
    "Jane Rowe, President of Ruritania",
    "Roe, President of Ruritania",
    "Jane Roe, Mayor of Perth",
    "Jane Roe, Professor at Acme University",
    "Jane Roe",
    "Wei Zhang",
    "Ann Ash, Envoy of Borduria",
]
LABELLED = st.lists(st.sampled_from(LABELS), min_size=1, max_size=3, unique=True)
DAYS = st.sampled_from(["1990-05-01", "2003-05-01", "2004-05-01", "2004-07-01", "2019-05-01", ""])
READINGS = st.lists(st.tuples(st.sampled_from("abcdef"), LABELLED, DAYS), min_size=2, max_size=8)


@settings(max_examples=60, deadline=None)
@given(READINGS, st.randoms(use_true_random=False), st.sets(st.sampled_from("abcdef"), max_size=2))
def test_only_the_last_readings_matter(readings: list[Any], random: Random, gone: set[str]) -> None:
    """However often and in whatever order documents come, in bulk or one by one, and whatever is forgotten again."""
    pages = [page(key, *labels, day=day) for key, labels, day in readings]
    last = {one.document.key: one for one in pages if one.document.key not in gone}
    shuffled = random.sample(sorted(last), len(last))
    with (
        tempfile.TemporaryDirectory() as folder,
        writing(Path(folder) / "one.sqlite") as one,
        writing(Path(folder) / "other.sqlite") as other,
    ):
        for reading in pages:
            save(one, reading, str(reading.published))
        for key in sorted(gone):
            forget(one, key)
        one.commit()
        other.commit()
        list(save_many(other, [rows(last[key], str(last[key].published)) for key in shuffled]))
        assert [*contents(raw(one))] == [*contents(raw(other))]
        for connection in (one, other):
            assert [*check(raw(connection)), *check_deep(raw(connection))] == []


NAMESAKES = [
    page("a", "Bernard Kelly, Senator from Ohio", "Robert Smith, Mayor of Perth"),
    page("b", "Bernard Kelly", "Robert Smith, Mayor of Oslo"),
    page("c", "Bernard Kelly, Ohio Sen.", "Robert Smith"),
    page("d", "Bernard Kelly, Senator from Utah", "Bernard J. Kelly, Senator from Ohio"),
    page("e", "Bernard Kelly", "Robert Smith", day=""),
]


def in_orders(folder: Path, pages: Sequence[Extraction], orders: Iterable[Sequence[int]]) -> None:
    """Assert that every order of loading gives one content, one by one and in bulk."""
    told = []
    for number, order in enumerate(orders):
        with writing(folder / f"{number}.sqlite") as connection:
            if number % 2:
                connection.commit()
                list(save_many(connection, [rows(pages[i], "") for i in order]))
            else:
                load(connection, [pages[i] for i in order])
            told.append([*contents(raw(connection))])
            assert told[-1] == told[0], order
            assert [*check(raw(connection))] == []


def test_any_order_gives_the_same_namesakes(tmp_path: Path) -> None:
    in_orders(tmp_path, NAMESAKES, Random(9).sample([*permutations(range(5))], 12))


@pytest.mark.slow
def test_every_order_gives_the_same_namesakes(tmp_path: Path) -> None:
    in_orders(tmp_path, NAMESAKES, permutations(range(5)))


@pytest.mark.slow
def test_twenty_orders_of_many_give_the_same_people(tmp_path: Path) -> None:
    random = Random(9)
    places = ("", ", Senator from Ohio", ", Mayor of Perth", ", Goalkeeper", ", Senator from Utah")
    names = ("Bernard Kelly", "Robert Smith", "Ottilie Brandvold", "Bernard J. Kelly", "Ottilie Brandwold", "Kelly")
    labels = [name + place for name in names for place in places if " " in name or place]
    days = ("2003-05-01", "2004-05-01", "2019-05-01", "")
    pages = [page(f"p{i}", *random.sample(labels, 3), day=random.choice(days)) for i in range(60)]
    in_orders(tmp_path, pages, [random.sample(range(60), 60) for _ in range(20)])


def test_nobody_is_asked_whether_all_who_are_called_by_a_surname_are_one(database: Connection) -> None:
    turns = [Turn("Kelly", "We share."), Turn("Robert Smith", "So do we.")]
    driver = load(database, [make(key, turns) for key in "abc"])
    asked = ask(driver, "SELECT name FROM links JOIN appearances ON appearances.id = appearance_id")
    assert asked == ["Robert Smith"]
    assert people(driver) == ["Kelly"] * 3 + ["Robert Smith"] * 3


def test_what_many_sources_print_is_one_person_until_others_bear_the_name(database: Connection) -> None:
    driver = load(database, [page(key, "Bernard Kelly") for key in "ab"])
    assert people(driver) == ["Bernard Kelly"] * 2
    load(database, [page("c", "Bernard Kelly, Senator from Ohio")])
    assert people(driver) == ["Bernard Kelly"]
    evidence = "“Bernard Kelly”: so named in 3 sources, nobody else is"
    assert ask(driver, "SELECT DISTINCT evidence FROM reasons WHERE outcome = 'same'") == [evidence]
    load(database, [page("d", "Bernard Kelly, Senator from Utah")])
    assert people(driver) == ["Bernard Kelly"] * 4
    assert ask(driver, "SELECT count(*) FROM links WHERE outcome = 'unsure'") == [3]
    forget(database, "d")
    assert people(driver) == ["Bernard Kelly"]
    forget(database, "c")
    assert people(driver) == ["Bernard Kelly"] * 2


def whole(driver: sqlite3.Connection) -> dict[str, list[Any]]:
    """Every row of every table with all its columns and numbers, but for the number of a person, who goes by the uid.

    Whoever was merged away has no row, and gets the next number when that is undone: it is shown to nobody, and the
    uid comes back. What the full text is numbered by hangs on it, and is held to by check_deep.
    """
    found = {}
    for table in metadata.tables.values():
        person = "(SELECT people.uid FROM people WHERE people.id = {}.person_id)".format
        columns = [person(table.name) if one.name == "person_id" else f'"{one.name}"' for one in table.columns]
        if table.name == "people":
            columns.remove('"id"')
        found[table.name] = driver.execute(f"SELECT {', '.join(columns)} FROM {table.name} ORDER BY 1, 2").fetchall()
    return found


def merge_and_split(database: Connection, rounds: int) -> None:
    """Assert that verdicts which are taken back leave all as it was."""
    random = Random(9)
    driver = load(database, [*NAMESAKES, seed(), second()])
    uids = ask(driver, "SELECT uid FROM appearances ORDER BY uid")
    for _ in range(rounds):
        before = whole(driver)
        driver.execute("SAVEPOINT round")
        links = driver.execute("SELECT coalesce(max(id), 0) FROM links").fetchone()
        pairs = [random.sample(uids, 2) for _ in range(random.randint(1, 4))]
        for one, other in pairs:
            review(database, random.choice(["merge", "split"]), one, other)
        rows = ask(driver, "SELECT appearances.id FROM appearances")
        driver.execute("DELETE FROM links WHERE id > ? AND author IS NOT NULL", links)
        clusters.review(driver, rows)
        driver.execute("RELEASE round")
        assert whole(driver) == before


def test_verdicts_that_are_taken_back_leave_nothing(database: Connection) -> None:
    merge_and_split(database, 10)


@pytest.mark.slow
def test_a_hundred_rounds_of_verdicts_leave_nothing(database: Connection) -> None:
    merge_and_split(database, 100)


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_a_date_that_makes_a_profile_one_person_does_so_for_those_met_before(
    database: Connection, tmp_path: Path, order: Sequence[int]
) -> None:
    office = Role("President of Ruritania", "President", "Ruritania")
    president = Person("Roe", "Roe", PersonKind.PERSON, roles=(office,))
    days = {"a": None, "b": "2003-05-01", "c": None, "d": None}
    pages = [replace(make(key, [Turn("Roe", key)], day), people=(president,)) for key, day in days.items()]
    driver = load(database, [pages[i] for i in order])
    assert people(driver) == ["Roe"]
    with writing(tmp_path / "other.sqlite") as other:
        assert [*contents(driver)] == [*contents(load(other, pages))]
        forget(database, "b")
        forget(other, "b")
        assert people(driver) == ["Roe", "Roe", "Roe"]
        assert [*contents(driver)] == [*contents(raw(other))]


def test_what_is_split_stays_split_and_can_be_merged_again(database: Connection) -> None:
    driver = load(database, [seed(), second()])
    one, other = uids(driver, "Guo")
    review(database, "split", one, other)
    assert people(driver) == ["Alexander Lukashenko", "Cao Jianming", "Guo Shengkun", "Guo Shenkun"]
    assert ask(driver, "SELECT count(*) FROM events WHERE redirect_to IS NULL") == [2], (
        "one person in common is no proof"
    )
    for key in ("seed.txt", "second.txt"):
        forget(database, key)
    load(database, [second(), seed()])
    assert people(driver) == ["Alexander Lukashenko", "Cao Jianming", "Guo Shengkun", "Guo Shenkun"]
    review(database, "merge", one, other)
    assert people(driver) == ["Alexander Lukashenko", "Cao Jianming", "Guo Shengkun"]
    assert ask(driver, "SELECT count(*) FROM events WHERE redirect_to IS NULL") == [1]


def test_what_a_human_merges_comes_before_what_the_program_does(database: Connection) -> None:
    """Of two merges that a split forbids to stand together, the program's gives way, however sure it is."""
    mayor = "Mayor of Perth"
    pages = [page("a", f"Jane Roe, {mayor}"), page("b", f"Jane Roe, {mayor}"), page("c", "Odo Plim, Beekeeper")]
    driver = load(database, pages)
    one, other = (appearance_uid(key, Person("Jane Roe", "Roe, Jane", PersonKind.PERSON)) for key in "ab")
    (third,) = uids(driver, "Odo")
    assert ask(driver, "SELECT DISTINCT score FROM reasons WHERE outcome = 'same'") == [1.0]
    for first, second in ((one, other), (other, one)):
        review(database, "merge", second, third)
        review(database, "split", first, third)
        person = dict(driver.execute("SELECT uid, person_id FROM appearances"))
        assert person[second] == person[third] != person[first]


WIDTHS = [
    ("2017", ("2017", "2017")),
    ("2017-11/2018-02", ("2017", "2018")),
    ("2017/2019", ("2017", "2019")),
    ("2017/2020", (None, None)),
    ("197X", (None, None)),
    ("2017/..", (None, None)),
    ("../2017", (None, None)),
    ("", (None, None)),
]


@pytest.mark.parametrize(("published", "years"), WIDTHS)
def test_a_vague_date_dates_nobody(database: Connection, published: str, years: tuple[str | None, str | None]) -> None:
    cited = "SELECT since, until FROM profiles"
    driver = load(database, [page("a", "Jane Roe, Mayor of Perth", day=published)])
    assert ask(driver, cited) == [years]
    load(database, [page("b", "Jane Roe, Mayor of Perth", day="2016-01-01")])
    assert ask(driver, cited) == [("2016", max(years[1] or "", "2016"))]
    forget(database, "b")
    assert ask(driver, cited) == [years]


def test_an_event_can_be_split_and_merged(database: Connection) -> None:
    driver = load(database, [seed(), second()])
    one, other = ask(driver, "SELECT uid FROM events")
    review(database, "split", one, other, of="event")
    assert ask(driver, "SELECT count(*) FROM events WHERE redirect_to IS NULL") == [2]
    review(database, "merge", one, other, of="event")
    assert ask(driver, "SELECT count(*) FROM events WHERE redirect_to IS NULL") == [1]


def test_an_alias_outlives_its_sources(database: Connection) -> None:
    driver = load(database, [seed()])
    (guo,) = uids(driver, "Guo")
    review(database, "alias", guo)
    forget(database, "seed.txt")
    load(database, [seed()])
    assert ask(driver, "SELECT name FROM names WHERE kind = 'alias'") == ["Kuo Sheng-kun"]


def test_one_name_and_two_roles_at_one_time_are_two_people(database: Connection) -> None:
    pages = [page("a", "Jane Roe, Mayor of Perth"), page("b", "Jane Roe, Professor at Acme University")]
    driver = load(database, pages)
    assert people(driver) == ["Jane Roe", "Jane Roe"]
    assert ask(driver, "SELECT outcome, rule FROM links") == [("unsure", "two-roles")]


def test_surnames_and_the_unnamed_are_nobody_elsewhere(database: Connection) -> None:
    driver = load(database, [page("a", "Travis", "Speaker 1", "Travis"), page("b", "Travis", "Speaker 1", "Travis")])
    assert people(driver).count("Travis") == 2


def test_what_goes_takes_its_links_along(database: Connection) -> None:
    driver = load(database, [seed(), second()])
    forget(database, "seed.txt")
    assert people(driver) == ["Alexander Lukashenko", "Guo Shengkun"]
    forget(database, "second.txt")
    for table in (
        "people",
        "names",
        "appearances",
        "profiles",
        "profile_keys",
        "links",
        "events",
        "event_links",
        "wordings",
    ):
        assert ask(driver, f"SELECT count(*) FROM {table}") == [0], table


@pytest.mark.parametrize(
    ("query", "parameters", "index"),
    [
        (profiles.CANDIDATES, (1,), "ix_profile_keys_key"),
        (occasions.CANDIDATES, {"event": 1, "near": 3, "widest": 7}, "ix_events_date_earliest"),
    ],
)
def test_candidates_come_from_an_index(database: Connection, query: str, parameters: Any, index: str) -> None:
    plan = " ".join(row[3] for row in raw(database).execute(f"EXPLAIN QUERY PLAN {query}", parameters))
    assert "SCAN" not in plan
    assert index in plan


def test_an_office_may_have_another_holder_in_another_document() -> None:
    chair = Person("The Chairman", "The Chairman", PersonKind.OFFICE)
    uids = {appearance_uid(key, chair) for key in ("one.txt", "other.txt")}
    assert len(uids) == 2


def test_a_person_keeps_the_uid_by_which_they_were_first_known(database: Connection) -> None:
    driver = load(database, [page("m", "Runa Feld, Mayor of Perth")])
    (uid,) = ask(driver, "SELECT uid FROM people")
    load(database, [page("a", "Runa Feld, Mayor of Perth"), page("z", "Runa Feld, Mayor of Perth")])
    assert ask(driver, "SELECT uid FROM people") == [uid]
    forget(database, "m")
    assert ask(driver, "SELECT uid FROM people") == [uid]
    assert ask(driver, f"SELECT count(DISTINCT person_id) FROM person_uids WHERE uid = '{uid}'") == [1]
