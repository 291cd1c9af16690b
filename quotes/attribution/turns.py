"""Where a turn ends: a label starts it, and in most kinds of page nothing but the sense says where it stops."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from quotes.attribution.features import CUES, Paragraph, name_words
from quotes.model import (
    NARRATION_RIVAL,
    Attribution,
    Basis,
    Block,
    BlockKind,
    Document,
    Manner,
    Marking,
    Mention,
    Passage,
    Span,
    Status,
    TurnEnd,
)
from quotes.text import shown, words

_BASE = -1.0
_DOUBT = 3.0


def cut(document: Document) -> list[Attribution]:
    """Return the top-level attributions: a verbatim one for every turn, a narrated one for every other paragraph."""
    found: list[Attribution] = []
    labels = [block.mention for block in document.blocks if block.mention]
    for label, paragraphs in _sections(document.blocks):
        found += _section(document, labels, label, paragraphs)
    return found


def _sections(blocks: Sequence[Block]) -> Iterator[tuple[Mention | None, list[Block]]]:
    """Yield each label with the paragraphs up to the next label or heading; paragraphs under no label under None."""
    label: Mention | None = None
    paragraphs: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.PARAGRAPH:
            paragraphs.append(block)
        elif block.kind in (BlockKind.LABEL, BlockKind.HEADING):
            yield label, paragraphs
            label, paragraphs = block.mention, []
    yield label, paragraphs


def _section(
    document: Document, labels: list[Mention], label: Mention | None, paragraphs: list[Block]
) -> Iterator[Attribution]:
    if label is None or not paragraphs:
        yield from (_narrated(Passage(b.kind, b.span, Basis.NARRATION, seconds=b.seconds)) for b in paragraphs)
        return
    passages = list(_judged(document, labels, label, paragraphs))
    length = next((i for i, passage in enumerate(passages) if passage.basis is Basis.NARRATION), len(passages))
    yield _turn(label, tuple(passages[:length]))
    yield from map(_narrated, passages[length:])


def _judged(document: Document, labels: list[Mention], label: Mention, blocks: list[Block]) -> Iterator[Passage]:
    yield Passage(BlockKind.PARAGRAPH, blocks[0].span, Basis.LABEL_LINE, seconds=blocks[0].seconds)
    goes_on, doubtful = True, True
    for block in blocks[1:]:
        if document.turn_end is not TurnEnd.UNKNOWN:
            goes_on = block.marking is not Marking.NARRATION
            basis = Basis.CONTINUATION if goes_on else Basis.NARRATION
            yield Passage(block.kind, block.span, basis, seconds=block.seconds)
            continue
        paragraph = _paragraph(document, labels, label, block)
        fired = [(cue.hand * cue.measure(paragraph), cue) for cue in CUES]
        score = _BASE + sum(weight for weight, _ in fired)
        goes_on = goes_on and score > 0
        doubtful = doubtful and abs(score) <= _DOUBT
        status = Status.AMBIGUOUS if doubtful else Status.INFERRED
        doubtful = doubtful or goes_on
        yield Passage(
            block.kind,
            block.span,
            Basis.CONTINUATION if goes_on else Basis.NARRATION,
            score,
            1 / (1 + math.exp(-abs(score) / 2)),
            status,
            tuple(cue.explain(paragraph) for weight, cue in sorted(fired, key=lambda f: -abs(f[0])) if weight),
            (NARRATION_RIVAL if goes_on else label.name or label.text) if status is Status.AMBIGUOUS else None,
            block.seconds,
        )


def _paragraph(document: Document, labels: list[Mention], label: Mention, block: Block) -> Paragraph:
    text = shown(document.text, block.span, document.markup, document.wrapped).replace("’", "'")
    speaker = name_words(label.name)
    following = next((m for m in labels if m.span.start > block.span.start), None)
    return Paragraph(
        text,
        frozenset(words(text)),
        speaker,
        frozenset().union(*(name_words(m.name) for m in labels)) - speaker,
        name_words(following.name) - speaker if following else frozenset(),
    )


def _turn(label: Mention, passages: tuple[Passage, ...]) -> Attribution:
    doubtful = next((passage for passage in passages if passage.status is Status.AMBIGUOUS), None)
    inferred = any(passage.status is Status.INFERRED for passage in passages)
    return Attribution(
        Span(passages[0].span.start, passages[-1].span.end),
        Manner.VERBATIM,
        Basis.LABEL_LINE,
        label,
        min(passage.confidence for passage in passages),
        Status.AMBIGUOUS if doubtful else Status.INFERRED if inferred else Status.CERTAIN,
        doubtful.rival if doubtful else None,
        label=label,
        passages=passages,
    )


def _narrated(passage: Passage) -> Attribution:
    return Attribution(
        passage.span,
        Manner.NARRATED,
        Basis.NARRATION,
        confidence=passage.confidence,
        status=passage.status,
        rival=passage.rival,
        passages=(passage,),
    )
