"""quotes backup"""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.options import database_option
from quotes.cli.remarks import remark
from quotes.store.backup import backup
from quotes.store.database import reading


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--searchable", is_flag=True, help="With full text that sqlite-utils and Datasette find by themselves.")
@database_option
def command(file: Path, searchable: bool, database: str) -> None:
    """Copy the database to FILE as it is at this moment, while others read and write it. To restore it, copy it back.

    \b
    quotes backup 2026-11-24.sqlite
    quotes backup for-datasette.sqlite --searchable
    """
    with reading(database) as connection:
        backup(connection, file, searchable=searchable)
    remark(f"the database is copied to {file}")
