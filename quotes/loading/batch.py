"""From files to what is to be stored: what is unchanged is skipped unread, the rest is read by all processors."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from quotes.errors import UnreadableSource
from quotes.lexicon import Lexicon
from quotes.loading import documents
from quotes.loading.bounds import LARGE, LARGEST, LONG, TooLong, timed
from quotes.loading.documents import Unread, unread
from quotes.loading.opened import Opened, bytes_of, opened
from quotes.loading.settings import settings
from quotes.loading.silence import Silence, silence
from quotes.loading.workers import Workers
from quotes.model import Extraction, Metadata
from quotes.pipeline import extract
from quotes.store.identity.places import Places, key_of
from quotes.store.told import Rows
from quotes.store.writing.rows import rows

AHEAD = 8_000_000  # so many bytes are read ahead of being stored, and what they become is held in memory
FAILED = "the program fails on it"
PORTION = 200_000  # bytes, at least, that are handed to a process at once
KILLED = "a reading process was killed while it was read (out of memory, or out of time?)"


class Task(NamedTuple):
    """A document to read, and the settings that the reading depends on. What the file holds is read when wanted."""

    path: Path
    part: str  # of the file, if it is one
    size: int
    sha256: str
    key: str
    uid: str
    metadata: Metadata
    format: str | None
    lexicon: Lexicon
    settings: str
    named: bool = True  # and not only found in a folder


class Same(NamedTuple):
    """A document that holds the same bytes as another one."""

    key: str


T = TypeVar("T")


def tasks(
    found: Iterable[documents.Found | Unread],
    given: documents.Given,
    format: str | None,
    lexicon: Lexicon,
    places: Places,
    largest: int = LARGEST,
) -> Iterator[Task | Unread | Same]:
    """Yield what there is to read, each file once, or why it cannot be, or that it is there already."""
    files = _files(found, given, places.folder, largest)
    places.expect({file.key: file.sha256 for file in files if isinstance(file, _File)})
    for file in files:
        if isinstance(file, Unread):
            yield file
            continue
        path, part, key, metadata, said, size, sha256, named = file
        source = places.find(key, sha256, metadata)
        if source is None:
            yield Same(key)
            continue
        depends = settings(key, metadata, format or said, lexicon)
        known = metadata, format or said, lexicon, depends, named
        yield Task(path, part, size, sha256, key, source.uid, *known)


class _File(NamedTuple):
    path: Path
    part: str
    key: str
    metadata: Metadata
    format: str | None
    size: int
    sha256: str
    named: bool


def _files(
    found: Iterable[documents.Found | Unread], given: documents.Given, folder: Path, largest: int
) -> list[_File | Unread]:
    """Return every file once, with what is known of it: all, for what one is may hang on what the others hold."""
    files: dict[str, _File | Unread] = {}
    seen: set[str] = set()
    for one in found:
        if isinstance(one, Unread):
            files[one.key] = one
            continue
        key = key_of(one.path, folder)
        if key not in seen:
            seen.add(key)
            every = (_with_original(file, folder) for file in opened(one._replace(key=key), given, largest))
            files.update({file.key: file if isinstance(file, Unread) else _file(file) for file in every})
    return [*files.values()]


def _with_original(one: Opened | Unread, folder: Path) -> Opened | Unread:
    """Return a document with its original called by its key, where that is told as a file beside it."""
    original = None if isinstance(one, Unread) else one.metadata.original
    if isinstance(one, Unread) or not original:
        return one
    path = one.path.parent / original
    return one._replace(metadata=replace(one.metadata, original=key_of(path, folder))) if path.is_file() else one


def _file(one: Opened) -> _File:
    path, key, part, data, metadata, format, named = one
    return _File(path, part, key, metadata, format, len(data), hashlib.sha256(data).hexdigest(), named)


class _Reading(NamedTuple):
    """A portion that a process reads, or will read, and what comes of it."""

    size: int
    portion: Sequence[Task | Unread]
    result: Future[list[Any]]


def read(tasks: Iterable[Task | Unread], pool: Workers | None, work: Callable[[Task], T]) -> Iterator[T | Unread]:
    """Yield what `work`, `extraction` or `stored`, makes of each task, in order, and refusals in their place."""
    if pool is None:
        yield from (_read(work, task) for task in tasks)
        return
    ahead: deque[_Reading] = deque()
    room = AHEAD
    for size, portion in _portions(tasks):
        ahead.append(_Reading(size, portion, pool.submit(_read_all, work, portion)))
        room -= size
        while room < 0 and len(ahead) > 1:
            if isinstance(ahead[0].result.exception(), BrokenProcessPool):
                yield from _rest(ahead, pool, work)
                room = AHEAD
            else:
                done = ahead.popleft()
                room += done.size
                yield from done.result.result()
    yield from _rest(ahead, pool, work)


def _rest(ahead: deque[_Reading], pool: Workers, work: Callable[[Task], T]) -> Iterator[T | Unread]:
    """Yield what comes of all that is read ahead; what was being read when a process was killed is read again.

    Nothing else is read meanwhile: what is killed again is then known to have brought it about.
    """
    while ahead:
        reading = ahead.popleft()
        try:
            yield from reading.result.result()
        except BrokenProcessPool:
            yield from _read_again(reading.portion, pool, work)


def _read_again(portion: Sequence[Task | Unread], pool: Workers, work: Callable[[Task], T]) -> Sequence[T | Unread]:
    try:
        return pool.renewed().submit(_read_all, work, portion).result()
    except BrokenProcessPool:
        if len(portion) == 1:
            return [Unread(portion[0].key, KILLED)]
        return [done for task in portion for done in _read_again([task], pool, work)]


def _portions(tasks: Iterable[Task | Unread]) -> Iterator[tuple[int, list[Task | Unread]]]:
    """Yield the tasks as they are handed to a process, a few small documents at once, and the size of each portion."""
    size, portion = 0, list[Task | Unread]()
    for task in tasks:
        size += task.size if isinstance(task, Task) else 0
        portion.append(task)
        if size >= PORTION:
            yield size, portion
            size, portion = 0, []
    if portion:
        yield size, portion


def extraction(task: Task) -> Extraction:
    """Return all that the document of `task` holds."""
    path, part, _, sha256, key, uid, metadata, format, lexicon, *_ = task
    data = bytes_of(path, part)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise UnreadableSource("it has changed while it was read: load it again")
    return extract(data, key, uid=uid, metadata=metadata, format=format, lexicon=lexicon)


class ReadDocument(NamedTuple):
    """A document as it is to be stored, and what it lacks."""

    rows: Rows
    silence: Silence
    unread: tuple[str, ...] = ()  # what of it could not be read, in words


def stored(task: Task) -> ReadDocument:
    """Return the document of `task` as it is stored."""
    found = extraction(task)
    return ReadDocument(rows(found, task.settings), silence(found), found.document.unread)


def _read_all(work: Callable[[Task], T], tasks: Sequence[Task | Unread]) -> list[T | Unread]:
    """Read a portion in a process of its own, where time is bounded."""
    done = []
    for task in tasks:
        with timed():
            done.append(_read(work, task))
    return done


def _read(work: Callable[[Task], T], task: Task | Unread) -> T | Unread:
    if isinstance(task, Unread):
        return task
    try:
        return work(task)
    except UnreadableSource as problem:
        return unread(task.key, problem, named=task.named)
    except TooLong:
        return Unread(task.key, LONG)
    except MemoryError:
        return Unread(task.key, LARGE)
    except Exception as problem:  # of one document, whatever it be: the others load
        return Unread(task.key, f"{FAILED} ({type(problem).__name__}: {problem}): please report it, with the file")
