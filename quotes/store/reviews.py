"""Human verdicts: written once, never changed, and kept through every re-reading of their source."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert

from quotes.errors import Advice, BadQuestion
from quotes.store.database import raw
from quotes.store.identity import clusters, linked, occasions
from quotes.store.identity.aliases import add_alias, undo_alias
from quotes.store.schema.reviews import reviews
from quotes.text import one_line
from quotes.verdict import Verdict


class Was(NamedTuple):
    """How words were read when a verdict on them was given, and the seed of the sample in which they were drawn."""

    was_speaker: str | None = None
    was_status: str | None = None
    sample: int | None = None


OUTCOMES = {"merge": clusters.SAME, "split": clusters.DIFFERENT, "undone": linked.UNSURE}


def add_review(
    connection: Connection,
    verdict: Verdict,
    *,
    source_key: str | None = None,
    subject: str = "statement",
    other: str | None = None,
    reviewed_at: str | None = None,
    was: Was | None = None,
) -> None:
    """Append `verdict` on words of the source that lies at `source_key`, or on another `subject`: person, event.

    What it does to the source, `save.decide` does. On people and events, by uid: "merge" and "split" of
    `verdict.person` and `other`, and "undone", which takes the one before it back; for a person also "alias", whose
    further name is `verdict.exact`, and without another person "undone", which takes that name back. These take effect
    at once. All outlive every re-reading. `reviewed_at` is ISO 8601; None: now. Who decided, and why, are told on one
    line, and so kept on one.
    Raises BadQuestion when nobody, or no event, has such a uid.
    """
    at = reviewed_at or datetime.now(UTC).isoformat(timespec="seconds")
    note = one_line(verdict.note or "") or None
    verdict = replace(verdict, reviewer=one_line(verdict.reviewer), note=note)
    if subject in ("person", "event"):
        _decide(raw(connection), subject, verdict, other, at)
        return
    found = raw(connection).execute("SELECT uid FROM sources WHERE key = ?", (source_key,)).fetchone()
    connection.execute(
        insert(reviews),
        {
            "subject": subject,
            "verdict": verdict.verdict,
            "source_uid": found and found[0],
            "key": source_key or "",
            "exact": verdict.exact,
            "prefix": verdict.prefix,
            "suffix": verdict.suffix,
            "person": verdict.person,
            "reviewer": verdict.reviewer,
            "reviewed_at": at,
            "note": verdict.note,
            **(was or Was())._asdict(),
        },
    )


def _decide(connection: sqlite3.Connection, subject: str, verdict: Verdict, other: str | None, at: str) -> None:
    """Let a verdict on people or events take effect."""
    find = _appearance if subject == "person" else _event
    one = find(connection, verdict.person or "")
    if verdict.verdict == "alias" or (other is None and subject == "person"):
        named = add_alias if verdict.verdict == "alias" else undo_alias
        named(connection, one, verdict.exact, verdict.reviewer, at, verdict.note)
        return
    rows = (one, find(connection, other or ""))
    told = (*rows, OUTCOMES[verdict.verdict], verdict.note or "", verdict.reviewer, at)
    connection.execute(_LINK if subject == "person" else _EVENT_LINK, told)
    (clusters if subject == "person" else occasions).review(connection, rows)


_LINK = """INSERT INTO links (appearance_id, other_id, outcome, rule, evidence, author, at)
    VALUES (?, ?, ?, 'review', ?, ?, ?)"""
_EVENT_LINK = "INSERT INTO event_links (event_id, other_id, outcome, evidence, author, at) VALUES (?, ?, ?, ?, ?, ?)"


def _appearance(connection: sqlite3.Connection, uid: str) -> int:
    """Return the appearance with `uid`, or the first one of the person that it leads to."""
    found = connection.execute(_APPEARANCE, {"uid": uid}).fetchone()
    if found is None:
        raise BadQuestion(f"nobody has the uid {uid!r}", Advice.PEOPLE)
    return int(found[0])


_APPEARANCE = """SELECT id FROM appearances WHERE uid = :uid
    UNION ALL SELECT min(id) FROM appearances WHERE person_id IN (
        SELECT person_id FROM appearances WHERE founds = :uid
        UNION SELECT person_id FROM former_people WHERE uid = :uid) HAVING min(id) IS NOT NULL LIMIT 1"""


def _event(connection: sqlite3.Connection, uid: str) -> int:
    found = connection.execute("SELECT id FROM events WHERE uid = ?", (uid,)).fetchone()
    if found is None:
        raise BadQuestion(f"no event has the uid {uid!r}", Advice.EVENTS)
    return int(found[0])


def reviews_for(driver: sqlite3.Connection, key: str, uid: str) -> tuple[Verdict, ...]:
    """Return the verdicts on words of the source with `uid`, oldest first.

    Those that were given before the source was loaded, or on one that has been forgotten since, are found by `key`.
    """
    return tuple(Verdict(*row) for row in driver.execute(_VERDICTS, (uid, key)))


def adopt_reviews(driver: sqlite3.Connection, key: str, uid: str) -> None:
    """Let the verdicts that were found by `key` be those of the source with `uid`, wherever it lies from now on."""
    driver.execute(_ADOPT, (uid, key))


def leave_reviews(driver: sqlite3.Connection, key: str, uid: str) -> None:
    """Let the verdicts on the source with `uid`, which goes, wait for what comes to its place."""
    driver.execute('UPDATE reviews SET "key" = ? WHERE source_uid = ?', (key, uid))


def move_reviews(driver: sqlite3.Connection, uid: str) -> set[str]:
    """Let the verdicts on the source with `uid`, which is gone, be those of the one other source that has their words.

    They must stand there with what stood right before them, or right behind them; and in either case below the same
    line, or behind the same words of their own: a label, mostly, for under another one they are somebody else's. Return
    the uids of such sources.
    """
    found: set[str] = set()
    for exact, prefix, suffix in driver.execute(_WORDS, (uid,)).fetchall():
        there = driver.execute(_ELSEWHERE, (exact, prefix, suffix, _lead(prefix))).fetchall()
        if len(there) == 1:
            driver.execute(_TO, (*there[0], uid, exact, prefix, suffix))
            found.add(there[0][0])
    return found


def _lead(prefix: str) -> str:
    """Return what stands before words on their line, or, where that is nothing, on the line above and below it."""
    bare = prefix.rstrip()
    return prefix[bare.rfind("\n") + 1 :]


def forget_reviews(connection: Connection, uid: str) -> None:
    """Remove all verdicts on words of the source with `uid`."""
    raw(connection).execute("DELETE FROM reviews WHERE source_uid = ?", (uid,))


_BY_KEY = """("key" = ?2 AND (source_uid IS NULL OR NOT EXISTS (SELECT 1 FROM sources o WHERE o.uid = source_uid)))"""
_VERDICTS = f"""SELECT exact, prefix, suffix, verdict, person, reviewer, note FROM reviews
    WHERE source_uid = ?1 OR {_BY_KEY} ORDER BY id"""
_WORDS = "SELECT DISTINCT exact, prefix, suffix FROM reviews WHERE source_uid = ?"
_ELSEWHERE = """SELECT uid, "key" FROM sources WHERE instr(text, ?4 || ?1) > 0
    AND ((?2 <> '' AND instr(text, ?2 || ?1) > 0) OR (?3 <> '' AND instr(text, ?1 || ?3) > 0)) LIMIT 2"""
_TO = 'UPDATE reviews SET source_uid = ?, "key" = ? WHERE source_uid = ? AND exact = ? AND prefix = ? AND suffix = ?'
_ADOPT = f"UPDATE reviews SET source_uid = ?1 WHERE {_BY_KEY}"
