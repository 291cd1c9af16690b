"""A page as scanned, before anybody looks for labels: what every reader hands on, and how it is cut into blocks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from quotes.model import Block, BlockKind, Marking, Markup, Mention, Metadata, Span, TurnEnd
from quotes.text import Reading

HEADING, LABEL, PARAGRAPH, MARKUP = BlockKind  # looking a member up takes ten times as long as a name


class Piece(NamedTuple):
    """A stretch of the page: a block in the making."""

    start: int
    end: int
    kind: BlockKind = PARAGRAPH
    marking: Marking = Marking.NONE
    seconds: float | None = None
    mention: Mention | None = None


_START, _KIND = itemgetter(0), itemgetter(2)


class Label(NamedTuple):
    """Where the page names who speaks next: the label with its punctuation, the words in it, its time mark."""

    start: int
    end: int
    who: Span
    seconds: float | None = None


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
    labels: Sequence[Label] | None = None  # None: to be found; otherwise the format says where they are
    wrapped: bool = False
    width: int = 0  # of wrapped lines
    cues: bool = False  # a label may stand in the middle of a line
    turn_end: TurnEnd = TurnEnd.UNKNOWN  # when the format gives the labels
    convention: str = "prose"  # likewise
    metadata: Metadata = field(default_factory=Metadata)
    bold: frozenset[int] = frozenset()  # where text in bold begins, if the format says so by elements
    reading: Reading | None = None

    def paragraphs(self, first: int, last: int) -> int:
        """Return how many paragraphs begin at `first` … `last` in `plain`."""
        begin = bisect_left(self.pieces, first, key=_START)
        return list(map(_KIND, self.pieces[begin : bisect_right(self.pieces, last, key=_START)])).count(PARAGRAPH)

    def source(self, place: Span) -> Span:
        """Return where a place in `plain` stands in `text`."""
        return self.reading.source(*place) if self.reading else place


def lay(text: str, pieces: Iterable[Piece]) -> tuple[Block, ...]:
    """Return blocks that cover every visible character of `text`: the pieces, in order, and markup for the rest.

    Pieces may touch white space at their ends; what overlaps an earlier piece is cut off.
    """
    blocks: list[Block] = []
    done = 0
    for start, end, kind, marking, seconds, mention in pieces:
        start, end = trimmed(text, start if start > done else done, end)
        if start >= end:
            continue
        if start > done and text[done:start].strip():
            blocks.append(_rest(text, done, start))
        blocks.append(Block(kind, Span(start, end), mention, marking, seconds))
        done = end
    if text[done:].strip():
        blocks.append(_rest(text, done, len(text)))
    return tuple(blocks)


def _rest(text: str, start: int, end: int) -> Block:
    return Block(MARKUP, Span(*trimmed(text, start, end)))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return [start, end) without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def cut(plain: str, pieces: Sequence[Piece], labels: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces with the labels cut out of them, in order.

    A bracketed reaction right after a label is all that the speaker says: it is a paragraph.
    """
    waiting = iter(labels)
    label = next(waiting, None)
    done = 0
    fresh = False
    for piece in pieces:
        start = piece.start if done <= piece.start else trimmed(plain, done, piece.end)[0]
        while label and label.start < piece.end:
            if start < label.start:
                yield piece._replace(start=start, end=label.start)
            yield label
            done, fresh = label.end, True
            start = trimmed(plain, done, piece.end)[0]
            label = next(waiting, None)
        if start < piece.end:
            said = fresh and (_is_said(piece) or done > piece.start)
            if said:
                yield piece._replace(start=start, kind=PARAGRAPH)
            else:
                yield piece if start == piece.start else piece._replace(start=start)
            fresh = False
    if label:
        yield label
        yield from waiting


def _is_said(piece: Piece) -> bool:
    return piece.kind is MARKUP and piece.seconds is None
