"""Who said what, when, in which role, and where it is written.

    import quotes

    quotes.load("transcripts/", "talks.sqlite")             # files and folders into a database
    with quotes.open("talks.sqlite") as database:
        for row in database.who_said("three evils"):
            print(row.speaker, row.said, row.status, row.rival, row.source, row.line)
        database.by_speaker("Lukashenko", since="2017")
        database.verify("These are the three evils", speaker="Lukashenko").verdict
    quotes.extract("speech.txt")                             # the same reading, and nothing stored

What `help(quotes.open())` lists is kept from release to release, and so are the names of what comes out:
docs/promises.md. Errors are quotes.errors.QuotesError, and say what to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from contextlib import AbstractContextManager
    from pathlib import Path

    from quotes.api import Database as Database
    from quotes.api import Loaded as Loaded
    from quotes.api import extract as extract
    from quotes.api import load as load
    from quotes.api import open as open

    __version__: str

__all__ = ["Database", "Loaded", "__version__", "extract", "load", "open", "open_database"]


def __getattr__(name: str) -> Any:
    """Return what `quotes.api` has: it is imported when it is first asked for, so that a question at the shell is not
    slower for it."""
    if name == "__version__":
        from importlib.metadata import version

        return version("quotes-db")
    if name in __all__:
        from quotes import api

        return getattr(api, name)
    raise AttributeError(f"module 'quotes' has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*globals(), *__all__]


def open_database(target: str | Path = "data.sqlite") -> AbstractContextManager[sqlite3.Connection]:
    """Return a read-only connection to ask with `quotes.queries`, to be used in a `with` block.

    `target` is the path of an SQLite file, or sqlite:/// and that path. Raises DatabaseProblem, on entering, when there
    is nothing to read.
    """
    from quotes.store.database import reading  # a bare `import quotes` stays free

    return reading(target)
