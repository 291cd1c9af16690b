"""Writing extractions: one, or very many, each document whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from sqlalchemy import Connection

from quotes.errors import QuotesError
from quotes.model import Extraction
from quotes.store import identify, occasions, tenures
from quotes.store.database import raw, write_ahead
from quotes.store.identify import Cast
from quotes.store.insertion import columns, insert, insertion, replacing
from quotes.store.rows import event_uid, rows, unstorable
from quotes.store.schema import events, participants, passages, sources, statement_roles, statements
from quotes.store.told import Row, Rows

BATCH = 10_000  # statements in one transaction of `save_many`; the rest of memory is the extractions themselves
BATCH_TEXT = 50_000_000  # characters of source text in one

ROW_BY_ROW = ("search_insert", "spellings_insert", "kin_new")  # triggers that serve those who insert by hand

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

    `settings` are all that it depends on besides the bytes: the metadata given, verdicts, the version of the parser.
    Raises UnreadableSource, and leaves all as it was, when it cannot be stored.
    """
    told = rows(extraction, settings)
    try:
        with connection.begin_nested():
            (outcome,) = _save(raw(connection), [told])
            return outcome
    except FAULTS as error:
        raise unstorable(told.key, error) from error


def save_many(connection: Connection, items: Iterable[Rows]) -> Iterator[tuple[str, Outcome | QuotesError]]:
    """Store many sources in large transactions of their own; yield each key with its outcome once that is safe.

    Leaves the same database as `save` of each. `items` is drawn from between transactions, so that others may write;
    no transaction must be under way.
    """
    with ExitStack() as log:
        for batch in _batches(items):
            done: Sequence[Outcome | QuotesError] = [_outcome(raw(connection), told) for told in batch]
            if any(outcome is not Outcome.UNCHANGED for outcome in done):
                log.enter_context(write_ahead(connection))
                done = _save_batch(connection, batch, all_new={*done} == {Outcome.NEW})
            yield from zip((told.key for told in batch), done, strict=True)


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


class Earlier(NamedTuple):
    """What a source told before it was read again."""

    people: set[int]
    roles: list[tenures.Shown]


def _save_batch(connection: Connection, batch: Sequence[Rows], all_new: bool) -> Sequence[Outcome | QuotesError]:
    """Save in one transaction; where a document is at fault, each in its own, to find out which."""
    try:
        with _references_as_made(raw(connection)) if all_new else nullcontext(), connection.begin():
            return _save(raw(connection), batch, in_bulk=True)
    except (*FAULTS, _Overtaken):
        return [_save_alone(connection, told) for told in batch]


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


def _save_alone(connection: Connection, told: Rows) -> Outcome | QuotesError:
    try:
        with connection.begin():
            return _save(raw(connection), [told])[0]
    except FAULTS as error:
        return unstorable(told.key, error)


def _save(driver: sqlite3.Connection, batch: Sequence[Rows], in_bulk: bool = False) -> list[Outcome]:
    """Save within the transaction that is under way; no key is twice in the batch."""
    outcomes = [_outcome(driver, told) for told in batch]
    if Outcome.CHANGED in outcomes and driver.execute("PRAGMA foreign_keys").fetchone() == (0,):
        raise _Overtaken
    earlier = [_withdraw(driver, told.key) for told in _those(batch, outcomes, Outcome.CHANGED)]
    first = _next_statement(driver)
    with _indexed_at_the_end(driver, first) if in_bulk else nullcontext():
        _write(driver, _those(batch, outcomes, Outcome.NEW, Outcome.CHANGED), first)
    _release(driver, earlier)
    return outcomes


def _outcome(driver: sqlite3.Connection, told: Rows) -> Outcome:
    found = driver.execute("SELECT sha256, settings FROM sources WHERE key = ?", (told.key,)).fetchone()
    if found is None:
        return Outcome.NEW
    return Outcome.UNCHANGED if found == (told.sha256, told.settings) else Outcome.CHANGED


def _those(batch: Sequence[Rows], outcomes: Sequence[Outcome], *wanted: Outcome) -> list[Rows]:
    return [told for told, outcome in zip(batch, outcomes, strict=True) if outcome in wanted]


class Ids(NamedTuple):
    """The numbers under which what one source tells is stored."""

    source: int
    first_statement: int
    people: Sequence[int]
    kin: Sequence[int]
    event: int | None
    roles: Sequence[int]


def _write(driver: sqlite3.Connection, batch: Sequence[Rows], first_statement: int) -> None:
    keys = [driver.execute(_SOURCE, told.source).fetchone()[0] for told in batch]
    met = identify.identify(driver, [Cast(key, told.people, told.years) for key, told in zip(keys, batch, strict=True)])
    firsts = accumulate((told.statement_count for told in batch), initial=first_statement)
    events = [_event(driver, *met_here) for met_here in zip(batch, met.people, strict=True)]
    role_ids = tenures.role_ids(driver, (role for told in batch for role in told.roles))
    roles = [[role_ids[role] for role in told.roles] for told in batch]
    written = [*zip(batch, map(Ids, keys, firsts, met.people, met.kin, events, roles), strict=True)]
    insert(driver, statements, _STATEMENT, (row for told, ids in written for row in _statements(told, ids)))
    insert(driver, passages, _PASSAGE, (row for told, ids in written for row in _passages(told, ids)))
    driver.executemany(_STATEMENT_ROLE, (row for told, ids in written for row in _statement_roles(told, ids)))
    tenures.cite(driver, (shown for told, ids in written for shown in _tenures(told, ids)))
    occasions.relate(driver, occasions.events_of(driver, met.shaken) | set(filter(None, events)))


def _statements(told: Rows, ids: Ids) -> Iterator[Row]:
    source, first, people, kin, event, _ = ids
    here = range(first, first + told.statement_count)
    for i, (person, rival, within, rest) in enumerate(told.statements, first):
        ties = () if rival is None and within is None else ((rival, people), (within, here))
        yield (
            i,
            source,
            event,
            None if person is None else people[person],
            None if person is None else kin[person],
            *rest,
            *(None if tie is None else rows[tie] for tie, rows in ties),
        )


def _passages(told: Rows, ids: Ids) -> Iterator[Row]:
    source, first = ids.source, ids.first_statement
    return ((source, None if i is None else first + i, *rest) for i, rest in told.passages)


def _statement_roles(told: Rows, ids: Ids) -> Iterator[Row]:
    return ((ids.first_statement + i, ids.roles[role], basis) for i, role, basis in told.shown)


def _tenures(told: Rows, ids: Ids) -> Iterator[tenures.Shown]:
    for person, role, first, last in told.held:
        yield tenures.Shown(ids.kin[person], ids.roles[role], first, last, told.key, ids.source)


def _event(driver: sqlite3.Connection, told: Rows, people: Sequence[int]) -> int | None:
    if told.event is None:
        _remove_event(driver, told.key)
        return None
    event: int
    (event,) = driver.execute(_EVENT, told.event.row).fetchone()
    driver.executemany(_PARTICIPANT, [(event, people[i], part) for i, part in told.event.participants])
    return event


def _remove_event(driver: sqlite3.Connection, key: str) -> None:
    found = driver.execute("SELECT id FROM events WHERE uid = ?", (event_uid(key),)).fetchone()
    if found:
        left = occasions.dismiss(driver, *found)
        driver.execute("DELETE FROM events WHERE id = ?", found)
        occasions.regroup(driver, left)


def _withdraw(driver: sqlite3.Connection, key: str) -> Earlier:
    """Take out what a source told, but for its own row and that of its event."""
    (source,) = driver.execute("SELECT id FROM sources WHERE key = ?", (key,)).fetchone()
    earlier = Earlier(identify.known_of(driver, source), tenures.shown_by(driver, source))
    driver.execute(
        "DELETE FROM participants WHERE event_id IN (SELECT event_id FROM statements WHERE source_id = ?)", (source,)
    )
    for table in ("passages", "statements", "names"):
        driver.execute(f"DELETE FROM {table} WHERE source_id = ?", (source,))
    return earlier


def _release(driver: sqlite3.Connection, earlier: Sequence[Earlier]) -> None:
    tenures.release(driver, (shown for one in earlier for shown in one.roles))
    shaken = identify.release(driver, {person for one in earlier for person in one.people})
    occasions.relate(driver, occasions.events_of(driver, shaken))


def _next_statement(driver: sqlite3.Connection) -> int:
    (last,) = driver.execute("SELECT coalesce(max(id), 0) FROM statements").fetchone()
    return int(last) + 1


@contextmanager
def _indexed_at_the_end(driver: sqlite3.Connection, first: int) -> Iterator[None]:
    """Fill the full text for statements from the row `first` on at the end of the block, in place of row by row.

    The triggers on people and names that `identify` needs least are left out, too: for a row with triggers SQLite
    keeps a copy of each page that the row changes.
    """
    names = ", ".join(f"'{name}'" for name in ROW_BY_ROW)
    triggers = driver.execute(f"SELECT name, sql FROM sqlite_master WHERE name IN ({names})").fetchall()
    for name, _ in triggers:
        driver.execute(f"DROP TRIGGER {name}")
    yield
    driver.execute(_INDEX, (first,))
    for _, sql in triggers:
        driver.execute(sql)


def _batches(items: Iterable[Rows]) -> Iterator[list[Rows]]:
    """Cut `items` into batches of bounded size, no key twice in one."""
    batch: list[Rows] = []
    keys: set[str] = set()
    room, text_room = BATCH, BATCH_TEXT
    for told in items:
        if batch and (told.key in keys or room < told.statement_count or text_room < told.text_length):
            yield batch
            batch, keys, room, text_room = [], set(), BATCH, BATCH_TEXT
        batch.append(told)
        keys.add(told.key)
        room -= told.statement_count
        text_room -= told.text_length
    if batch:
        yield batch


_INDEX = "INSERT INTO search (rowid, text, terms) SELECT id, text, terms FROM searched WHERE id >= ?"
_SOURCE = replacing(sources, "key")
_EVENT = replacing(events, "uid", "redirect_to")
_PARTICIPANT = insertion(participants, columns(participants)) + " ON CONFLICT DO NOTHING"
_STATEMENT_ROLE = insertion(statement_roles, columns(statement_roles)) + " ON CONFLICT DO NOTHING"
_STATEMENT = columns(statements, "id", "source_id", "event_id", "person_id", "kin")
_PASSAGE = columns(passages, "source_id", "statement_id", omitted=("id",))
