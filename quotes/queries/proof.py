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

# What these fields may hold; a test holds them to the model, whose import would cost a question a tenth of its time.
VALUES: dict[str, frozenset[str | None]] = {
    "status": frozenset(["reviewed", "certain", "inferred", "ambiguous"]),
    "manner": frozenset(["verbatim", "reported", "narrated"]),
    "basis": frozenset(
        ["label-line", "continuation", "quotation-marks", "reporting-verb", "markup", "narration", "human"]
    ),
    "act": frozenset(["asserted", "denied", "asked", "urged", "promised", "thought", None]),
    "factuality": frozenset(["actual", "unsaid", "supposed", "planned", "alleged", "disputed", None]),
}
MANY = 200_000  # statements, among which what the index does not find is not looked for without it
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
    for field, values in VALUES.items():
        if getattr(row, field) not in values:
            raise DatabaseProblem(_damaged(row, f"has a {field} that there is none of, {getattr(row, field)!r}"))
    if row.said and _DAY.fullmatch(row.said) and not row.said == row.earliest == row.latest:
        raise DatabaseProblem(_damaged(row, "has a day of which its bounds are others"))
    if not _is_as_read(row, source_uid) and not _is_as_written(connection, row, source):
        raise DatabaseProblem(_damaged(row, "does not hold the words of its source"))


def prove_nothing(connection: sqlite3.Connection, phrase: str) -> None:
    """Raise DatabaseProblem where a phrase stands in a statement, though the full-text index knows nothing of it.

    Only what the index takes for words, too, is looked for: letters of ASCII and figures, blanks and stops between.
    """
    telling = max(phrase.split(), key=len, default="").strip(_STOPS)
    (number,) = connection.execute("SELECT max(id) FROM statements").fetchone()
    if not _PLAIN.fullmatch(phrase) or not telling or (number or 0) > MANY:
        return
    tokens = re.findall(r"[A-Za-z0-9]+", phrase)
    between = rf"[\s{re.escape(_STOPS)}]+"
    standing = re.compile(rf"(?<![\w'’-]){between.join(tokens)}(?![\w'’-])", re.IGNORECASE)
    asked = f"%{telling}%", '"' + " ".join(tokens) + '"'
    uid = next((uid for uid, text in connection.execute(_HOLDING, asked) if standing.search(text)), None)
    if uid:
        raise DatabaseProblem(
            f"the database is damaged: the words stand in the statement {uid}, and its index does not find them. "
            "quotes check --deep says more; bring it back from a backup, or load its documents into a new one."
        )


_STOPS = ",.;:!?"
_PLAIN = re.compile(rf"[A-Za-z0-9\s{re.escape(_STOPS)}]+")
# One question, for both must be asked of one state: others may be writing.
_HOLDING = """SELECT s.uid, s.text FROM statements s JOIN searched ON searched.id = s.id
    WHERE s.text LIKE ? AND NOT EXISTS (SELECT 1 FROM search WHERE search MATCH ?) LIMIT 1000"""


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
