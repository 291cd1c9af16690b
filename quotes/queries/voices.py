"""Of those who said these words: who, how often, and between which dates?"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from time import perf_counter
from typing import Any, NamedTuple

from quotes.queries.answering import answering
from quotes.queries.force import is_said, unsaid
from quotes.queries.fulltext import ROW, Asked
from quotes.queries.json_lists import json_list
from quotes.queries.statements import JOINS, NO_FILTERS, Filters, Said
from quotes.queries.who_said import FEW, question_of, who_said

COUNTED = 10_000  # of more matches than these the speakers are not counted
SECONDS = 0.015  # nor for longer than this, and as long for a look at which answer, once there are more than FEW


class Tally(NamedTuple):
    """One speaker among the matches, or the outlet that narrates (publisher, else source); neither: not known."""

    speaker: str | None
    person: str | None  # uid, which tells namesakes apart
    publisher: str | None
    statements: int
    first: str | None
    last: str | None
    roles: str | None
    unsaid: str | None  # how many of the statements were not said, in words: 1 denied, 2 not said


class Voices(NamedTuple):
    """The speakers of the matches, the most frequent first, and whether all are counted: else at least so many."""

    rows: list[Tally]
    whole: bool


class Match(NamedTuple):
    """What is counted of a statement that holds the words; the fields are those of Said."""

    id: int  # row
    uid: str
    person: str | None
    speaker: str | None
    role: str | None
    publisher: str | None
    source: str
    earliest: str | None
    latest: str | None
    manner: str
    act: str | None
    factuality: str | None
    status: str


# Of a match: role, the bounds of its date, and act and factuality where it was not said; before these its row, the
# person, who narrates.
Facts = tuple[str | None, str | None, str | None, str | None]
_Spoken = tuple[int, int | None, int | None, str | None, str | None, str | None, str | None]
Who = tuple[str | None, str | None, str | None]  # name, uid, outlet


def voices(
    connection: sqlite3.Connection, asked: str | Asked, filters: Filters = NO_FILTERS, *, seconds: float = SECONDS
) -> Voices:
    """Return who the speakers of the matches are: of at most 10,000, and of those found in about so many `seconds`."""
    asked = Asked((asked,)) if isinstance(asked, str) else asked
    narrowed, parameters = question_of(connection, asked, filters)
    query = _SPOKEN.format(joins=JOINS if narrowed else "", narrowed=narrowed)
    spoken, whole = _first(connection.execute(query, parameters), seconds)
    if whole and len(spoken) <= FEW:
        return Voices(voices_of(who_said(connection, asked, filters, limit=FEW).rows), whole)
    sure = answering(connection, [one[0] for one in spoken], parameters["plain"], filters.status, seconds)
    spoken = [one for one in spoken if one[0] in sure.rows]
    return Voices(_tallied(_heard(connection, spoken)), whole and sure.whole)


def voices_of(rows: Iterable[Said | Match]) -> list[Tally]:
    """Return the same of `rows`, where these are all the matches."""
    return _tallied(((row.speaker, row.person, outlet(row)), [_facts(row)]) for row in rows)


def _facts(row: Said | Match) -> Facts:
    force = None if is_said(row.act, row.factuality) else f"{row.act or ''} {row.factuality or ''}"
    first, last = (row.earliest, row.latest) if row.earliest and row.latest else (None, None)
    return row.role, first, last, force


_SPOKEN = f"""SELECT s.id, s.person_id,
        CASE WHEN s.person_id IS NULL AND s.manner = 'narrated' THEN s.source_id END,
        s.role, CASE WHEN s.said_latest > '' THEN s.said_earliest END,
        CASE WHEN s.said_earliest > '' THEN s.said_latest END,
        CASE WHEN s.factuality = 'actual' AND s.act <> 'denied' AND s.act <> 'thought' THEN NULL
            ELSE coalesce(s.act, '') || ' ' || coalesce(s.factuality, '') END
    FROM search f CROSS JOIN statements s ON s.id = f.rowid & {ROW} {{joins}}
    WHERE search MATCH :match AND f.rowid BETWEEN :low AND :high {{narrowed}} ORDER BY f.rowid"""


def _first(found: Iterable[_Spoken], seconds: float) -> tuple[list[_Spoken], bool]:
    """Return the first of `found`, and whether these are all: words that seldom stand side by side take long."""
    end = perf_counter() + seconds
    spoken: list[_Spoken] = []
    for one in found:
        if len(spoken) == COUNTED or (len(spoken) > FEW and perf_counter() > end):
            return spoken, False
        spoken.append(one)
    return spoken, True


def _heard(connection: sqlite3.Connection, spoken: Sequence[_Spoken]) -> Iterator[tuple[Who, list[Facts]]]:
    """Yield who speaks and what of it."""
    heard: dict[tuple[int | None, int | None], list[Facts]] = {}
    disputed = {row for (row,) in connection.execute("SELECT statement_id FROM disputes")}
    for statement, person, source, role, first, last, force in spoken:
        force = "asserted disputed" if statement in disputed else force
        heard.setdefault((person, source), []).append((role, first, last, force))
    speakers = _known(connection, _SPEAKERS, (person for person, _ in heard))
    outlets = _known(connection, _OUTLETS, (source for _, source in heard))
    for (person, source), those in heard.items():
        name, uid = speakers.get(person, (None, None))
        yield (name, uid, *outlets.get(source, (None,))), those


def _known(
    connection: sqlite3.Connection, query: str, numbers: Iterable[int | None]
) -> dict[int | None, tuple[Any, ...]]:
    found = connection.execute(query, (json_list(number for number in numbers if number is not None),))
    return {number: tuple(row) for number, *row in found}


_SPEAKERS = "SELECT p.id, p.name, p.uid FROM json_each(?) CROSS JOIN people p ON p.id = value"
_OUTLETS = """SELECT o.id, coalesce(o.publisher, o.key) FROM json_each(?) CROSS JOIN sources o ON o.id = value"""


def outlet(row: Said | Match) -> str | None:
    """Return who narrates, the publisher or else the source; None when words are somebody's, known or not."""
    return None if row.speaker or row.manner != "narrated" else row.publisher or row.source


def _tallied(heard: Iterable[tuple[Who, list[Facts]]]) -> list[Tally]:
    """Return one voice for all of each, the most frequent first."""
    found: dict[Who, list[Facts]] = {}
    for who, facts in heard:
        found.setdefault(who, []).extend(facts)
    voices = [_voice(*who, facts) for who, facts in found.items()]
    return sorted(voices, key=lambda voice: (-voice.statements, voice.speaker or ""))


def _voice(speaker: str | None, person: str | None, publisher: str | None, facts: Sequence[Facts]) -> Tally:
    roles, firsts, lasts, *_ = (tuple(filter(None, dict.fromkeys(those))) for those in zip(*facts, strict=True))
    first, last = min(firsts, default=None), max(lasts, default=None)
    return Tally(speaker, person, publisher, len(facts), first, last, "; ".join(roles) or None, _unsaid(facts))


def _unsaid(facts: Sequence[Facts]) -> str | None:
    forces = Counter(force for *_, force in facts if force is not None)
    counted: Counter[str] = Counter()
    for force, number in forces.items():
        act, factuality = (word or None for word in force.split(" "))
        counted[unsaid(act, factuality) or ""] += number
    return ", ".join(f"{number} {what}" for what, number in counted.most_common()) or None
