"""Human verdicts: written once, never changed, and kept through every re-reading of their source."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, insert

from quotes.model import Verdict
from quotes.store.database import raw
from quotes.store.schema import reviews


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

    `other` is the second person or event of a decision on two. `reviewed_at` is ISO 8601; None: now.
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


def reviews_for(connection: Connection, key: str) -> tuple[Verdict, ...]:
    """Return the verdicts on passages of the source `key`, oldest first; of several on the same words, the latest."""
    rows = raw(connection).execute(
        "SELECT exact, prefix, suffix, verdict, person, reviewer, note FROM reviews "
        "WHERE source_key = ? AND subject = 'passage' ORDER BY id",
        (key,),
    )
    latest = {row[:3]: Verdict(*row) for row in rows}
    return tuple(latest.values())
