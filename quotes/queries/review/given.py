"""The verdicts that were given: on words, on people and on events."""

from __future__ import annotations

import sqlite3
from hashlib import sha256
from typing import NamedTuple

from quotes.verdict import Kind, in_force

# By what a verdict knows its words: the source, the words as they stand there, and those before and behind them.
Anchor = tuple[str | None, str | None, str | None, str | None]


class Review(NamedTuple):
    """A verdict as recorded, or a doubt still without one."""

    subject: str
    source: str | None
    exact: str | None
    prefix: str | None
    suffix: str | None
    verdict: str | None
    person: str | None
    other: str | None
    reviewer: str | None
    reviewed_at: str | None
    note: str | None
    was_speaker: str | None = None
    was_status: str | None = None
    sample: int | None = None

    @property
    def anchor(self) -> Anchor:
        """By what it knows its words."""
        return self.source, self.exact, self.prefix, self.suffix


def reviews(connection: sqlite3.Connection) -> list[Review]:
    """Return all verdicts as recorded: on passages, people and events, each oldest first."""
    others = (Review(*row) for row in connection.execute(_ON_PEOPLE_AND_EVENTS))
    return [*on_words(connection), *others]


def orphans(connection: sqlite3.Connection) -> list[Review]:
    """Return the verdicts whose words are no longer in their source, without those that were taken back."""
    return _in_force(on_words(connection, _LOST))


def last(connection: sqlite3.Connection, anchor: Anchor | None = None) -> Review | None:
    """Return the last verdict on words that is not undone, on the words at `anchor` if given."""
    left = standing(connection)
    return next((one for one in left[::-1] if anchor is None or one.anchor == anchor), None)


def mark_of(anchor: Anchor) -> str:
    """Return by what the words at an anchor are told from all others, whatever signs they hold: 32 hex digits."""
    return sha256("\0".join(str(part) for part in anchor).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def on_words(connection: sqlite3.Connection, only: str = "1") -> list[Review]:
    """Return the verdicts on words, oldest first; those that are `only`, as SQL."""
    return [Review(*row) for row in connection.execute(_REVIEWS.format(only=only))]


def standing(connection: sqlite3.Connection) -> list[Review]:
    """Return the verdicts on words that count, oldest first: those that were taken back are left out."""
    return _in_force(on_words(connection))


def _in_force(given: list[Review]) -> list[Review]:
    return in_force(given, lambda one: one.anchor, _undoes)


def _undoes(review: Review) -> bool:
    return review.verdict == Kind.UNDONE


_REVIEWS = """SELECT subject, coalesce(o.key, r.key) AS source, exact, prefix, suffix, verdict, person, NULL AS other,
        reviewer, reviewed_at, note, was_speaker, was_status, sample
    FROM reviews r LEFT JOIN sources o ON o.uid = r.source_uid WHERE {only} ORDER BY r.id"""
_ON_PEOPLE_AND_EVENTS = """SELECT * FROM (
    SELECT 'person', NULL, NULL, NULL, NULL, {verdict}, one.uid, other.uid, author, at, nullif(evidence, '')
    FROM links i JOIN appearances one ON one.id = i.appearance_id JOIN appearances other ON other.id = i.other_id
    WHERE author IS NOT NULL ORDER BY i.id)
UNION ALL SELECT * FROM (
    SELECT 'event', NULL, NULL, NULL, NULL, {verdict}, one.uid, other.uid, author, at, nullif(evidence, '')
    FROM event_links i JOIN events one ON one.id = i.event_id JOIN events other ON other.id = i.other_id
    WHERE author IS NOT NULL ORDER BY i.id)
UNION ALL SELECT * FROM (
    SELECT 'person', NULL, a.name, NULL, NULL, a.verdict, met.uid, NULL, a.reviewer, a.at, a.note
    FROM aliases a JOIN appearances met ON met.id = a.appearance_id ORDER BY a.id)""".format(
    verdict="CASE outcome WHEN 'same' THEN 'merge' WHEN 'different' THEN 'split' ELSE 'undone' END"
)
_LOST = """NOT EXISTS (
        SELECT 1 FROM sources o WHERE (o.uid = r.source_uid OR (r.source_uid IS NULL AND o.key = r.key))
            AND instr(o.text, r.exact))"""
