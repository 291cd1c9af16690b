"""Writing extractions: one, or very many, each document whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from sqlalchemy import Connection, Table, UpdateBase
from sqlalchemy.dialects.sqlite import dialect, insert

from quotes.errors import QuotesError, UnreadableSource
from quotes.model import Extraction
from quotes.store import identify, occasions, rows, tenures
from quotes.store.database import raw, write_ahead
from quotes.store.identify import Cast
from quotes.store.rows import Ids
from quotes.store.schema import events, participants, passages, sources, statement_roles, statements
from quotes.text import digest

BATCH = 10_000  # statements in one transaction of `save_many`; the rest of memory is the extractions themselves
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
    query = "SELECT 1 FROM sources WHERE key = ? AND sha256 = ? AND settings = ?"
    return raw(connection).execute(query, (key, sha256, settings)).fetchone() is not None


def save(connection: Connection, extraction: Extraction, settings: str) -> Outcome:
    """Store `extraction` in place of what was stored under its key, within the transaction that is under way.

    Raises UnreadableSource, and leaves all as it was, when it cannot be stored.
    """
    driver = raw(connection)
    try:
        with connection.begin_nested():
            (outcome,) = _save(driver, [(extraction, settings)])
            return outcome
    except FAULTS as error:
        raise _refusal(extraction, error) from error


def save_many(connection: Connection, items: Iterable[Settled]) -> Iterator[tuple[str, Outcome | QuotesError]]:
    """Store many extractions in large transactions of their own; yield each key with its outcome once that is safe.

    Leaves the same database as `save` of each. `items` is drawn from between transactions, so that others may write;
    no transaction must be under way.
    """
    with ExitStack() as log:
        for batch in _batches(items):
            done: Sequence[Outcome | QuotesError] = [_outcome(raw(connection), *item) for item in batch]
            if any(outcome is not Outcome.UNCHANGED for outcome in done):
                log.enter_context(write_ahead(connection))
                done = _save_batch(connection, batch)
            yield from zip((extraction.document.key for extraction, _ in batch), done, strict=True)


def forget(connection: Connection, key: str) -> bool:
    """Remove the source `key` and all that only it told; return whether there was one."""
    driver = raw(connection)
    with connection.begin_nested():
        if not driver.execute("SELECT 1 FROM sources WHERE key = ?", (key,)).fetchone():
            return False
        _release(driver, [_withdraw(driver, key)])
        _remove_event(driver, key)
        driver.execute("DELETE FROM sources WHERE key = ?", (key,))
    return True


class Told(NamedTuple):
    """What a source told before it was read again."""

    people: set[int]
    holdings: list[tenures.Holding]


def _save_batch(connection: Connection, batch: Sequence[Settled]) -> Sequence[Outcome | QuotesError]:
    """Save in one transaction; where a document is at fault, each in its own, to find out which."""
    try:
        with connection.begin():
            return _save(raw(connection), batch, in_bulk=True)
    except FAULTS:
        return [_save_alone(connection, *item) for item in batch]


def _save_alone(connection: Connection, extraction: Extraction, settings: str) -> Outcome | QuotesError:
    try:
        with connection.begin():
            return save(connection, extraction, settings)
    except UnreadableSource as refusal:
        return refusal


def _save(driver: sqlite3.Connection, batch: Sequence[Settled], in_bulk: bool = False) -> list[Outcome]:
    """Save within the transaction that is under way; no key is twice in the batch."""
    outcomes = [_outcome(driver, *item) for item in batch]
    told = [_withdraw(driver, extraction.document.key) for extraction, _ in _those(batch, outcomes, Outcome.CHANGED)]
    first = _next_statement(driver)
    with _indexed_at_the_end(driver, first) if in_bulk else nullcontext():
        _write(driver, _those(batch, outcomes, Outcome.NEW, Outcome.CHANGED), first)
    _release(driver, told)
    return outcomes


def _outcome(driver: sqlite3.Connection, extraction: Extraction, settings: str) -> Outcome:
    document = extraction.document
    found = driver.execute("SELECT sha256, settings FROM sources WHERE key = ?", (document.key,)).fetchone()
    if found is None:
        return Outcome.NEW
    return Outcome.UNCHANGED if found == (document.sha256, settings) else Outcome.CHANGED


def _those(batch: Sequence[Settled], outcomes: Sequence[Outcome], *wanted: Outcome) -> list[Settled]:
    return [item for item, outcome in zip(batch, outcomes, strict=True) if outcome in wanted]


def _write(driver: sqlite3.Connection, items: Sequence[Settled], first_statement: int) -> None:
    extractions = [extraction for extraction, _ in items]
    keys = [driver.execute(_SOURCE, rows.source_row(*item)).fetchone()[0] for item in items]
    casts = [Cast(i, one.document.key, one.people, one.published) for i, one in zip(keys, extractions, strict=True)]
    met = identify.identify(driver, casts)
    firsts = accumulate((len(one.statements) for one in extractions), initial=first_statement)
    events = [_event(driver, *met_here) for met_here in zip(extractions, met.people, strict=True)]
    written = [*zip(extractions, map(Ids, keys, firsts, met.people, met.kin, events), strict=True)]
    driver.executemany(_STATEMENT, (row for one in written for row in rows.statement_rows(*one)))
    driver.executemany(_PASSAGE, (row for one in written for row in rows.passage_rows(*one)))
    roles = tenures.role_ids(driver, extractions)
    driver.executemany(_STATEMENT_ROLE, (row for one in written for row in rows.statement_role_rows(*one, roles)))
    tenures.cite(driver, written, roles)
    occasions.relate(driver, occasions.events_of(driver, met.shaken) | set(filter(None, events)))


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


def _withdraw(driver: sqlite3.Connection, key: str) -> Told:
    """Take out what a source told, but for its own row and that of its event."""
    (source,) = driver.execute("SELECT id FROM sources WHERE key = ?", (key,)).fetchone()
    told = Told(identify.known_of(driver, source), tenures.holdings_of(driver, source))
    driver.execute(
        "DELETE FROM participants WHERE event_id IN (SELECT event_id FROM statements WHERE source_id = ?)", (source,)
    )
    for table in ("passages", "statements", "names"):
        driver.execute(f"DELETE FROM {table} WHERE source_id = ?", (source,))
    return told


def _release(driver: sqlite3.Connection, told: Sequence[Told]) -> None:
    tenures.release(driver, {holding for one in told for holding in one.holdings})
    shaken = identify.release(driver, {person for one in told for person in one.people})
    occasions.relate(driver, occasions.events_of(driver, shaken))


def _next_statement(driver: sqlite3.Connection) -> int:
    (last,) = driver.execute("SELECT coalesce(max(id), 0) FROM statements").fetchone()
    return int(last) + 1


def _event_uid(key: str) -> str:
    return digest("event", key)


@contextmanager
def _indexed_at_the_end(driver: sqlite3.Connection, first: int) -> Iterator[None]:
    """Fill the full text for statements from the row `first` on at the end of the block, in place of row by row."""
    (trigger,) = driver.execute("SELECT sql FROM sqlite_master WHERE name = 'search_insert'").fetchone()
    driver.execute("DROP TRIGGER search_insert")
    yield
    driver.execute(_INDEX, (first,))
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
