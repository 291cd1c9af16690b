"""Quotations under labels: the quotation marks close the turn, whatever follows them is narration."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quotes.model import Block, BlockKind, Marking, Span
from quotes.text import trimmed

# A closing mark that ends what is quoted: the line or the paragraph ends, or a citation follows in brackets.
# Or the mark is missing, and a citation stands on the last line.
_CLOSING = re.compile(r"\"[\s*_]*$|”[\s*_]*(?:$|\n[ \t]*\n|\\?[\[(])|[^\s](?=\s*\n[ \t*_]*\\?\[[^\[\]\n]*\][\s*_]*$)")
_WHOLE = re.compile(r"[\s*_]*[“\"][^“”\"]+[”\"]?[\s*_]*")
_LABEL, _PARAGRAPH, _MARKUP = BlockKind.LABEL, BlockKind.PARAGRAPH, BlockKind.MARKUP
_CITATION = re.compile(r"[\s*_]*\\?[\[(]")


def split(plain: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks, each paragraph after a label cut where its quotation ends; one that is all quoted goes on.

    Their spans are places in `plain`.
    """
    quoting, spoken = False, False
    for block in blocks:
        if block.kind is not _PARAGRAPH:
            quoting = block.kind is _LABEL or (quoting and block.kind is _MARKUP)
            spoken = spoken and block.kind is _MARKUP
            yield block
            continue
        quoting = quoting or (spoken and _WHOLE.fullmatch(plain, *block.span) is not None)
        if quoting and _CITATION.match(plain, *block.span):
            quoting = False
        start, stop = block.span
        end = _end_of_quotation(plain, block.span) if quoting else start
        if start < end:
            yield block._replace(span=Span(start, _trimmed_end(plain, start, end, stop)), marking=Marking.SPEECH)
        spoken = end == stop
        if not spoken:
            quoting = False
            yield block._replace(span=Span(_trimmed_start(plain, start, end, stop), stop), marking=Marking.NARRATION)
        elif plain[start:end].rstrip(" *_\n").endswith(("”", '"')):
            quoting = False


def _trimmed_end(plain: str, start: int, end: int, stop: int) -> int:
    """Return where what is quoted ends: where its block does, unless that is cut."""
    return stop if end == stop else trimmed(plain, start, end)[1]


def _trimmed_start(plain: str, start: int, end: int, stop: int) -> int:
    """Return where what is told begins: where its block does, unless that is cut."""
    return start if end == start else trimmed(plain, end, stop)[0]


def _end_of_quotation(plain: str, span: Span) -> int:
    match = _CLOSING.search(plain, *span)
    if not match:
        return span.end
    return match.start() + 1 if trimmed(plain, match.start() + 1, span.end)[0] < span.end else span.end
