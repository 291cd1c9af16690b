"""One person: roles, names, what was said, why all that is one person, and who else may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from sqlite3 import Connection
from typing import Any, NamedTuple

from quotes.model import Manner, Status
from quotes.queries.by_speaker import by_speaker, rivals
from quotes.queries.identity import Judgement, appearances, judgements, standing, unsure
from quotes.queries.person import Whom, how_many, is_met_often, led_to, spellings, tenures, years
from quotes.queries.segments import segments
from quotes.queries.statements import Filters, Said, without_date
from quotes.web.answers import Answer, Question
from quotes.web.filtering import AFTER, FILTERS, LIMIT, filters_of, narrowed
from quotes.web.parameters import Parameter
from quotes.web.timeline import timeline

MOST = 50  # sources, and decisions, that a page tells of
MANY = 200  # sources that print a person, from which on it is told why they are one only to whom asks for it


class Decided(NamedTuple):
    """A decision on who is who, and what may be done about it: taken back, or decided otherwise."""

    judgement: Judgement
    sources: tuple[str | None, str | None]  # in which the two are met, if they are among those told of
    in_force: bool  # of a human: it may be taken back
    holds: bool  # of the program: it ties the two together, and no human parts them


def answer(connection: Connection, values: dict[str, Any]) -> Answer:
    """Return what a person said, by time. A uid of before leads to the person of today."""
    whom = led_to(connection, values["uid"])
    given = {name: value for name, value in values.items() if name != "uid"}
    filters = filters_of(connection, given)._replace(people=(whom.row,))
    found = by_speaker(connection, filters, limit=values["limit"] + 1, after=values["after"])
    rows = found[: values["limit"]]
    shown = {
        **_known(connection, whom, values["why"]),
        **_told(connection, filters, whom.row),
        "parts": segments(connection, rows),
        "given": given,
        "narrowed": narrowed(f"/person/{whom.uid}", given, {}),
        "manners": [*Manner],
        "statuses": [*Status],
    }
    following = rows[-1].uid if len(found) > len(rows) else None
    moved = None if whom.uid == values["uid"] else f"/person/{whom.uid}"
    number = how_many(connection, whom.row, filters)
    return Answer(whom.name, rows, shown, following, number.number, number.whole, moved=moved)


def _told(connection: Connection, filters: Filters, person: int) -> dict[str, Any]:
    """Return what is told of the statements: how many of each year, without a date, and perhaps theirs."""
    counted = years(connection, person, filters)
    undated = without_date(filters)
    return {
        "years": counted.rows,
        "years_whole": counted.whole,
        "bars": timeline(counted.rows) if counted.whole else [],
        "undated": how_many(connection, person, undated).number if undated else 0,
        "perhaps": len(rivals(connection, (person,))),
    }


def _known(connection: Connection, whom: Whom, why: bool) -> dict[str, Any]:
    """Return what is known of a person, and why; of one whom many sources print, the latter only where it is asked."""
    person = whom.row
    known = {
        "person": whom,
        "all": how_many(connection, person, Filters()),
        "tenures": tenures(connection, person),
        "spellings": spellings(connection, person),
        "told": why or not is_met_often(connection, person, MANY),
    }
    return {**known, **(_reasons(connection, person) if known["told"] else _NO_REASONS)}


def _reasons(connection: Connection, person: int) -> dict[str, Any]:
    """Return why all that is one person, and who may be the same."""
    met = appearances(connection, (person,), limit=MOST + 1)
    why = judgements(connection, (person,), limit=MOST + 1)
    places = {one.uid: one.source for one in met}
    return {
        "appearances": met[:MOST],
        "decided": [*_decided(why[:MOST], standing(connection), places)],
        "more": len(met) > MOST or len(why) > MOST,
        "unsure": unsure(connection, (person,), limit=MOST),
    }


_NO_REASONS = {"appearances": (), "decided": (), "more": False, "unsure": ()}


def _decided(
    why: Iterable[Judgement], stands: Mapping[frozenset[str], str], places: Mapping[str, str | None]
) -> Iterable[Decided]:
    for one in why:
        verdict = stands.get(frozenset((one.uid, one.other_uid)))
        in_force = one.author is not None and verdict == one.outcome
        holds = one.author is None and one.outcome == "same" and verdict != "different"
        yield Decided(one, (places.get(one.uid), places.get(one.other_uid)), in_force, holds)


QUESTION = Question(
    "/person/{uid}",
    "person",
    "What a person said, by time, undated statements first. A uid of before leads to the person of today.",
    (
        *FILTERS,
        LIMIT,
        AFTER,
        Parameter("why", "With why they are one whom many sources print, on the page.", "flag", False),
    ),
    Said,
    answer,
    given=("uid",),
)
