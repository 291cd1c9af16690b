"""Pieces and labels → blocks: the page cut at its labels, and every visible character of it in one block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quotes.model import Block, BlockKind, Marking, Mention, Span
from quotes.page import MARKUP, PARAGRAPH, Piece
from quotes.text import trimmed


class Stretch(NamedTuple):
    """A piece of the page, or a label cut out of one with whom it names: a block in the making."""

    start: int
    end: int
    kind: BlockKind
    marking: Marking = Marking.NONE
    seconds: float | None = None
    mention: Mention | None = None
    probability: float = 1.0  # of a label: that it is one


def lay(text: str, stretches: Iterable[Stretch]) -> tuple[Block, ...]:
    """Return blocks that cover every visible character of `text`: the stretches, in order, and markup for the rest.

    Stretches may touch white space at their ends; what overlaps an earlier one is cut off.
    """
    blocks: list[Block] = []
    done = 0
    for start, end, kind, marking, seconds, mention, probability in stretches:
        start, end = trimmed(text, start if start > done else done, end)
        if start >= end:
            continue
        if start > done and text[done:start].strip():
            blocks.append(_rest(text, done, start))
        blocks.append(Block(kind, Span(start, end), probability, mention, marking, seconds))
        done = end
    if text[done:].strip():
        blocks.append(_rest(text, done, len(text)))
    return tuple(blocks)


def _rest(text: str, start: int, end: int) -> Block:
    return Block(MARKUP, Span(*trimmed(text, start, end)), 1.0)


def cut(plain: str, pieces: Iterable[Piece], labels: Sequence[Stretch]) -> Iterator[Stretch]:
    """Yield the pieces with the labels cut out of them, in order.

    A bracketed reaction right after a label is all that the speaker says: it is a paragraph.
    """
    if not labels:
        yield from [Stretch._make((*piece[:5], None, 1.0)) for piece in pieces]
        return
    waiting = iter(labels)
    label = next(waiting, None)
    done = 0
    fresh = False
    for piece in pieces:
        start = piece.start if done <= piece.start else trimmed(plain, done, piece.end)[0]
        while label and label.start < piece.end:
            if start < label.start:
                yield Stretch(start, label.start, *piece[2:5])
            yield label
            done, fresh = label.end, True
            start = trimmed(plain, done, piece.end)[0]
            label = next(waiting, None)
        if start < piece.end:
            said = fresh and (_is_said(piece) or done > piece.start)
            yield Stretch(start, piece.end, PARAGRAPH if said else piece.kind, *piece[3:5])
            fresh = False
    if label:
        yield label
        yield from waiting


def _is_said(piece: Piece) -> bool:
    return piece.kind is MARKUP and piece.seconds is None and piece.marking is not Marking.NARRATION
