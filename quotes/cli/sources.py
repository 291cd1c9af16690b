"""quotes sources"""

from __future__ import annotations

import click

from quotes.cli import shared
from quotes.queries.lists import sources
from quotes.store.database import reading


@click.command("sources")
@shared.format_option
@shared.limit_option
@shared.database_option
def command(format: str, limit: int, database: str) -> None:
    """The documents, with what was said in them.

    \b
    quotes sources --limit 10
    """

    with reading(database) as connection:
        rows = sources(connection, limit=limit)
        if not rows:
            shared.nothing_found(connection)
        shared.print_rows(rows, format)
