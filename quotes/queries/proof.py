"""Whether an answer is what was read: a bad disk, or a bad copy, changes what is printed, and says nothing."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING

from quotes.errors import DatabaseProblem
from quotes.queries.excerpts import as_shown, excerpt
from quotes.text import digest

if TYPE_CHECKING:
    from quotes.queries.statements import Said

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
OFTEN = 4  # so many equal statements of one source are told by their uids; what comes more often, by its place

# Of a statement `s`, its speaker `p` and source `o`: the source, and whether its speaker is whom the source met there,
# and is called as somebody is.
COLUMNS = """o.uid, s.person_id IS NULL OR (
        (SELECT person_id FROM appearances WHERE id = s.appearance_id) IS s.person_id
        AND EXISTS (SELECT 1 FROM names WHERE names.person_id = p.id AND names.name = p.name))"""


def prove(connection: sqlite3.Connection, row: Said, source: int, source_uid: str, own: bool) -> None:
    """Raise DatabaseProblem where a row is not what was stored; `source` is the row of its source.

    A uid is made of the words when they are read; of words that a human has decided on it may be an older one, and then
    they must be those of the source at their place.
    """
    if not own:
        raise DatabaseProblem(_damaged(row, "is not said by whom its source names there"))
    if row.said and _DAY.fullmatch(row.said) and not row.said == row.earliest == row.latest:
        raise DatabaseProblem(_damaged(row, "has a day of which its bounds are others"))
    if not _is_as_read(row, source_uid) and not _is_as_written(connection, row, source):
        raise DatabaseProblem(_damaged(row, "does not hold the words of its source"))


def _is_as_read(row: Said, source_uid: str) -> bool:
    return any(digest(source_uid, row.manner, row.text, str(again)) == row.uid for again in range(OFTEN))


def _is_as_written(connection: sqlite3.Connection, row: Said, source: int) -> bool:
    written = as_shown(connection, source, row.start, row.end, excerpt(connection, source, row.start, row.end))
    return "".join(written.split()) == "".join(row.text.split())


def _damaged(row: Said, problem: str) -> str:
    return (
        f"the database is damaged: the statement {row.uid} of {row.source} {problem}. "
        "quotes check names all that is damaged; bring it back from a backup, or load its documents into a new one."
    )
