"""What holds for every document that any reader returns, and for all that is found in it."""

from itertools import pairwise

from quotes.model import BlockKind, Document, Extraction, Manner, Markup, Span, Statement
from quotes.text import shown


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


def assert_extraction_laws(found: Extraction) -> None:
    """What is shown stands in the source; all of it is in one place; what lies within lies inside, siblings apart."""
    document = found.document
    by_uid = {statement.uid: statement for statement in found.statements}
    assert len(by_uid) == len(found.statements)

    bare = {Markup(*passage.span) for passage in found.passages if passage.kind is BlockKind.MARKUP}
    hidden_ones = sorted({one.start: one for one in (*bare, *document.markup)}.values())
    for statement in found.statements:  # what is shown is what stands there
        assert statement.text == shown(document.text, statement.span, hidden_ones, document.wrapped)
        assert statement.manner is not Manner.NARRATED or statement.person is None
        assert statement.within is None or not statement.passages  # paragraphs are in one statement each

    cover = bytearray(len(document.text))  # every visible character is in exactly one place
    markup = {Span(start, end) for start, end, _ in hidden_ones}
    blocks = [passage.span for passage in found.passages if passage.span not in markup]
    for start, end in blocks + [s.span for s in found.statements if s.within is None]:
        assert not any(cover[start:end])
        cover[start:end] = b"\1" * (end - start)
    hidden = {i for span in markup for i in range(*span)}
    assert all(cover[i] or c.isspace() or i in hidden for i, c in enumerate(document.text))

    for statement in found.statements:  # what lies within lies inside, and leads to the top
        inner, seen = statement, {statement.uid}
        while inner.within is not None:
            outer = by_uid[inner.within]
            assert outer.span.start <= inner.span.start and inner.span.end <= outer.span.end
            assert outer.uid not in seen
            seen.add(outer.uid)
            inner = outer
    for container in {statement.within for statement in found.statements}:  # siblings keep apart
        siblings = sorted((s for s in found.statements if s.within == container), key=_span)
        assert all(one.span.end <= other.span.start for one, other in pairwise(siblings))


def _span(statement: Statement) -> Span:
    return statement.span
