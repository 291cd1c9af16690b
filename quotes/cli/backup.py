"""quotes backup"""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.options import database_option
from quotes.store.backup import backup
from quotes.store.database import reading


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@database_option
def command(file: Path, database: str) -> None:
    """Copy the database to FILE as it is at this moment, while others read and write it.

    \b
    quotes backup 2026-11-24.sqlite
    """
    with reading(database) as connection:
        backup(connection, file)
