"""quotes who-said"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import click

from quotes.cli.cards import card, who
from quotes.cli.filters import filters_from
from quotes.cli.options import (
    after_option,
    certain_option,
    count,
    database_option,
    filter_options,
    format_option,
    limit_option,
)
from quotes.cli.printing import print_rows
from quotes.cli.remarks import counted, nothing_found, remark, remark_more, remark_possible, sure
from quotes.export.dates import span_words
from quotes.export.listings import harmless
from quotes.queries.beside import has_beside
from quotes.queries.fulltext import Asked, as_found
from quotes.queries.statements import Connection, Filters, Said
from quotes.queries.voices import Tally, Voices, outlet, voices, voices_of
from quotes.queries.who_said import FEW, who_said
from quotes.store.database import reading

PATIENCE = 0.2  # seconds for which the speakers of very many matches are counted


@click.command("who-said")
@click.argument("phrases", nargs=-1, required=True, metavar="PHRASE…")
@click.option("--any", "any_of", is_flag=True, help="Statements with any of the phrases, not all of them.")
@click.option("--near", type=count(0), metavar="N", help="The phrases stand at most N words apart.")
@click.option("--prefix", is_flag=True, help="The last word of a phrase may be the beginning of one.")
@click.option(
    "--beside", "besides", is_flag=True, help="Look beside the articles of saved pages instead: nobody's words here."
)
@click.option("--context", type=count(0), default=40, show_default=True, help="Words around the hit.")
@filter_options()
@certain_option
@format_option
@limit_option
@after_option
@database_option
def command(
    phrases: tuple[str, ...],
    any_of: bool,
    near: int | None,
    prefix: bool,
    besides: bool,
    context: int,
    certain_only: bool,
    format: str,
    limit: int,
    after: str | None,
    database: str,
    **filters: Any,
) -> None:
    """Who said these words, in this order, whatever the case, accents and punctuation.

    \b
    quotes who-said "three evils"
    quotes who-said "law enforcement" corruption --speaker Lukashenko --since 2017
    """
    asked = Asked(phrases, any_of, near, prefix)
    with reading(database) as connection:
        wanted = filters_from(connection, filters)
        if besides:
            _print_beside(connection, asked, wanted, format, limit)
            return
        hits = who_said(connection, asked, wanted, limit=limit, after=after)
        rows = sure(hits.rows, certain_only)
        if not hits.rows:
            from quotes.queries.nearest import nearest  # what is found needs it not

            nothing_found(connection)
            if has_beside(connection):
                remark("what stands beside the articles of saved pages is not said here: --beside looks there")
            for hint, statements in nearest(connection, asked, wanted):
                remark(f"nearest: {hint} ({counted(statements, 'statement')})")

        def heard() -> Voices:
            if len(hits.rows) == hits.matches and not after:
                return Voices(voices_of(hits.rows), True)
            return voices(connection, asked, wanted, seconds=PATIENCE)

        print_rows(rows, format, lambda rows: _by_voice(rows, heard(), asked, context))
        if hits.goes_on:
            remark_more(len(hits.rows), hits.matches, after, counted_to=FEW)
        remark_possible(rows, wanted)


def _print_beside(connection: Connection, asked: Asked, wanted: Filters, format: str, limit: int) -> None:
    from quotes.queries.beside import beside  # seldom asked for

    found = beside(connection, asked, wanted, limit=limit)
    if not found:
        remark("nothing found beside the articles of saved pages")
    print_rows(found[:limit], format)
    if len(found) > limit:
        remark(f"the first {limit:,}: --limit shows more")


def _by_voice(rows: Sequence[Said], heard: Voices, asked: Asked, context: int) -> Iterator[str]:
    """Yield, for each speaker, who it is and how often and when, then the statements."""
    rank = {(voice.person, voice.publisher): i for i, voice in enumerate(heard.rows)}

    def order(row: Said) -> tuple[int, str]:
        voice = (row.person, outlet(row))
        return (rank[voice], "") if voice in rank else (len(rank), repr(voice))  # those not counted, each apart

    for (place, _), group in groupby(sorted(rows, key=order), order):
        said = list(group)
        yield from _heading(who(said[0]), heard.rows[place] if place < len(rank) else None, heard.whole)
        for row in said:
            yield from card(row, as_found(asked, row.text), context)


def _heading(name: str, voice: Tally | None, whole: bool) -> Iterator[str]:
    if voice is None:
        yield harmless(name)
        return
    dates = span_words(voice.first, voice.last)
    statements = ("" if whole else "at least ") + counted(voice.statements, "statement")
    yield harmless(", ".join(part for part in (f"{name} — {statements}", voice.unsaid, dates) if part))
    if voice.roles:
        yield harmless(f"  {voice.roles}")
