"""What was said on this occasion?"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from quotes.queries.statements import Said, row_of, select


def on_event(connection: sqlite3.Connection, uid: str, *, limit: int = 50, after: str | None = None) -> list[Said]:
    """Return the statements of the event with `uid`, and of events merged with it, source by source.

    `after` is the uid of the last statement already seen.
    """
    later = f"AND {_LATER}" if after else ""
    return select(
        connection,
        f"WHERE s.event_id IN ({_SAME}) {later} ORDER BY s.source_id, s.position LIMIT :limit",
        {"uid": uid, "limit": limit, "after": row_of(connection, after) if after else None},
    )


_SAME = """SELECT same.id FROM events asked JOIN events same
    ON same.id = coalesce(asked.redirect_to, asked.id) OR same.redirect_to = coalesce(asked.redirect_to, asked.id)
    WHERE asked.uid = :uid"""

_LATER = "(s.source_id, s.position) > (SELECT source_id, position FROM statements WHERE id = :after)"


class Report(NamedTuple):
    """An event as one source reports it."""

    uid: str
    title: str
    source: str
    publisher: str | None


class Present(NamedTuple):
    """Who took part in an event."""

    uid: str
    name: str


def reported_by(connection: sqlite3.Connection, uid: str) -> list[Report]:
    """Return the reports of the event with `uid`, and of those merged with it."""
    return [Report(*row) for row in connection.execute(_REPORTED_BY, {"uid": uid})]


_REPORTED_BY = f"""SELECT e.uid, e.title, o.key, o.publisher FROM events e JOIN sources o ON o.id = e.source_id
    WHERE e.id IN ({_SAME}) ORDER BY e.id"""


def took_part(connection: sqlite3.Connection, uid: str) -> list[Present]:
    """Return who took part in the event with `uid`, and in those merged with it."""
    return [Present(*row) for row in connection.execute(_TOOK_PART, {"uid": uid})]


_TOOK_PART = f"""SELECT DISTINCT p.uid, p.name FROM participants t JOIN appearances a ON a.id = t.appearance_id
    JOIN people p ON p.id = a.person_id WHERE t.event_id IN ({_SAME}) ORDER BY p.sort_name, p.uid"""


class OneOccasion(NamedTuple):
    """What was decided about two reports: whether they are of one occasion, and why."""

    outcome: str
    title: str
    other_title: str
    score: float | None
    evidence: str
    uid: str
    other_uid: str


def reports(connection: sqlite3.Connection, uid: str) -> list[OneOccasion]:
    """Return what was decided about the event with `uid`, or one merged with it, and any other."""
    query = _REPORTS.format(only=f"i.event_id IN ({_SAME}) OR i.other_id IN ({_SAME})")
    return [OneOccasion(*row) for row in connection.execute(query, {"uid": uid})]


def unsure(connection: sqlite3.Connection, *, limit: int = 50) -> list[OneOccasion]:
    """Return the pairs that may be one occasion and wait for a human, the likeliest first."""
    query = _REPORTS.format(only=_UNDECIDED) + " ORDER BY i.score DESC, one.uid LIMIT ?"
    return [OneOccasion(*row) for row in connection.execute(query, (limit,))]


_REPORTS = """SELECT i.outcome, one.title, other.title, i.score, i.evidence, one.uid, other.uid
    FROM event_links i JOIN events one ON one.id = i.event_id JOIN events other ON other.id = i.other_id
    WHERE {only}"""
_UNDECIDED = """i.outcome = 'unsure' AND coalesce(one.redirect_to, one.id) <> coalesce(other.redirect_to, other.id)
    AND NOT EXISTS (SELECT 1 FROM event_links h WHERE h.author IS NOT NULL
        AND h.event_id IN (i.event_id, i.other_id) AND h.other_id IN (i.event_id, i.other_id))"""
