"""quotes events"""

from __future__ import annotations

from collections.abc import Sequence

import click

from quotes import decisions
from quotes.cli import verdicts
from quotes.cli.cards import occasion_lines
from quotes.cli.options import database_option, format_option, limit_option
from quotes.cli.printing import grid, print_rows
from quotes.cli.remarks import nothing_found, remark
from quotes.errors import BadQuestion
from quotes.export.dates import date_words
from quotes.queries.lists import ListedEvent, events
from quotes.queries.on_event import unsure
from quotes.store.database import reading


@click.group("events", invoke_without_command=True)
@format_option
@limit_option
@database_option
@click.pass_context
def command(context: click.Context, /, format: str, limit: int, database: str) -> None:
    """The occasions on which things were said, by date; and decisions about which reports are of one occasion.

    \b
    quotes events
    """
    if context.invoked_subcommand:
        return
    with reading(database) as connection:
        rows = events(connection, limit=limit)
        if not rows:
            nothing_found(connection)
        print_rows(rows, format, _table)


def _table(rows: Sequence[ListedEvent]) -> list[str]:
    return grid(("uid", "date", "kind", "title", "place", "took part", "statements"), list(map(_cells, rows)))


def _cells(row: ListedEvent) -> tuple[object, ...]:
    when = date_words(row.date, row.earliest, row.latest, row.date_basis)
    return row.uid, when, row.kind, row.title, row.place, row.participants, row.statements


@command.command("merge")
@click.argument("one")
@click.argument("other")
@verdicts.decision_options
def merge(one: str, other: str, reviewer: str, note: str | None, database: str) -> None:
    """The events with the uids ONE and OTHER are one occasion; `split` undoes it.

    \b
    quotes events merge UID UID --note "both report the signing"
    """
    _decide(database, "merge", one, other, reviewer, note)


@command.command("split")
@click.argument("one")
@click.argument("other")
@verdicts.decision_options
def split(one: str, other: str, reviewer: str, note: str | None, database: str) -> None:
    """The events with the uids ONE and OTHER, as `quotes event` names them, are two occasions.

    \b
    quotes events split UID UID
    """
    _decide(database, "split", one, other, reviewer, note)


def _decide(database: str, verdict: str, one: str, other: str, reviewer: str, note: str | None) -> None:
    with reading(database) as connection:
        for uid in (one, other):
            if not events(connection, uid=uid):
                raise BadQuestion(f"no event {uid!r}: `quotes events` lists them with their uids")
    if one == other:
        raise click.UsageError("name two events")
    decisions.record(database, [decisions.on_two("event", verdict, one, other, reviewer, note)])


@command.command("review")
@format_option
@limit_option
@database_option
def review(format: str, limit: int, database: str) -> None:
    """The pairs that may be one occasion, with the evidence; `merge` or `split` decides.

    \b
    quotes events review
    """
    with reading(database) as connection:
        pairs = unsure(connection, limit=limit)
    if not pairs:
        remark("nothing to decide: no two events here may be one occasion")
    print_rows(pairs, format, occasion_lines)
