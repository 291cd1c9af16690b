"""No question reads all statements: what it asks goes through an index."""

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from quotes import open_database
from quotes.queries.by_role import by_role, holders
from quotes.queries.by_speaker import by_speaker, rivals
from quotes.queries.coverage import coverage
from quotes.queries.every import every, passages
from quotes.queries.fulltext import Asked
from quotes.queries.lists import events, how_many_sources, roles, sources
from quotes.queries.newest import newest
from quotes.queries.on_event import on_event, reported_by, took_part
from quotes.queries.people import bearers, described, identify, people
from quotes.queries.person import how_many, led_to, spellings, tenures, years
from quotes.queries.readings import readings
from quotes.queries.records import records
from quotes.queries.renderings import related
from quotes.queries.review import doubts, to_decide
from quotes.queries.segments import segments
from quotes.queries.show import show
from quotes.queries.statements import Filters
from quotes.queries.stats import stats
from quotes.queries.verify import verify
from quotes.queries.voices import voices
from quotes.queries.who_said import who_said
from tests.conftest import run

SEED = "000_95e9098eae3ad72e.txt"
Question = Callable[[sqlite3.Connection], object]
# Tables that grow with what is loaded, by name or by the letter that the questions give them.
LARGE = re.compile(r"SCAN (statements|s|passages|g|c|outer_|names|n|statement_roles|h|appearances|links|i)\b")


def president(connection: sqlite3.Connection) -> tuple[int, ...]:
    return identify(connection, "Alexander Lukashenko")


def a_uid(connection: sqlite3.Connection, table: str) -> str:
    return str(connection.execute(f"SELECT uid FROM {table} WHERE id = (SELECT min(id) FROM {table})").fetchone()[0])


QUESTIONS: dict[str, Question] = {
    "who-said": lambda c: who_said(c, "three evils"),
    "who-said, in order of loading": lambda c: who_said(c, "the", after=a_uid(c, "statements")),
    "who-said, several": lambda c: who_said(c, Asked(("old quay", "berths"), near=5)),
    "who-said, one speaker": lambda c: who_said(c, "the", Filters(people=president(c))),
    "who-said, a role": lambda c: who_said(c, "the", Filters(role="president", country="BY")),
    "who-said, a role as printed": lambda c: who_said(c, "the", Filters(role="President of Belarus")),
    "who-said, a time": lambda c: who_said(c, "the", Filters(since="2017", until="2017-05")),
    "who-said, a source": lambda c: who_said(c, "the", Filters(source=SEED)),
    "who-said, an event": lambda c: who_said(c, "the", Filters(event=a_uid(c, "events"))),
    "who-said, a status": lambda c: who_said(c, "the", Filters(status="certain")),
    "where the doubt is": lambda c: segments(c, by_speaker(c, Filters(people=president(c)))),
    "voices": lambda c: voices(c, "the"),
    "verify, exactly": lambda c: verify(c, "three evils"),
    "verify, nearly": lambda c: verify(c, "we will build 35 new berths before winter"),
    "verify, of a person": lambda c: verify(c, "three evils", people=president(c), on="2017"),
    "verify, nearly what is narrated": lambda c: verify(c, "extremism, separatism are the three evil powers of today"),
    "by-speaker": lambda c: by_speaker(c, Filters(people=president(c))),
    "by-speaker, going on": lambda c: by_speaker(c, Filters(people=president(c)), after=a_uid(c, "statements")),
    "who-said, not said": lambda c: who_said(c, "the", Filters(act=("denied",), factuality=("actual", "disputed"))),
    "rivals": lambda c: rivals(c, president(c)),
    "a person": lambda c: described(c, president(c)),
    "whom a name means": lambda c: bearers(c, "Alexander Lukashenko"),
    "people": people,
    "people, going on": lambda c: people(c, after=a_uid(c, "people")),
    "by-role": lambda c: by_role(c, "president", Filters()),
    "by-role, going on": lambda c: by_role(c, "president", Filters(), after=a_uid(c, "statements")),
    "by-role, a time": lambda c: by_role(c, "president", Filters(since="2017", until="2017-05")),
    "holders": lambda c: holders(c, "president", as_of="2017"),
    "roles": roles,
    "events": events,
    "sources": sources,
    "how many sources": how_many_sources,
    "sources, going on": lambda c: sources(c, words="seed", after=a_uid(c, "sources")),
    "events, going on": lambda c: events(c, after=a_uid(c, "events")),
    "event": lambda c: on_event(c, a_uid(c, "events")),
    "an event, by whom it is reported": lambda c: reported_by(c, a_uid(c, "events")),
    "an event, who took part": lambda c: took_part(c, a_uid(c, "events")),
    "a person, by a uid": lambda c: led_to(c, a_uid(c, "appearances")),
    "a person, the roles": lambda c: tenures(c, *president(c)),
    "a person, the names": lambda c: spellings(c, *president(c)),
    "a person, by year": lambda c: years(c, president(c)[0], Filters()),
    "how much a person said": lambda c: how_many(c, president(c)[0], Filters()),
    "a person, what was said last": lambda c: newest(c, None, Filters(people=president(c))),
    "who said last": lambda c: newest(c, "three evils", Filters()),
    "show": lambda c: show(c, a_uid(c, "statements")),
    "records": lambda c: [*records(c, by_speaker(c, Filters(people=president(c))))],
    "doubts": doubts,
    "a passage": lambda c: to_decide(c, f"{SEED}:33"),
}


def steps(connection: sqlite3.Connection, question: Question) -> Iterator[tuple[str, str]]:
    """What is asked of the database, and each step that it takes to answer."""
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    question(connection)
    connection.set_trace_callback(None)
    assert asked
    for sql in asked:
        if not sql.lstrip().startswith("--"):  # what the full-text index asks itself
            yield from ((sql, step) for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {sql}"))


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_no_large_table_is_read_through(question: Question, asking: sqlite3.Connection) -> None:
    for sql, step in steps(asking, question):
        assert not LARGE.search(step), f"{step}\n{sql}"


def test_original_and_translations_are_asked_for_without_reading_all_sources(
    asking: sqlite3.Connection,
) -> None:
    for sql, step in steps(asking, lambda c: related(c, 1)):
        assert "SCAN" not in step, f"{step}\n{sql}"


@pytest.mark.parametrize("question", [stats, coverage])
def test_what_is_only_counted_is_counted_in_an_index(question: Question, asking: sqlite3.Connection) -> None:
    for sql, step in steps(asking, question):
        assert not LARGE.search(step) or " INDEX " in step, f"{step}\n{sql}"


def test_people_are_listed_without_a_sort(asking: sqlite3.Connection) -> None:
    found = [step for _, step in steps(asking, lambda c: people(c, after=a_uid(c, "people")))]
    assert "SCAN p USING INDEX ix_people_order" in found


def of_one_source(folder: Path, turns: int) -> Path:
    """A database of one transcript with so many turns, no two of them alike, in letters of several bytes, too."""
    said = (
        f"{('Ida Renn', 'Tom Økello')[i % 2]}:\nWe shall build {i} bridges over the Größe.\n\n" for i in range(turns)
    )
    file = folder / "talk.txt"
    file.write_text("Hearing of 3 March 2024\n\n" + "".join(said), "utf-8")
    database = folder / f"{turns}.sqlite"
    assert run("load", file, "--db", database).exit_code == 0
    return database


def work(database: Path, question: Question) -> dict[str, int]:
    """What an answer costs: SQLite's steps, the bytes that it hands over, and those through which it looks for some."""
    done: Counter[str] = Counter()

    def looked_through(function: Callable[..., str | int]) -> Callable[..., str | int]:
        def counting(text: str, *others: Any) -> str | int:
            done["looked through"] += len(text or "")
            return function(text or "", *others)

        return counting

    def handed_over(text: bytes) -> str:
        done["handed over"] += len(text)
        return text.decode()

    with open_database(database) as connection:
        connection.text_factory = handed_over
        cut = looked_through(lambda text, start, length: text[start - 1 : start - 1 + length])
        connection.create_function("substr", 3, cut)
        connection.create_function("instr", 2, looked_through(lambda text, part: text.find(part or "") + 1))
        connection.set_progress_handler(lambda: done.update(steps=1), 1)
        question(connection)
    return done


@pytest.mark.parametrize(
    "question",
    [
        lambda c: [*every(c)],
        lambda c: [*every(c, Filters(manner="verbatim"))],
        lambda c: passages(c, "talk.txt"),
        lambda c: readings(c, ["talk.txt"]),
    ],
    ids=["every statement", "some", "passages", "readings"],
)
def test_twice_as_many_statements_of_a_source_cost_twice_as_much(question: Question, tmp_path: Path) -> None:
    once, twice = (work(of_one_source(tmp_path, turns), question) for turns in (150, 300))
    assert once["steps"] and once["handed over"]
    for what, much in twice.items():
        assert much < 2.5 * once[what] + 1000, what
