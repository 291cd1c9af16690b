"""quotes stats"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import click

from quotes.cli.options import count, database_option, format_option
from quotes.cli.printing import print_rows
from quotes.cli.remarks import nothing_found
from quotes.cli.terminal import fitted, width, write
from quotes.export.listings import harmless
from quotes.queries.coverage import counted
from quotes.queries.stats import Count, Looked, looked, stats
from quotes.store.database import reading


@click.command("stats")
@format_option
@click.option("--limit", type=count(1), default=10, show_default=True, help="At most so many speakers.")
@database_option
def command(format: str, limit: int, database: str) -> None:
    """Speakers, manners, dates and doubt in numbers, with bars.

    \b
    quotes stats
    """
    with reading(database) as connection:
        rows = stats(connection, limit=limit)
        if not rows:
            nothing_found(connection)
        print_rows(rows, format, _bars)
        if format == "table" and rows:
            write(fitted(_sureness(looked(connection))))


def _sureness(found: Sequence[Looked]) -> Iterator[str]:
    """Yield how many readings are expected to be wrong, and what samples say of it."""
    yield "who says what: how many may be wrong"
    for one in found:
        if one.status != "reviewed":
            expected = f"about {one.expected_wrong:,.0f} wrong by their confidence"
            yield f"  {one.status:<9} {counted(one.statements, 'statement')}, {expected}{_sampled(one)}"


def _sampled(one: Looked) -> str:
    if one.least is None or one.most is None:
        certain = " --certain" if one.status == "certain" else ""
        return f"; none looked at: quotes review --sample 50{certain}" if certain else ""
    share = f"{one.least:.0%} to {one.most:.0%}".replace("%", "", 1)
    return f"; of {one.looked_at} that you looked at, {one.wrong} wrong: {share}"


def _bars(rows: Sequence[Count]) -> Iterator[str]:
    wide = min(max(len(row.value) for row in rows), 30)
    for what, group in groupby(rows, lambda row: row.what):
        yield f"statements by {what}" if what != "no known speaker" else "statements of no known speaker"
        for row in group:
            bar = "█" * max(1, round(row.share * max(width() - wide - 24, 10)))
            yield harmless(f"  {row.value[:30]:<{wide}} {row.statements:>8,} {row.share:>6.1%} {bar}")
