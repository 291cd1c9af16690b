"""Any rows as JSON, JSON Lines, CSV, TSV or Markdown. Nothing that a source holds can break out of its cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from quotes.text import HIDDEN, OBEYED

Fields = Sequence[str]
Rows = Iterable[Sequence[Any]]

_OBEYED = re.compile(f"[{OBEYED}]")  # a search takes a fortieth of the time of str.translate
_HIDDEN = re.compile(f"[{HIDDEN}]+")
# What a spreadsheet takes for a formula, by a sign of full width, too, or behind what nobody sees; and the same behind
# apostrophes, so that it can be told from what was guarded.
_FORMULA = re.compile(f"['{HIDDEN}]*[=+\\-@\\t\\r\\n\uff1d\uff0b\uff0d\uff20]")
_MARKDOWN = {ord(c): "\\" + c for c in "\\`*_{}[]<>#|~"}


def harmless(text: str) -> str:
    """Return `text` with what would be obeyed made a visible sign, and without the rest of what nobody sees."""
    return _OBEYED.sub("\ufffd", _HIDDEN.sub("", text))


def escaped(text: str) -> str:
    """Return `text` so that Markdown shows it as it is, on one line."""
    return " ".join(harmless(text).translate(_MARKDOWN).split())


def json_object(value: Any) -> str:
    """Return `value` as JSON on one line, control characters escaped."""
    import json  # here and below: a table for people needs neither

    return _OBEYED.sub(_escape, json.dumps(value, ensure_ascii=False, default=repr))


def _escape(control: re.Match[str]) -> str:
    return f"\\u{ord(control.group()):04x}"


def plain(value: Any) -> Any:
    """Return `value` with every NamedTuple in it made a dict."""
    if hasattr(value, "_asdict"):
        return plain(value._asdict())
    if isinstance(value, dict):
        return {name: plain(field) for name, field in value.items()}
    return [plain(item) for item in value] if isinstance(value, (list, tuple)) else value


def as_json(fields: Fields, rows: Rows) -> Iterator[str]:
    """Yield a JSON array, one object a line."""
    before = "["
    for line in as_jsonl(fields, rows):
        yield before + line
        before = ","
    yield "[]" if before == "[" else "]"


def as_jsonl(fields: Fields, rows: Rows) -> Iterator[str]:
    """Yield one JSON object a line."""
    for row in rows:
        yield json_object(dict(zip(fields, row, strict=True)))


def as_csv(fields: Fields, rows: Rows) -> Iterator[str]:
    """Yield comma-separated lines with a head; no cell is a formula for a spreadsheet."""
    yield from _separated(_guarded(chain([fields], rows)), ",")


def as_tsv(fields: Fields, rows: Rows) -> Iterator[str]:
    """Yield tab-separated lines with a head; no cell is a formula for a spreadsheet."""
    yield from _separated(_guarded(chain([fields], rows)), "\t")


def as_raw_csv(fields: Fields, rows: Rows) -> Iterator[str]:
    """Yield comma-separated lines with a head, every cell as it is: for programs that run none."""
    yield from _separated(chain([fields], rows), ",")


def as_raw_tsv(fields: Fields, rows: Rows) -> Iterator[str]:
    """Yield tab-separated lines with a head, every cell as it is: for programs that run none."""
    yield from _separated(chain([fields], rows), "\t")


def _guarded(rows: Rows) -> Iterator[Sequence[Any]]:
    """Yield rows, the head among them, with what a spreadsheet would run behind an apostrophe, as text is there."""
    for cells in rows:
        yield [f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell for cell in cells]


def unguarded(cell: str) -> str:
    """Return a cell as it was before it was guarded: a formula, and what already looked like one behind apostrophes."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell


def _separated(rows: Rows, delimiter: str) -> Iterator[str]:
    import csv
    import io

    for cells in rows:
        line = io.StringIO()
        csv.writer(line, delimiter=delimiter).writerow(cells)  # its own line end, so that it quotes those in cells
        yield line.getvalue().removesuffix("\r\n")


def as_markdown(fields: Fields, rows: Rows) -> Iterator[str]:
    """Yield a pipe table with a head."""
    yield _pipes(fields)
    yield "|" + " --- |" * len(fields)
    yield from map(_pipes, rows)


def _pipes(cells: Iterable[Any]) -> str:
    return "| " + " | ".join("" if cell is None else escaped(str(cell)) for cell in cells) + " |"


TABLES: tuple[tuple[str, Callable[[Fields, Rows], Iterator[str]]], ...] = (
    ("json", as_json),
    ("jsonl", as_jsonl),
    ("csv", as_csv),
    ("tsv", as_tsv),
    ("markdown", as_markdown),
)
