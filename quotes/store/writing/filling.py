"""The rows of sources into the tables, under the numbers that the database gives them, and out again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from typing import NamedTuple

from quotes.store import identify, occasions, tenures
from quotes.store.identity.appearances import Appearances
from quotes.store.writing.insertion import columns, insert, insertion, replacing
from quotes.store.writing.rows import event_uid
from quotes.store.schema.events import events, participants
from quotes.store.schema.sources import sources
from quotes.store.schema.statements import passages, statement_roles, statements
from quotes.store.told import PassageRow, Row, Rows, StatementRow

ROW_BY_ROW = ("search_insert", "spellings_insert", "kin_new")  # triggers that serve those who insert by hand


class Earlier(NamedTuple):
    """What a source told before it was read again."""

    people: set[int]
    roles: list[tenures.Holding]


class Ids(NamedTuple):
    """The numbers under which what one source tells is stored."""

    source: int
    first_statement: int
    people: Sequence[int]
    kin: Sequence[int]
    event: int | None
    roles: Sequence[int]


def write(driver: sqlite3.Connection, batch: Sequence[Rows], first_statement: int) -> None:
    """Store what the sources of `batch` tell; their statements are numbered from `first_statement` on."""
    keys = [driver.execute(_SOURCE, told.source).fetchone()[0] for told in batch]
    met = identify.identify(
        driver, [Appearances(key, told.people, told.years) for key, told in zip(keys, batch, strict=True)]
    )
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
    source, event, people, kin = ids.source, ids.event, ids.people, ids.kin
    here = range(ids.first_statement, ids.first_statement + told.statement_count)
    for i, (person, rival, within, row) in zip(here, told.statements, strict=True):
        ties = () if rival is None and within is None else ((rival, people), (within, here))
        yield (
            i,
            source,
            event,
            None if person is None else people[person],
            None if person is None else kin[person],
            *row,
            *(None if tie is None else rows[tie] for tie, rows in ties),
        )


def _passages(told: Rows, ids: Ids) -> Iterator[Row]:
    source, first = ids.source, ids.first_statement
    return ((source, None if i is None else first + i, *rest) for i, rest in told.passages)


def _statement_roles(told: Rows, ids: Ids) -> Iterator[Row]:
    return ((ids.first_statement + i, ids.roles[role], basis) for i, role, basis in told.shown)


def _tenures(told: Rows, ids: Ids) -> Iterator[tenures.Holding]:
    for person, role, first, last in told.held:
        yield tenures.Holding(ids.kin[person], ids.roles[role], first, last, told.key, ids.source)


def _event(driver: sqlite3.Connection, told: Rows, people: Sequence[int]) -> int | None:
    if told.event is None:
        remove_event(driver, told.key)
        return None
    event: int
    (event,) = driver.execute(_EVENT, told.event.row).fetchone()
    driver.executemany(_PARTICIPANT, [(event, people[i], part) for i, part in told.event.participants])
    return event


def remove_event(driver: sqlite3.Connection, key: str) -> None:
    """Remove the event that the source `key` reports, if it is there."""
    found = driver.execute("SELECT id FROM events WHERE uid = ?", (event_uid(key),)).fetchone()
    if found:
        left = occasions.dismiss(driver, *found)
        driver.execute("DELETE FROM events WHERE id = ?", found)
        occasions.regroup(driver, left)


def withdraw(driver: sqlite3.Connection, key: str) -> Earlier:
    """Take out what a source told, but for its own row and that of its event."""
    (source,) = driver.execute("SELECT id FROM sources WHERE key = ?", (key,)).fetchone()
    earlier = Earlier(identify.known_of(driver, source), tenures.shown_by(driver, source))
    driver.execute(
        "DELETE FROM participants WHERE event_id IN (SELECT event_id FROM statements WHERE source_id = ?)", (source,)
    )
    for table in ("passages", "statements", "names"):
        driver.execute(f"DELETE FROM {table} WHERE source_id = ?", (source,))
    return earlier


def release(driver: sqlite3.Connection, earlier: Sequence[Earlier]) -> None:
    """Let go of whom and what only those sources told of, now that they tell something else, or nothing."""
    tenures.release(driver, (shown for one in earlier for shown in one.roles))
    shaken = identify.release(driver, {person for one in earlier for person in one.people})
    occasions.relate(driver, occasions.events_of(driver, shaken))


def next_statement(driver: sqlite3.Connection) -> int:
    """Return the number of the next statement."""
    (last,) = driver.execute("SELECT coalesce(max(id), 0) FROM statements").fetchone()
    return int(last) + 1


@contextmanager
def indexed_at_the_end(driver: sqlite3.Connection, first: int) -> Iterator[None]:
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


_INDEX = "INSERT INTO search (rowid, text, terms) SELECT id, text, terms FROM searched WHERE id >= ?"
_SOURCE = replacing(sources, "key")
_EVENT = replacing(events, "uid", "redirect_to")
_PARTICIPANT = insertion(participants, columns(participants)) + " ON CONFLICT DO NOTHING"
_STATEMENT_ROLE = insertion(statement_roles, columns(statement_roles)) + " ON CONFLICT DO NOTHING"
_STATEMENT = ("id", "source_id", "event_id", "person_id", "kin", *StatementRow._fields, "rival_id", "within_id")
_PASSAGE = ("source_id", "statement_id", *PassageRow._fields)
