"""Who speaks, by name; and whom a name means."""

from __future__ import annotations

from collections.abc import Sequence
from sqlite3 import Connection
from typing import Any

from quotes.errors import AmbiguousName, QuotesError, UnknownName
from quotes.model import PersonKind
from quotes.queries.naming import called
from quotes.queries.people import ListedPerson, alike, candidates, described, people
from quotes.queries.person import led_to
from quotes.web.answers import Answer, Question
from quotes.web.filtering import LIMIT, MOST
from quotes.web.parameters import Parameter
from quotes.web.showing import say


def answer(connection: Connection, values: dict[str, Any]) -> Answer:
    """Return who speaks; with `q`, who may be called so. Raises BadQuestion for what is no name."""
    name, limit = values["q"], values["limit"]
    after = led_to(connection, values["after"]).uid if values["after"] else None
    found = _called(connection, name, values["kind"], after) if name else _listed(connection, values, after)
    rows = found[:limit]
    following = rows[-1].uid if rows and len(found) > limit else None
    near = alike(connection, name) if name and not found and not after else []
    shown = {"near": near, "kinds": [*PersonKind]}
    return Answer(say("people_called", person=name) if name else say("to_people"), rows, shown, following)


def _listed(connection: Connection, values: dict[str, Any], after: str | None) -> list[ListedPerson]:
    kinds = (values["kind"],) if values["kind"] else ()
    return people(connection, kinds=kinds, after=after, limit=values["limit"] + 1)


def _called(connection: Connection, name: str, kind: str | None, after: str | None) -> list[ListedPerson]:
    found = [one for one in described(connection, candidates(connection, name)) if kind in (None, one.kind)]
    places = {one.uid: i for i, one in enumerate(found, 1)}
    return found[places.get(after, 0) if after else 0 :]


def meant(connection: Connection, values: dict[str, Any]) -> Answer:
    """Return where the one person stands whom a name means; else who may be meant, or is called nearly so."""
    name = values["speaker"]
    try:
        [row] = called(connection, name).people
    except AmbiguousName as error:
        return _unclear(name, described(connection, candidates(connection, name))[:MOST], [], error)
    except UnknownName as error:
        return _unclear(name, [], alike(connection, name), error)
    [person] = described(connection, [row])
    return Answer(person.name, [person], {}, moved=f"/person/{person.uid}")


def _unclear(name: str, rows: Sequence[ListedPerson], near: Sequence[str], error: QuotesError) -> Answer:
    return Answer(say("people_called", person=name), rows, {"near": near, "kinds": ()}, problem=error)


QUESTION = Question(
    "/people",
    "people",
    "Who speaks: persons before all others, by name.",
    (
        Parameter("q", "Who is called so: a name, a part of one, or a uid."),
        Parameter("kind", "Only such.", "choice", choices=tuple(PersonKind)),
        LIMIT,
        Parameter("after", "Go on after the person with this uid."),
    ),
    ListedPerson,
    answer,
)
BY_SPEAKER = Question(
    "/by-speaker",
    "by_speaker",
    "Leads to the person whom a name means.",
    (Parameter("speaker", "A name, a part of one that only one full name has, or a uid.", default=""),),
    ListedPerson,
    meant,
)
