"""How speech and narration take turns on a page, and what the page itself shows of where words end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from quotes.attribution.turns import quotations, recorder, roundup
from quotes.attribution.turns.sections import text_of
from quotes.attribution.turns.transcript import is_transcript
from quotes.model import Block, BlockKind, Document, Marking, Reading, Shape, ShapeKind, Span

_INTERVIEW_SHARE = 0.5  # of the labels, that stand right after a question
_INTERVIEW_LEAST = 2


def shaped(document: Document) -> Document:
    """Return `document` with its shape, and with what the page itself sets apart marked as speech or narration."""
    placed = document.blocks if document.reading is None else [_in_plain(document.reading, b) for b in document.blocks]
    kind = _kind(document, placed)
    blocks: Iterable[Block] = placed
    if any(block.marking is Marking.QUOTATION for block in placed):
        blocks = quotations.close(blocks)
    if document.convention.quoted:
        blocks = roundup.split(document.plain, blocks)
    if kind is ShapeKind.TRANSCRIPT:
        blocks = recorder.signed_off(document.plain, recorder.mark(document.plain, blocks, document.convention.name))
    if document.reading is not None:
        known = {one.span: block.span for one, block in zip(placed, document.blocks, strict=True)}
        blocks = (_in_source(document.reading, block, known) for block in blocks)
    return replace(document, shape=Shape(kind), blocks=tuple(blocks))


def _in_plain(read: Reading, block: Block) -> Block:
    """Return `block` at its place in the plain text of the page."""
    return block._replace(span=Span(*map(read.place, block.span)))


def _in_source(read: Reading, block: Block, known: Mapping[Span, Span]) -> Block:
    """Return `block` at its place in the source, which is `known` of those that were not cut."""
    return block._replace(span=known.get(block.span) or read.source(*block.span))


def _kind(document: Document, placed: Sequence[Block]) -> ShapeKind:
    if document.convention.closes or document.convention.quoted:
        return ShapeKind.MARKED
    if is_transcript(document.convention, document.plain, placed):
        return ShapeKind.TRANSCRIPT
    return ShapeKind.INTERVIEW if _is_interview(document) else ShapeKind.REPORT


def asks(document: Document, block: Block) -> bool:
    """Return whether a paragraph ends in a question."""
    return text_of(document, block).rstrip("\"'”’ )").endswith("?")


def _is_interview(document: Document) -> bool:
    blocks = [block for block in document.blocks if block.kind is not BlockKind.MARKUP]
    labels = [i for i, block in enumerate(blocks) if block.kind is BlockKind.LABEL]
    asked = sum(_is_question(document, blocks, i - 1) for i in labels)
    return asked >= max(_INTERVIEW_LEAST, _INTERVIEW_SHARE * len(labels))


def _is_question(document: Document, blocks: Sequence[Block], position: int) -> bool:
    return position >= 0 and blocks[position].kind is BlockKind.PARAGRAPH and asks(document, blocks[position])
