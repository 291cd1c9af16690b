"""The row that every answer about statements is made of, and the filters that narrow such answers."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any, NamedTuple

from quotes.errors import BadQuestion
from quotes.queries.excerpts import as_shown
from quotes.queries.json_lists import json_list
from quotes.queries.proof import COLUMNS as PROOF
from quotes.queries.proof import prove
from quotes.queries.roles import SO_CALLED, role_called

Connection = sqlite3.Connection  # for those who only pass it on


# Of most statements neither is so: whether it may be is asked of each, what it is of these only.
SEVERAL = "(SELECT 1 FROM speakers k WHERE k.statement_id = s.id LIMIT 1)"
MISQUOTED = "(SELECT 1 FROM statements d WHERE d.factuality = 'disputed' AND d.person_id = s.person_id LIMIT 1)"
DISPUTED = """(SELECT min(d.uid) FROM disputes CROSS JOIN statements d ON d.id = disputes.disputed_id
    WHERE disputes.statement_id = s.id)"""
FACTUALITY = f"CASE WHEN {DISPUTED} IS NULL THEN s.factuality ELSE 'disputed' END"  # as answers have it

LANGUAGE = "lower(coalesce(s.language, o.language, 'en'))"  # in which the words stand

# Who was another in the source may be the speaker by now, whom sources call by one name.
RIVAL = """CASE WHEN s.rival = p.name OR s.person_id = (SELECT person_id FROM appearances WHERE id = s.rival_id)
    THEN 'somebody' ELSE s.rival END"""


class Said(NamedTuple):
    """A statement with its speaker, occasion, place in the source and doubt; beside each field, where SQL has it."""

    uid: Annotated[str, "s.uid"]
    speaker: Annotated[str | None, "p.name"]
    role: Annotated[str | None, "s.role"]
    manner: Annotated[str, "s.manner"]
    act: Annotated[str | None, "s.act"]  # None, as of factuality: not judged yet
    factuality: Annotated[str | None, "s.factuality"]  # of words that somebody was misquoted with: disputed
    text: Annotated[str, "s.text"]
    said: Annotated[str | None, "s.said_edtf"]
    event: Annotated[str | None, "e.title"]
    source: Annotated[str, "o.key"]
    line: Annotated[int, "s.line"]
    page: Annotated[int | None, "s.page"]  # of a document with pages
    seconds: Annotated[float | None, "s.seconds"]  # where in the recording
    start: Annotated[int, "s.start"]
    end: Annotated[int, 's."end"']
    status: Annotated[str, "s.status"]
    confidence: Annotated[float, "s.confidence"]
    rival: Annotated[str | None, RIVAL]
    basis: Annotated[str, "s.basis"]
    label: Annotated[str | None, "s.label"]
    publisher: Annotated[str | None, "o.publisher"]
    earliest: Annotated[str | None, "s.said_earliest"]
    latest: Annotated[str | None, "s.said_latest"]
    date_basis: Annotated[str | None, "s.said_basis"]
    within: Annotated[str | None, "outer_.uid"]  # uid of the statement that contains this one
    person: Annotated[str | None, "p.uid"]
    speakers: Annotated[str | None, SEVERAL]  # all, where several speak as one, joined with "; "
    disputed: Annotated[str | None, MISQUOTED]  # uid of the statement that says that these words were misquoted
    cue: str | None = None  # the words that report it: said, according to; where few rows are asked for
    together: str | None = None  # uids of the speakers, so joined
    hit_start: int | None = None  # where the words asked for stand in the source
    hit_end: int | None = None


class Filters(NamedTuple):
    """What narrows an answer. Dates are ISO, whole or cut short; the rest are names as a person types them."""

    people: tuple[int, ...] | None = None  # rows, as queries.people.identify has them; (): nobody; None: whoever
    role: str | None = None
    country: str | None = None
    since: str | None = None
    until: str | None = None
    event: str | None = None
    source: str | None = None
    manner: str | None = None
    status: str | None = None
    act: tuple[str, ...] = ()  # any of these; (): any
    factuality: tuple[str, ...] = ()
    outlet: str | None = None  # the publisher, as its sources have it
    language: str | None = None  # of the words, by its code: pt asks for pt-BR, too
    undated: str = ""  # of what has no date: too, with since and until; only; else none where these are given


NO_FILTERS = Filters()

# In the order of the fields, of those that have a place. (Annotations must be values here: no __future__ import.)
COLUMNS = ", ".join(type_.__metadata__[0] for type_ in Said.__annotations__.values() if hasattr(type_, "__metadata__"))

CUE = f"""CASE WHEN s.cue_start IS NOT NULL THEN substr(o.text, s.cue_start + 1, s.cue_end - s.cue_start) END,
    s.source_id, s.cue_start, s.cue_end, {PROOF}"""

JOINS = """
    JOIN sources o ON o.id = s.source_id
    LEFT JOIN people p ON p.id = s.person_id
    LEFT JOIN events occasion ON occasion.id = s.event_id
    LEFT JOIN events e ON e.id = coalesce(occasion.redirect_to, occasion.id)
    LEFT JOIN statements outer_ ON outer_.id = s.within_id"""

# Of statements that have no row in passages, since they are one paragraph of which it would say no more: what the view
# `paragraphs` has of them. Those who look for few ask passages and these one by one; the view would be read through.
ONE_PARAGRAPH = "s.within_id IS NULL AND NOT EXISTS (SELECT 1 FROM passages own WHERE own.statement_id = s.id)"

BY_TIME = "ORDER BY s.said_earliest, s.source_id, s.position"

_DATE = r"\d{4}(-\d\d(-\d\d)?)?"


def conditions(connection: sqlite3.Connection, filters: Filters) -> tuple[str, dict[str, Any]]:
    """Return the SQL conditions on `s` and its joins that `filters` ask for, and their parameters.

    A date range keeps what may have been said in it, by the bounds of each date; statements without any date are out,
    unless these are asked for.
    Raises BadQuestion for a date that is none, and for a role without any words.
    """
    found = list(_conditions(connection, filters))
    parameters = {name: value for _, values in found for name, value in values.items()}
    return "".join(f" AND {condition}" for condition, _ in found), parameters


def _conditions(connection: sqlite3.Connection, filters: Filters) -> Iterator[tuple[str, dict[str, Any]]]:
    if filters.people is not None:
        yield _SPOKEN_BY, {"people": json_list(filters.people)}
    if filters.role or filters.country:
        country = (filters.country or "").upper()
        called = role_called(connection, filters.role) if filters.role else {"role": "", "printed": "[]"}
        yield _HELD, called | {"country": country}
    if filters.since and filters.until and day(filters.since) > day(filters.until) + "~":
        raise BadQuestion(f"{filters.since} is after {filters.until}: nothing was said between them")
    beside = "s.said_edtf IS NULL OR " if filters.undated == "too" else ""
    if filters.undated == "only":
        yield "s.said_edtf IS NULL", {}
    if filters.since:
        yield f"({beside}{_NOT_BEFORE})", {"since": day(filters.since)}
    if filters.until:
        yield f"({beside}{_NOT_AFTER})", {"until": day(filters.until)}
    if filters.event:
        yield "(e.uid = :event OR instr(lower(e.title), lower(:event)))", {"event": filters.event}
    if filters.source:
        yield "instr(lower(o.key), lower(:source))", {"source": filters.source}
    if filters.outlet:
        yield "o.publisher = :outlet", {"outlet": filters.outlet}
    if filters.language:
        yield _IN_LANGUAGE, {"language": filters.language.lower()}
    if filters.manner:
        yield "s.manner = :manner", {"manner": filters.manner}
    if filters.status:
        yield "s.status = :status", {"status": filters.status}
    if filters.act:
        yield "instr(:act, s.act)", {"act": " ".join(filters.act)}
    if filters.factuality:
        yield f"instr(:factuality, {FACTUALITY})", {"factuality": " ".join(filters.factuality)}


_SPOKEN_BY = """(s.person_id IN (SELECT value FROM json_each(:people)) OR s.id IN (
    SELECT statement_id FROM speakers WHERE person_id IN (SELECT value FROM json_each(:people))))"""


# Where no language was found or told, words are read as English.
_IN_LANGUAGE = f"""({LANGUAGE} = :language OR substr({LANGUAGE}, 1, length(:language) + 1) = :language || '-')"""


def speak_with_others(connection: sqlite3.Connection, people: Sequence[int]) -> bool:
    """Return whether `people` say anything together with somebody who is named first."""
    query = "SELECT 1 FROM speakers WHERE person_id = ? AND place > 0 LIMIT 1"
    return any(connection.execute(query, (person,)).fetchone() for person in people)


_NOT_BEFORE = "s.said_edtf IS NOT NULL AND coalesce(s.said_latest, '9') >= :since"
# "~" sorts after every digit: until 2017 means to the end of it.
_NOT_AFTER = "s.said_edtf IS NOT NULL AND coalesce(s.said_earliest, '') <= :until || '~'"

_HELD = f"""EXISTS (
        SELECT 1 FROM statement_roles h JOIN role_spellings l ON l.id = h.spelling_id JOIN roles r ON r.id = l.role_id
        WHERE h.statement_id = s.id AND (:country = '' OR r.country = :country)
            AND (:role = '' OR EXISTS (SELECT 1 FROM role_spellings o WHERE o.role_id = r.id AND {SO_CALLED})))"""


def day(text: str) -> str:
    """Return `text` when it is an ISO date, whole or cut short to year or month; raises BadQuestion otherwise."""
    try:
        date.fromisoformat((text + "-01-01")[:10] if re.fullmatch(_DATE, text, re.ASCII) else "")
    except ValueError as problem:
        raise BadQuestion(f"{text!r} is no date: write 2017, 2017-04 or 2017-04-10") from problem
    return text


def one_of(edtf: str) -> list[str]:
    """Return the days, months or years of which a date is one, where it is told so; else none.

    >>> one_of("[2025-03-04,2025-04-03]"), one_of("[2025-03-04..2025-03-09]"), one_of("2025-03-04")
    (['2025-03-04', '2025-04-03'], [], [])
    """
    return edtf[1:-1].split(",") if edtf.startswith("[") and ".." not in edtf else []


def number_of(connection: sqlite3.Connection, filters: Filters) -> int:
    """Return how many statements the filters leave."""
    narrowed, parameters = conditions(connection, filters)
    query = f"SELECT count(*) FROM statements s {JOINS} WHERE 1 {narrowed}"
    return int(connection.execute(query, parameters).fetchone()[0])


def without_date(filters: Filters) -> Filters | None:
    """Return filters that leave what other ones leave out because it has no date; None where they leave out none."""
    if not (filters.since or filters.until) or filters.undated:
        return None
    return filters._replace(since=None, until=None, undated="only")


def row_of(connection: sqlite3.Connection, uid: str) -> int:
    """Return the row number of the statement with `uid`. Raises BadQuestion when there is none."""
    found = connection.execute("SELECT id FROM statements WHERE uid = ?", (uid,)).fetchone()
    if not found:
        raise BadQuestion(f"no statement {uid!r} to go on after: take the uid of the last row of the answer before")
    return int(found[0])


def later(connection: sqlite3.Connection, after: str | None) -> tuple[str, dict[str, Any]]:
    """Return the condition, and its parameters, for statements that come, by time and then by place, after that one.

    `after` is its uid; with none, all do. Raises BadQuestion when there is no such statement.
    """
    if after is None:
        return "", {}
    query = "SELECT said_earliest, source_id, position FROM statements WHERE id = ?"
    said, source, position = connection.execute(query, (row_of(connection, after),)).fetchone()
    # The date by itself, too, where there is one: through the index, what comes before it is not read.
    bound = "" if said is None else "s.said_earliest >= :after_said AND "
    condition = f" AND {bound}(coalesce(s.said_earliest, ''), s.source_id, s.position) > {_PLACE}"
    return condition, {"after_said": said or "", "after_source": source, "after_position": position}


_PLACE = "(:after_said, :after_source, :after_position)"


def only_possible(row: Said, since: str | None, until: str | None) -> bool:
    """Return whether the date of `row` leaves open if it was said in the range."""
    before = since is not None and (row.earliest is None or row.earliest < since)
    after = until is not None and (row.latest is None or row.latest > until + "~")
    return before or after


def select(connection: sqlite3.Connection, where: str, parameters: dict[str, Any]) -> list[Said]:
    """Return the statements for which the rest of the SELECT, `where`, holds."""
    query = f"SELECT {COLUMNS}, {CUE} FROM statements s {JOINS} {where}"
    return [said(connection, *row) for row in connection.execute(query, parameters).fetchall()]


def said(connection: sqlite3.Connection, *row: Any) -> Said:
    """Return a row of COLUMNS and CUE, the words that report the statement as a reader is shown them.

    Raises DatabaseProblem where it is not what was read, and the database so damaged.
    """
    *columns, cue, source, start, end, source_uid, own = row
    columns.append(cue and as_shown(connection, source, start, end, cue))
    found = Said(*columns)
    prove(connection, found, source, source_uid, own)
    return found if found.speakers is None and found.disputed is None else _completed(connection, found)


def _completed(connection: sqlite3.Connection, row: Said) -> Said:
    """Return a row with all who speak in it, and disputed where it holds what its speaker was misquoted with."""
    together = connection.execute(_TOGETHER, (row.uid,)).fetchall()
    names, uids = ("; ".join(column) for column in zip(*together, strict=True)) if together else (None, None)
    (disputed,) = connection.execute(f"SELECT {DISPUTED} FROM statements s WHERE s.uid = ?", (row.uid,)).fetchone()
    factuality = "disputed" if disputed else row.factuality
    return row._replace(speakers=names, together=uids, disputed=disputed, factuality=factuality)


_TOGETHER = """SELECT p.name, p.uid FROM statements s CROSS JOIN speakers k ON k.statement_id = s.id
    CROSS JOIN people p ON p.id = k.person_id WHERE s.uid = ? ORDER BY k.place"""
