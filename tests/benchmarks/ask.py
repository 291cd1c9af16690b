"""How fast answers come from a large database, warm: the slowest of twenty counts, not the mean."""

from __future__ import annotations

import math
import random
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from quotes.queries import lists
from quotes.queries.by_role import by_role, holders
from quotes.queries.by_speaker import by_speaker
from quotes.queries.people import candidates, described, identify
from quotes.queries.people import people as everybody
from quotes.queries.statements import Filters
from quotes.queries.voices import SECONDS, voices
from quotes.queries.who_said import who_said
from quotes.store.database import reading
from tests.benchmarks import generator
from tests.benchmarks.clock import Figure, percentile, seconds

QUESTIONS = 100
FIRST_PAGE = 20
Question = Callable[[], object]


def ask(database: Path, statements: int) -> Iterator[Figure]:
    """Yield the 95th percentile of each kind of question, with the median as the least value."""
    source = random.Random(7)
    vocabulary = generator.vocabulary(1)
    common, rare = vocabulary[:20], vocabulary[-4000:]
    with reading(database) as connection:
        people = _people(connection)
        size = f"{statements:,} statements"
        for what, make in _kinds(connection, source, common, rare, people):
            times = [1000 * seconds(make()) for _ in range(QUESTIONS)]
            middle = percentile(times, 0.5)
            yield Figure(f"{what}, {size}", percentile(times, 0.95), middle, max(times), "ms (p95; median; worst)")


def _kinds(
    connection: sqlite3.Connection, source: random.Random, common: list[str], rare: list[str], people: list[int]
) -> Iterator[tuple[str, Callable[[], Question]]]:
    def phrase(words: list[str], length: int) -> str:
        return " ".join(source.choices(words, k=length))

    def of(person: int) -> Filters:
        return Filters(people=(person,))

    def page(asked: str, filters: Filters) -> Question:
        return lambda: who_said(connection, asked, filters, limit=FIRST_PAGE)

    def speakers(patience: float) -> Question:
        asked = phrase(common, 2)
        return lambda: voices(connection, asked, seconds=patience)

    def title() -> str:
        return source.choice(generator.TITLES)

    uids = [person.uid for person in described(connection, people[::10])]
    yield "rare word", lambda: page(phrase(rare, 1), Filters())
    yield "phrase of common words", lambda: page(phrase(common, 2), Filters())
    yield "common phrase within a speaker", lambda: page(phrase(common, 2), of(source.choice(people)))
    yield "common word within the most prolific speaker", lambda: page(phrase(common, 1), of(people[0]))
    yield "by speaker, first page", lambda: lambda: by_speaker(connection, of(source.choice(people)), limit=FIRST_PAGE)
    yield "by role, first page", lambda: lambda: by_role(connection, title(), Filters(), limit=FIRST_PAGE)
    yield "holders of a role", lambda: lambda: holders(connection, title(), limit=FIRST_PAGE)
    yield "people, a page", lambda: lambda: everybody(connection, after=source.choice(uids), limit=FIRST_PAGE)
    yield "roles, a page", lambda: lambda: lists.roles(connection, after=title(), limit=FIRST_PAGE)
    names = [described(connection, [person])[0].name for person in people[::10]]
    yield "whom a full name means", lambda: lambda: identify(connection, source.choice(names))
    yield "whom a family name means", lambda: lambda: candidates(connection, source.choice(names).split()[-1])
    yield "speakers of a common phrase", lambda: speakers(SECONDS)
    yield "speakers of a common phrase, all of up to 10,000 matches", lambda: speakers(math.inf)


def _people(connection: sqlite3.Connection) -> list[int]:
    """Those who say most, the most prolific first."""
    query = "SELECT person_id FROM statements WHERE person_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 200"
    return [row[0] for row in connection.execute(query)]
