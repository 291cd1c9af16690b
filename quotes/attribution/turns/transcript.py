"""Is a page a transcript, in which only the next label ends a turn? By its labels and by what stands above them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from quotes.attribution.turns.recorder import is_recorded
from quotes.model import Block, BlockKind, Convention
from quotes.text import fold

OFTEN = 4  # labels that may make a transcript
LONG = 12  # labels on lines of their own that, dense, make a transcript
SENTENCE = 80  # characters of one that is told, and no heading
HEARD = 3  # reactions on lines of their own make a transcript


def is_transcript(convention: Convention, plain: str, blocks: Sequence[Block]) -> bool:
    """Return whether the labels among `blocks` are those of a transcript, by how they recur and how dense they stand.

    The spans of the blocks are places in `plain`.
    """
    found = [block for block in blocks if block.kind is BlockKind.LABEL]
    if convention.transcript or not found:
        return convention.transcript
    counts = Counter(fold(block.mention.name) for block in found if block.mention)
    recurring = sum(count for count in counts.values() if count > 1)
    told = _is_introduced(plain, blocks)
    if 2 * recurring < len(found):
        certain = False
    elif convention.own_line:  # a news page may look so, too
        certain = _is_heard(plain, blocks, found) or (
            len(found) >= LONG and len(counts) > 1 and _is_dense(blocks, found)
        )
    else:
        certain = (recurring >= 2 * OFTEN and not told) or (
            _is_dense(blocks, found) and (len(found) >= LONG or not told)
        )
    if certain or (len(found) >= OFTEN and is_recorded(plain, blocks)):
        return True
    return convention.capitals and (convention.typed or not told)


def _is_introduced(plain: str, blocks: Sequence[Block]) -> bool:
    """Return whether a sentence stands above the first label, as on a news page; a transcript has headings there."""
    above = takewhile(lambda block: block.kind is not BlockKind.LABEL, blocks)
    told = (b for b in above if b.kind is BlockKind.PARAGRAPH and b.span.end - b.span.start > SENTENCE)
    words = (plain[slice(*block.span)].rstrip() for block in told)
    return any(said[-1] in '.”"' and not said.isupper() for said in words)


def _is_heard(plain: str, blocks: Sequence[Block], found: Sequence[Block]) -> bool:
    """Return whether reactions on lines of their own, (Applause), show that somebody took down what was said."""
    heard = (b for b in blocks if b.kind is BlockKind.MARKUP and plain[b.span.start : b.span.start + 1] in tuple("([{"))
    return len(found) >= OFTEN and len(list(heard)) >= HEARD


def _is_dense(blocks: Sequence[Block], found: Sequence[Block]) -> bool:
    """Return whether hardly a paragraph stands without a label, from the first label on."""
    first = found[0].span.start
    told = sum(block.kind is BlockKind.PARAGRAPH and block.span.start > first for block in blocks)
    return len(found) >= OFTEN and len(found) >= 0.6 * told
