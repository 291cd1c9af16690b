"""Rows as files that are no text: Parquet, and workbooks of Excel. Each needs a library of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from types import ModuleType
from typing import IO, Any, get_args, get_origin

from quotes.errors import BadQuestion

AT_ONCE = 10_000  # rows that are written together
MOST_ROWS, LONGEST = 1_048_575, 32_767  # of a sheet of Excel, below its head; characters of a cell

Types = Sequence[type]


def types_of(annotations: Sequence[Any]) -> list[type]:
    """Return the types of columns by the annotations of their fields: what may be None is what else it may be."""
    return [_plain(annotation) for annotation in annotations]


def _plain(annotation: Any) -> type:
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return annotation
    inner = [one for one in get_args(annotation) if isinstance(one, type) and one is not type(None)]
    nested = [one for one in get_args(annotation) if get_args(one)]
    return inner[0] if inner else _plain(nested[0]) if nested else str


def parquet(fields: Sequence[str], types: Types, rows: Iterable[Sequence[Any]], file: Path) -> int:
    """Write `rows` to a Parquet file and return how many; raises BadQuestion without the library."""
    arrow, writer = _library("pyarrow", "parquet"), _library("pyarrow.parquet", "parquet")
    kinds = {str: arrow.string(), int: arrow.int64(), float: arrow.float64()}
    schema = arrow.schema([(name, kinds[type_]) for name, type_ in zip(fields, types, strict=True)])
    number = 0
    with written(file), writer.ParquetWriter(file, schema, compression="zstd") as out:
        for those in _batches(rows):
            columns = zip(zip(*those, strict=True), schema, strict=True)
            arrays = [arrow.array(column, told.type) for column, told in columns]
            out.write_table(arrow.Table.from_arrays(arrays, schema=schema))
            number += len(those)
    return number


def xlsx(fields: Sequence[str], types: Types, rows: Iterable[Sequence[Any]], file: Path) -> int:
    """Write `rows` to the sheet of a workbook and return how many; what begins with = is no formula there.

    Raises BadQuestion without the library, and where there are more rows, or longer words, than a sheet holds.
    """
    library = _library("xlsxwriter", "xlsx")
    with TemporaryFile() as made:  # what fails on the way leaves the file as it was
        number = _workbook(library, fields, rows, made)
        made.seek(0)
        with written(file), file.open("wb") as out:
            copyfileobj(made, out)
    return number


def _workbook(library: ModuleType, fields: Sequence[str], rows: Iterable[Sequence[Any]], made: IO[bytes]) -> int:
    plain = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = library.Workbook(made, plain)
    sheet = book.add_worksheet("statements")
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, fields, book.add_format({"bold": True}))
    number = 0
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise BadQuestion(f"a sheet of Excel holds {MOST_ROWS:,} rows: narrow what is exported, or write Parquet")
        sheet.write_row(number, 0, [_cell(value) for value in row])
    sheet.autofilter(0, 0, number, len(fields) - 1)
    book.close()
    return number


@contextmanager
def written(file: Path) -> Iterator[None]:
    """Raise BadQuestion where a file cannot be written."""
    try:
        yield
    except OSError as problem:
        why = os.strerror(problem.errno) if problem.errno else str(problem)
        raise BadQuestion(f"{file} cannot be written: {why}") from problem


def _cell(value: Any) -> Any:
    """Return a value as a cell takes it; of more characters than one holds, the first, and that there are more."""
    return f"{value[: LONGEST - 2]} …" if isinstance(value, str) and len(value) > LONGEST else value


def _batches(rows: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    waiting = iter(rows)
    while those := list(islice(waiting, AT_ONCE)):
        yield those


def _library(name: str, extra: str) -> ModuleType:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as problem:
        raise BadQuestion(f"this needs the extra {extra}: pip install 'quotes-db[{extra}]'") from problem


FILES: tuple[tuple[str, Callable[[Sequence[str], Types, Iterable[Sequence[Any]], Path], int]], ...] = (
    ("parquet", parquet),
    ("xlsx", xlsx),
)
