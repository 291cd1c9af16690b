"""Of those who said these words: who, how often, and between which dates?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from quotes.queries.phrases import Asked
from quotes.queries.statements import JOINS, NO_FILTERS, Filters, Said, json_list
from quotes.queries.who_said import FEW, question, who_said

COUNTED = 10_000  # of so many matches the speakers are counted


class Voice(NamedTuple):
    """One speaker among the matches, or the outlet that narrates (publisher, else source); neither: not known."""

    speaker: str | None
    person: str | None  # uid, which tells namesakes apart
    publisher: str | None
    statements: int
    first: str | None
    last: str | None
    roles: str | None


def voices(connection: sqlite3.Connection, asked: str | Asked, filters: Filters = NO_FILTERS) -> list[Voice]:
    """Return who the speakers of the matches are, the most frequent first; of very many, of the first 10,000."""
    asked = Asked((asked,)) if isinstance(asked, str) else asked
    narrowed, parameters = question(connection, asked, filters)
    query = _SPOKEN.format(joins=JOINS if narrowed else "", narrowed=narrowed)
    spoken = connection.execute(query, parameters | {"most": COUNTED}).fetchall()
    if spoken and spoken[0][0] > FEW:
        return _tallied(_heard(connection, spoken))
    return voices_of(who_said(connection, asked, filters, limit=FEW).rows)


def voices_of(rows: Iterable[Said]) -> list[Voice]:
    """Return the same of `rows`, where these are all the matches."""
    return _tallied(Voice(row.speaker, row.person, outlet(row), 1, row.earliest, row.latest, row.role) for row in rows)


_SPOKEN = """WITH hit AS MATERIALIZED (
        SELECT s.id, s.within_id, s.kin, s.role, s.said_earliest, s.said_latest,
            CASE WHEN s.kin IS NULL AND s.manner = 'narrated' THEN s.source_id END AS source_id
        FROM search f CROSS JOIN statements s ON s.id = f.rowid {joins}
        WHERE search MATCH :match {narrowed} LIMIT :most)
    SELECT (SELECT count(*) FROM hit), kin, source_id, count(*), min(said_earliest), max(said_latest), role
    FROM hit WHERE id NOT IN (SELECT within_id FROM hit WHERE within_id IS NOT NULL) GROUP BY kin, source_id, role"""


def _heard(connection: sqlite3.Connection, spoken: Sequence[tuple[Any, ...]]) -> Iterator[Voice]:
    """Yield rows of _SPOKEN with the names of speakers and outlets."""
    speakers = _known(connection, _SPEAKERS, {kin for _, kin, *_ in spoken})
    outlets = _known(connection, _OUTLETS, {source for _, _, source, *_ in spoken})
    for _, kin, source, *rest in spoken:
        yield Voice(*speakers.get(kin, (None, None)), *outlets.get(source, (None,)), *rest)


def _known(connection: sqlite3.Connection, query: str, numbers: set[int | None]) -> dict[int | None, tuple[Any, ...]]:
    known = json_list(number for number in numbers if number is not None)
    return {number: row for number, *row in connection.execute(query, (known,))}


_SPEAKERS = """SELECT p.kin, p.name, p.uid FROM json_each(?)
    CROSS JOIN people p ON p.kin = value AND p.redirect_to IS NULL"""
_OUTLETS = """SELECT o.id, coalesce(o.publisher, o.key) FROM json_each(?) CROSS JOIN sources o ON o.id = value"""


def outlet(row: Said) -> str | None:
    """Return who narrates, the publisher or else the source; None when words are somebody's, known or not."""
    return None if row.speaker or row.manner != "narrated" else row.publisher or row.source


def _tallied(heard: Iterable[Voice]) -> list[Voice]:
    """Return one voice for all of each, the most frequent first."""
    found: dict[tuple[object, ...], list[Voice]] = {}
    for one in heard:
        found.setdefault((one.speaker, one.person, one.publisher), []).append(one)
    return sorted(map(_together, found.values()), key=lambda voice: (-voice.statements, voice.speaker or ""))


def _together(heard: Sequence[Voice]) -> Voice:
    return heard[0]._replace(
        statements=sum(one.statements for one in heard),
        first=min(filter(None, (one.first for one in heard)), default=None),
        last=max(filter(None, (one.last for one in heard)), default=None),
        roles="; ".join(dict.fromkeys(one.roles for one in heard if one.roles)) or None,
    )
