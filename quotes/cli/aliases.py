"""quotes people alias"""

from __future__ import annotations

import click

from quotes import decisions
from quotes.cli import verdicts
from quotes.cli.remarks import remark
from quotes.errors import BadQuestion
from quotes.queries.aliases import Alias, namesakes
from quotes.queries.identity import met_as
from quotes.store.database import reading
from quotes.text import fold


@click.group("alias")
def alias() -> None:
    """Further names of people.

    \b
    quotes people alias add "Alexander Lukashenko" "Bat'ka"
    """


@alias.command("add")
@click.argument("person")
@click.argument("name")
@verdicts.decision_options
def add(person: str, name: str, reviewer: str, note: str | None, database: str) -> None:
    """NAME is a further name of PERSON, by which `by-speaker` will know them.

    Who else is called so is told; `alias undo`, or `people undo`, takes it back.

    \b
    quotes people alias add "Alexander Lukashenko" "Bat'ka"
    """
    if not fold(name):
        raise BadQuestion(f"{name!r} holds no name: type the further name")
    with reading(database) as connection:
        uid = met_as(connection, person)
        others = namesakes(connection, uid, name)
    decisions.record(database, [decisions.on_name("alias", uid, name, reviewer, note)])
    if others:
        those = ", ".join(f"{one.name} ({one.uid})" for one in others)
        remark(f"{name} is also a name of {those}: by it both are meant; people undo takes it back")


@alias.command("undo")
@click.argument("person")
@click.argument("name")
@verdicts.decision_options
def undo_name(person: str, name: str, reviewer: str, note: str | None, database: str) -> None:
    """NAME is no further name of PERSON any more.

    \b
    quotes people alias undo "Alexander Lukashenko" "Bat'ka"
    """
    with reading(database) as connection:
        uid = met_as(connection, person)
    decisions.record(database, [decisions.on_name("undone", uid, name, reviewer, note)])


def take_back(database: str, given: Alias, reviewer: str, note: str | None, *, keep: bool = True) -> None:
    """Take back a further name, and tell so; without `keep`, only tell it."""
    if keep:
        decisions.record(database, [decisions.on_name("undone", given.uid, given.name, reviewer, note)])
    would = "" if keep else "only told, nothing is changed; it would be "
    remark(f"{would}taken back: {given.name}, which {given.reviewer or 'somebody'} named {given.person}")
