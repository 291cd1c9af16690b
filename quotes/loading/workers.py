"""The processes that read: they heed no interrupt, end with their parent, and can be killed without harm to others."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, nullcontext, suppress
from multiprocessing import active_children, parent_process
from multiprocessing.context import BaseContext
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import ParamSpec, TypeVar

from quotes.loading.bounds import bound

SEVERAL = 16  # from so many files on, other processes are worth starting
SMALL = 500_000  # bytes, of which none takes long
RISKY = frozenset((".pdf", ".docx", ".odt", ".epub", ".zip"))  # files that can hold far more than they are large

P = ParamSpec("P")
R = TypeVar("R")


class Workers:
    """A process for each processor, until the end of the block; at an exception they are ended at once.

    When one of them is killed, all that is under way fails with BrokenProcessPool, and so does what is submitted
    until they are `renewed`.
    """

    def __init__(self, processors: int, context: BaseContext | None = None) -> None:
        """Take how many, and how they are started: in a process with threads, not by a copy of it."""
        self.processors, self._context = processors, context

    def __enter__(self) -> Workers:
        self._others = frozenset(active_children())
        self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, where: TracebackType | None
    ) -> None:
        if kind is not None:
            self.kill()
        self._pool.shutdown(cancel_futures=True)

    def kill(self) -> None:
        """End the processes at once, whatever they are at."""
        for process in set(active_children()) - self._others:
            process.kill()

    def _start(self) -> None:
        self._pool = ProcessPoolExecutor(self.processors, self._context, initializer=_serve)
        self._pool.submit(int)  # they start with the first task: not while a database is open, if it can be helped

    def renewed(self) -> Workers:
        """Return the workers with new processes where one was killed."""
        if self.submit(int).exception():
            self._pool.shutdown()
            self._start()
        return self

    def submit(self, work: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> Future[R]:
        """Return what `work` will have made of the arguments, or why it failed."""
        try:
            return self._pool.submit(work, *arguments, **named)
        except BrokenProcessPool as problem:
            failed = Future[R]()
            failed.set_exception(problem)
            return failed


def workers(paths: Sequence[Path]) -> AbstractContextManager[Workers | None]:
    """Return the processes that read files, or none when this one does it as fast, and without a risk.

    What is large, or of a kind of which little can take long, is read by another process, whose time and memory are
    bounded.
    """
    processors = os.cpu_count() or 1
    if len(paths) >= SEVERAL and processors > 1:
        return Workers(processors)
    return Workers(min(processors, len(paths))) if any(map(_is_a_risk, paths)) else nullcontext()


def _is_a_risk(path: Path) -> bool:
    try:
        return path.suffix.lower() in RISKY or os.stat(path).st_size > SMALL
    except OSError:
        return False  # refused once it is opened


def _serve() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends them
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    bound()
    Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    """Wait for the parent to end, killed maybe without a word to its children, and end with it."""
    if parent := parent_process():
        with suppress(OSError):
            parent.join()
        os._exit(1)
