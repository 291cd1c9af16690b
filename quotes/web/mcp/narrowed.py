"""What narrows an answer, and what that leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from sqlite3 import Connection
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from quotes.force import Act, Factuality
from quotes.model import Manner, Status
from quotes.queries.coverage import counted
from quotes.queries.days import day_of
from quotes.queries.naming import called, country_code
from quotes.queries.statements import Filters

Text = Annotated[str, Field(max_length=500)]


class Narrowed(BaseModel):
    """What narrows an answer. Dates: 2017, 2017-04-10, 10 April 2017, last year."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: Text | None = Field(
        default=None, description="said in a role with these words in its title, or so printed: Mayor of Oster"
    )
    country: Text | None = Field(default=None, description="said in a role of this country: ISO 3166, or its name")
    since: Text | None = Field(default=None, description="said then or later")
    until: Text | None = Field(default=None, description="said then or earlier")
    undated: bool = Field(default=False, description="with since and until: what has no date, too")
    event: Text | None = Field(default=None, description="said on this occasion: words of its title, or its uid")
    source: Text | None = Field(default=None, description="said in a source with this in its key")
    language: Text | None = Field(default=None, description="in this language, by its code: ru, pt (pt-BR, too)")
    manner: Manner | None = None
    status: Status | None = None
    act: list[Act] = Field(default=[], max_length=len(Act), description="any of these")
    factuality: list[Factuality] = Field(default=[], max_length=len(Factuality), description="any of these")


WHATEVER = Narrowed.model_construct()


def filters(connection: Connection, speaker: str | None, given: Narrowed) -> Filters:
    """Return the filters that are asked for. Raises BadQuestion for a name that is ambiguous or none, and no date."""
    return Filters(
        people=None if speaker is None else called(connection, speaker).people,
        role=given.role,
        country=given.country and country_code(given.country),
        since=given.since and day_of(given.since, "first"),
        until=given.until and day_of(given.until, "last"),
        event=given.event,
        source=given.source,
        language=given.language,
        manner=given.manner,
        status=given.status,
        act=tuple(given.act),
        factuality=tuple(given.factuality),
        undated="too" if given.undated else "",
    )


def others(connection: Connection, speaker: str | None) -> Iterator[str]:
    """Yield, in words, who else may be meant by a name."""
    if speaker is None:
        return
    found = called(connection, speaker)
    if found.namesakes_said:
        yield f"{counted(found.namesakes_said, 'more statement')} by others called {speaker}, perhaps the same"
    if found.others_said:
        said = counted(found.others_said, "more statement")
        yield f"{said} by people called only {found.surname}, perhaps the same"


def without_dates(number: int, whole: bool = True) -> Iterator[str]:
    """Yield, in words, how many statements, or at least how many, are left out as nobody knows when they were said."""
    if number:
        yield f"{counted(number, 'statement', whole)} without a date left out: filters.undated has them"


def beyond(wanted: Filters) -> Iterator[str]:
    """Yield, in words, that not every date lies in the time that is asked for as a whole."""
    if wanted.since or wanted.until:
        yield "dates that are not known exactly may reach beyond the time asked for"
