"""Page → Document: the convention is chosen, the labels are read, the page is cut into blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quotes.formats import quotations, recorder, roundup
from quotes.formats.convention import BOLD_QUESTION, Convention, choose
from quotes.formats.interviewee import in_turn
from quotes.formats.labels import is_speaker
from quotes.formats.mentions import mentions
from quotes.formats.page import Page, Piece, cut, lay, trimmed
from quotes.model import BlockKind, Document, TurnEnd


def assemble(page: Page, key: str, sha256: str, format: str, why: tuple[str, ...]) -> Document:
    """Return the document that `page` is; `why` says how the format was recognised."""
    convention = choose(page)
    pieces = quotations.close(cut(page.plain, page.pieces, _labels(page, convention)))
    if convention.quoted:
        pieces = roundup.split(page.plain, pieces)
    if convention.turn_end is TurnEnd.LABEL:
        pieces = recorder.mark(page.plain, pieces, convention.name)
    blocks = lay(page.text, _in_source(page, pieces))
    paragraphs = {block.span for block in blocks if block.kind is BlockKind.PARAGRAPH}
    return Document(
        key=key,
        text=page.text,
        sha256=sha256,
        format=format,
        convention=convention.name,
        blocks=blocks,
        markup=tuple(mark for mark in page.markup if mark[:2] not in paragraphs),
        turn_end=convention.turn_end,
        wrapped=page.wrapped,
        metadata=page.metadata,
        why=(*why, convention.why),
    )


def _in_source(page: Page, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield `pieces` with their places in the text of the page."""
    if page.reading is None:
        yield from pieces
        return
    for piece in pieces:
        start, end = page.source(*trimmed(page.plain, piece.start, piece.end))
        yield piece._replace(start=start, end=end)


def _labels(page: Page, convention: Convention) -> list[Piece]:
    """Return a piece for each label; one that names no speaker, such as **Break:**, is a heading."""
    read = in_turn if convention.name == BOLD_QUESTION else mentions
    named = read(page, convention.labels)
    return [
        Piece(label.start, label.end, BlockKind.LABEL, seconds=label.seconds, mention=mention)
        if is_speaker(mention.name)
        else Piece(label.start, label.end, BlockKind.HEADING)
        for label, mention in zip(convention.labels, named, strict=True)
    ]
