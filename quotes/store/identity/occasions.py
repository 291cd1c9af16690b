"""Which rows of `events` are one occasion, and which statements on it are wordings of one utterance.

A row of `events` is the occasion as one source reports it; those of one occasion lead to the first of them. Statements
of one person on two reports of what may be one occasion are wordings of one utterance when they share most of their
words; that, in turn, speaks for one occasion.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from itertools import permutations
from typing import NamedTuple

from quotes.occasion import NEAR_DAYS, Likeness, Occurrence, Stems, overlapping, same_occasion, stems
from quotes.people.identity import Outcome
from quotes.store.identity.groups import Link, groups, reach
from quotes.store.identity.originals import original_of, translations_of

WIDEST_DAYS = 7  # a date less certain than this is no evidence
KEPT = 1_000_000  # words of reports that are kept to be compared again: 100 MB at most
ONE_UTTERANCE = 0.6  # overlap of the words from which on two statements are wordings of one


class Wording(NamedTuple):
    """Two statements of one person, and how far their words are the same."""

    statement: _Words
    other: _Words
    overlap: float


def relate(connection: sqlite3.Connection, events: Collection[int]) -> None:
    """Decide anew which occasions `events`, new or with other participants than before, are."""
    before = _company(connection, events)
    for event in events:
        _forget(connection, event)
    pairs = {tuple(sorted((event, other))) for event in events for other in _candidates(connection, event)}
    reports = _Reports(connection)
    for one, other in sorted(pairs):
        _decide(connection, reports.of(one), reports.of(other))
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


class _Words(NamedTuple):
    """A statement of somebody, by whom, and its words as they are compared."""

    id: int
    uid: str
    person: int
    stems: Stems


class _Report(NamedTuple):
    """An event as it is compared with others: all that is read of it."""

    id: int
    order: tuple[str, str]
    kind: str
    title: str
    earliest: str | None
    latest: str | None
    took_part: list[tuple[int, str]]
    spoken: list[_Words]


class _Reports:
    """The reports that are compared with each other, each read once as long as they are not too many to be kept.

    On a day of hundreds of reports with the same people all are compared with all.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._kept: dict[int, _Report] = {}
        self._words = 0

    def of(self, event: int) -> _Report:
        if event not in self._kept:
            if self._words > KEPT:
                self._kept, self._words = {}, 0
            self._kept[event] = _report(self._connection, event)
            self._words += sum(len(one.stems) for one in self._kept[event].spoken)
        return self._kept[event]


def _report(connection: sqlite3.Connection, event: int) -> _Report:
    query = "SELECT uid, kind, title, date_earliest, date_latest FROM events WHERE id = ?"
    uid, kind, title, earliest, latest = connection.execute(query, (event,)).fetchone()
    spoken = [_Words(id, uid, person, stems(text)) for id, uid, person, text in connection.execute(_SPOKEN, (event,))]
    return _Report(event, (earliest or "~", uid), kind, title, earliest, latest, _took_part(connection, event), spoken)


def _decide(connection: sqlite3.Connection, one: _Report, other: _Report) -> None:
    one, other = sorted((one, other), key=lambda report: report.order)
    wordings = _wordings(one, other)
    rows = [
        (*(said.id for said in sorted((w.statement, w.other), key=lambda said: said.uid)), w.overlap) for w in wordings
    ]
    connection.executemany("INSERT OR REPLACE INTO wordings (statement_id, other_id, overlap) VALUES (?, ?, ?)", rows)
    names = _names(one, other)
    decision = _translated(connection, one.id, other.id) or same_occasion(
        _occurrence(one, names), _occurrence(other, names), len(wordings)
    )
    if decision.outcome is not Outcome.DIFFERENT:
        connection.execute(
            "INSERT INTO event_links (event_id, other_id, outcome, score, evidence) VALUES (?, ?, ?, ?, ?)",
            (one.id, other.id, decision.outcome, decision.score, decision.evidence),
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
    """Return the events about the same time that two or more of the same people took part in, and those of which one is
    told to be the translation of the other."""
    parameters = {"event": event, "near": NEAR_DAYS, "widest": WIDEST_DAYS}
    found = connection.execute(CANDIDATES, parameters).fetchall()
    for source, _ in connection.execute(_SOURCE, (event,)).fetchall():
        for other in (original_of(connection, source), *translations_of(connection, source)):
            found += connection.execute("SELECT id FROM events WHERE source_id = ?", (other,))
    return list(dict.fromkeys(row for (row,) in found))


def _translated(connection: sqlite3.Connection, one: int, other: int) -> Likeness | None:
    """Return that two events are one, where the source of one says that it is a translation of the other's."""
    told = [row for event in (one, other) for row in connection.execute(_SOURCE, (event,))]
    for (source, key), (original, where) in permutations(told, 2):
        if original_of(connection, source) == original:
            return Likeness(Outcome.SAME, 1.0, f"{key} says that it is a translation of {where}")
    return None


_SOURCE = "SELECT o.id, o.key FROM events AS e JOIN sources AS o ON o.id = e.source_id WHERE e.id = ?"


def _names(one: _Report, other: _Report) -> dict[int, str]:
    """Return what to call those on either report: by a name printed there, whatever they are called elsewhere."""
    names: dict[int, str] = {}
    for head, name in (*one.took_part, *other.took_part):
        names[head] = min(names.get(head, name), name, key=lambda called: (called.isupper(), called))
    return names


def _took_part(connection: sqlite3.Connection, event: int) -> list[tuple[int, str]]:
    query = (
        "SELECT person_id, name FROM participants JOIN appearances ON appearances.id = appearance_id WHERE event_id = ?"
    )
    return connection.execute(query, (event,)).fetchall()


def _occurrence(report: _Report, names: dict[int, str]) -> Occurrence:
    people = frozenset(names[head] for head, _ in report.took_part)
    return Occurrence(report.kind, report.title, report.earliest, report.latest, people)


_SPOKEN = """
SELECT id, uid, person_id, text FROM statements
WHERE event_id = ? AND person_id IS NOT NULL AND manner <> 'narrated' ORDER BY uid
"""


def _wordings(one: _Report, other: _Report) -> list[Wording]:
    """Return which statements on two reports are wordings of one, each with the one that is closest to it."""
    there: dict[int, list[_Words]] = {}
    for said in other.spoken:
        there.setdefault(said.person, []).append(said)
    pairs = [
        Wording(said, candidate, overlap)
        for said in one.spoken
        for candidate in there.get(said.person, ())
        if (overlap := overlapping(said.stems, candidate.stems)) >= ONE_UTTERANCE
    ]
    taken: set[int] = set()
    found = []
    for pair in sorted(pairs, key=lambda pair: -pair.overlap):
        if not taken & {pair.statement.id, pair.other.id}:
            taken |= {pair.statement.id, pair.other.id}
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


def _verdicts(connection: sqlite3.Connection) -> dict[tuple[int, int], str]:
    """Return the latest verdict on each two events that are stored."""
    query = (
        "SELECT min(event_id, other_id), max(event_id, other_id), outcome FROM event_links "
        "WHERE author IS NOT NULL ORDER BY id"
    )
    return {(one, other): outcome for one, other, outcome in connection.execute(query)}
