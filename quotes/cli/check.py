"""quotes check"""

from __future__ import annotations

import click

from quotes.cli.options import database_option, format_option, limit_option
from quotes.cli.printing import print_rows
from quotes.cli.remarks import remark
from quotes.queries.coverage import counted, coverage
from quotes.store.check import check, check_deep
from quotes.store.database import raw, reading, writing


@click.command("check")
@click.option("--deep", is_flag=True, help="Also the integrity of the file and of its full text.")
@format_option
@limit_option
@database_option
def command(deep: bool, format: str, limit: int, database: str) -> None:
    """Hold the whole database to its laws; every breach is named with its law and row, and the exit status is 1.

    \b
    quotes check --deep
    """
    with reading(database) as connection:
        breaches = list(check(connection))
    if deep:
        with writing(database) as writable:
            found = list(check_deep(raw(writable)))
        breaches += [one for one in found if one not in breaches]
    print_rows(breaches[:limit], format)
    with reading(database) as connection:
        searched = coverage(connection)
    statements, sources = counted(searched.statements, "statement"), counted(searched.sources, "source")
    remark(f"{counted(len(breaches), 'row')} against the laws, in {statements} from {sources}")
    raise click.exceptions.Exit(1 if breaches else 0)
