"""Captions among the cues of subtitles: THREE YEARS LATER, printed in capitals where what is said is not."""

from __future__ import annotations

from quotes.attribution.turns.sections import text_of
from quotes.model import Block, BlockKind, Document

TOLD = 0.45  # set: so likely such a cue is read and not heard; some are shouted
MOST = 0.35  # share of cues in capitals, beyond which they tell nothing
_SHOUTED = ("!", "?")
_FEWEST = 4  # letters
_FORMATS = ("srt", "webvtt")


def captions(document: Document) -> frozenset[int]:
    """Return where the cues begin that may be captions."""
    if document.format not in _FORMATS:
        return frozenset()
    cues = [block for block in document.blocks if block.kind is BlockKind.PARAGRAPH]
    found = frozenset(block.span.start for block in cues if _is_caption(document, block))
    return found if len(found) <= MOST * len(cues) else frozenset()


def _is_caption(document: Document, block: Block) -> bool:
    words = document.text[slice(*block.span)]
    if "<" in words:  # <i>…</i>
        words = text_of(document, block)
    return words.isupper() and sum(map(str.isalpha, words)) >= _FEWEST and not words.rstrip().endswith(_SHOUTED)
