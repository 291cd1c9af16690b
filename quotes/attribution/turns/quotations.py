"""Block quotations under a label: the quotation is the turn, and ends with its marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quotes.model import Block, BlockKind, Marking


def close(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks; what follows a block quotation under a label is narration, up to the next label."""
    labelled = quoting = narrating = False
    for block in blocks:
        if block.kind is BlockKind.LABEL:
            labelled, quoting, narrating = True, False, False
        elif block.kind is BlockKind.PARAGRAPH:
            quotation = block.marking is Marking.QUOTATION
            narrating = narrating or (quoting and not quotation)
            quoting = quotation and (quoting or labelled)
            labelled = False
            if narrating:
                block = block._replace(marking=Marking.NARRATION)
        yield block
