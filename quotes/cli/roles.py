"""quotes roles"""

from __future__ import annotations

from collections.abc import Sequence

import click

from quotes.cli.options import database_option, format_option, limit_option
from quotes.cli.printing import grid, print_rows
from quotes.cli.remarks import nothing_found
from quotes.export.dates import span_words
from quotes.queries.lists import ListedRole, roles
from quotes.store.database import reading


@click.command("roles")
@format_option
@limit_option
@database_option
def command(format: str, limit: int, database: str) -> None:
    """The roles that speakers hold, with who held them and when they are cited in them.

    \b
    quotes roles --format csv
    """

    with reading(database) as connection:
        rows = roles(connection, limit=limit)
        if not rows:
            nothing_found(connection)
        print_rows(rows, format, _table)


def _table(rows: Sequence[ListedRole]) -> list[str]:
    cells = [
        (row.role, row.country, row.holders, span_words(row.first_cited, row.last_cited), row.also_printed)
        for row in rows
    ]
    return grid(("role", "country", "held by", "cited", "also printed"), cells)
