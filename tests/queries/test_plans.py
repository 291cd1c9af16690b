"""No question reads all statements: what it asks goes through an index."""

import re
import sqlite3
from collections.abc import Callable, Iterator

import pytest

from quotes.queries.by_role import by_role, holders
from quotes.queries.by_speaker import by_speaker, rivals
from quotes.queries.coverage import coverage
from quotes.queries.fulltext import Asked
from quotes.queries.lists import events, roles, sources
from quotes.queries.on_event import on_event
from quotes.queries.people import bearers, described, identify, people
from quotes.queries.review import doubts, to_decide
from quotes.queries.segments import segments
from quotes.queries.show import show
from quotes.queries.statements import Filters
from quotes.queries.stats import stats
from quotes.queries.verify import verify
from quotes.queries.voices import voices
from quotes.queries.who_said import who_said

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
    "event": lambda c: on_event(c, a_uid(c, "events")),
    "show": lambda c: show(c, a_uid(c, "statements")),
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


@pytest.mark.parametrize("question", [stats, coverage])
def test_what_is_only_counted_is_counted_in_an_index(question: Question, asking: sqlite3.Connection) -> None:
    for sql, step in steps(asking, question):
        assert not LARGE.search(step) or " INDEX " in step, f"{step}\n{sql}"


def test_people_are_listed_without_a_sort(asking: sqlite3.Connection) -> None:
    found = [step for _, step in steps(asking, lambda c: people(c, after=a_uid(c, "people")))]
    assert "SCAN p USING INDEX ix_people_order" in found
