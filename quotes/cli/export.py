"""quotes export"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TextIO

import click

from quotes.cli.filters import filters_from
from quotes.cli.options import database_option, filter_options
from quotes.export.akoma_ntoso import debate
from quotes.export.linked import popolo, schema_org, web_annotations
from quotes.export.listings import as_csv, as_jsonl, as_markdown, as_tsv, harmless
from quotes.queries.every import Record, every, passages
from quotes.queries.sources import source_called
from quotes.queries.statements import Connection, Filters, Said
from quotes.store.database import reading

LINKED: tuple[tuple[str, Callable[[Iterable[Record]], Iterator[str]]], ...] = (
    ("schema.org", schema_org),
    ("annotations", web_annotations),
    ("popolo", popolo),
)
PLAIN = (("csv", as_csv), ("tsv", as_tsv), ("jsonl", as_jsonl), ("markdown", as_markdown))
AKOMA_NTOSO = "akoma-ntoso"
FIELDS = tuple(name for name in Said._fields if not name.startswith("hit_"))  # no words were asked for
FORMATS = [name for name, _ in (*PLAIN, *LINKED)] + [AKOMA_NTOSO]


@click.command("export")
@click.argument("format", type=click.Choice(FORMATS))
@filter_options()
@click.option("--output", type=click.File("w", encoding="utf-8", lazy=True), default="-", help="A file; else stdout.")
@database_option
def command(format: str, output: TextIO, database: str, **filters: Any) -> None:
    """Statements in the formats of other programs: all, or those that the filters leave.

    schema.org is JSON-LD; annotations are W3C Web Annotations, one a line; akoma-ntoso needs the --source it is of.

    \b
    quotes export csv --speaker Lukashenko --output lukashenko.csv
    quotes export akoma-ntoso --source speech.txt
    """
    with reading(database) as connection:
        for line in _lines(connection, format, filters_from(connection, filters)):
            output.write((harmless(line) if output.isatty() else line) + "\n")


def _lines(connection: Connection, format: str, filters: Filters) -> Iterable[str]:
    if format == AKOMA_NTOSO:
        if not filters.source:
            raise click.UsageError("akoma-ntoso is of one source: name it with --source")
        key = source_called(connection, filters.source)
        return debate(key, passages(connection, key))
    records = every(connection, filters)
    if format in dict(LINKED):
        return dict(LINKED)[format](records)
    return dict(PLAIN)[format](FIELDS, (record.said[: len(FIELDS)] for record in records))
