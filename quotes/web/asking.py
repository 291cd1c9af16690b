"""Asking the database for a page: a connection of its own, to read one state of it, with a limit of time and memory."""

from __future__ import annotations

from collections.abc import Callable
from sqlite3 import Connection, OperationalError
from time import monotonic
from typing import TypeVar

from quotes.errors import QuotesError
from quotes.store.database import reading, snapshot
from quotes.store.problems import is_interrupt

STEPS = 10_000  # of SQLite's, after which it is asked whether time is left: a fifth of a millisecond or so
PATIENCE = 3.0  # seconds for which another program that holds the file is waited for
CACHE = 8_192  # KiB of pages that a question keeps: many may be asked at once
T = TypeVar("T")


class TooLate(QuotesError):
    """A question that takes longer than there is time for it."""


def ask(database: str, question: Callable[[Connection], T], seconds: float) -> T:
    """Return what `question` returns of a connection to the database; SQLite may take so many `seconds` for it.

    All that it asks is of one state: what another decides meanwhile changes nothing between two of its steps.

    Raises TooLate when they are over, and what `question` and `database.reading` raise.
    """
    end = monotonic() + seconds
    with reading(database, patience=PATIENCE) as connection:
        connection.execute(f"PRAGMA cache_size = {-CACHE}")
        connection.set_progress_handler(lambda: monotonic() > end, STEPS)
        try:
            with snapshot(connection):
                return question(connection)
        except (OperationalError, KeyboardInterrupt) as error:
            if monotonic() > end and (isinstance(error, KeyboardInterrupt) or is_interrupt(error)):
                raise TooLate(f"no answer within {seconds:g} s: narrow the question") from error
            raise
