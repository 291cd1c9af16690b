"""What was sent and is not loaded yet: in a private folder outside of the database, for an hour at most."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Timer
from time import monotonic
from typing import NamedTuple

from quotes.errors import BadQuestion
from quotes.loading.load import Loaded
from quotes.loading.preview import Preview, Previewed
from quotes.web.reading import Reader
from quotes.web.showing import say

LASTS = 3600.0  # seconds for which what was sent is kept
MOST = 10  # batches of one session; of more, the oldest goes


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that was sent: what it was called, its safe name, where it lies, its hash, and what it would bring."""

    told: str
    name: str
    path: Path
    size: int
    sha256: str
    previewed: Previewed
    known: Mapping[str, str] = field(default_factory=dict)  # uids of sources with the same bytes, by their hashes
    named_so: str | None = None  # uid of another one that is called so

    @property
    def can_load(self) -> bool:
        """Whether there is something in it to store that is not there yet."""
        return bool(self.previewed.more) or any(one.sha256 not in self.known for one in self.previewed.documents)

    @property
    def alone(self) -> Preview | None:
        """The document that the file is; None where it holds several, or none."""
        return self.previewed.documents[0] if len(self.previewed.documents) == 1 and not self.previewed.more else None


@dataclass(slots=True)
class Batch:
    """Files that were sent at once: by which session, and what became of them, once they are loaded."""

    key: str
    owner: str
    folder: Path
    until: float
    sent: list[Sent] = field(default_factory=list)
    loaded: Loaded | None = None


class Uploads:
    """What was sent to one server. It ends with it."""

    def __init__(self) -> None:
        self._lock, self._batches = Lock(), dict[str, Batch]()
        self._root: TemporaryDirectory[str] | None = None
        self._timer: Timer | None = None

    def begin(self, owner: str) -> Batch:
        """Return a new batch of a session, with a folder that only this user of the machine can enter."""
        with self._lock:
            self._sweep()
            own = [one for one in self._batches.values() if one.owner == owner]
            for one in own[: max(0, len(own) + 1 - MOST)]:
                self._remove(one)
            if self._root is None:
                self._root = TemporaryDirectory(prefix="quotes-", ignore_cleanup_errors=True)
            key = secrets.token_urlsafe(12)
            batch = self._batches[key] = Batch(key, owner, Path(self._root.name) / key, monotonic() + LASTS)
            batch.folder.mkdir(mode=0o700)
            self._later()
        return batch

    def of(self, owner: str, key: str) -> Batch:
        """Return a batch of a session. Raises BadQuestion where it has none of that key any more."""
        with self._lock:
            self._sweep()
            batch = self._batches.get(key)
        if batch is None or batch.owner != owner:
            raise BadQuestion(say("sent_is_gone"))
        return batch

    def empty(self, batch: Batch) -> None:
        """Remove the files of a batch, and keep what became of them."""
        shutil.rmtree(batch.folder, ignore_errors=True)

    def remove(self, batch: Batch) -> None:
        """Remove a batch."""
        with self._lock:
            self._remove(batch)

    def close(self) -> None:
        """Remove all that was sent."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            self._batches.clear()
            if self._root is not None:
                self._root.cleanup()
                self._root = None

    def _remove(self, batch: Batch) -> None:
        self._batches.pop(batch.key, None)
        self.empty(batch)

    def _sweep(self) -> None:
        for batch in [one for one in self._batches.values() if one.until <= monotonic()]:
            self._remove(batch)

    def _later(self) -> None:
        """See to it that what is sent goes when its time is over, though nobody asks."""
        if self._timer is None:
            first = min(one.until for one in self._batches.values())
            self._timer = Timer(max(0.0, first - monotonic()) + 1, self._swept)
            self._timer.daemon = True
            self._timer.start()

    def _swept(self) -> None:
        with self._lock:
            self._timer = None
            self._sweep()
            if self._batches:
                self._later()


class Intake(NamedTuple):
    """What a server takes in: what reads it, and where it waits."""

    reader: Reader
    uploads: Uploads

    def close(self) -> None:
        """End what is being read, and remove what waits."""
        self.reader.close()
        self.uploads.close()
