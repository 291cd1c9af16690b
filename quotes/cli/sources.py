"""quotes sources"""

from __future__ import annotations

from collections.abc import Sequence

import click

from quotes.cli.cards import file
from quotes.cli.options import database_option, format_option, limit_option
from quotes.cli.printing import grid, print_rows
from quotes.cli.remarks import nothing_found
from quotes.export.dates import date_words
from quotes.queries.lists import ListedSource, sources
from quotes.store.database import reading


@click.command("sources")
@format_option
@limit_option
@database_option
def command(format: str, limit: int, database: str) -> None:
    """The documents, with what was said in them.

    \b
    quotes sources --limit 10
    """

    with reading(database) as connection:
        rows = sources(connection, limit=limit)
        if not rows:
            nothing_found(connection)
        print_rows(rows, format, _table)


def _table(rows: Sequence[ListedSource]) -> list[str]:
    return grid(
        ("source", "outlet", "published", "written as", "statements"),
        [
            (file(row.source), row.publisher, _published(row), f"{row.format}, {row.convention}", row.statements)
            for row in rows
        ],
    )


def _published(row: ListedSource) -> str | None:
    return row.published and date_words(row.published, row.earliest, row.latest, row.date_basis)
