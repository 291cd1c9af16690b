"""Files into a database: what is unchanged stays as it is, what cannot be read is refused, all else is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from quotes.loading import batch, documents
from quotes.loading.documents import Found, Unread
from quotes.loading.workers import Workers
from quotes.store.database import folder_of, raw, writing
from quotes.store.identity.places import Places
from quotes.store.told import Rows
from quotes.store.writing.save import is_unchanged, save_many


class Loaded(NamedTuple):
    """What a load did: the keys of the documents that are new, unchanged and changed, and those refused, each with
    the reason; `passed_over` are files of folders that are no documents."""

    new: list[str]
    unchanged: list[str]
    changed: list[str]
    refused: dict[str, str]
    passed_over: list[str]


def load(
    found: Sequence[Found | Unread],
    database: str | Path,
    pool: Workers | None,
    given: documents.Given,
    *,
    again: bool = False,
) -> Loaded:
    """Store what is `found` in the database, read by the processes of `pool`, or by this one where there is none.

    `given` is what is known of all of it; `again` reads what has not changed, too.
    Raises DatabaseProblem when there is no writing to the database.
    """
    wanted = [one for one in found if not (isinstance(one, Unread) and one.kind)]
    loaded = Loaded([], [], [], {}, [one.key for one in found if isinstance(one, Unread) and one.kind])

    def tasks(places: Places) -> Iterator[batch.Task | Unread]:
        for task in batch.tasks(wanted, given, None, documents.lexicon(None), places):
            if isinstance(task, Unread) or (isinstance(task, batch.Task) and (again or not is_known(task))):
                yield task
            else:
                loaded.unchanged.append(task.key)

    def is_known(task: batch.Task) -> bool:
        return is_unchanged(connection, task.uid, task.sha256, task.settings)

    with writing(database) as connection:
        places = Places(raw(connection), folder_of(database))
        readings = batch.read(tasks(places), pool, batch.stored)
        for key, outcome in save_many(connection, _accepted(readings, loaded), again=again):
            if isinstance(outcome, Exception):
                loaded.refused[key] = str(outcome)
            else:
                getattr(loaded, outcome.value).append(key)
        places.done()
    return loaded


def _accepted(readings: Iterable[batch.ReadDocument | Unread], loaded: Loaded) -> Iterator[Rows]:
    for one in readings:
        if not isinstance(one, Unread):
            yield one.rows
        elif one.kind:
            loaded.passed_over.append(one.key)
        else:
            loaded.refused[one.key] = one.reason
