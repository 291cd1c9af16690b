"""Writing extractions: one, or very many, each document whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Connection, Table, UpdateBase
from sqlalchemy.dialects.sqlite import dialect, insert

from quotes.errors import QuotesError, UnreadableSource
from quotes.model import Extraction
from quotes.store import identify, occasions, rows, tenures
from quotes.store.database import raw, write_ahead
from quotes.store.rows import Ids
from quotes.store.schema import events, participants, passages, sources, statement_roles, statements
from quotes.text import digest

BATCH = 20_000  # statements in one transaction of `save_many`; the rest of memory is the extractions themselves
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

Settled = tuple[Extraction, str]  # an extraction and the settings that led to it


class Outcome(StrEnum):
    """What saving did."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"


def is_unchanged(connection: Connection, key: str, sha256: str, settings: str) -> bool:
    """Tell whether the source `key` is stored as read from the same bytes under the same `settings`.

    `settings` stands for all else that the reading depends on: what was given on the command line, the verdicts of
    reviewers, the version of the parser.
    """
    return _is_unchanged(raw(connection), key, sha256, settings)


def save(connection: Connection, extraction: Extraction, settings: str) -> Outcome:
    """Store `extraction` in place of what was stored under its key, within the transaction that is under way.

    Raises UnreadableSource, and leaves all as it was, when it cannot be stored.
    """
    driver = raw(connection)
    try:
        with connection.begin_nested():
            return _save(driver, extraction, settings, _next_statement(driver))
    except FAULTS as error:
        raise _refusal(extraction, error) from error


def save_many(connection: Connection, items: Iterable[Settled]) -> Iterator[tuple[str, Outcome | QuotesError]]:
    """Store many extractions in large transactions of their own; yield each key with its outcome once that is safe.

    Leaves the same database as `save` of each. `items` is drawn from between transactions, so that others may write;
    no transaction must be under way.
    """
    with ExitStack() as log:
        for batch in _batches(items):
            if all(_is_stored(raw(connection), *item) for item in batch):
                done: list[Outcome | QuotesError] = [Outcome.UNCHANGED] * len(batch)
            else:
                log.enter_context(write_ahead(connection))
                done = _save_batch(connection, batch)
            yield from zip((extraction.document.key for extraction, _ in batch), done, strict=True)


def forget(connection: Connection, key: str) -> bool:
    """Remove the source `key` and all that only it told; return whether there was one."""
    driver = raw(connection)
    with connection.begin_nested():
        source = _source(driver, key)
        if source is None:
            return False
        _release(driver, _withdraw(driver, source))
        _remove_event(driver, key)
        driver.execute("DELETE FROM sources WHERE id = ?", (source,))
    return True


class Told(NamedTuple):
    """What a source told before it was read again."""

    people: set[int]
    holdings: list[tenures.Holding]


def _save_batch(connection: Connection, batch: Sequence[Settled]) -> list[Outcome | QuotesError]:
    """Save in one transaction; where a document is at fault, each in its own, to find out which."""
    try:
        with connection.begin():
            return [*_save_in_bulk(raw(connection), batch)]
    except FAULTS:
        return [_save_alone(connection, *item) for item in batch]


def _save_in_bulk(driver: sqlite3.Connection, batch: Sequence[Settled]) -> Iterator[Outcome]:
    """Save with the full text filled at the end, in place of row by row."""
    first = following = _next_statement(driver)
    with _without_trigger(driver, "search_insert"):
        for extraction, settings in batch:
            yield _save(driver, extraction, settings, following)
            following += len(extraction.statements)
        driver.execute(_INDEX, (first,))


def _save_alone(connection: Connection, extraction: Extraction, settings: str) -> Outcome | QuotesError:
    try:
        with connection.begin():
            return save(connection, extraction, settings)
    except UnreadableSource as refusal:
        return refusal


def _save(driver: sqlite3.Connection, extraction: Extraction, settings: str, first_statement: int) -> Outcome:
    if _is_stored(driver, extraction, settings):
        return Outcome.UNCHANGED
    source = _source(driver, extraction.document.key)
    if source is None:
        _write(driver, extraction, settings, first_statement)
        return Outcome.NEW
    told = _withdraw(driver, source)
    _write(driver, extraction, settings, first_statement)
    _release(driver, told)
    return Outcome.CHANGED


def _write(driver: sqlite3.Connection, extraction: Extraction, settings: str, first_statement: int) -> None:
    key = extraction.document.key
    (source,) = driver.execute(_SOURCE, rows.source_row(extraction, settings)).fetchone()
    people, shaken = identify.identify(driver, source, key, extraction.people, extraction.published)
    ids = Ids(source, first_statement, people, _event(driver, extraction, people))
    driver.executemany(_STATEMENT, rows.statement_rows(extraction, ids))
    driver.executemany(_PASSAGE, rows.passage_rows(extraction, ids))
    held = dict.fromkeys(role for statement in extraction.statements for role, _ in statement.roles)
    if held:
        roles = tenures.role_ids(driver, held)
        driver.executemany(_STATEMENT_ROLE, rows.statement_role_rows(extraction, ids, roles))
        tenures.cite(driver, extraction, ids, roles)
    occasions.relate(driver, occasions.events_of(driver, shaken) | ({ids.event} if ids.event else set()))


def _event(driver: sqlite3.Connection, extraction: Extraction, people: Sequence[int]) -> int | None:
    uid = _event_uid(extraction.document.key)
    if extraction.occasion is None:
        _remove_event(driver, extraction.document.key)
        return None
    event: int
    (event,) = driver.execute(_EVENT, rows.event_row(uid, extraction.occasion)).fetchone()
    driver.executemany(_PARTICIPANT, [(event, people[i], part) for i, part in extraction.occasion.participants])
    return event


def _remove_event(driver: sqlite3.Connection, key: str) -> None:
    found = driver.execute("SELECT id FROM events WHERE uid = ?", (_event_uid(key),)).fetchone()
    if found:
        left = occasions.dismiss(driver, *found)
        driver.execute("DELETE FROM events WHERE id = ?", found)
        occasions.regroup(driver, left)


def _withdraw(driver: sqlite3.Connection, source: int) -> Told:
    """Take out what the source told, but for its own row and that of its event."""
    told = Told(identify.known_of(driver, source), tenures.holdings_of(driver, source))
    driver.execute(
        "DELETE FROM participants WHERE event_id IN (SELECT event_id FROM statements WHERE source_id = ?)", (source,)
    )
    for table in ("passages", "statements", "names"):
        driver.execute(f"DELETE FROM {table} WHERE source_id = ?", (source,))
    return told


def _release(driver: sqlite3.Connection, told: Told) -> None:
    tenures.release(driver, told.holdings)
    shaken = identify.release(driver, told.people)
    occasions.relate(driver, occasions.events_of(driver, shaken))


def _is_stored(driver: sqlite3.Connection, extraction: Extraction, settings: str) -> bool:
    document = extraction.document
    return _is_unchanged(driver, document.key, document.sha256, settings)


def _is_unchanged(driver: sqlite3.Connection, key: str, sha256: str, settings: str) -> bool:
    query = "SELECT 1 FROM sources WHERE key = ? AND sha256 = ? AND settings = ?"
    return driver.execute(query, (key, sha256, settings)).fetchone() is not None


def _source(driver: sqlite3.Connection, key: str) -> int | None:
    found = driver.execute("SELECT id FROM sources WHERE key = ?", (key,)).fetchone()
    return found and int(found[0])


def _next_statement(driver: sqlite3.Connection) -> int:
    (last,) = driver.execute("SELECT coalesce(max(id), 0) FROM statements").fetchone()
    return int(last) + 1


def _event_uid(key: str) -> str:
    return digest("event", key)


@contextmanager
def _without_trigger(driver: sqlite3.Connection, name: str) -> Iterator[None]:
    (trigger,) = driver.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    driver.execute(f"DROP TRIGGER {name}")
    yield
    driver.execute(trigger)


def _batches(items: Iterable[Settled]) -> Iterator[list[Settled]]:
    """Cut `items` into batches of bounded size, no key twice in one."""
    batch: list[Settled] = []
    keys: set[str] = set()
    room, text_room = BATCH, BATCH_TEXT
    for extraction, settings in items:
        document = extraction.document
        if batch and (document.key in keys or room < len(extraction.statements) or text_room < len(document.text)):
            yield batch
            batch, keys, room, text_room = [], set(), BATCH, BATCH_TEXT
        batch.append((extraction, settings))
        keys.add(document.key)
        room -= len(extraction.statements)
        text_room -= len(document.text)
    if batch:
        yield batch


def _refusal(extraction: Extraction, error: Exception) -> UnreadableSource:
    return UnreadableSource(f"{extraction.document.key} cannot be stored: {error}")


def _insertion(table: Table, *omitted: str, update: str | None = None) -> str:
    """Return the SQL that inserts a tuple in the order of the columns but `omitted`; `update`: by that unique one."""
    columns = [column.name for column in table.columns if column.name not in omitted]
    statement: UpdateBase = insert(table)
    if update:
        new = insert(table)
        changes = {name: new.excluded[name] for name in columns if name != update}
        statement = new.on_conflict_do_update(index_elements=[update], set_=changes).returning(table.c.id)
    return str(statement.compile(dialect=dialect(), column_keys=columns))


_INDEX = "INSERT INTO search (rowid, text, terms) SELECT id, text, terms FROM searched WHERE id >= ?"
_SOURCE = _insertion(sources, "id", update="key")
_EVENT = _insertion(events, "id", "redirect_to", update="uid")
_PARTICIPANT = _insertion(participants) + " ON CONFLICT DO NOTHING"
_STATEMENT = _insertion(statements)
_STATEMENT_ROLE = _insertion(statement_roles) + " ON CONFLICT DO NOTHING"
_PASSAGE = _insertion(passages, "id")
