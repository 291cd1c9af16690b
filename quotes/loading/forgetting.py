"""Removing sources from a database: the other end of loading them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quotes.queries.forgetting import Loss
from quotes.store.database import writing
from quotes.store.reviews import forget_reviews
from quotes.store.writing.save import erasing, forget


def remove(database: str | Path, going: Sequence[Loss], with_verdicts: bool = False, *, moved: bool = False) -> None:
    """Remove sources, each with all that only it told, and overwrite what they were in the file.

    Verdicts on their words wait for them to come back, but for `with_verdicts`; `moved`: their files are no longer
    there. Raises DatabaseProblem when there is no writing to the database.
    """
    with writing(database) as connection, erasing(connection), connection.begin():
        for one in going:
            if with_verdicts:
                forget_reviews(connection, one.uid)
            forget(connection, one.key, moved=moved)
