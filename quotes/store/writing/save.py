"""Writing extractions: one, or very many, each document whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from enum import StrEnum

from sqlalchemy import Connection

from quotes.errors import QuotesError
from quotes.model import Extraction
from quotes.store.database import raw, write_ahead
from quotes.store.deciding import decided
from quotes.store.deciding.stored import stored
from quotes.store.reviews import adopt_reviews, leave_reviews, move_reviews, reviews_for
from quotes.store.told import Rows, packed, unpacked
from quotes.store.writing.filling import (
    indexed_at_the_end,
    keep_former,
    next_statement,
    release,
    remove_event,
    withdraw,
    write,
)
from quotes.store.writing.rows import rows, unstorable

BATCH = 50_000  # statements in one transaction of `save_many`: they wait in memory; what all share changes less often
BATCH_TEXT = 50_000_000  # characters of source text in one


# What is wrong with a document, not with the database.
FAULTS = (
    sqlite3.IntegrityError,
    sqlite3.DataError,
    sqlite3.InterfaceError,
    sqlite3.ProgrammingError,
    UnicodeError,
    OverflowError,
    LookupError,
)


class Saved(StrEnum):
    """What saving did."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"


def is_unchanged(connection: Connection, uid: str, sha256: str, settings: str) -> bool:
    """Tell whether the source with `uid` is stored as read from the same bytes under the same `settings`.

    `settings` stands for all else that the reading depends on: what was given on the command line, the version of the
    parser.
    """
    query = "SELECT 1 FROM sources WHERE uid = ? AND sha256 = ? AND settings = ?"
    return raw(connection).execute(query, (uid, sha256, settings)).fetchone() is not None


def save(connection: Connection, extraction: Extraction, settings: str) -> Saved:
    """Store `extraction` in place of what was stored under its key, within the transaction that is under way.

    `settings` are all that it depends on besides the bytes: the metadata given, the version of the parser. What humans
    decided on its words is stored, whatever was read.
    Raises UnreadableSource, and leaves all as it was, when it cannot be stored.
    """
    told = rows(extraction, settings)
    try:
        with connection.begin_nested():
            (outcome,) = _save(raw(connection), [_as_stored(raw(connection), told)])
            return outcome
    except FAULTS as error:
        raise unstorable(told.key, error) from error


def save_many(
    connection: Connection, items: Iterable[Rows], *, again: bool = False
) -> Iterator[tuple[str, Saved | QuotesError]]:
    """Store many sources in large transactions of their own; yield each key with its outcome once that is safe.

    Leaves the same database as `save` of each. `items` is drawn from between transactions, so that others may write;
    they may read all the while, but for the first transaction of a new database. No transaction must be under way. With
    `again`, what is unchanged is stored anew. At an interrupt while `items` is drawn from, what was drawn is stored.
    """
    with ExitStack() as log:
        for batch in _batches(items):
            batch = [_as_stored(raw(connection), told) for told in batch]
            done: Sequence[Saved | QuotesError] = [_outcome(raw(connection), told, again) for told in batch]
            if any(outcome is not Saved.UNCHANGED for outcome in done):
                if not _is_empty(raw(connection)):
                    log.enter_context(write_ahead(connection))
                done = _save_batch(connection, batch, all_new={*done} == {Saved.NEW}, again=again)
            yield from zip((told.key for told in batch), done, strict=True)


def _is_empty(driver: sqlite3.Connection) -> bool:
    """Tell whether nothing is stored yet: then nobody has anything to read meanwhile, and pages are written but once.

    A log takes each page down before it is moved to its place; new pages at the end of a file need none to be undone.
    """
    return driver.execute("SELECT 1 FROM sources LIMIT 1").fetchone() is None


def forget(connection: Connection, key: str, *, moved: bool = False) -> bool:
    """Remove the source `key` and all that only it told; return whether there was one.

    What humans decided on its words waits for it to come back; where its file has `moved`, no one knows where to, it is
    decided on the same words in the one other source that has them, if there is one.
    """
    driver = raw(connection)
    with connection.begin_nested():
        found = driver.execute("SELECT uid FROM sources WHERE key = ?", (key,)).fetchone()
        if not found:
            return False
        earlier = withdraw(driver, *found)
        leave_reviews(driver, key, *found)
        remove_event(driver, *found)
        release(driver, [earlier])
        driver.execute("DELETE FROM sources WHERE uid = ?", found)
        for uid in sorted(move_reviews(driver, *found)) if moved else ():
            decide(connection, uid)
    return True


@contextmanager
def erasing(connection: Connection) -> Iterator[None]:
    """Overwrite in the file what is deleted in the block."""
    driver = raw(connection)
    (before,) = driver.execute("PRAGMA secure_delete").fetchone()
    driver.execute("PRAGMA secure_delete = ON")
    try:
        yield
    finally:
        driver.execute(f"PRAGMA secure_delete = {before}")


def _save_batch(
    connection: Connection, batch: Sequence[Rows], all_new: bool, again: bool
) -> Sequence[Saved | QuotesError]:
    """Save in one transaction; where a document is at fault, each in its own, to find out which."""
    try:
        with _references_as_made(raw(connection)) if all_new else nullcontext(), connection.begin():
            return _save(raw(connection), batch, again, in_bulk=True)
    except (*FAULTS, _Overtaken):
        return [_save_alone(connection, told, again) for told in batch]


class _Overtaken(Exception):
    """Another program has stored a source of the batch."""


@contextmanager
def _references_as_made(driver: sqlite3.Connection) -> Iterator[None]:
    """Leave the references of sources that are all new unchecked for a transaction: this module numbers both sides.

    Not of others: what they told before goes with what refers to it.
    """
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def _save_alone(connection: Connection, told: Rows, again: bool) -> Saved | QuotesError:
    try:
        with connection.begin():
            return _save(raw(connection), [told], again)[0]
    except FAULTS as error:
        return unstorable(told.key, error)


def _save(
    driver: sqlite3.Connection, batch: Sequence[Rows], again: bool = False, *, in_bulk: bool = False
) -> list[Saved]:
    """Save within the transaction that is under way; no source is twice in the batch."""
    outcomes = [_outcome(driver, told, again) for told in batch]
    if Saved.CHANGED in outcomes and driver.execute("PRAGMA foreign_keys").fetchone() == (0,):
        raise _Overtaken
    earlier = [withdraw(driver, told.uid, told.sha256) for told in _those(batch, outcomes, Saved.CHANGED)]
    first = next_statement(driver)
    read = _those(batch, outcomes, Saved.NEW, Saved.CHANGED)
    given = [reviews_for(driver, told.key, told.uid) for told in read]
    with indexed_at_the_end(driver, first) if in_bulk else nullcontext():
        write(driver, [decided(*one) for one in zip(read, given, strict=True)], first)
    for told, verdicts in zip(read, given, strict=True):
        if verdicts:
            adopt_reviews(driver, told.key, told.uid)
    kept = [(packed(told), told.uid) for told, verdicts in zip(read, given, strict=True) if verdicts]
    driver.executemany(_KEEP_UNDECIDED, kept)
    release(driver, earlier)
    keep_former(driver, earlier)
    return outcomes


def decide(connection: Connection, uid: str) -> None:
    """Let what humans decided on the words of the source with `uid` take effect, within the transaction under way.

    The file is not needed: what was read in it is stored.
    """
    driver = raw(connection)
    kept = driver.execute(_UNDECIDED, (uid,)).fetchone()
    _save(driver, [unpacked(kept[0]) if kept else stored(driver, uid)], again=True)


_UNDECIDED = "SELECT told FROM undecided JOIN sources ON sources.id = source_id WHERE uid = ?"
_KEEP_UNDECIDED = """INSERT INTO undecided (told, source_id) SELECT ?, id FROM sources WHERE uid = ?
    ON CONFLICT (source_id) DO UPDATE SET told = excluded.told"""


def _as_stored(driver: sqlite3.Connection, told: Rows) -> Rows:
    """Return what a source tells under the uid by which it is stored: a changed file is known by its place."""
    found = driver.execute(_STORED_UID, (told.uid, told.key)).fetchone()
    return (
        told
        if found is None or found[0] == told.uid
        else told._replace(uid=found[0], source=(*found, *told.source[1:]))
    )


_STORED_UID = """SELECT uid FROM sources WHERE uid = ?1
    UNION ALL SELECT uid FROM sources WHERE "key" = ?2 LIMIT 1"""


def _outcome(driver: sqlite3.Connection, told: Rows, again: bool) -> Saved:
    found = driver.execute("SELECT sha256, settings FROM sources WHERE uid = ?", (told.uid,)).fetchone()
    if found is None:
        return Saved.NEW
    return Saved.UNCHANGED if found == (told.sha256, told.settings) and not again else Saved.CHANGED


def _those(batch: Sequence[Rows], outcomes: Sequence[Saved], *wanted: Saved) -> list[Rows]:
    return [told for told, outcome in zip(batch, outcomes, strict=True) if outcome in wanted]


def _batches(items: Iterable[Rows]) -> Iterator[list[Rows]]:
    """Cut `items` into batches of bounded size, no source twice in one."""
    batch: list[Rows] = []
    uids: set[str] = set()
    room, text_room = BATCH, BATCH_TEXT
    try:
        for told in items:
            if batch and (told.uid in uids or room < told.statement_count or text_room < told.text_length):
                yield batch
                batch, uids, room, text_room = [], set(), BATCH, BATCH_TEXT
            batch.append(told)
            uids.add(told.uid)
            room -= told.statement_count
            text_room -= told.text_length
    except KeyboardInterrupt:
        if batch:
            yield batch
        raise
    if batch:
        yield batch
