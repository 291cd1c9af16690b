"""Time, and what stands still in it."""

from __future__ import annotations

import platform
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple, TypeVar

T = TypeVar("T")
RUNS = 5


class Figure(NamedTuple):
    """One measured thing: a median with its extremes, and the same of what it is held against."""

    what: str
    median: float
    least: float
    most: float
    unit: str
    against: str = ""
    ratio: float | None = None


class Clock:
    """A stopwatch that can stand still while something that is not measured is made."""

    def __init__(self) -> None:
        self.seconds = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds += time.perf_counter() - start

    def besides(self, items: Iterable[T]) -> Iterator[T]:
        """Yield `items`, their making not counted, to a consumer inside `running`."""
        iterator = iter(items)
        while True:
            start = time.perf_counter()
            try:
                item = next(iterator)
            except StopIteration:
                return
            finally:
                self.seconds -= time.perf_counter() - start
            yield item


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def figure(what: str, values: list[float], unit: str, against: str = "", ratio: float | None = None) -> Figure:
    return Figure(what, statistics.median(values), min(values), max(values), unit, against, ratio)


def percentile(values: list[float], share: float) -> float:
    """Return the value below which `share` of `values` lie."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def machine() -> str:
    import sqlite3

    python = platform.python_version()
    return f"{platform.machine()}, {platform.system()}, Python {python}, SQLite {sqlite3.sqlite_version}"
