"""PDF: words with their places, read column by column, without what the margins hold. Offsets are into that text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from statistics import median

from quotes.errors import UnreadableSource
from quotes.formats.hyphens import hyphens
from quotes.formats.lines import Layout, lines_of
from quotes.formats.pdf.apart import sheets as sheets_of
from quotes.formats.pdf.layout import laid_out
from quotes.formats.pdf.paragraphs import openings
from quotes.formats.pdf.setting import Text, set_in_order
from quotes.formats.pdf.sheets import Word
from quotes.formats.plain import disjoint, headed, set_apart
from quotes.formats.reactions import inline
from quotes.lexicon import Lexicon
from quotes.model import Markup, Metadata, Reading, Span
from quotes.page import HEADING, PARAGRAPH, Elements, Page, Piece
from quotes.text import reading

LARGER = 1.15  # times the usual size of letters, from which on a short paragraph is a heading
SHORT = 200  # characters
NAMED = 20  # pages without text that are named
BREAK = "\0"  # between paragraphs, while lines are joined


def scan(data: bytes, metadata: Metadata, lexicon: Lexicon) -> Page:
    """Return the page that the bytes of a PDF hold. Raises UnreadableSource where there is no text to be had."""
    words = sheets_of(data)
    sheets = laid_out(words)
    rows = [row for sheet in sheets for row in sheet.body]
    if not rows:
        raise UnreadableSource("no text in this pdf: scanned pages must go through text recognition first")
    laid = set_in_order(sheets, openings(rows))
    marks = disjoint([*laid.aside, *_broken(laid, lexicon)])
    read = reading(laid.text, Span(0, len(laid.text)), marks)
    plain = _on_one_line(read.text)
    pieces = list(_pieces(plain, _large(laid, read), lexicon))
    sounds = [Markup(*read.source(mark.start, mark.end)) for mark in set_apart(pieces, inline(plain, lexicon))]
    return Page(
        laid.text,
        plain,
        pieces,
        starts=[piece.start for piece in pieces],
        markup=tuple(disjoint([*marks, *sounds])),
        wrapped=True,
        metadata=metadata,
        elements=_elements(pieces, laid, read),
        reading=read,
        pages=laid.pages,
        unread=tuple(_unread(words)),
    )


def _elements(pieces: Sequence[Piece], laid: Text, read: Reading) -> Elements:
    """Return the first cells of table rows, and the rows."""
    cells = {read.place(start): row.cell[1] for start, row in laid.rows if row.cell}
    names = [(i, piece) for i, piece in enumerate(pieces) if cells.get(piece.start) == 0]
    ends = [
        next((j for j in range(i + 1, len(pieces)) if cells.get(pieces[j].start) != 1), len(pieces)) for i, _ in names
    ]
    rows = [Span(piece.start, pieces[end - 1].end) for (_, piece), end in zip(names, ends, strict=True)]
    return Elements(cells=[Span(piece.start, piece.end) for _, piece in names], rows=rows)


def _unread(sheets: Sequence[Sequence[Word]]) -> Iterator[str]:
    """Yield which pages hold no text."""
    bare = [str(number) for number, words in enumerate(sheets, 1) if not words]
    if bare:
        many = f"{', '.join(bare[:NAMED])}{f' and {len(bare) - NAMED} more' if len(bare) > NAMED else ''}"
        pages = f"page {many} holds" if len(bare) == 1 else f"pages {many} hold"
        yield f"{pages} no text: what is scanned must go through text recognition first"


def _broken(laid: Text, lexicon: Lexicon) -> Iterator[Markup]:
    """Yield what a reader is not shown of words that line breaks cut in two, be it over what two pages hold between."""
    bare = reading(laid.text, Span(0, len(laid.text)), laid.aside)
    for mark in hyphens(bare.text, lexicon):
        yield from (Markup(*bare.source(i, i + 1)) for i in range(mark.start, mark.end))


def _on_one_line(text: str) -> str:
    """Return `text` with each paragraph on a line of its own, at unchanged length."""
    return text.replace("\n\n", BREAK * 2).replace("\n", " ").replace(BREAK, "\n")


def _large(laid: Text, read: Reading) -> list[int]:
    """Return where, in the text as read, rows of larger letters than usual begin."""
    usual = median(row.size for _, row in laid.rows)
    return [read.place(start) for start, row in laid.rows if row.size > LARGER * usual]


def _pieces(plain: str, large: Sequence[int], lexicon: Lexicon) -> Iterator[Piece]:
    """Yield the paragraphs; short ones in large letters are headings."""
    for piece in headed(plain, ([line] for line in lines_of(plain)), Layout(), lexicon):
        at = bisect_left(large, piece.start)
        is_large = at < len(large) and large[at] == piece.start and piece.end - piece.start < SHORT
        if is_large and piece.kind is PARAGRAPH and ":" not in plain[piece.start : piece.end]:
            piece = piece._replace(kind=HEADING)
        yield piece
