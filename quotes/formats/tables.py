"""Tables with a column for the speaker and one for the words: CSV, TSV. Spans are the insides of cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

from quotes.errors import UnreadableSource
from quotes.formats import heard
from quotes.formats.columns import LISTS, Columns, columns, named
from quotes.formats.lines import right_before
from quotes.formats.reactions import is_reaction
from quotes.lexicon import Lexicon
from quotes.model import BlockKind, Dated, Fact, Marking, Markup, Metadata, Span
from quotes.page import Named, Page, Piece
from quotes.text import reading, shown, trimmed
from quotes.times import is_time_mark, seconds, unit

CONVENTION = "speaker and text columns"
DELIMITERS = (",", "\t", ";", "|")
_PARAGRAPH = re.compile(r"\S(?:[^\n]*\S)?(?:\n(?![^\S\n]*\n)[^\n]*\S)*")
_RULE = re.compile(r"[ :-]*")  # |---|:-:|
_NO_HEADER = "it begins with what is said: write a first row above that names the columns, such as text,speaker"
LOOKED_AT = 20_000  # characters of a text that may be a table
FEWEST = 3  # rows, and columns, of such a table
TIMES = 2  # columns with times in all rows, from which on it is one
BOTH = 2  # cells of a row that names who speaks and holds the words, and nothing else
SOME, MANY = 0.2, 0.4  # share of the rows that name nobody from which on they may go on: alone, and with other cells
ABOUT = ("url", "publisher", "title")  # what a column may tell of the whole table, by the names of facts
_DATED = re.compile(r"[12]\d{3}-[01]\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?:1\d|20)\d{8}(?:\d{3})?$")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class Row(NamedTuple):
    """A row as read: whom it names, the words, paragraph by paragraph, time and date as printed, and how many of its
    cells hold something."""

    named: Named | None
    words: Sequence[Span]
    time: str
    date: str
    cells: int = 0


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
    found = named(rows[0], lexicon)
    times = [all(map(is_time_mark, map(str.strip, column))) for column in zip(*rows, strict=True)]
    return min(found.speaker, found.text) >= 0 or sum(times) >= TIMES


def _delimited(text: str, delimiter: str, metadata: Metadata, lexicon: Lexicon) -> Page:
    cells = [row for row in _rows(text, delimiter) if not all(_RULE.fullmatch(text, *cell) for cell in row)]
    found = columns([[text[slice(*cell)] for cell in row] for row in cells], metadata, lexicon)
    markup = [Markup(m.start(), m.start() + 1) for m in re.finditer('""', text)]
    body = cells[1:] if found.header else cells
    rows = [_row(text, row, found, markup) for row in body]
    if rows and rows[0].named and rows[0].words and rows[0].words[0].start == 0:  # no room for a label before them
        raise UnreadableSource(_NO_HEADER)
    metadata = _filled(metadata, tuple(_about(text, cells, found)))
    times = _seconds(text, rows)
    page = _page(text, rows, times, found, markup, metadata, lexicon)
    return replace(page, dated=tuple(sorted(_dated(rows))))


def _dated(rows: Sequence[Row]) -> Iterator[Dated]:
    """Yield the date beside the words of each row where any row has one: "" where the cell of a row is empty."""
    if any(row.date for row in rows):
        yield from (Dated(Span(row.words[0].start, row.words[-1].end), row.date) for row in rows if row.words)


def _page(
    text: str,
    rows: Sequence[Row],
    times: Sequence[float | None],
    found: Columns,
    markup: Sequence[Markup],
    metadata: Metadata,
    lexicon: Lexicon,
) -> Page:
    known = [time for time in times if time is not None]
    if found.speaker < 0 and len(known) == len(times) and known == sorted(known):  # as Whisper writes them
        cues = [heard.Heard(row.words, None, time) for row, time in zip(rows, times, strict=True)]
        return heard.page(text, cues, markup, CONVENTION, metadata, lexicon)
    spoken = page(text, _pieces(text, rows, times), metadata)
    return replace(spoken, markup=markup, convention=CONVENTION if found.speaker >= 0 else None)


def _pieces(text: str, rows: Sequence[Row], times: Sequence[float | None]) -> list[Piece]:
    without = _without_speaker(rows)
    found = (piece for row, time in zip(rows, times, strict=True) for piece in _turn(text, row, time, without(row)))
    return sorted(found, key=lambda piece: piece[:2])


def _without_speaker(rows: Sequence[Row]) -> Callable[[Row], Marking]:
    """Return what words are in a row that names nobody: those of the row above, perhaps, or narration.

    It may go on with the row above where nothing but the words stands in it, or where many rows name nobody.
    """
    spoken = [row for row in rows if row.words]
    bare = [row for row in spoken if not row.named]
    others = any(row.named and row.cells > BOTH for row in spoken)
    many = len(bare) >= (MANY if others else SOME) * len(spoken)
    return lambda row: Marking.UNNAMED if many or (others and row.cells == 1) else Marking.NARRATION


def page(text: str, turns: Sequence[Piece], metadata: Metadata) -> Page:
    """Return the page that a table is in which `turns` stand."""
    return Page(text, text, turns, convention=CONVENTION, closes=True, metadata=metadata)


def turns(text: str, rows: Sequence[Sequence[Span]], lexicon: Lexicon) -> list[Piece]:
    """Return the turns in a table of which the first row names columns for speakers and for words; else none."""
    found = named([text[slice(*cell)] for cell in rows[0]], lexicon) if rows else None
    if found is None or min(found.speaker, found.text) < 0:
        return []
    read = [_row(text, row, found, ()) for row in rows[1:]]
    return _pieces(text, read, _seconds(text, read))


def speakers(text: str, rows: Sequence[Sequence[Span]], lexicon: Lexicon) -> int:
    """Return the column of a table in which speakers stand, by its name or by what is in it; -1: none looks so."""
    with suppress(UnreadableSource):  # a table without a column of words
        return columns([[text[slice(*cell)] for cell in row] for row in rows], Metadata(), lexicon).speaker
    return -1


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


def _row(text: str, cells: Sequence[Span], found: Columns, markup: Sequence[Markup]) -> Row:
    def cell(column: int) -> Span:
        return Span(*trimmed(text, *cells[column])) if 0 <= column < len(cells) else Span(0, 0)

    speaker, words, role, time, id, date, *_ = map(cell, found[: len(LISTS)])
    named = None
    if speaker.start < speaker.end:
        shown_role = shown(text, role, markup) or None
        named = Named(shown(text, speaker, markup), speaker, role=shown_role, id=text[slice(*id)] or None)
    said = reading(text, words, markup)
    paragraphs = [said.source(*match.span()) for match in _PARAGRAPH.finditer(said.text)]
    stamp, day = text[slice(*time)], text[slice(*date)]
    if _DATED.match(stamp):  # of the calendar, not of a recording
        stamp, day = "", day or stamp
    return Row(named, paragraphs, stamp, day, sum(bool(text[slice(*one)].strip()) for one in cells))


def _about(text: str, cells: Sequence[Sequence[Span]], found: Columns) -> Iterator[Fact]:
    """Yield what all rows say of what they are from: one address, one outlet, one title."""
    for name in ABOUT:
        column = getattr(found, name)
        told = [row[column] for row in cells[1:] if 0 <= column < len(row)]
        values = {text[slice(*cell)].strip() for cell in told}
        if len(values) == 1 and (value := values.pop()):
            yield Fact(name, value, told[0], f"column {text[slice(*cells[0][column])].strip()}")


def _filled(metadata: Metadata, facts: tuple[Fact, ...]) -> Metadata:
    told = {fact.name: fact.value for fact in facts}
    return replace(
        metadata,
        url=metadata.url or told.get("url"),
        publisher=metadata.publisher or told.get("publisher"),
        title=metadata.title or told.get("title"),
        facts=(*metadata.facts, *facts),
    )


def _seconds(text: str, rows: Sequence[Row]) -> list[float | None]:
    """Return the seconds of each row, as time marks or numbers of one unit tell; None where nothing does."""
    if not all(_NUMBER.fullmatch(row.time) for row in rows if row.time):
        return [seconds(row.time) for row in rows]
    words = sum(len(text[slice(*span)].split()) for row in rows for span in row.words)
    per_second = unit([float(row.time) for row in rows if row.time], words)
    return [float(row.time) / per_second if row.time and per_second else None for row in rows]


def _turn(text: str, row: Row, time: float | None, without: Marking) -> Iterator[Piece]:
    """Yield the label and the paragraphs of one row; `without` is what they are where it names nobody."""
    if row.named:
        speaker = row.named.span
        under = row.words and row.words[0] < speaker
        place = right_before(text, row.words[0].start) if under else speaker
        yield Piece(*place, BlockKind.LABEL, seconds=time, named=row.named)
    for span in row.words:
        told = Marking.NARRATION if is_reaction(text[slice(*span)]) else without
        yield Piece(*span, marking=Marking.SPEECH if row.named else told, seconds=time)
