"""A person's own SELECT, asked in a process of its own: a single step of SQLite can take hours, and heeds nobody.

The process is killed when its time is over, and harms nothing by that: it only reads. Here is what starts it, listens
and ends it; `apart_asking` is what it runs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Lock, Semaphore, Timer
from typing import Any, NamedTuple

from quotes.errors import Advice, BadQuestion
from quotes.web.answers import Cells
from quotes.web.asking import TooLate

START = 20.0  # seconds for a process to begin
AT_ONCE = 3  # questions, so that threads are left for all others
_PLACES = Semaphore(AT_ONCE)
_PROGRAM = [sys.executable, "-P", "-m", "quotes.web.apart_asking"]
Process = subprocess.Popen[bytes]


class Found(NamedTuple):
    """The first rows of an answer, with the names of the columns; `whole`: there are no more."""

    columns: list[str]
    rows: list[Cells]
    whole: bool


def ask_apart(database: str, query: str, seconds: float) -> Found:
    """Return the first rows of the answer to one SELECT.

    Raises BadQuestion as `store.sql.select` does, and TooLate after so many `seconds`, or where too many are asking.
    """
    if not _PLACES.acquire(blocking=False):
        raise TooLate("others are asking already: try it again in a moment")
    try:
        with RUNNING.process() as process:
            told = _told(process, {"database": database, "query": query, "seconds": seconds}, seconds)
    finally:
        _PLACES.release()
    columns, *rows, whole = told
    return Found(columns, [tuple(row) for row in rows], whole)


class _Running:
    """The processes that are at work, so that a server that ends can end them."""

    def __init__(self) -> None:
        self._lock, self._those = Lock(), set[Process]()

    @contextmanager
    def process(self) -> Iterator[Process]:
        """Yield a process that waits for a question; it is ended when the block is left."""
        places = os.pathsep.join(filter(None, sys.path))
        # A session of its own: Ctrl-C is the server's.
        with subprocess.Popen(
            _PROGRAM,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": places},
            start_new_session=True,
        ) as started:
            with self._lock:
                self._those.add(started)
            try:
                yield started
            finally:
                started.kill()
                with self._lock:
                    self._those.discard(started)

    def end(self) -> None:
        """End all that are at work."""
        with self._lock:
            for one in self._those:
                one.kill()


RUNNING = _Running()


def _told(process: Process, question: dict[str, Any], seconds: float) -> list[Any]:
    """Put a question, and return what is told: the columns, the rows, and whether they are all."""
    assert process.stdin and process.stdout
    with suppress(BrokenPipeError):
        process.stdin.write(json.dumps(question).encode() + b"\n")
        process.stdin.flush()
    with _ending(process, START) as late:
        process.stdout.readline()
    if not late.is_set():
        with _ending(process, seconds) as late:
            told = process.stdout.read()
    if late.is_set():
        raise TooLate(f"no answer within {seconds:g} s: narrow the question", Advice.MORE_TIME)
    lines = [json.loads(line) for line in told.splitlines()]
    if not lines or not isinstance(lines[-1], bool):
        raise BadQuestion(lines[-1]["problem"] if lines else "this takes too much: ask for less, or in parts")
    return lines


@contextmanager
def _ending(process: Process, seconds: float) -> Iterator[Event]:
    """End a process after so many seconds, if the block takes longer; yield what tells that it did."""
    late = Event()

    def end() -> None:
        late.set()
        process.kill()

    timer = Timer(seconds, end)
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()
