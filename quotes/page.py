"""A page as a reader hands it on: what is written there and how, and nothing about who speaks.

All that a format itself says of speakers (elements, columns, voice tags) stands here as printed; `labels` makes sense
of it, as it does of labels in the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import NamedTuple

from quotes.lexicon import ENGLISH, Lexicon
from quotes.model import BlockKind, Dated, Marking, Markup, Metadata, Reading, Span

HEADING, LABEL, PARAGRAPH, MARKUP, BESIDE = BlockKind  # looking a member up takes ten times as long as a name


class Named(NamedTuple):
    """Whom the format names for what follows: the words as shown, their place, and what it tells beside them."""

    text: str
    span: Span
    known: str | None = None  # the name that a list of persons gives for an identifier
    role: str | None = None
    id: str | None = None  # the identifier: two are two speakers, whatever is printed
    probability: float | None = None  # that these words name somebody, where the format leaves it in doubt


class Piece(NamedTuple):
    """A stretch of the page: a block in the making."""

    start: int
    end: int
    kind: BlockKind = PARAGRAPH
    marking: Marking = Marking.NONE
    seconds: float | None = None
    named: Named | None = None  # of a label that the format gives


_START, _KIND = itemgetter(0), itemgetter(2)


class Label(NamedTuple):
    """Where the page names who speaks next: the label with its punctuation, the words in it, its time mark."""

    start: int
    end: int
    who: Span
    seconds: float | None = None
    role: Span | None = None  # where it stands on a line of its own


class Elements(NamedTuple):
    """Places in `plain` of what may name speakers: elements made for it, first cells of table rows, and the rows;
    and lines that are set off from those below, in bold or as headings.
    """

    speakers: Sequence[Span] = ()
    cells: Sequence[Span] = ()
    rows: Sequence[Span] = ()
    set_off: Sequence[Span] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A scanned source. `plain` is what labels and paragraphs are looked for in: no markup, only \\n for newlines.

    Pieces, starts and labels are places in `plain`. Where markup stands for something, `reading` leads back to `text`;
    otherwise markup is blanked out, and both have the same length.
    """

    text: str
    plain: str
    pieces: Sequence[Piece]  # in order, disjoint
    starts: Sequence[int] = ()  # where lines begin that may begin with a label
    markup: Sequence[Markup] = ()  # inside or between pieces, at its place in `text`
    convention: str | None = None  # how the format says who speaks; None: it does not, and labels are to be found
    labels: Sequence[Label] = ()  # that the format marks in the text
    closes: bool = False  # the format says where the words of each speaker end
    wrapped: bool = False
    width: int = 0  # of wrapped lines
    cues: bool = False  # a label may stand in the middle of a line
    metadata: Metadata = field(default_factory=Metadata)
    bold: frozenset[int] = frozenset()  # where text in bold begins, if the format says so by elements
    elements: Elements = field(default_factory=Elements)
    reading: Reading | None = None
    pages: tuple[int, ...] = ()  # where its printed pages begin in `text`
    unread: tuple[str, ...] = ()  # what of the file could not be read, in words
    dated: tuple[Dated, ...] = ()  # words with dates of their own, at their places in `text`
    key: str = ""  # of the source, with the hash of its bytes, its format, and how that was recognised
    sha256: str = ""
    format: str = ""
    why: tuple[str, ...] = ()
    lexicon: Lexicon = ENGLISH  # the words that it is read with

    def paragraphs(self, first: int, last: int) -> int:
        """Return how many paragraphs begin at `first` … `last` in `plain`."""
        begin = bisect_left(self.pieces, first, key=_START)
        return list(map(_KIND, self.pieces[begin : bisect_right(self.pieces, last, key=_START)])).count(PARAGRAPH)

    def as_read(self, reading: Reading) -> Page:
        """Return the page with all its places in the text of `reading`, which is of its `plain`."""
        place = reading.place
        labels = [
            label._replace(start=place(label.start), end=place(label.end), who=Span(*map(place, label.who)))
            for label in self.labels
        ]
        pieces = [piece._replace(start=place(piece.start), end=place(piece.end)) for piece in self.pieces]
        starts = list(map(place, self.starts))
        return replace(self, plain=reading.text, pieces=pieces, starts=starts, labels=labels, reading=reading)

    def source(self, place: Span) -> Span:
        """Return where a place in `plain` stands in `text`."""
        return self.reading.source(*place) if self.reading else place
