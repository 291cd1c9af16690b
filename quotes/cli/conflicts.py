"""quotes conflicts"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from quotes.cli.cards import card
from quotes.cli.options import database_option, format_option, limit_option
from quotes.cli.printing import print_rows, print_table
from quotes.cli.remarks import remark
from quotes.export.listings import harmless
from quotes.queries.conflicts import EIGHT, Conflict, conflicts
from quotes.queries.force import is_said
from quotes.store.database import reading

COLUMNS = ("conflict", "words", "uid", "speaker", "place", "other_uid", "other_speaker", "other_place")


@click.command("conflicts")
@format_option
@limit_option
@database_option
def command(format: str, limit: int, database: str) -> None:
    """The same words as two people's, or said here and not said there: one of the readings, or sources, must err.

    Both stand side by side, each with its place. Compared are runs of at least 8 words in a row: fewer are never
    told. Stock phrases, and people whose names may be one, are no conflict. `quotes review` asks about them first.

    \b
    quotes conflicts
    """
    with reading(database) as connection:
        found = conflicts(connection, limit=limit)
    if not found:
        remark(
            f"no {EIGHT} words in a row, or more, are two people's, or both said and not said; fewer are not compared"
        )
    if format == "table":
        print_rows(found, format, _cards)
    else:
        print_table(COLUMNS, map(_row, found), format)


def _cards(found: Sequence[Conflict]) -> Iterator[str]:
    for conflict in found:
        yield harmless(f"{_heading(conflict)}: “{conflict.words}”")
        for said in (conflict.one, conflict.other):
            yield from card(said, [conflict.words], 30, named=True)


def _heading(conflict: Conflict) -> str:
    """Return what is in conflict, in words: one person is never called two, and a denial is told as one."""
    one, other = conflict.one, conflict.other
    if is_said(one.act, one.factuality) == is_said(other.act, other.factuality):
        return conflict.kind
    if one.person == other.person:
        return "one person, said and not said"
    return "two speakers, said and not said" if conflict.kind == "two speakers" else "said and not said"


def _row(conflict: Conflict) -> tuple[str | None, ...]:
    sides = ((said.uid, said.speaker, f"{said.source}:{said.line}") for said in (conflict.one, conflict.other))
    return (conflict.kind, conflict.words, *(cell for side in sides for cell in side))
