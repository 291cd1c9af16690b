"""quotes sources"""

from __future__ import annotations

from collections.abc import Sequence

import click

from quotes.cli import shared
from quotes.queries.lists import Source, sources
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
        shared.print_rows(rows, format, _table)


def _table(rows: Sequence[Source]) -> list[str]:
    return shared.grid(
        ("source", "outlet", "published", "written as", "statements"),
        [(row.source, row.publisher, row.published, f"{row.format}, {row.convention}", row.statements) for row in rows],
    )
