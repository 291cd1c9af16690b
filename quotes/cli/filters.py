"""From the options that a person gave to the filters of a question: whom a name means, which country a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotes.cli.remarks import remark
from quotes.queries.coverage import counted

if TYPE_CHECKING:
    from quotes.queries.statements import Connection, Filters


def filters_from(connection: Connection, options: dict[str, Any]) -> Filters:
    """Return the filters that the options ask for. Raises BadQuestion for a name that is ambiguous or none."""
    from quotes.queries.statements import Filters

    people = whom(connection, options.pop("speaker", None), every=options.pop("every", False))
    country = options.pop("country", None)
    if country is not None:
        from quotes.queries.naming import country_code  # as seldom given as slow to read

        country = country_code(country)
    return Filters(people=people, country=country, **options)


def whom(connection: Connection, speaker: str | None, *, every: bool = False) -> tuple[int, ...] | None:
    """Return the rows of whom a name asks for, which may be nobody, and say who else may be; None when none is given.

    A surname asks for the one person who is named in full. Raises AmbiguousName for one that several have, and
    UnknownName for one that nobody has.
    """
    if speaker is None:
        return None
    from quotes.queries.naming import called  # few questions name a speaker

    found = called(connection, speaker, every=every)
    if found.namesakes_said:
        said = counted(found.namesakes_said, "more statement")
        remark(f"{said} by others called {speaker}, perhaps the same: quotes by-speaker {speaker!r} --all")
    if found.others_said:
        said, surname = counted(found.others_said, "more statement"), found.surname
        remark(f"{said} by people called only {surname}, perhaps the same: quotes by-speaker {surname!r} --all")
    return found.people
