"""quotes by-speaker"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

from quotes.cli.cards import cards, person_lines
from quotes.cli.filters import filters_from
from quotes.cli.options import (
    after_option,
    certain_option,
    complete_name,
    database_option,
    filter_options,
    format_option,
    limit_option,
)
from quotes.cli.printing import print_rows
from quotes.cli.remarks import nothing_found, remark, remark_beyond, remark_possible, remark_undated, sure
from quotes.queries.by_speaker import by_speaker, rivals
from quotes.queries.coverage import counted
from quotes.queries.people import ListedPerson, described
from quotes.queries.statements import Connection, Said, number_of, without_date
from quotes.store.database import reading


@click.command("by-speaker")
@click.argument("name", shell_complete=complete_name)
@click.option("--all", "every", is_flag=True, help="Of everybody who is called so, each under the own name.")
@filter_options("speaker")
@certain_option
@format_option
@limit_option
@after_option
@database_option
def command(
    name: str,
    every: bool,
    certain_only: bool,
    format: str,
    limit: int,
    after: str | None,
    database: str,
    **filters: Any,
) -> None:
    """Everything that a person said, by time: any known spelling, or a part that only one full name has.

    \b
    quotes by-speaker Lukashenko
    quotes by-speaker "President Lukashenko" --manner verbatim --format json
    """
    with reading(database) as connection:
        wanted = filters_from(connection, filters | {"speaker": name, "every": every})
        found = by_speaker(connection, wanted, limit=limit + 1, after=after)
        rows = sure(found[:limit], certain_only)
        people = described(connection, wanted.people or ())
        if not found:
            nothing_found(connection)
        print_rows(rows, format, lambda _: _by_person(connection, rows, people))
        remark_beyond(found, limit)
        remark_possible(rows, wanted)
        if asked := without_date(wanted):
            remark_undated(number_of(connection, asked))
        if not every and (others := rivals(connection, wanted.people or ())):
            more = counted(len(others), "more statement")
            remark(f"{more} may be theirs too, by the rival reading: quotes review --speaker {name!r}")


def _by_person(connection: Connection, rows: Sequence[Said], people: Sequence[ListedPerson]) -> Iterator[str]:
    """Yield, for each who speaks here, who it is, then the statements."""
    for person in people:
        said = [row for row in rows if person.uid in (row.person, *(row.together or "").split("; "))]
        if said:
            yield from person_lines([person])
            yield from cards(connection, said)
