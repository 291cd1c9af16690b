"""What is said about an answer, on stderr, and is no part of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from quotes.export.listings import harmless
from quotes.queries.coverage import counted

if TYPE_CHECKING:
    from quotes.queries.statements import Connection, Filters, Said


def remark(text: str) -> None:
    """Say something about the answer that is no part of it, on one line: no name in it can begin another."""
    click.echo(harmless(" ".join(text.splitlines())), err=True)


def nothing_found(connection: Connection) -> None:
    """Say how much was searched in vain."""
    from quotes.export.in_vain import in_vain
    from quotes.queries.coverage import coverage

    for told in in_vain(coverage(connection)):
        remark(told)
    remark_unjudged(connection)


def remark_unjudged(connection: Connection) -> None:
    """Say of how many statements it is not known if they were said, so that the view `said` is without them."""
    from quotes.queries.coverage import unjudged

    if number := unjudged(connection):
        remark(f"{counted(number, 'statement')} of an older version may be said or not: quotes load reads them again")


def sure(rows: Sequence[Said], certain_only: bool) -> Sequence[Said]:
    """Return `rows`; with `certain_only` without the ambiguous ones, saying how many these were."""
    kept = [row for row in rows if row.status != "ambiguous"] if certain_only else rows
    if len(kept) < len(rows):
        remark(f"{counted(len(rows) - len(kept), 'ambiguous statement')} left out")
    return kept


def remark_more(shown: int, matches: int, after: str | None, *, counted: bool) -> None:
    """Say that there is more than is shown: `matches`, or at least so many, and then they come speaker by speaker."""
    total = f"{matches:,}" if counted else f"at least {matches:,}, speaker by speaker"
    remark(f"the {'next' if after else 'first'} {shown:,} of {total}: --limit shows more, --after goes on")


def remark_beyond(found: Sequence[Any], limit: int) -> None:
    """Say that there is more than `limit`, where one more was looked for."""
    if len(found) > limit:
        remark(f"the first {limit:,}: --limit shows more, --after goes on")


def remark_undated(number: int, whole: bool = True) -> None:
    """Say how many statements were left out because they have no date; not `whole`: at least so many."""
    if number:
        those = "it" if number == 1 else "them"
        remark(f"{counted(number, 'statement', whole)} without a date left out: --undated has {those}")


def remark_possible(rows: Sequence[Said], wanted: Filters) -> None:
    """Say how many answers are only possible, because their date is wider than the range asked for."""
    from quotes.queries.statements import only_possible

    possible = sum(only_possible(row, wanted.since, wanted.until) for row in rows)
    if possible:
        remark(f"{possible:,} of these only possibly in that time: their dates are not known exactly")
