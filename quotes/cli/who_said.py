"""quotes who-said"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

import click

from quotes.cli.cards import card, file, who
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
from quotes.cli.remarks import nothing_found, remark, remark_more, remark_possible, remark_undated, sure
from quotes.errors import BadQuestion
from quotes.export.dates import span_words
from quotes.export.listings import harmless
from quotes.queries.beside import BESIDE, HEADING, beside, has_beside
from quotes.queries.coverage import counted
from quotes.queries.fulltext import Asked, as_found
from quotes.queries.statements import Connection, Filters, Said, without_date
from quotes.queries.voices import Tally, Voices, outlet, voices, voices_of
from quotes.queries.who_said import ORDERS, placed, who_said
from quotes.store.database import reading

FIRST = 5  # uids that a remark names
PATIENCE = 0.2  # seconds for which the speakers of very many matches are counted


@click.command("who-said")
@click.argument("phrases", nargs=-1, required=True, metavar="PHRASE…")
@click.option("--any", "any_of", is_flag=True, help="Statements with any of the phrases, not all of them.")
@click.option("--near", type=count(0), metavar="N", help="The phrases stand at most N words apart.")
@click.option("--not", "without", multiple=True, metavar="PHRASE", help="Without this phrase; may be repeated.")
@click.option("--prefix", is_flag=True, help="The last word of a phrase may be the beginning of one.")
@click.option(
    "--beside", "besides", is_flag=True, help="Look beside the articles of saved pages instead: nobody's words here."
)
@click.option("--headings", is_flag=True, help="Look in headings instead: nobody's words here.")
@click.option(
    "--sort", type=click.Choice(ORDERS), help="One after the other: by time, or the best match first; else by speaker."
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
    headings: bool,
    without: tuple[str, ...],
    sort: str | None,
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
    asked = Asked(phrases, any_of, near, prefix, without)
    if sort and after:
        raise BadQuestion("--after goes on speaker by speaker only: without --sort, or with a larger --limit")
    with reading(database) as connection:
        wanted = filters_from(connection, filters)
        if besides or headings:
            _print_beside(connection, asked, wanted, format, limit, HEADING if headings else BESIDE)
            return
        hits = who_said(connection, asked, wanted, limit=limit, after=after, sort=sort)
        rows = sure(hits.rows, certain_only)
        if not hits.rows:
            from quotes.queries.nearest import nearest  # what is found needs it not

            nothing_found(connection)
            if has_beside(connection):
                remark("what stands beside the articles of saved pages is not said here: --beside looks there")
            if found := beside(connection, asked, wanted, limit=1, kind=HEADING):
                remark(f"a heading has these words, {file(found[0].source)}:{found[0].line}: --headings shows them")
            for hint, number, whole in nearest(connection, asked, wanted):
                remark(f"nearest: {hint} ({counted(number, 'statement', whole)})")

        def heard() -> Voices:
            if not after and not hits.goes_on:
                return Voices(voices_of(hits.rows), True)
            return voices(connection, asked, wanted, seconds=PATIENCE)

        print_rows(rows, format, lambda rows: _shown(rows, heard, asked, context, sort))
        if hits.goes_on:
            remark_more(len(hits.rows), hits.matches, after, counted=hits.counted)
        remark_possible(rows, wanted)
        _remark_others(connection, asked, wanted)


def _remark_others(connection: Connection, asked: Asked, wanted: Filters) -> None:
    """Say what the filters leave out that may be meant: what has no date, and what a rival reading gives to them."""
    if undated := without_date(wanted):
        without = who_said(connection, asked, undated, limit=1)
        remark_undated(without.matches, without.counted)
    if wanted.people:
        from quotes.queries.by_speaker import rivals  # few questions name a speaker

        if others := [*placed(connection, asked, rivals(connection, wanted.people))]:
            more, which = counted(len(others), "statement"), ", ".join(one.uid for one in others[:FIRST])
            remark(f"{more} with these words may be theirs by the rival reading: {which}")


def _shown(
    rows: Sequence[Said], heard: Callable[[], Voices], asked: Asked, context: int, sort: str | None
) -> Iterator[str]:
    if sort is None:
        yield from _by_voice(rows, heard(), asked, context)
        return
    for row in rows:
        yield from card(row, as_found(asked, row.text), context, named=True)


def _print_beside(connection: Connection, asked: Asked, wanted: Filters, format: str, limit: int, kind: str) -> None:
    found = beside(connection, asked, wanted, limit=limit, kind=kind)
    if not found:
        where = "in headings" if kind == HEADING else "beside the articles of saved pages"
        remark(f"nothing found {where}")
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
