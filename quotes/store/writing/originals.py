"""Occasions of documents of which others are translations: what is said there is said on the same one."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping

from quotes.store.identity.originals import may_be_of, original_of, translations_of
from quotes.store.schema.events import events, participants
from quotes.store.writing.insertion import columns, insertion, replacing
from quotes.store.writing.rows import event_uid

SPEAKER = "speaker"


def occasions_of_originals(driver: sqlite3.Connection, sources: Collection[int]) -> dict[int, int]:
    """Return, by source, the events of the originals of `sources`, and of those of which others are translations.

    Where such a document names no occasion it gets one: the translation of it tells that what it says was said
    somewhere. The statements of `sources` are not stored yet.
    """
    told = {source for source in sources if translations_of(driver, source)}
    told |= {found for source in sources if (found := original_of(driver, source))}
    return {source: _occasion(driver, source, is_stored=source not in sources) for source in sorted(told)}


def events_of_translations(driver: sqlite3.Connection, sources: Collection[int]) -> set[int]:
    """Return the events of whatever may be a translation of `sources`: what it is one of is to be decided anew."""
    told = {row for source in sources for row in may_be_of(driver, source)}
    return {event for row in told for (event,) in driver.execute("SELECT id FROM events WHERE source_id = ?", (row,))}


def take_part(driver: sqlite3.Connection, made: Mapping[int, int]) -> None:
    """Store who speaks under labels in documents as those who took part in their events."""
    for source, event in made.items():
        speaking = [(event, who, SPEAKER) for (who,) in driver.execute(_SPEAKING, (source,))]
        driver.executemany(_PARTICIPANT, speaking)


def _occasion(driver: sqlite3.Connection, source: int, is_stored: bool) -> int:
    """Return the event that a source reports, which is made where it reports none."""
    found = driver.execute("SELECT id FROM events WHERE source_id = ? ORDER BY id", (source,)).fetchone()
    if found:
        return int(found[0])
    uid, title = driver.execute('SELECT uid, coalesce(title, "key") FROM sources WHERE id = ?', (source,)).fetchone()
    row = (event_uid(uid), source, "event", title, None, None, None, None, None)
    event: int
    (event,) = driver.execute(_EVENT, row).fetchone()
    if is_stored:
        driver.execute("UPDATE statements SET event_id = ? WHERE source_id = ?", (event, source))
    return event


_SPEAKING = """SELECT DISTINCT appearance_id FROM statements
    WHERE source_id = ? AND label IS NOT NULL AND appearance_id IS NOT NULL"""
_EVENT = replacing(events, "uid", "redirect_to")
_PARTICIPANT = insertion(participants, columns(participants)) + " ON CONFLICT DO NOTHING"
