"""Tables with a column for the speaker and one for the words: CSV, TSV. Spans are the insides of cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from quotes.errors import UnreadableSource
from quotes.formats.lines import right_before
from quotes.lexicon import Lexicon
from quotes.model import BlockKind, Marking, Markup, Metadata, Span
from quotes.page import Named, Page, Piece
from quotes.text import fold, reading, shown, trimmed
from quotes.times import is_time_mark, seconds

DELIMITERS = (",", "\t", ";", "|")
_PARAGRAPH = re.compile(r"\S(?:[^\n]*\S)?(?:\n(?![^\S\n]*\n)[^\n]*\S)*")
_RULE = re.compile(r"[ :-]*")  # |---|:-:|
LOOKED_AT = 20_000  # characters of a text that may be a table
FEWEST = 3  # rows, and columns, of such a table
TIMES = 2  # columns with times in all rows, from which on it is one
# In the order of Columns.
LISTS = ("speaker_columns", "text_columns", "role_columns", "time_columns", "speaker_id_columns")


class Columns(NamedTuple):
    """Which column holds what; -1 for none."""

    speaker: int
    text: int
    role: int = -1
    time: int = -1
    id: int = -1
    header: bool = False


def scan(text: str, metadata: Metadata, lexicon: Lexicon) -> Page:
    """Return the page that a table is whose first line shows the delimiter."""
    head = text[: text.find("\n") if "\n" in text else len(text)]
    return _delimited(text, max(DELIMITERS, key=head.count), metadata, lexicon)


def scan_tabs(text: str, metadata: Metadata, lexicon: Lexicon) -> Page:
    """Return the page that a table delimited by tabs is."""
    return _delimited(text, "\t", metadata, lexicon)


def scan_bars(text: str, metadata: Metadata, lexicon: Lexicon) -> Page:
    """Return the page that a table of Markdown is."""
    return _delimited(text, "|", metadata, lexicon)


def is_table(text: str, delimiter: str, lexicon: Lexicon) -> bool:
    """Tell whether `text` is a table though nothing else says so: its rows are alike, and its columns are known.

    The first row names one for speakers and one for words, or several columns hold times, as those of ELAN do.
    """
    rows = [line.split(delimiter) for line in text[:LOOKED_AT].splitlines() if line.strip()]
    rows = rows[:-1] if len(text) > LOOKED_AT else rows  # the last may be broken off
    if len(rows) < FEWEST or len(rows[0]) < FEWEST or {len(row) for row in rows} != {len(rows[0])}:
        return False
    named = _named(rows[0], lexicon)
    times = [all(map(is_time_mark, map(str.strip, column))) for column in zip(*rows, strict=True)]
    return min(named.speaker, named.text) >= 0 or sum(times) >= TIMES


def _delimited(text: str, delimiter: str, metadata: Metadata, lexicon: Lexicon) -> Page:
    rows = [row for row in _rows(text, delimiter) if not all(_RULE.fullmatch(text, *cell) for cell in row)]
    columns = _columns(text, rows, lexicon)
    doubled = [Markup(m.start(), m.start() + 1) for m in re.finditer('""', text)]
    return _page(text, rows[1:] if columns.header else rows, columns, doubled, metadata)


def _page(
    text: str, rows: Sequence[Sequence[Span]], columns: Columns, markup: Sequence[Markup], metadata: Metadata
) -> Page:
    found = page(text, _pieces(text, rows, columns, markup), metadata)
    said = columns.speaker >= 0 and columns.text >= 0
    return replace(found, markup=markup, convention=found.convention if said else None)


def _pieces(text: str, rows: Sequence[Sequence[Span]], columns: Columns, markup: Sequence[Markup]) -> list[Piece]:
    return sorted((piece for row in rows for piece in _turn(text, row, columns, markup)), key=lambda piece: piece[:2])


def page(text: str, turns: Sequence[Piece], metadata: Metadata) -> Page:
    """Return the page that a table is in which `turns` stand."""
    return Page(text, text, turns, convention="speaker and text columns", closes=True, metadata=metadata)


def turns(text: str, rows: Sequence[Sequence[Span]], lexicon: Lexicon) -> list[Piece]:
    """Return the turns in a table of which the first row names columns for speakers and for words; else none."""
    named = _named([text[slice(*cell)] for cell in rows[0]], lexicon) if rows else Columns(-1, -1)
    return _pieces(text, rows[1:], named, ()) if min(named.speaker, named.text) >= 0 else []


def speakers(text: str, rows: Sequence[Sequence[Span]], lexicon: Lexicon) -> int:
    """Return the column of a table in which speakers stand, by its name or by what is in it; -1: none looks so."""
    return _columns(text, rows, lexicon).speaker


def _rows(text: str, delimiter: str) -> Iterator[list[Span]]:
    """Yield the cells of each row, quotation marks around them left out.

    Raises UnreadableSource where the marks are not in pairs.
    """
    cell = re.compile(
        rf'[ ]*"((?:[^"]|"")*)(?P<close>")?(?P<beyond>[^{re.escape(delimiter)}\r\n]*)|([^{re.escape(delimiter)}\r\n]*)'
    )
    row: list[Span] = []
    at = 0
    while at <= len(text):
        match = cell.match(text, at)
        assert match  # the second alternative matches everywhere
        if match[1] is not None and (match["close"] is None or match["beyond"].strip()):
            line = text.count("\n", 0, match.start()) + 1
            raise UnreadableSource(f"line {line}: the quotation marks of a cell are not in pairs: close or double them")
        row.append(Span(*match.span(1 if match[1] is not None else 4)))
        at = match.end()
        if text[at : at + 1] != delimiter:
            if len(row) > 1 or row[0].start < row[0].end:
                yield row
            row = []
            at += text[at : at + 2] == "\r\n"
        at += 1


def _columns(text: str, rows: Sequence[Sequence[Span]], lexicon: Lexicon) -> Columns:
    """Return the columns as the first row names them, or else as the cells show them."""
    if not rows:
        return Columns(-1, -1)
    named = _named([text[slice(*cell)] for cell in rows[0]], lexicon)
    return _by_content(text, rows, named)


def _named(names: Sequence[str], lexicon: Lexicon) -> Columns:
    folded = [fold(name) for name in names]

    def first(wanted: frozenset[str]) -> int:
        return next((i for i, name in enumerate(folded) if name in wanted), -1)

    speaker, words, role, time, id = (first(lexicon.phrases(name)) for name in LISTS)
    found = Columns(speaker, words, role, time, id)
    return found._replace(header=max(found[:5]) >= 0)


def _by_content(text: str, rows: Sequence[Sequence[Span]], named: Columns) -> Columns:
    """Return `named` with what it leaves open: the words are in the longest column, speakers in one that recurs."""
    body = rows[1:201] if named.header else rows[:200]
    width = max((len(row) for row in rows[:200]), default=0)
    cells = [[text[slice(*row[i])] for row in body if i < len(row)] for i in range(width)]
    length = [sum(map(len, column)) / max(1, len(column)) for column in cells]
    words = named.text if named.text >= 0 else max(range(width), key=lambda i: length[i], default=-1)
    others = [i for i in range(width) if i not in (words, named.id) and length[i] < 80 and _recurs(cells[i])]
    speaker = named.speaker if named.speaker >= 0 else next(iter(others), -1)
    return named._replace(speaker=speaker, text=words)


def _recurs(column: Sequence[str]) -> bool:
    """Return whether the cells of a column are words of which some come again."""
    filled = [cell for cell in column if cell.strip()]
    wordy = sum(any(c.isalpha() for c in cell) for cell in filled)
    return bool(filled) and wordy > 0.8 * len(filled) and max(Counter(filled).values()) > 1


def _turn(text: str, row: Sequence[Span], columns: Columns, markup: Sequence[Markup]) -> Iterator[Piece]:
    """Yield the label and the paragraphs of one row."""

    def cell(column: int) -> Span:
        return Span(*trimmed(text, *row[column])) if 0 <= column < len(row) else Span(0, 0)

    speaker, words, role, time, id = map(cell, columns[:5])
    at = seconds(text[slice(*time)]) if time.start < time.end else None
    if speaker.start < speaker.end:
        named = Named(shown(text, speaker, markup), speaker, role=shown(text, role, markup) or None)
        named = named._replace(id=text[slice(*id)] or None)
        place = speaker if speaker < words else right_before(text, words.start)
        yield Piece(*place, BlockKind.LABEL, seconds=at, named=named)
    marking = Marking.SPEECH if speaker.start < speaker.end else Marking.NARRATION
    said = reading(text, words, markup)
    for match in _PARAGRAPH.finditer(said.text):
        yield Piece(*said.source(*match.span()), marking=marking, seconds=at)
