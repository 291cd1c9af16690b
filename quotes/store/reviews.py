"""Human verdicts: written once, never changed, and kept through every re-reading of their source."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

from sqlalchemy import Connection, insert

from quotes.model import Verdict
from quotes.store import identify, kin, occasions
from quotes.store.database import raw
from quotes.store.schema.reviews import reviews


def add_review(
    connection: Connection,
    verdict: Verdict,
    *,
    source_key: str | None = None,
    subject: str = "passage",
    other: str | None = None,
    reviewed_at: str | None = None,
) -> None:
    """Append `verdict` on a passage of the source `source_key`, or on another `subject`: person, event.

    On people and events, by uid: "merge" and "split" of `verdict.person` and `other`; for a person also "alias", whose
    further name is `verdict.exact`. These take effect at once, and again whenever the two are stored anew.
    `reviewed_at` is ISO 8601; None: now.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute(
        insert(reviews),
        {
            "subject": subject,
            "verdict": verdict.verdict,
            "source_key": source_key,
            "exact": verdict.exact,
            "prefix": verdict.prefix,
            "suffix": verdict.suffix,
            "person": verdict.person,
            "other": other,
            "reviewer": verdict.reviewer,
            "reviewed_at": reviewed_at or now,
            "note": verdict.note,
        },
    )
    if subject in ("person", "event"):
        _carry_out(raw(connection), subject, verdict, other)


def _carry_out(connection: sqlite3.Connection, subject: str, verdict: Verdict, other: str | None) -> None:
    """Let a verdict on people or events that are stored take effect; on others it does so when they come."""
    table, room = ("people", kin) if subject == "person" else ("events", occasions)
    found = connection.execute(f"SELECT id FROM {table} WHERE uid IN (?, ?)", (verdict.person, other)).fetchall()
    rows = [row for (row,) in found]
    if subject == "person" and verdict.verdict == "alias":
        for row in rows:
            identify.add_alias(connection, row, verdict.exact)
    room.review(connection, rows)


def reviews_for(connection: Connection, key: str) -> tuple[Verdict, ...]:
    """Return the verdicts on passages of the source `key`, oldest first; of several on the same words, the latest."""
    rows = raw(connection).execute(
        "SELECT exact, prefix, suffix, verdict, person, reviewer, note FROM reviews "
        "WHERE source_key = ? AND subject = 'passage' ORDER BY id",
        (key,),
    )
    latest = {row[:3]: Verdict(*row) for row in rows}
    return tuple(latest.values())
