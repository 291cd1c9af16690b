"""quotes conflicts"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from quotes.cli.cards import card
from quotes.cli.options import database_option, format_option, limit_option
from quotes.cli.printing import print_rows, print_table
from quotes.cli.remarks import remark
from quotes.export.listings import harmless
from quotes.queries.conflicts import Conflict, conflicts
from quotes.store.database import reading

COLUMNS = ("conflict", "words", "uid", "speaker", "place", "other_uid", "other_speaker", "other_place")


@click.command("conflicts")
@format_option
@limit_option
@database_option
def command(format: str, limit: int, database: str) -> None:
    """The same words as two people's, or said here and not said there: one of the readings, or sources, must err.

    Both stand side by side, each with its place. Stock phrases, and people whose names may be one, are no conflict.
    `quotes review` asks about them first.

    \\b
    quotes conflicts
    """
    with reading(database) as connection:
        found = conflicts(connection, limit=limit)
    if not found:
        remark("no words are two people's, or both said and not said")
    if format == "table":
        print_rows(found, format, _cards)
    else:
        print_table(COLUMNS, map(_row, found), format)


def _cards(found: Sequence[Conflict]) -> Iterator[str]:
    for conflict in found:
        yield harmless(f"{conflict.kind}: “{conflict.words}”")
        for said in (conflict.one, conflict.other):
            yield from card(said, [conflict.words], 30, named=True)


def _row(conflict: Conflict) -> tuple[str | None, ...]:
    sides = ((said.uid, said.speaker, f"{said.source}:{said.line}") for said in (conflict.one, conflict.other))
    return (conflict.kind, conflict.words, *(cell for side in sides for cell in side))
