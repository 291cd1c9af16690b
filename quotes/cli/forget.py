"""quotes forget"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from quotes.cli.cards import file
from quotes.cli.options import database_option
from quotes.cli.remarks import remark
from quotes.errors import BadQuestion
from quotes.export.listings import harmless
from quotes.loading.forgetting import remove as remove_sources
from quotes.queries.coverage import counted
from quotes.queries.forgetting import Loss, loss
from quotes.queries.sources import source_called
from quotes.store.database import reading


@click.command("forget")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--with-verdicts", is_flag=True, help="Verdicts on its words, too; else they stay, should it come back.")
@database_option
def command(sources: tuple[str, ...], yes: bool, with_verdicts: bool, database: str) -> None:
    """Remove documents with all that was said in them, and whoever is in no other. What goes is said first.

    The files stay where they are: a folder that holds them loads them again. What is removed is overwritten in the
    database; backups and exports of before are not.

    \b
    quotes forget ad.html
    quotes forget retracted.txt --with-verdicts --yes
    """
    with reading(database) as connection:
        going = [loss(connection, source_called(connection, name)) for name in dict.fromkeys(sources)]
    tell(going, with_verdicts)
    if not yes:
        if not sys.stdin.isatty():
            raise BadQuestion("nobody is there to ask: say --yes to remove this")
        click.confirm("remove this?", abort=True)
    remove(database, going, with_verdicts)


def tell(going: Sequence[Loss], with_verdicts: bool = False) -> None:
    """Say what goes with sources."""
    for one in going:
        people = f", {counted(one.people, 'speaker')} found nowhere else" if one.people else ""
        one_only = one.verdicts == 1
        stay = ("goes, too" if one_only else "go, too") if with_verdicts else ("stays" if one_only else "stay")
        verdicts = f"; {counted(one.verdicts, 'verdict')} on its words {stay}" if one.verdicts else ""
        click.echo(harmless(f"{file(one.key)}: {counted(one.statements, 'statement')}{people}{verdicts}"))


def remove(database: str, going: Sequence[Loss], with_verdicts: bool = False, *, moved: bool = False) -> None:
    """Remove sources from the database, each with all that only it told; `moved`: their files are no longer there."""
    remove_sources(database, going, with_verdicts, moved=moved)
    remark(f"{counted(len(going), 'source')} forgotten")
