"""quotes sql"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from typing import Any, NoReturn

import click

from quotes.cli.advice import told
from quotes.cli.options import count, database_option, format_option
from quotes.cli.printing import grid, print_table
from quotes.cli.remarks import remark_unjudged
from quotes.cli.terminal import until_enough, write
from quotes.errors import BadQuestion
from quotes.store.database import reading
from quotes.store.sql import TIMEOUT, select

AT_ONCE = 500  # rows that are laid out together,
ROOM = 20_000_000  # and characters
WIDEST = 1_000_000  # characters of a cell of a table


@click.command("sql")
@click.argument("query")
@format_option
@click.option("--limit", type=count(1), help="At most so many rows.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=TIMEOUT,
    show_default=True,
    help="Seconds, at most.",
)
@database_option
def command(query: str, format: str, limit: int | None, timeout: float, database: str) -> None:
    """The answer to one SELECT. Nothing can be written, attached or set.

    The view `said` holds uid, speaker, role, manner, text, said, event, source, line, status, confidence, act and
    factuality of what was said. The view `attributions` has what was denied or not said, too; `how` tells which.

    \b
    quotes sql "select speaker, count(*) as statements from said group by speaker"
    """
    with reading(database) as connection:
        if "said" in query.lower():  # the view, which is without what nobody has judged
            remark_unjudged(connection)
        answer = select(connection, query, timeout=timeout, overdue=_end)
        with closing(answer.rows), until_enough():
            rows = (tuple(map(_readable, row)) for row in islice(answer.rows, limit))
            if format == "table":
                _print_grid(answer.columns, rows)
            else:
                print_table(answer.columns, rows, format)


def _end(problem: BadQuestion) -> NoReturn:
    """End the program, which is at something that nothing else ends."""
    click.echo(f"Error: {told(problem)}", err=True)
    sys.stdout.flush()
    os._exit(1)


def _print_grid(columns: Sequence[str], rows: Iterator[Sequence[Any]]) -> None:
    """Print rows as they come, so many at a time: the first of them say how wide the columns are."""
    first = _some(rows)
    more = _some(rows)
    lines = grid(columns, first, whole=True)
    if not more:
        write(lines)
        return
    click.echo("\n".join(lines))
    widths = [len(rule) for rule in lines[_rule(lines)].split("  ")]
    while more:
        click.echo("\n".join(grid(columns, more, whole=True, least=widths)[_rule(lines) + 1 :]))
        more = _some(rows)


def _some(rows: Iterator[Sequence[Any]]) -> list[Sequence[Any]]:
    """Return the next rows that are laid out together: not too many, nor of too many characters."""
    some: list[Sequence[Any]] = []
    room = ROOM
    while room > 0 and len(some) < AT_ONCE and (row := next(rows, None)) is not None:
        some.append([_cut(cell) for cell in row])
        room -= sum(len(cell) for cell in some[-1] if isinstance(cell, str))
    return some


def _cut(cell: Any) -> Any:
    """Return a cell as a table shows it: of very many characters the first, and how many there are."""
    if not isinstance(cell, str) or len(cell) <= WIDEST:
        return cell
    return f"{cell[:WIDEST]} … ({len(cell):,} characters: --format csv has all)"


def _rule(lines: Sequence[str]) -> int:
    """Return which line parts the names of the columns from the rows."""
    return next(i for i, line in enumerate(lines) if line and not line.strip("- "))


def _readable(value: Any) -> Any:
    """Bytes as SQL writes them."""
    return f"x'{value.hex()}'" if isinstance(value, bytes) else value
