"""quotes by-role"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from quotes.cli.cards import cards, holder_lines
from quotes.cli.days import WHOLE
from quotes.cli.filters import filters_from
from quotes.cli.options import (
    after_option,
    certain_option,
    complete_title,
    database_option,
    filter_options,
    format_option,
    limit_option,
)
from quotes.cli.printing import grid, print_rows
from quotes.cli.remarks import nothing_found, remark_beyond, remark_possible, remark_undated, sure
from quotes.export.dates import span_words
from quotes.queries.by_role import Holder, by_role, holders
from quotes.queries.statements import without_date
from quotes.store.database import reading

COLUMNS = ("person", "speaker", "role", "cited")
MOST = 1_000  # statements without a date that are counted


@click.command("by-role")
@click.argument("title", shell_complete=complete_title)
@click.option("--as-of", metavar="DATE", type=WHOLE, help="Only who may have held it then: 2017-04, April 2017 …")
@click.option("--holders", "only_holders", is_flag=True, help="Who held it, without what they said.")
@filter_options("role")
@certain_option
@format_option
@limit_option
@after_option
@database_option
def command(
    title: str,
    as_of: str | None,
    only_holders: bool,
    certain_only: bool,
    format: str,
    limit: int,
    after: str | None,
    database: str,
    **filters: Any,
) -> None:
    """Who held a role with these words in its title, and what was said in it.

    \b
    quotes by-role "Minister of Public Security" --country CN --as-of 2017-04
    """
    with reading(database) as connection:
        wanted = filters_from(connection, filters)
        who = holders(connection, title, country=wanted.country, as_of=as_of, limit=limit)
        if not who:
            nothing_found(connection)
        if only_holders:
            print_rows(who, format, _table)
            return
        if as_of:
            wanted = wanted._replace(since=wanted.since or as_of, until=wanted.until or as_of)
        found = by_role(connection, title, wanted, limit=limit + 1, after=after)
        rows = sure(found[:limit], certain_only)
        print_rows(rows, format, lambda rows: (*holder_lines(who), *cards(connection, rows, named=True)))
        remark_beyond(found, limit)
        remark_possible(rows, wanted)
        if asked := without_date(wanted):
            remark_undated(len(by_role(connection, title, asked, limit=MOST)))


def _table(who: Sequence[Holder]) -> list[str]:
    return grid(
        COLUMNS, [(one.person, one.speaker, one.role, span_words(one.first_cited, one.last_cited)) for one in who]
    )
