"""How long it takes to store one document with fifty names among very many people, half of them known already."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from quotes.store.database import writing
from quotes.store.told import Rows
from quotes.store.writing.rows import rows as rows_of
from quotes.store.writing.save import save_many
from tests.benchmarks import generator
from tests.benchmarks.clock import Figure, figure

NAMES = 50  # in a document
DATE = "2001-02-03"


def names(people: int, runs: int) -> Iterator[Figure]:
    """Yield the processor's time for a document, each by a connection of its own, as `quotes load` of one file has."""
    everybody = generator.speakers(random.Random(3), people + runs * NAMES // 2)
    known, new = everybody[:people], everybody[people:]
    source = random.Random(5)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "data.sqlite"
        _store(database, [_told(f"{i}.txt", known[i : i + NAMES]) for i in range(0, people, NAMES)])
        times = []
        for run in range(runs):
            half = new[run * NAMES // 2 :][: NAMES // 2]
            times.append(1000 * _store(database, [_told(f"new {run}.txt", [*source.sample(known, NAMES // 2), *half])]))
    yield figure(f"a document with {NAMES} names, {people:,} people", times, "ms of a processor")


def _told(name: str, people: Sequence[tuple[str, str]]) -> Rows:
    turns = (generator.Turn(*speaker, f"lo ba ti {i} {name}") for i, speaker in enumerate(people))
    return rows_of(generator.reading(generator.Page(name, DATE, tuple(turns))), "bench")


def _store(database: Path, documents: Sequence[Rows]) -> float:
    with writing(database) as connection:
        connection.commit()
        start = time.process_time()
        for _ in save_many(connection, documents):
            pass
        return time.process_time() - start
