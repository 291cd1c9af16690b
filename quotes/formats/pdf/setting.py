"""The rows of a PDF as one text: paragraphs parted by blank lines, what is nobody's words marked in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quotes.formats.pdf.sheets import Row, Sheet
from quotes.model import Markup

FEED = "\f"


class Text(NamedTuple):
    """The text of a PDF, what of it is nobody's words, where its pages begin, and the rows that are read, in order."""

    text: str
    aside: tuple[Markup, ...]
    pages: tuple[int, ...]
    rows: tuple[tuple[int, Row], ...]  # with the place where each begins


class _Part(NamedTuple):
    """A stretch of the text: a row that is read, or something else, `aside` where it is nobody's words."""

    text: str
    aside: bool = False
    row: Row | None = None


def set_in_order(sheets: Sequence[Sheet], opening: frozenset[Row]) -> Text:
    """Return the text of `sheets`; the rows `opening` begin paragraphs."""
    text: list[str] = []
    marks: list[Markup] = []
    pages = [0]
    rows: list[tuple[int, Row]] = []
    length = 0
    for part in _parts(sheets, opening):
        if part.text == FEED:
            pages.append(length + 1)
        if part.row:
            rows.append((length, part.row))
        end = length + len(part.text)
        if part.aside:
            follows = bool(marks) and marks[-1].end == length
            marks.append(Markup(marks.pop().start if follows else length, end))
        text.append(part.text)
        length = end
    return Text("".join(text), tuple(marks), tuple(pages), tuple(rows))


def _parts(sheets: Iterable[Sheet], opening: frozenset[Row]) -> Iterator[_Part]:
    """Yield the parts of the text. What parts two rows stands right behind the first, before all that is between."""
    waiting: list[_Part] = []  # what is nobody's since the last row that is read
    begun = False
    for number, sheet in enumerate(sheets):
        waiting += [_Part(FEED, aside=True)] if number else []
        waiting += _aside(sheet.above)
        for row in sheet.body:
            if begun:
                yield _Part("\n\n" if row in opening else "\n")
            yield from waiting
            if row.number:
                yield _Part(f"{row.number.text} ", aside=True)
            yield _Part(row.text, row=row)
            waiting, begun = [], True
        waiting += _aside(sheet.below)
    if waiting:
        yield _Part("\n\n" if begun else "")
        yield from waiting


def _aside(rows: Iterable[Row]) -> list[_Part]:
    return [_Part(f"{row.text}\n", aside=True) for row in rows]
