"""How fast statements are stored: against the bare database, and against sqlite-utils."""

from __future__ import annotations

import importlib.util
import pickle
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from quotes.store.database import writing
from quotes.store.told import Rows
from quotes.store.writing.rows import rows as rows_of
from quotes.store.writing.save import save_many
from tests.benchmarks import generator
from tests.benchmarks.clock import Clock, Figure, figure

QUOTES = Path(sys.executable).with_name("quotes")
ROWS_A_TRANSACTION = 50_000
Row = tuple[str, str, str, str]  # speaker, role, date, words


def rows(statements: int) -> Iterator[Row]:
    for page in generator.pages(statements):
        yield from ((turn.speaker, turn.role, page.date, turn.words) for turn in page.turns)


def parsed(statements: int) -> Iterator[Rows]:
    """Yield the rows as they come from the process that has read the document."""
    for page in generator.pages(statements):
        yield pickle.loads(pickle.dumps(rows_of(generator.reading(page), "bench")))


def bare(folder: Path, statements: int) -> float:
    """One table and its full text by plain sqlite3, large transactions, filled by `insert … select` after each."""
    clock = Clock()
    connection = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    with clock.running():
        connection.executescript(
            """PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
            CREATE TABLE statements (id INTEGER PRIMARY KEY, speaker TEXT, role TEXT, said TEXT, text TEXT);
            CREATE VIRTUAL TABLE search USING fts5
                (text, content = statements, content_rowid = id, tokenize = "unicode61 remove_diacritics 2");
            INSERT INTO search (search, rank) VALUES ('hashsize', 67108864);"""
        )
        for batch in _batches(clock.besides(rows(statements))):
            last = connection.execute("SELECT coalesce(max(id), 0) FROM statements").fetchone()[0]
            connection.execute("BEGIN")
            connection.executemany("INSERT INTO statements (speaker, role, said, text) VALUES (?, ?, ?, ?)", batch)
            connection.execute("INSERT INTO search (rowid, text) SELECT id, text FROM statements WHERE id > ?", (last,))
            connection.execute("COMMIT")
        connection.close()
    return statements / clock.seconds


def ours(folder: Path, statements: int) -> float:
    clock = Clock()
    with clock.running(), writing(folder / "ours.sqlite") as connection:
        connection.commit()
        for _ in save_many(connection, clock.besides(parsed(statements))):
            pass
    return statements / clock.seconds


def sqlite_utils(folder: Path, statements: int) -> float:
    """`sqlite-utils insert`, then `enable-fts`, as its manual has them; called as a library, without its start-up."""
    from sqlite_utils import Database  # optional

    clock = Clock()
    with clock.running():
        database = Database(folder / "peer.sqlite")
        fields = ("speaker", "role", "said", "text")
        records = (dict(zip(fields, row, strict=True)) for row in clock.besides(rows(statements)))
        database.table("statements").insert_all(records)
        database.table("statements").enable_fts(["text"], tokenize="unicode61 remove_diacritics 2")
        database.conn.close()
    return statements / clock.seconds


WAYS: tuple[tuple[str, Callable[[Path, int], float]], ...] = (
    ("plain sqlite3, full text in batches", bare),
    ("sqlite-utils insert + enable-fts", sqlite_utils),
)


def store(statements: int, runs: int) -> Iterator[Figure]:
    """Rows a second from parsed rows; every run does all ways in turn, so that the ratios are of one time."""
    known = importlib.util.find_spec("sqlite_utils") is not None
    ways = [(name, way) for name, way in WAYS if known or way is not sqlite_utils]
    rates: dict[str, list[float]] = {name: [] for name, _ in [("quotes", ours), *ways]}
    for _ in range(runs):
        for name, way in [("quotes", ours), *ways]:
            with tempfile.TemporaryDirectory() as folder:
                rates[name].append(way(Path(folder), statements))
    yield figure("store parsed statements", rates["quotes"], "rows/s")
    for name, _ in ways:
        ratio = statistics.median(a / b for a, b in zip(rates["quotes"], rates[name], strict=True))
        yield figure("  " + name, rates[name], "rows/s", "quotes is × of this", ratio)


def end_to_end(statements: int, runs: int) -> Iterator[Figure]:
    """`quotes load` of a folder of text files, as a whole process; then the same again, unchanged."""
    first, again = [], []
    with tempfile.TemporaryDirectory() as corpus:
        generator.write(Path(corpus), statements)
        for _ in range(runs):
            with tempfile.TemporaryDirectory() as folder:
                command = [str(QUOTES), "load", corpus, "--db", f"{folder}/data.sqlite"]
                first.append(statements / _seconds(command))
                again.append(_seconds(command))
    yield figure("load text files, whole process", first, "statements/s")
    files = statements // generator.STATEMENTS_A_DOCUMENT
    yield figure(f"load the same {files:,} files again", again, "s")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield figure("largest process of them", [peak], "MB")


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def _batches(items: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for item in items:
        batch.append(item)
        if len(batch) == ROWS_A_TRANSACTION:
            yield batch
            batch = []
    if batch:
        yield batch
