"""Quotations under labels: the quotation marks close the turn, whatever follows them is narration."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quotes.formats.page import LABEL, MARKUP, PARAGRAPH, Piece, trimmed
from quotes.model import Marking

# A closing mark that ends what is quoted: the line or the paragraph ends, or a citation follows in brackets.
# Or the mark is missing, and a citation stands on the last line.
_CLOSING = re.compile(r"\"[\s*_]*$|”[\s*_]*(?:$|\n[ \t]*\n|\\?[\[(])|[^\s](?=\s*\n[ \t*_]*\\?\[[^\[\]\n]*\][\s*_]*$)")
_WHOLE = re.compile(r"[\s*_]*[“\"][^“”\"]+[”\"]?[\s*_]*")
_CITATION = re.compile(r"[\s*_]*\\?[\[(]")


def split(plain: str, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces, each paragraph after a label cut where its quotation ends; one that is all quoted goes on."""
    quoting, spoken = False, False
    for piece in pieces:
        if piece.kind is not PARAGRAPH:
            quoting = piece.kind is LABEL or (quoting and piece.kind is MARKUP)
            spoken = spoken and piece.kind is MARKUP
            yield piece
            continue
        quoting = quoting or (spoken and _WHOLE.fullmatch(plain, piece.start, piece.end) is not None)
        if quoting and _CITATION.match(plain, piece.start, piece.end):
            quoting = False
        end = _end_of_quotation(plain, piece) if quoting else piece.start
        if piece.start < end:
            yield piece._replace(end=end, marking=Marking.SPEECH)
        spoken = end == piece.end
        if not spoken:
            quoting = False
            yield piece._replace(start=end, marking=Marking.NARRATION)
        elif plain[piece.start : end].rstrip(" *_\n").endswith(("”", '"')):
            quoting = False


def _end_of_quotation(plain: str, piece: Piece) -> int:
    match = _CLOSING.search(plain, piece.start, piece.end)
    if not match:
        return piece.end
    return match.start() + 1 if trimmed(plain, match.start() + 1, piece.end)[0] < piece.end else piece.end
