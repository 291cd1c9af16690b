"""Reading what people send, in a process of its own: its time and memory are bounded, and it can be killed.

One sends at a time: others wait. What takes the process down takes nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from threading import Lock
from typing import ParamSpec, TypeVar

from quotes.errors import UnreadableSource
from quotes.loading.batch import KILLED
from quotes.loading.workers import Workers
from quotes.web.asking import TooLate
from quotes.web.showing import say

PATIENCE = 60.0  # seconds to wait for what others have sent
P = ParamSpec("P")
R = TypeVar("R")


class Reader:
    """What reads for one server."""

    def __init__(self) -> None:
        self._lock, self._pool = Lock(), None

    _pool: Workers | None

    @contextmanager
    def reading(self) -> Iterator[Workers]:
        """Yield the process that reads. Raises TooLate where others need it for long."""
        if not self._lock.acquire(timeout=PATIENCE):
            raise TooLate(say("others_are_read"))
        try:
            # Not by a copy of this process, whose other threads may hold any lock.
            with Workers(1, get_context("spawn")) as pool:
                self._pool = pool
                yield pool
        finally:
            self._pool = None
            self._lock.release()

    def close(self) -> None:
        """End what is being read."""
        if pool := self._pool:
            pool.kill()


def bounded(pool: Workers, seconds: float, work: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> R:
    """Return what `work` makes of the arguments in the process of `pool`.

    Raises UnreadableSource where it takes longer than `seconds`, or the process is killed; the next one is a new one.
    """
    try:
        return pool.submit(work, *arguments, **named).result(max(seconds, 0.0))
    except TimeoutError as error:
        pool.kill()
        pool.renewed()
        raise UnreadableSource(say("takes_too_long", seconds=f"{seconds:.0f}")) from error
    except BrokenProcessPool as error:
        pool.renewed()
        raise UnreadableSource(KILLED) from error
