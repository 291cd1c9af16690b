"""The rows of sources into the tables, under the numbers that the database gives them, and out again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from typing import NamedTuple

from quotes.store.identity import appearances, occasions, tenures
from quotes.store.identity.appearances import SourcePeople
from quotes.store.identity.roles import Spelled
from quotes.store.schema.events import events, participants
from quotes.store.schema.sources import source_facts, sources
from quotes.store.schema.statements import passages, speakers, statement_roles, statements
from quotes.store.told import PassageRow, Row, Rows, StatementRow
from quotes.store.writing import former
from quotes.store.writing.insertion import columns, insert, insertion, replacing
from quotes.store.writing.originals import events_of_translations, occasions_of_originals, take_part
from quotes.store.writing.rows import event_uid

ROW_BY_ROW = ("search_insert",)  # the trigger that serves those who insert by hand


class Earlier(NamedTuple):
    """What a source told before it was read again."""

    appearances: set[int]
    roles: list[tenures.Holding]
    said: former.Former


class Ids(NamedTuple):
    """The numbers under which what one source tells is stored."""

    source: int
    first_statement: int
    appearances: Sequence[int]
    people: Sequence[int]
    event: int | None
    roles: Sequence[Spelled]


def write(driver: sqlite3.Connection, batch: Sequence[Rows], first_statement: int) -> None:
    """Store what the sources of `batch` tell; their statements are numbered from `first_statement` on."""
    keys = [driver.execute(_SOURCE, told.source).fetchone()[0] for told in batch]
    met = appearances.identify(
        driver, [SourcePeople(key, told.people, told.years) for key, told in zip(keys, batch, strict=True)]
    )
    firsts = accumulate((told.statement_count for told in batch), initial=first_statement)
    events = [_event(driver, *met_here) for met_here in zip(batch, keys, met.appearances, strict=True)]
    originals = occasions_of_originals(driver, keys)
    events = [originals.get(key, event) for key, event in zip(keys, events, strict=True)]
    role_ids = tenures.role_ids(driver, (role for told in batch for role in told.roles))
    roles = [[role_ids[role] for role in told.roles] for told in batch]
    written = [*zip(batch, map(Ids, keys, firsts, met.appearances, met.people, events, roles), strict=True)]
    insert(driver, statements, _STATEMENT, (row for told, ids in written for row in _statements(told, ids)))
    insert(driver, passages, _PASSAGE, (row for told, ids in written for row in _passages(told, ids)))
    driver.executemany(_FACT, ((ids.source, *fact) for told, ids in written for fact in told.facts))
    driver.executemany(_STATEMENT_ROLE, (row for told, ids in written for row in _statement_roles(told, ids)))
    driver.executemany(_SPEAKER, (row for told, ids in written for row in _speakers(told, ids)))
    tenures.cite(driver, (shown for told, ids in written for shown in _tenures(told, ids)))
    take_part(driver, originals)
    shaken = occasions.events_of(driver, met.shaken) | events_of_translations(driver, keys)
    occasions.relate(driver, shaken | {*filter(None, events), *originals.values()})


def _statements(told: Rows, ids: Ids) -> Iterator[Row]:
    source, event, met, people = ids.source, ids.event, ids.appearances, ids.people
    here = range(ids.first_statement, ids.first_statement + told.statement_count)
    for i, (person, rival, within, row) in zip(here, told.statements, strict=True):
        ties = () if rival is None and within is None else ((rival, met), (within, here))
        yield (
            i,
            source,
            event,
            None if person is None else met[person],
            None if person is None else people[person],
            *row,
            *(None if tie is None else rows[tie] for tie, rows in ties),
        )


def _passages(told: Rows, ids: Ids) -> Iterator[Row]:
    source, first = ids.source, ids.first_statement
    return ((source, None if i is None else first + i, *rest) for i, rest in told.passages)


def _statement_roles(told: Rows, ids: Ids) -> Iterator[Row]:
    return ((ids.first_statement + i, ids.roles[role].spelling, basis) for i, role, basis in told.shown)


def _speakers(told: Rows, ids: Ids) -> Iterator[Row]:
    return ((ids.first_statement + i, place, ids.appearances[one], ids.people[one]) for i, place, one in told.together)


def _tenures(told: Rows, ids: Ids) -> Iterator[tenures.Holding]:
    for person, role, first, last in told.held:
        yield tenures.Holding(ids.people[person], ids.roles[role].role, first, last, told.uid, ids.source)


def _event(driver: sqlite3.Connection, told: Rows, source: int, met: Sequence[int]) -> int | None:
    if told.event is None:
        remove_event(driver, told.uid)
        return None
    uid, *rest = told.event.row
    event: int
    (event,) = driver.execute(_EVENT, (uid, source, *rest)).fetchone()
    driver.executemany(_PARTICIPANT, [(event, met[i], part) for i, part in told.event.participants])
    return event


def remove_event(driver: sqlite3.Connection, source_uid: str) -> None:
    """Remove the event that a source reports, if it is there."""
    found = driver.execute("SELECT id FROM events WHERE uid = ?", (event_uid(source_uid),)).fetchone()
    if found:
        occasions.regroup(driver, occasions.dismiss(driver, *found))


def withdraw(driver: sqlite3.Connection, uid: str, sha256: str | None = None) -> Earlier:
    """Take out what a source told, but for its own row, its appearances and that of its event.

    `sha256` is the hash of the bytes that it is read from next; None: it is about to be forgotten.
    """
    (source,) = driver.execute("SELECT id FROM sources WHERE uid = ?", (uid,)).fetchone()
    earlier = Earlier(
        appearances.appearances_of(driver, source), tenures.shown_by(driver, source), former.of(driver, source, sha256)
    )
    driver.execute(
        "DELETE FROM participants WHERE event_id IN (SELECT event_id FROM statements WHERE source_id = ?)", (source,)
    )
    driver.execute("UPDATE former_statements SET statement_id = NULL WHERE source_id = ?", (source,))
    for table in ("passages", "statements", "source_facts"):
        driver.execute(f"DELETE FROM {table} WHERE source_id = ?", (source,))
    driver.execute("UPDATE appearances SET source_id = NULL WHERE source_id = ?", (source,))
    return earlier


def release(driver: sqlite3.Connection, earlier: Sequence[Earlier]) -> None:
    """Let go of whom and what only those sources told of, now that they tell something else, or nothing."""
    tenures.release(driver, (shown for one in earlier for shown in one.roles))
    shaken = appearances.release(driver, {row for one in earlier for row in one.appearances})
    occasions.relate(driver, occasions.events_of(driver, shaken))


def keep_former(driver: sqlite3.Connection, earlier: Sequence[Earlier]) -> None:
    """Write down what those sources said that is not read in them any more."""
    for one in earlier:
        former.keep(driver, one.said)


def next_statement(driver: sqlite3.Connection) -> int:
    """Return the number of the next statement."""
    (last,) = driver.execute("SELECT coalesce(max(id), 0) FROM statements").fetchone()
    return int(last) + 1


@contextmanager
def indexed_at_the_end(driver: sqlite3.Connection, first: int) -> Iterator[None]:
    """Fill the full text for statements from the row `first` on at the end of the block, in place of row by row.

    For a row with triggers SQLite keeps a copy of each page that the row changes.
    """
    names = ", ".join(f"'{name}'" for name in ROW_BY_ROW)
    triggers = driver.execute(f"SELECT name, sql FROM sqlite_master WHERE name IN ({names})").fetchall()
    for name, _ in triggers:
        driver.execute(f"DROP TRIGGER {name}")
    yield
    driver.execute(_INDEX, (first,))
    for _, sql in triggers:
        driver.execute(sql)


# Numbers are put in order, not texts; the limit, which is none, holds SQLite to that order.
_INDEX = """INSERT INTO search (rowid, text, terms) SELECT place, text, terms
    FROM (SELECT id AS row FROM statements WHERE id >= ? ORDER BY coalesce(person_id, 2147483647), id LIMIT -1)
    CROSS JOIN searched ON searched.id = row"""
_SOURCE = replacing(sources, "uid")
_EVENT = replacing(events, "uid", "redirect_to")
_PARTICIPANT = insertion(participants, columns(participants)) + " ON CONFLICT DO NOTHING"
_FACT = insertion(source_facts, ("source_id", "name", "value", "how", "start", "end"))
_STATEMENT_ROLE = insertion(statement_roles, columns(statement_roles)) + " ON CONFLICT DO NOTHING"
_SPEAKER = insertion(speakers, columns(speakers))
_STATEMENT = (
    "id",
    "source_id",
    "event_id",
    "appearance_id",
    "person_id",
    *StatementRow._fields,
    "rival_id",
    "within_id",
)
_PASSAGE = ("source_id", "statement_id", *PassageRow._fields)
