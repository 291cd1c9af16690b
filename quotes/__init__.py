"""Who said what, when, in which role, and where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from contextlib import AbstractContextManager
    from pathlib import Path

__all__ = ["open_database"]


def open_database(target: str | Path = "data.sqlite") -> AbstractContextManager[sqlite3.Connection]:
    """Return a read-only connection to ask with `quotes.queries`, to be used in a `with` block.

    `target` is the path of an SQLite file, or sqlite:/// and that path. Raises DatabaseProblem, on entering, when there
    is nothing to read.
    """
    from quotes.store.database import reading  # a bare `import quotes` stays free

    return reading(target)
