"""What kind of page this is: it decides what may follow the words under a label."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from quotes.attribution.turns.sections import text_of
from quotes.model import Block, BlockKind, Document, TurnEnd

_INTERVIEW_SHARE = 0.5  # of the labels, that stand right after a question
_INTERVIEW_LEAST = 2


class Shape(StrEnum):
    """How speech and narration take turns on a page."""

    MARKED = "marked"  # the format says which paragraphs are speech
    TRANSCRIPT = "transcript"  # label to label
    INTERVIEW = "interview"  # unlabelled questions, labelled answers
    REPORT = "report"  # words under labels, narration in between


def shape(document: Document) -> Shape:
    """Return the kind of page that `document` is, by what its format guarantees and by where its questions stand."""
    if document.turn_end is TurnEnd.MARKED:
        return Shape.MARKED
    if document.turn_end is TurnEnd.LABEL:
        return Shape.TRANSCRIPT
    return Shape.INTERVIEW if _is_interview(document) else Shape.REPORT


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
