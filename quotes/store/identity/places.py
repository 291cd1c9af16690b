"""Where documents lie, and what a load finds there: a source that is known, changed or moved, a copy, or a new one."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from quotes.errors import UnreadableSource
from quotes.formats import parts
from quotes.model import Metadata
from quotes.pipeline import source_uid
from quotes.store.identity import sources
from quotes.store.identity.sources import Copy, Known


def key_of(path: Path, folder: Path) -> str:
    """Return the key of a file: its path from `folder`, that of the database, or the whole of it where it lies outside.

    It is the same from whatever folder, and by whatever argument, the file is named.
    """
    whole = path.resolve()
    return (whole.relative_to(folder) if whole.is_relative_to(folder) else whole).as_posix()


class Found(NamedTuple):
    """A file as a source: its uid, and the source as stored, if it is."""

    uid: str
    known: Known | None


class Places:
    """What one load learns of where sources lie. With `writes`, what has moved is written down at once, and `done`
    writes the copies when their sources are stored."""

    def __init__(self, connection: sqlite3.Connection, folder: Path, *, writes: bool = True) -> None:
        self.connection, self.folder, self.writes = connection, folder, writes
        self._files: dict[str, str] = {}  # the hash of each file of the load, by key
        self._hashes: set[str] = set()  # and all of them
        self.moved: set[str] = set()  # uids
        self.copies: list[Copy] = []
        self._here: dict[str, str] = {}  # where bytes were met in this load, by hash

    def expect(self, files: Mapping[str, str]) -> None:
        """Take in which files the load will come to: the hash of each, by key."""
        self._files.update(files)
        self._hashes.update(files.values())

    def find(self, key: str, sha256: str, metadata: Metadata) -> Found | None:
        """Return the source that the file at `key` is; None: it is a copy of another that is there."""
        same, there = sources.of_bytes(self.connection, sha256), sources.at(self.connection, key)
        if there and there.sha256 != sha256 and there.sha256 in self._hashes:
            self._write(sources.leave, there.uid, key)  # its bytes are found elsewhere in the load
            there = None
        original = self._here.get(sha256)
        if original is None and same and same.key != key and self._lies(same):
            original = same.uid
        if original is not None:
            self.copies.append(Copy(original, key, metadata))
            return None
        found = same or there or self._before_places(key)
        uid = self._here[sha256] = found.uid if found else source_uid(sha256)
        if found and found.key != key:
            self.moved.add(uid)
            self._write(sources.move, uid, key)
        return Found(uid, found)

    def _write(self, change: Callable[[sqlite3.Connection, str, str], None], uid: str, key: str) -> None:
        if self.writes:
            change(self.connection, uid, key)

    def _lies(self, known: Known) -> bool:
        """Tell whether the bytes of a source still lie where they were read."""
        if known.key in self._files:
            return self._files[known.key] == known.sha256
        try:
            return hashlib.sha256(self._bytes(known.key)).hexdigest() == known.sha256
        except (OSError, ValueError, UnreadableSource):
            return False

    def _bytes(self, key: str) -> bytes:
        """Return what lies at `key`, a file or a part of one."""
        file, mark, part = key.partition(parts.MARK)
        while mark and not (self.folder / file).is_file():
            more, mark, part = part.partition(parts.MARK)
            file = f"{file}{parts.MARK}{more}"
        data = (self.folder / file).read_bytes()
        holder = parts.opened(data, file) if part else None
        return parts.find(holder, part).data if holder else data

    def _before_places(self, key: str) -> Known | None:
        found = [k for k in sources.named_before_places(self.connection, key) if not (self.folder / k.key).is_file()]
        return found[0] if len(found) == 1 else None

    def done(self) -> None:
        """Write down the copies."""
        sources.add_copies(self.connection, self.copies)
