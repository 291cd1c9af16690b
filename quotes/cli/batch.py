"""From files to extractions: what is unchanged is skipped without reading it, the rest is read by all processors."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from importlib.metadata import version
from multiprocessing.pool import Pool
from typing import NamedTuple

from quotes.cli import documents
from quotes.errors import UnreadableSource
from quotes.model import Extraction, Metadata, Verdict
from quotes.pipeline import extract
from quotes.text import digest

SEVERAL = 16  # from so many files on, other processes are worth starting
AHEAD = 32  # so many documents are read ahead of being stored; memory holds no more of them


class Task(NamedTuple):
    """A document to read, and the settings that the reading depends on."""

    data: bytes
    key: str
    metadata: Metadata
    format: str | None
    verdicts: tuple[Verdict, ...]
    settings: str


class Refused(NamedTuple):
    """A document that cannot be read, and why."""

    key: str
    reason: str


Read = tuple[Extraction, str] | Refused


def workers(number: int) -> AbstractContextManager[Pool | None]:
    """Return a pool of processes for so many files, or none when one process does it as fast."""
    processors = os.cpu_count() or 1
    if number < SEVERAL or processors == 1:
        return nullcontext()
    return multiprocessing.Pool(processors, initializer=_leave_interrupts_to_the_parent)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def tasks(
    found: Iterable[documents.Found],
    given: dict[str, str | None],
    format: str | None,
    verdicts_for: Callable[[str], Sequence[Verdict]],
) -> Iterator[Task | Refused]:
    """Yield what there is to read, or why it cannot be."""
    program = version("quotes-db")
    seen: set[str] = set()
    for path, key in found:
        try:
            if key in seen:
                raise UnreadableSource("another file of this load has the same name; load their common folder")
            seen.add(key)
            metadata = documents.metadata(path, given)
            verdicts = tuple(verdicts_for(key))
            settings = digest(program, repr(metadata), format or "", repr(verdicts))
            yield Task(documents.read_bytes(path), key, metadata, format, verdicts, settings)
        except UnreadableSource as problem:
            yield Refused(key, str(problem))


def sha256(task: Task) -> str:
    """Return the hash under which the bytes of `task` are stored."""
    return hashlib.sha256(task.data).hexdigest()


def read(tasks: Iterable[Task | Refused], pool: Pool | None) -> Iterator[Read]:
    """Yield what each task reads, in order, and refusals in their place."""
    if pool is None:
        yield from map(_read, tasks)
        return
    ahead = deque()  # type: ignore[var-annotated]
    for task in tasks:
        ahead.append(pool.apply_async(_read, (task,)))
        if len(ahead) == AHEAD:
            yield ahead.popleft().get()
    while ahead:
        yield ahead.popleft().get()


def _read(task: Task | Refused) -> Read:
    if isinstance(task, Refused):
        return task
    try:
        extraction = extract(task.data, task.key, metadata=task.metadata, format=task.format, verdicts=task.verdicts)
    except UnreadableSource as problem:
        return Refused(task.key, str(problem).removeprefix(f"{task.key}: "))
    return extraction, task.settings
