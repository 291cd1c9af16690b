"""quotes events"""

from __future__ import annotations

from collections.abc import Sequence

import click

from quotes.cli import shared
from quotes.export.dates import date_words
from quotes.queries.lists import Event, events
from quotes.store.database import reading


@click.command("events")
@shared.format_option
@shared.limit_option
@shared.database_option
def command(format: str, limit: int, database: str) -> None:
    """The occasions on which things were said, by date.

    \b
    quotes events --format json
    """

    with reading(database) as connection:
        rows = events(connection, limit=limit)
        if not rows:
            shared.nothing_found(connection)
        shared.print_rows(rows, format, _table)


def _table(rows: Sequence[Event]) -> list[str]:
    return shared.grid(("uid", "date", "kind", "title", "place", "took part", "statements"), list(map(_cells, rows)))


def _cells(row: Event) -> tuple[object, ...]:
    when = date_words(row.date, row.earliest, row.latest)
    return row.uid, when, row.kind, row.title, row.place, row.participants, row.statements
