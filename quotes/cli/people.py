"""quotes people"""

from __future__ import annotations

import click

from quotes.cli import shared
from quotes.queries.people import people
from quotes.store.database import reading


@click.group("people", invoke_without_command=True)
@shared.format_option
@shared.limit_option
@shared.database_option
@click.pass_context
def command(context: click.Context, format: str, limit: int, database: str) -> None:
    """Who speaks, with the roles and spellings under which they were met.

    \b
    quotes people
    """
    if context.invoked_subcommand:
        return

    with reading(database) as connection:
        rows = people(connection, limit=limit)
        if not rows:
            shared.nothing_found(connection)
        shared.print_rows(rows, format)
