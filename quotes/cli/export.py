"""quotes export"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click

from quotes.cli.filters import filters_from
from quotes.cli.options import database_option, filter_options
from quotes.cli.remarks import remark, remark_undated
from quotes.cli.terminal import until_enough
from quotes.export.akoma_ntoso import debate
from quotes.export.files import FILES, types_of, written
from quotes.export.linked import popolo, schema_org, web_annotations
from quotes.export.listings import as_csv, as_jsonl, as_markdown, as_raw_csv, as_raw_tsv, as_tsv, harmless
from quotes.queries.coverage import counted
from quotes.queries.every import Record, every, passages
from quotes.queries.sources import source_called
from quotes.queries.statements import Connection, Filters, Said, number_of, without_date
from quotes.store.database import reading

LINKED: tuple[tuple[str, Callable[[Iterable[Record]], Iterator[str]]], ...] = (
    ("schema.org", schema_org),
    ("annotations", web_annotations),
    ("popolo", popolo),
)
PLAIN = (("csv", as_csv), ("tsv", as_tsv), ("jsonl", as_jsonl), ("markdown", as_markdown))
RAW = (("csv", as_raw_csv), ("tsv", as_raw_tsv))
AKOMA_NTOSO = "akoma-ntoso"
FIELDS = tuple(name for name in Said._fields if not name.startswith("hit_"))  # no words were asked for
FORMATS = [name for name, _ in (*PLAIN, *FILES, *LINKED)] + [AKOMA_NTOSO]
STDOUT = ("-", "<stdout>")
BOM = "\ufeff"
T = TypeVar("T")


@click.command("export")
@click.argument("format", type=click.Choice(FORMATS))
@filter_options()
@click.option("--output", type=click.File("w", encoding="utf-8", lazy=True), default="-", help="A file; else stdout.")
@click.option("--bom", is_flag=True, help="Of CSV and TSV: the mark by which Excel knows that the file is UTF-8.")
@click.option("--raw", is_flag=True, help="Of CSV and TSV: without the ' before what a spreadsheet would run.")
@database_option
def command(format: str, output: TextIO, bom: bool, raw: bool, database: str, **filters: Any) -> None:
    """Statements in the formats of other programs: all, or those that the filters leave.

    schema.org is JSON-LD; annotations are W3C Web Annotations, one a line; akoma-ntoso needs the --source it is of;
    parquet and xlsx, which need extras of these names, need an --output.

    \b
    quotes export csv --speaker Lukashenko --output lukashenko.csv
    quotes export parquet --output statements.parquet
    quotes export akoma-ntoso --source speech.txt
    """
    if (bom or raw) and format not in dict(RAW):
        raise click.UsageError(f"{'--bom' if bom else '--raw'} is of csv and tsv")
    with reading(database) as connection:
        wanted = filters_from(connection, filters)
        if format in dict(FILES):
            _write_file(connection, format, output.name, wanted)
        else:
            number: Counter[str] = Counter()
            lines = _lines(connection, format, wanted, number, raw=raw)
            if output.name in STDOUT:
                with until_enough():
                    _write(output, bom, lines)
            else:
                with written(Path(output.name)), output:
                    _write(output, bom, lines)
                remark("; ".join(f"{counted(many, noun)} in {output.name}" for noun, many in number.items()))
        if asked := without_date(wanted):
            remark_undated(number_of(connection, asked))


def _write(output: TextIO, bom: bool, lines: Iterable[str]) -> None:
    output.write(BOM if bom else "")
    for line in lines:
        output.write((harmless(line) if output.isatty() else line) + "\n")


def _write_file(connection: Connection, format: str, name: str, wanted: Filters) -> None:
    """Write a file that is no text, which nothing but a file takes."""
    if name in STDOUT:
        raise click.UsageError(f"{format} is no text: say --output FILE")
    types = types_of([Said.__annotations__[field] for field in FIELDS])
    rows = (record.said[: len(FIELDS)] for record in every(connection, wanted))
    number = dict(FILES)[format](FIELDS, types, rows, Path(name))
    remark(f"{counted(number, 'statement')} in {name}")


def _lines(connection: Connection, format: str, filters: Filters, number: Counter[str], *, raw: bool) -> Iterable[str]:
    """Return the lines to write; `number` is of what, and of how many, as they are written."""
    if format == AKOMA_NTOSO:
        if not filters.source:
            raise click.UsageError("akoma-ntoso is of one source: name it with --source")
        key = source_called(connection, filters.source)
        those = passages(connection, key)
        number["passage"] = len(those)
        return debate(key, those)
    records = _counting(every(connection, filters), "statement", number)
    if format in dict(LINKED):
        return dict(LINKED)[format](records)
    return dict(RAW if raw else PLAIN)[format](FIELDS, (record.said[: len(FIELDS)] for record in records))


def _counting(those: Iterable[T], noun: str, number: Counter[str]) -> Iterator[T]:
    number[noun] = 0
    for one in those:
        number[noun] += 1
        yield one
