"""What a page costs beyond its question, by processor time: the slowest of twenty counts, not the mean."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import process_time

from quotes.queries.by_speaker import by_speaker
from quotes.queries.people import described
from quotes.queries.pieces import pieces
from quotes.queries.statements import Filters
from quotes.queries.who_said import who_said
from quotes.store.database import reading
from quotes.web.app import application
from quotes.web.sessions import Sessions
from quotes.web.settings import Settings
from tests.benchmarks import generator
from tests.benchmarks.ask import FIRST_PAGE
from tests.benchmarks.clock import Figure, percentile

PORT = 8765
TIMES = 60


def pages(database: Path, statements: int) -> Iterator[Figure]:
    """Yield, of each kind of page, the 95th percentile, with that of its question alone as the least value."""
    app = application(Settings(str(database), PORT, Sessions()))
    size = f"{statements:,} statements"
    for what, asked in _kinds(database):
        alone, whole = [], []
        for address, question in asked:
            alone.append(1000 * _seconds(partial(_asked, database, question)))
            whole.append(1000 * _seconds(partial(_got, app, address)))
        unit = "ms of processor (p95; of the question alone; worst)"
        yield Figure(f"{what}, {size}", percentile(whole, 0.95), percentile(alone, 0.95), max(whole), unit)


def _kinds(database: Path) -> Iterator[tuple[str, list[tuple[str, Callable[..., object]]]]]:
    source, vocabulary = random.Random(7), generator.vocabulary(1)
    common, rare = vocabulary[:20], vocabulary[-4000:]
    with reading(database) as connection:
        query = (
            "SELECT person_id FROM statements WHERE person_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 200"
        )
        people = [row for (row,) in connection.execute(query)]
        sources = [uid for (uid,) in connection.execute("SELECT uid FROM sources LIMIT 500")]
        uids = {person: described(connection, [person])[0].uid for person in people[:TIMES]}

    def search(words: str) -> tuple[str, Callable[..., object]]:
        return f"/search?q={words.replace(' ', '+')}", lambda connection: who_said(connection, words, limit=25)

    def person(row: int) -> tuple[str, Callable[..., object]]:
        return f"/person/{uids[row]}", lambda connection: by_speaker(
            connection, Filters(people=(row,)), limit=FIRST_PAGE
        )

    def page(uid: str) -> tuple[str, Callable[..., object]]:
        return f"/source/{uid}", lambda connection: pieces(connection, uid, limit=400)

    yield "search, rare word", [search(source.choice(rare)) for _ in range(TIMES)]
    yield "search, phrase of common words", [search(" ".join(source.choices(common, k=2))) for _ in range(TIMES)]
    yield "person", [person(row) for row in list(uids)[:TIMES]]
    yield "source", [page(uid) for uid in source.sample(sources, min(TIMES, len(sources)))]


def _seconds(deed: Callable[[], object]) -> float:
    start = process_time()
    deed()
    return process_time() - start


def _asked(database: Path, question: Callable[..., object]) -> None:
    with reading(database) as connection:
        question(connection)


def _got(app: Callable[..., object], address: str) -> int:
    """Return the status with which an address is answered, through all that a request goes through but the network."""
    path, _, query = address.partition("?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
        "headers": [(b"host", f"127.0.0.1:{PORT}".encode())], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", PORT),
    }  # fmt: skip
    status = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        if message["type"] == "http.response.start":
            status.append(message["status"])

    asyncio.run(app(scope, receive, send))  # type: ignore[arg-type]
    assert status == [200], (address, status)
    return 200
