"""quotes sources"""

from __future__ import annotations

from collections.abc import Sequence

import click

from quotes.cli.cards import file
from quotes.cli.missing import missing
from quotes.cli.options import database_option, format_option, limit_option
from quotes.cli.printing import grid, print_rows
from quotes.cli.remarks import nothing_found, remark
from quotes.export.dates import date_words
from quotes.queries.lists import ListedSource, sources
from quotes.store.database import folder_of, reading


@click.command("sources")
@click.option("--missing", "gone", is_flag=True, help="Only those whose files are no longer there.")
@format_option
@limit_option
@database_option
def command(gone: bool, format: str, limit: int, database: str) -> None:
    """The documents, with what was said in them.

    \b
    quotes sources --limit 10
    quotes sources --missing
    """

    with reading(database) as connection:
        keys = missing(connection, folder_of(database)) if gone else None
        rows = sources(connection, limit=limit, keys=keys)
        if keys == []:
            remark("every file is there")
        elif not rows:
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
