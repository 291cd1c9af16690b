"""Whom, and which country, a word means that a person typed."""

from __future__ import annotations

import sqlite3

from quotes.errors import BadQuestion, UnknownName
from quotes.queries.coverage import coverage, held
from quotes.queries.people import Bearers, alike, bearers


def called(connection: sqlite3.Connection, speaker: str, *, every: bool = False) -> Bearers:
    """Return whom a name asks for: by a surname the one person who is named in full; with `every` all who bear it.

    Raises AmbiguousName for one that several have, and UnknownName for one that nobody has.
    """
    found = bearers(connection, speaker, every=every)
    if not found.people:
        raise UnknownName(unknown(connection, speaker))
    return found


def unknown(connection: sqlite3.Connection, name: str) -> str:
    """Return, in words, that nobody is called so, in how much, and who is called nearly so."""
    close = ", ".join(alike(connection, name))
    return f"nobody here is called {name!r}, in {held(coverage(connection))}" + (f"; {close}?" if close else "")


def meant(connection: sqlite3.Connection, speaker: str | None) -> tuple[int, ...] | None:
    """Return the row of the one person whom a name means, as `called` does, or none; None when no name is given."""
    return None if speaker is None else bearers(connection, speaker).people


def country_code(country: str) -> str:
    """Return the ISO 3166 code of a country by its name or code. Raises BadQuestion where there is none."""
    from quotes.lexicon import ENGLISH  # as little needed as slow to read
    from quotes.people import countries

    code = country if len(country) == 2 else countries.country(country, ENGLISH)
    if not code:
        raise BadQuestion(f"no country is called {country!r}: give its ISO 3166 code, such as BY or CN")
    return code.upper()
