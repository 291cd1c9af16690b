"""What was said on this occasion?"""

from __future__ import annotations

import sqlite3

from quotes.queries.statements import Said, select


def on_event(connection: sqlite3.Connection, uid: str, *, limit: int = 50, after: str | None = None) -> list[Said]:
    """Return the statements of the event with `uid`, and of events merged with it, source by source.

    `after` is the uid of the last statement already seen.
    """
    later = f"AND {_LATER}" if after else ""
    return select(
        connection,
        f"WHERE s.event_id IN ({_SAME}) {later} ORDER BY s.source_id, s.position LIMIT :limit",
        {"uid": uid, "limit": limit, "after": after},
    )


_SAME = """SELECT same.id FROM events asked JOIN events same
    ON same.id = coalesce(asked.redirect_to, asked.id) OR same.redirect_to = coalesce(asked.redirect_to, asked.id)
    WHERE asked.uid = :uid"""

_LATER = "(s.source_id, s.position) > (SELECT source_id, position FROM statements WHERE uid = :after)"
