"""The parameters by which answers are narrowed, the same on every page that lists statements."""

from __future__ import annotations

from collections.abc import Mapping
from sqlite3 import Connection
from typing import Any

from quotes.force import Act, Factuality
from quotes.model import Manner, Status
from quotes.queries.naming import called, country_code
from quotes.queries.statements import Filters
from quotes.web.parameters import Parameter
from quotes.web.showing import at

MOST = 200  # rows of an answer

SPEAKER = Parameter("speaker", "Whose words: a name, a part of one, or the uid of a person.")
FILTERS = (
    Parameter("role", "Said in a role with these words in its title, or so printed: Mayor of Oster."),
    Parameter("country", "Said in a role of this country: its name, or ISO 3166 code."),
    Parameter("outlet", "Published by this outlet, as its sources name it."),
    Parameter("source", "In a source with this in its key."),
    Parameter("event", "On an event with this uid, or these words in its title."),
    Parameter("since", "Said then or later: 2017, 2017-04-10, 3 March 2024.", "day", edge="first"),
    Parameter("until", "Said then or earlier.", "day", edge="last"),
    Parameter("undated", "Those without a date: too, or only these.", "choice", choices=("too", "only")),
    Parameter("language", "In this language, by its code: ru, pt; en where none was found or told."),
    Parameter("manner", "Whose words they are.", "choice", choices=tuple(Manner)),
    Parameter("status", "How sure it is.", "choice", choices=tuple(Status)),
    Parameter("act", "What was done with the content; may be given several times.", "many", choices=tuple(Act)),
    Parameter("factuality", "Whether it was said; may be given several times.", "many", choices=tuple(Factuality)),
)
LIMIT = Parameter("limit", "At most so many rows.", "count", default=25, most=MOST)
AFTER = Parameter("after", "Go on after the row with this uid, as `after` of the answer before tells it.")


def narrowed(path: str, values: Mapping[str, Any], names: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return by what an answer is narrowed: the parameter, its value, and the address of the answer without it.

    `names` are those of speakers whose uids are given.
    """
    given = [(parameter.name, values.get(parameter.name)) for parameter in (SPEAKER, *FILTERS)]
    return [
        (name, _shown(value, names), at(path, values, **{name: None, "after": None})) for name, value in given if value
    ]


def _shown(value: Any, names: Mapping[str, str]) -> str:
    return ", ".join(value) if isinstance(value, tuple) else names.get(value, value)


def filters_of(connection: Connection, values: Mapping[str, Any]) -> Filters:
    """Return the filters that the values of the parameters ask for.

    Raises UnknownName and AmbiguousName for a speaker, and BadQuestion for a country, who or which there is none of.
    """
    given = {name: values[name] for name in (parameter.name for parameter in FILTERS) if values.get(name)}
    if country := given.pop("country", None):
        given["country"] = country_code(country)
    speaker = values.get("speaker")
    return Filters(people=called(connection, speaker).people if speaker else None, **given)
