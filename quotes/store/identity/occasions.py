"""Which rows of `events` are one occasion, and which statements on it are wordings of one utterance.

A row of `events` is the occasion as one source reports it; those of one occasion lead to the first of them. Statements
of one person on two reports of what may be one occasion are wordings of one utterance when they share most of their
words; that, in turn, speaks for one occasion.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from typing import NamedTuple

from quotes.occasion import NEAR_DAYS, Occurrence, overlap, same_occasion
from quotes.people.identity import Outcome
from quotes.store.identity.groups import Link, groups, reach

WIDEST_DAYS = 7  # a date less certain than this is no evidence
ONE_UTTERANCE = 0.6  # overlap of the words from which on two statements are wordings of one


class Wording(NamedTuple):
    """Two statements of one person, and how far their words are the same."""

    statement: int
    other: int
    overlap: float


def relate(connection: sqlite3.Connection, events: Collection[int]) -> None:
    """Decide anew which occasions `events`, new or with other participants than before, are."""
    before = _company(connection, events)
    for event in events:
        _forget(connection, event)
    pairs = {frozenset((event, other)) for event in events for other in _candidates(connection, event)}
    for one, other in pairs:
        _decide(connection, one, other)
    regroup(connection, before)


def dismiss(connection: sqlite3.Connection, event: int) -> set[int]:
    """Let go of an event that no source reports; return those left to `regroup` after that.

    Its row is removed, but for one that a human has said something of.
    """
    left = _company(connection, [event]) - {event}
    connection.executemany("UPDATE events SET redirect_to = NULL WHERE id = ?", [(i,) for i in left | {event}])
    _forget(connection, event)
    query = "SELECT 1 FROM event_links WHERE event_id = ?1 OR other_id = ?1"
    if connection.execute(query, (event,)).fetchone():
        connection.execute("UPDATE events SET source_id = NULL WHERE id = ?", (event,))
        connection.execute("DELETE FROM participants WHERE event_id = ?", (event,))
    else:
        connection.execute("DELETE FROM events WHERE id = ?", (event,))
    return left


def regroup(connection: sqlite3.Connection, events: Iterable[int]) -> None:
    """Lead all events linked to `events` to the first of the group, by date and uid."""
    verdicts = _verdicts(connection)
    merged = [pair for pair, verdict in verdicts.items() if verdict == "same"]
    reached = reach(events, lambda row: _neighbours(connection, row, merged))
    links = [Link(*pair, 1.0, human=True) for pair in merged if pair[0] in reached]
    links += [link for row in sorted(reached) for link in _links(connection, row)]
    order = {row: _order(connection, row) for row in reached}
    links.sort(key=lambda link: (not link.human, -link.score, order[link.one], order[link.other]))
    parted = [pair for pair, verdict in verdicts.items() if verdict == "different"]
    for group in groups(sorted(reached), links, parted):
        first = min(group, key=order.__getitem__)
        rows = [(None if row == first else first, row) for row in group]
        connection.executemany("UPDATE events SET redirect_to = ? WHERE id = ?", rows)


def review(connection: sqlite3.Connection, events: Collection[int]) -> None:
    """Group `events` anew after a human verdict on them."""
    regroup(connection, _company(connection, events))


def events_of(connection: sqlite3.Connection, rows: Iterable[int]) -> set[int]:
    """Return the events that appearances took part in."""
    query = "SELECT event_id FROM participants WHERE appearance_id = ?"
    return {event for row in rows for (event,) in connection.execute(query, (row,))}


def _decide(connection: sqlite3.Connection, one: int, other: int) -> None:
    one, other = sorted((one, other), key=lambda event: _order(connection, event))
    wordings = _wordings(connection, one, other)
    rows = [(*sorted((w.statement, w.other), key=lambda i: _uid(connection, i)), w.overlap) for w in wordings]
    connection.executemany("INSERT OR REPLACE INTO wordings (statement_id, other_id, overlap) VALUES (?, ?, ?)", rows)
    names = _names(connection, one, other)
    reports = _occurrence(connection, one, names), _occurrence(connection, other, names)
    decision = same_occasion(*reports, len(wordings))
    if decision.outcome is not Outcome.DIFFERENT:
        connection.execute(
            "INSERT INTO event_links (event_id, other_id, outcome, score, evidence) VALUES (?, ?, ?, ?, ?)",
            (one, other, decision.outcome, decision.score, decision.evidence),
        )


CANDIDATES = """
SELECT other.id FROM events AS event CROSS JOIN events AS other INDEXED BY ix_events_date_earliest
ON other.date_earliest BETWEEN date(event.date_earliest, '-' || :widest || ' days')
    AND date(event.date_latest, '+' || :near || ' days')
AND other.date_latest BETWEEN date(event.date_earliest, '-' || :near || ' days')
    AND date(event.date_latest, '+' || :widest || ' days')
AND other.id <> event.id
CROSS JOIN participants AS theirs ON theirs.event_id = other.id
JOIN appearances AS they ON they.id = theirs.appearance_id
WHERE event.id = :event AND they.person_id IN (
    SELECT person_id FROM participants JOIN appearances ON appearances.id = appearance_id WHERE event_id = :event)
GROUP BY other.id HAVING count(DISTINCT they.person_id) > 1
"""


def _candidates(connection: sqlite3.Connection, event: int) -> list[int]:
    """Return the events about the same time that two or more of the same people took part in."""
    parameters = {"event": event, "near": NEAR_DAYS, "widest": WIDEST_DAYS}
    return [row for (row,) in connection.execute(CANDIDATES, parameters)]


def _names(connection: sqlite3.Connection, one: int, other: int) -> dict[int, str]:
    """Return what to call those on either report: by a name printed there, whatever they are called elsewhere."""
    names: dict[int, str] = {}
    for head, name in (pair for event in (one, other) for pair in _took_part(connection, event)):
        names[head] = min(names.get(head, name), name, key=lambda called: (called.isupper(), called))
    return names


def _took_part(connection: sqlite3.Connection, event: int) -> list[tuple[int, str]]:
    query = (
        "SELECT person_id, name FROM participants JOIN appearances ON appearances.id = appearance_id WHERE event_id = ?"
    )
    return connection.execute(query, (event,)).fetchall()


def _occurrence(connection: sqlite3.Connection, event: int, names: dict[int, str]) -> Occurrence:
    query = "SELECT kind, title, date_earliest, date_latest FROM events WHERE id = ?"
    kind, title, earliest, latest = connection.execute(query, (event,)).fetchone()
    people = frozenset(names[head] for head, _ in _took_part(connection, event))
    return Occurrence(kind, title, earliest, latest, people)


_SPOKEN = """
SELECT id, person_id, text FROM statements
WHERE event_id = ? AND person_id IS NOT NULL AND manner <> 'narrated' ORDER BY uid
"""


def _wordings(connection: sqlite3.Connection, one: int, other: int) -> list[Wording]:
    """Return which statements on two reports are wordings of one, each with the one that is closest to it."""
    there = connection.execute(_SPOKEN, (other,)).fetchall()
    pairs = [
        Wording(statement, candidate, overlap(text, words))
        for statement, person, text in connection.execute(_SPOKEN, (one,)).fetchall()
        for candidate, speaker, words in there
        if speaker == person
    ]
    taken: set[int] = set()
    found = []
    for pair in sorted(pairs, key=lambda pair: -pair.overlap):
        if pair.overlap >= ONE_UTTERANCE and not taken & {pair.statement, pair.other}:
            taken |= {pair.statement, pair.other}
            found.append(pair)
    return found


def _forget(connection: sqlite3.Connection, event: int) -> None:
    connection.execute("DELETE FROM event_links WHERE (event_id = ?1 OR other_id = ?1) AND author IS NULL", (event,))
    connection.execute(
        "DELETE FROM wordings WHERE statement_id IN (SELECT id FROM statements WHERE event_id = ?1) "
        "OR other_id IN (SELECT id FROM statements WHERE event_id = ?1)",
        (event,),
    )


def _company(connection: sqlite3.Connection, events: Iterable[int]) -> set[int]:
    query = (
        "SELECT same.id FROM events AS event JOIN events AS same ON same.id = event.id OR same.id = event.redirect_to "
        "OR same.redirect_to = coalesce(event.redirect_to, event.id) WHERE event.id = ?"
    )
    return {row for event in events for (row,) in connection.execute(query, (event,))}


def _links(connection: sqlite3.Connection, event: int) -> list[Link]:
    query = (
        "SELECT event_id, other_id, score FROM event_links WHERE event_id = ? AND outcome = 'same' AND author IS NULL"
    )
    return [Link(*row) for row in connection.execute(query, (event,))]


def _neighbours(connection: sqlite3.Connection, event: int, merged: Iterable[tuple[int, int]]) -> set[int]:
    query = (
        "SELECT other_id FROM event_links WHERE event_id = ?1 AND outcome = 'same' AND author IS NULL "
        "UNION SELECT event_id FROM event_links WHERE other_id = ?1 AND outcome = 'same' AND author IS NULL"
    )
    linked = {row for (row,) in connection.execute(query, (event,))}
    return linked | {i for pair in merged if event in pair for i in pair}


def _order(connection: sqlite3.Connection, event: int) -> tuple[str, str]:
    query = "SELECT coalesce(date_earliest, '~'), uid FROM events WHERE id = ?"
    earliest, uid = connection.execute(query, (event,)).fetchone()
    return earliest, uid


def _uid(connection: sqlite3.Connection, statement: int) -> str:
    return str(connection.execute("SELECT uid FROM statements WHERE id = ?", (statement,)).fetchone()[0])


def _verdicts(connection: sqlite3.Connection) -> dict[tuple[int, int], str]:
    """Return the latest verdict on each two events that are stored."""
    query = (
        "SELECT min(event_id, other_id), max(event_id, other_id), outcome FROM event_links "
        "WHERE author IS NOT NULL ORDER BY id"
    )
    return {(one, other): outcome for one, other, outcome in connection.execute(query)}
