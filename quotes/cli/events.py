"""quotes events"""

from __future__ import annotations

import click

from quotes.cli import shared
from quotes.queries.lists import events
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
        shared.print_rows(rows, format)
