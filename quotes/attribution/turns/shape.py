"""How speech and narration take turns on a page, and what the page itself shows of where words end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from operator import attrgetter

from quotes.attribution.turns import quotations, recorder, roundup, unlabelled
from quotes.attribution.turns.interview import interviewed
from quotes.attribution.turns.report import behind_labels
from quotes.attribution.turns.transcript import Likely, Outline, weigh
from quotes.model import Block, BlockKind, Document, Marking, Reading, Shape, ShapeKind, Span

_TOLD_AT_MOST = 5  # signs in the explanation
_WORTH_TELLING = 0.01  # chance of an interview
_CLOSED = "the format says where the words of each speaker end"
_QUOTED = "quotation marks say where the words of each speaker end"
_UNNAMED = "the format is made for what is said: all of it is somebody's words, and no label says whose"
_KIND, _MARKING = attrgetter("kind"), attrgetter("marking")


def shaped(document: Document) -> Document:
    """Return `document` with its shape, and with what the page itself sets apart marked as speech or narration."""
    heard = unlabelled.heard(document, _placed(document))
    placed = heard.blocks
    shape, why = _weighed(document, placed)
    blocks: Iterable[Block] = placed
    if Marking.QUOTATION in map(_MARKING, placed):
        blocks = quotations.close(blocks)
    if document.convention.quoted:
        blocks = roundup.split(document.plain, blocks)
    if shape.kind is not ShapeKind.MARKED and _has_labels(placed):
        blocks = recorder.mark(document.plain, blocks, document.convention.name, document.lexicon)
        blocks = recorder.signed_off(document.plain, blocks)
    if document.reading is not None:
        blocks = _in_source(document.reading, zip(placed, document.blocks, strict=True), blocks)
    return replace(
        document,
        shape=shape,
        blocks=tuple(blocks),
        looks_spoken=document.looks_spoken or heard.looks_spoken,
        why=(*document.why, *why, *heard.why),
    )


def outline_of(document: Document) -> Outline:
    """Return what `document` shows of its shape."""
    return _outline(document, _placed(document))


def _placed(document: Document) -> Sequence[Block]:
    """Return the blocks at their places in the plain text of the page."""
    if document.reading is None:
        return document.blocks
    place = document.reading.place
    return [block._replace(span=Span(*map(place, block.span))) for block in document.blocks]


def _has_labels(blocks: Sequence[Block]) -> bool:
    """Tell whether a label stands on the page: without one all of it is told, and no words of a turn end."""
    return BlockKind.LABEL in map(_KIND, blocks)


def _outline(document: Document, placed: Sequence[Block]) -> Outline:
    return Outline(document, placed, partial(behind_labels, document))


def _in_source(read: Reading, known: Iterable[tuple[Block, Block]], blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield `blocks` at their places in the source.

    `known` holds those that they were made of, as placed and in the source; one may be cut in two, none is left out.
    """
    waiting = iter(known)
    whole: tuple[Block, Block] | None = None
    for block in blocks:
        placed, source = whole = whole or next(waiting)
        if block.span == placed.span:
            yield block._replace(span=source.span)
            whole = None
            continue
        cut = read.source(*block.span)
        last = block.span.end == placed.span.end
        start = source.span.start if block.span.start == placed.span.start else cut.start
        yield block._replace(span=Span(start, source.span.end if last else cut.end))
        whole = None if last else whole


def _weighed(document: Document, placed: Sequence[Block]) -> tuple[Shape, tuple[str, ...]]:
    """Return the shape of the page, and in words why it is held to be so."""
    if document.convention.closes or document.convention.quoted:
        return Shape(ShapeKind.MARKED, 1.0), (_QUOTED if document.convention.quoted else _CLOSED,)
    if not _has_labels(placed):
        unlabelled = document.convention.transcript
        return Shape(ShapeKind.TRANSCRIPT if unlabelled else ShapeKind.REPORT, 1.0), (_UNNAMED,) * unlabelled
    outline = _outline(document, placed)
    transcript = weigh(outline)
    questions = interviewed(outline)
    chances = {
        ShapeKind.TRANSCRIPT: transcript.chance,
        ShapeKind.INTERVIEW: (1 - transcript.chance) * questions.chance,
        ShapeKind.REPORT: (1 - transcript.chance) * (1 - questions.chance),
    }
    first, *others = sorted(chances.items(), key=lambda row: -row[1])
    asked = questions.why if chances[ShapeKind.INTERVIEW] >= _WORTH_TELLING else ()
    return Shape(*first, tuple(others)), (_told(*first, transcript), *asked)


def _told(kind: ShapeKind, chance: float, transcript: Likely) -> str:
    """Return in words what the page is likeliest, and what speaks for and against a transcript."""
    signs = "; ".join(f"{'+' if weight > 0 else '−'} {says}" for weight, says in transcript.signs[:_TOLD_AT_MOST])
    why = f"a transcript, with a chance of {transcript.chance:.2f}" + (f": {signs}" if signs else "")
    if kind is ShapeKind.TRANSCRIPT:
        return why
    return f"{'an interview' if kind is ShapeKind.INTERVIEW else 'a report'}, with a chance of {chance:.2f}; {why}"
