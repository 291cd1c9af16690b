"""Whether an answer is what was read: a bad disk, or a bad copy, changes what is printed, and says nothing."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from quotes.errors import Advice, DatabaseProblem
from quotes.queries.excerpts import as_shown, excerpt
from quotes.queries.json_lists import json_uids
from quotes.store.problems import REPLACE
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
        AND (EXISTS (SELECT 1 FROM names WHERE names.person_id = p.id AND names.name = p.name)
            OR EXISTS (SELECT 1 FROM appearances WHERE appearances.person_id = p.id AND appearances.name = p.name)))"""


def prove(connection: sqlite3.Connection, row: Said, source: int, source_uid: str, own: bool) -> None:
    """Raise DatabaseProblem where a row is not what was stored; `source` is the row of its source.

    A uid is made of the words, in the manner in which they were read, and of how often they came before in the source.
    """
    if not own:
        raise _of(row, "is not said by whom its source names there")
    for field, values in VALUES.items():
        if getattr(row, field) not in values:
            raise _of(row, f"has a {field} that there is none of, {getattr(row, field)!r}")
    if row.said and _DAY.fullmatch(row.said) and not row.said == row.earliest == row.latest:
        raise _of(row, "has a day of which its bounds are others")
    if not 0 <= row.start < row.end:
        raise _of(row, "stands nowhere in its source")
    if not _is_as_read(row, source_uid) and not _is_one_of_many(connection, row, source, source_uid):
        raise _of(row, "does not hold the words of its source")


def prove_values(counted: Mapping[str, str]) -> None:
    """Raise DatabaseProblem where a value of a field, by its name, is none that there is."""
    for field, value in counted.items():
        if value not in VALUES[field]:
            raise _damaged(f"{field} {value!r} is none that there is")


def prove_role(text: str, own: bool) -> None:
    """Raise DatabaseProblem where a role is not OWN: as one of its spellings has it, where any are left."""
    if not own:
        raise _damaged(f"the role {text!r} is not as it was read")


OWN = """(
        EXISTS (SELECT 1 FROM role_spellings l WHERE l.role_id = r.id AND l.text = r.text AND l.title = r.title
            AND l.body IS r.body)
        OR NOT EXISTS (SELECT 1 FROM role_spellings WHERE role_id = r.id))"""


def prove_roles(connection: sqlite3.Connection, people: Sequence[str]) -> None:
    """Raise DatabaseProblem where the roles of people, by their uids, are not those they are seen in."""
    uids = (json_uids(people),)
    for role in connection.execute(_ROLES, uids):
        prove_role(*role)
    for name, role in connection.execute(_MISSING, uids):
        raise _damaged(f"{name} is seen as {role}, and no tenure says so")


_ROLES = f"""SELECT r.text, {OWN}
    FROM json_each(?) asked CROSS JOIN people p ON p.uid = asked.value
    CROSS JOIN tenures t ON t.person_id = p.id CROSS JOIN roles r ON r.id = t.role_id"""
# Of each the first statements, for one may have made a million.
_MISSING = """SELECT p.name, l.text FROM json_each(?) asked CROSS JOIN people p ON p.uid = asked.value
    CROSS JOIN statements s ON s.id IN (
        SELECT id FROM statements WHERE person_id = p.id ORDER BY said_earliest LIMIT 20)
    CROSS JOIN statement_roles h ON h.statement_id = s.id CROSS JOIN role_spellings l ON l.id = h.spelling_id
    WHERE NOT EXISTS (SELECT 1 FROM tenures WHERE person_id = p.id AND role_id = l.role_id)"""


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
        what = f"the words stand in the statement {uid}, and its index does not find them"
        raise _damaged(what, Advice.DEEP)


_STOPS = ",.;:!?"
_PLAIN = re.compile(rf"[A-Za-z0-9\s{re.escape(_STOPS)}]+")
# One question, for both must be asked of one state: others may be writing.
_HOLDING = """SELECT s.uid, s.text FROM statements s JOIN searched ON searched.id = s.id
    WHERE s.text LIKE ? AND NOT EXISTS (SELECT 1 FROM search WHERE search MATCH ?) LIMIT 1000"""


def _is_as_read(row: Said, source_uid: str) -> bool:
    """Tell whether the uid is that of the words, in the manner in which they were said before a human decided on it."""
    return any(row.uid in _uids(source_uid, manner, row.text) for manner in (row.manner, *VALUES["manner"]))


def _uids(source_uid: str, manner: str | None, words: str) -> Iterator[str]:
    return (digest(source_uid, manner or "", words, str(again)) for again in range(OFTEN))


def _is_one_of_many(connection: sqlite3.Connection, row: Said, source: int, source_uid: str) -> bool:
    """Tell whether others of the source are the same words, as those of the source are at the place of this one."""
    uids = [uid for manner in VALUES["manner"] for uid in _uids(source_uid, manner, row.text)]
    others = f"SELECT 1 FROM statements WHERE uid IN ({', '.join('?' * len(uids))}) AND start <> ?"
    if not connection.execute(others, (*uids, row.start)).fetchone():
        return False
    written = excerpt(connection, source, row.start, row.end)
    return row.text == as_shown(connection, source, row.start, row.end, written)


def _of(row: Said, problem: str) -> DatabaseProblem:
    return _damaged(f"the statement {row.uid} of {row.source} {problem}")


def _damaged(what: str, advice: Advice = Advice.CHECK) -> DatabaseProblem:
    return DatabaseProblem(f"the database is damaged: {what}. {REPLACE}", advice)
