"""From where to where in a statement it is how sure whose words they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from quotes.queries.statements import Said


class Segment(NamedTuple):
    """Paragraphs of a statement, side by side, that are equally sure: the first line, and the least confidence."""

    line: int
    status: str
    confidence: float
    rival: str | None


def segments(connection: sqlite3.Connection, rows: Iterable[Said]) -> dict[str, list[Segment]]:
    """Return, by uid, the segments of those of `rows` that are not equally sure all through."""
    found = {row.uid: _segments(connection, row) for row in rows if row.status != "certain" and not row.within}
    return {uid: those for uid, those in found.items() if those}


def _segments(connection: sqlite3.Connection, row: Said) -> list[Segment]:
    passages = [Segment(*one) for one in connection.execute(_PASSAGES, (row.uid,))]
    merged = _merged(passages)
    return merged if len(merged) > 1 and _explain(row, merged) else []


_PASSAGES = """SELECT g.line, g.status, g.confidence, g.rival
    FROM statements s CROSS JOIN passages g ON g.statement_id = s.id
    WHERE s.uid = ? AND g.kind = 'paragraph' ORDER BY g.start"""


def _merged(passages: Sequence[Segment]) -> list[Segment]:
    merged = []
    for _, group in groupby(passages, lambda passage: (passage.status, passage.rival)):
        alike = list(group)
        merged.append(alike[0]._replace(confidence=min(passage.confidence for passage in alike)))
    return merged


def _explain(row: Said, those: Sequence[Segment]) -> bool:
    """Whether the doubt of the whole is that of one of `those`; else it is about the person, and of all of it."""
    return row.status in [one.status for one in those] and row.confidence >= min(one.confidence for one in those)
