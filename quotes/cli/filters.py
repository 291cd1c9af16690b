"""From the options that a person gave to the filters of a question: whom a name means, which country a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotes.cli.remarks import counted, remark
from quotes.errors import BadQuestion, UnknownName

if TYPE_CHECKING:
    from quotes.queries.statements import Connection, Filters


def filters_from(connection: Connection, options: dict[str, Any]) -> Filters:
    """Return the filters that the options ask for. Raises BadQuestion for a name that is ambiguous or none."""
    from quotes.queries.statements import Filters

    people = whom(connection, options.pop("speaker", None), every=options.pop("every", False))
    country = options.pop("country", None)
    return Filters(people=people, country=None if country is None else _code(country), **options)


def whom(connection: Connection, speaker: str | None, *, every: bool = False) -> tuple[int, ...] | None:
    """Return the rows of whom a name asks for, which may be nobody, and say who else may be; None when none is given.

    A surname asks for the one person who is named in full. Raises AmbiguousName for one that several have, and
    UnknownName for one that nobody has.
    """
    if speaker is None:
        return None
    from quotes.queries.people import bearers  # few questions name a speaker

    found = bearers(connection, speaker, every=every)
    if not found.people:
        raise UnknownName(unknown(connection, speaker))
    if found.namesakes_said:
        said = counted(found.namesakes_said, "more statement")
        remark(f"{said} by others called {speaker}, perhaps the same: quotes by-speaker {speaker!r} --all")
    if found.others_said:
        said, surname = counted(found.others_said, "more statement"), found.surname
        remark(f"{said} by people called only {surname}, perhaps the same: quotes by-speaker {surname!r} --all")
    return found.people


def unknown(connection: Connection, name: str) -> str:
    """Return, in words, that nobody is called so, in how much, and who is called nearly so."""
    from quotes.queries.coverage import coverage
    from quotes.queries.people import alike

    close = ", ".join(alike(connection, name))
    searched = coverage(connection)
    told = f"{counted(searched.statements, 'statement')} from {counted(searched.sources, 'source')}"
    return f"nobody here is called {name!r}, in {told}" + (f"; {close}?" if close else "")


def meant(connection: Connection, speaker: str | None) -> tuple[int, ...] | None:
    """Return the row of the one person whom a name means beyond doubt, or none; None when no name is given.

    For verdicts on who said what: one called by a surname only would be somebody else.
    """
    if speaker is None:
        return None
    from quotes.queries.people import identify

    return identify(connection, speaker)


def _code(country: str) -> str:
    from quotes.lexicon import ENGLISH  # as little needed as slow to read
    from quotes.people import countries

    code = country if len(country) == 2 else countries.country(country, ENGLISH)
    if not code:
        raise BadQuestion(f"no country is called {country!r}: give its ISO 3166 code, such as BY or CN")
    return code.upper()
