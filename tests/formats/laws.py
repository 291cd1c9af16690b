"""What holds for every document that any reader returns."""

from itertools import pairwise

from quotes.model import BlockKind, Document


def assert_laws(document: Document) -> None:
    """Blocks are in order, disjoint, trimmed, and cover every visible character; markup is in order and disjoint."""
    text, blocks = document.text, document.blocks
    covered = bytearray(len(text))
    for block in blocks:
        start, end = block.span
        assert 0 <= start < end <= len(text)
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        assert (block.kind is BlockKind.LABEL) == (block.mention is not None)
        covered[start:end] = b"\1" * (end - start)
    for before, after in pairwise(blocks):
        assert before.span.end <= after.span.start
    assert all(covered[i] or c.isspace() for i, c in enumerate(text))
    for one, other in pairwise(document.markup):
        assert one.end <= other.start
    assert all(0 <= span.start < span.end <= len(text) for span in document.markup)
    assert document.why
