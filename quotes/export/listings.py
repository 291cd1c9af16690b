"""Any rows as JSON, JSON Lines, CSV, TSV or Markdown. Nothing that a source holds can break out of its cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

Fields = Sequence[str]
Rows = Iterable[Sequence[Any]]

# What a terminal would obey: C0 (but for tab and newline), DEL, C1, and the marks that turn the reading direction.
CONTROLS = [*(set(range(0x20)) - {0x09, 0x0A}), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
# What nobody sees, and what turns no more than the sign beside it: left out. Not the joiners, which shape letters.
_UNSEEN = re.compile("[\u200b\u200e\u200f\u061c\u2060-\u2064\ufeff\u180e\ufff9-\ufffb\U000e0000-\U000e007f]")
_CONTROL = re.compile(f"[{''.join(map(chr, CONTROLS))}]")  # a search takes a fortieth of the time of str.translate
# What a spreadsheet takes for a formula, and the same behind apostrophes, so that it can be told from what was guarded.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_MARKDOWN = {ord(c): "\\" + c for c in "\\`*_{}[]<>#|~"}


def harmless(text: str) -> str:
    """Return `text` with every control character made a visible one, and without what nobody sees."""
    return _CONTROL.sub("\ufffd", _UNSEEN.sub("", text))


def escaped(text: str) -> str:
    """Return `text` so that Markdown shows it as it is, on one line."""
    return " ".join(harmless(text).translate(_MARKDOWN).split())


def json_object(value: Any) -> str:
    """Return `value` as JSON on one line, control characters escaped."""
    import json  # here and below: a table for people needs neither

    return _CONTROL.sub(_escape, json.dumps(value, ensure_ascii=False, default=repr))


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
    yield from _separated(fields, _guarded(rows), ",")


def as_tsv(fields: Fields, rows: Rows) -> Iterator[str]:
    """Yield tab-separated lines with a head; no cell is a formula for a spreadsheet."""
    yield from _separated(fields, _guarded(rows), "\t")


def as_raw_csv(fields: Fields, rows: Rows) -> Iterator[str]:
    """Yield comma-separated lines with a head, every cell as it is: for programs that run none."""
    yield from _separated(fields, rows, ",")


def as_raw_tsv(fields: Fields, rows: Rows) -> Iterator[str]:
    """Yield tab-separated lines with a head, every cell as it is: for programs that run none."""
    yield from _separated(fields, rows, "\t")


def _guarded(rows: Rows) -> Iterator[Sequence[Any]]:
    """Yield rows in which what a spreadsheet would run stands behind an apostrophe, as text does there."""
    for cells in rows:
        yield [f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell for cell in cells]


def unguarded(cell: str) -> str:
    """Return a cell as it was before it was guarded: a formula, and what already looked like one behind apostrophes."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell


def _separated(fields: Fields, rows: Rows, delimiter: str) -> Iterator[str]:
    import csv
    import io

    for cells in chain([fields], rows):
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
