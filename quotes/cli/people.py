"""quotes people"""

from __future__ import annotations

from collections.abc import Sequence

import click

from quotes.cli import shared
from quotes.export.dates import span_words
from quotes.queries.people import Person, people
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
        shared.print_rows(rows, format, _table)


def _table(rows: Sequence[Person]) -> list[str]:
    return shared.grid(("uid", "name", "roles", "spelled", "statements", "said"), list(map(_cells, rows)))


def _cells(row: Person) -> tuple[object, ...]:
    spellings = row.spellings if row.spellings != row.name else None
    roles = row.roles or (None if row.kind == "person" else f"({row.kind})")
    return row.uid, row.name, roles, spellings, row.statements, span_words(row.first, row.last)
