"""Page → Document: the convention is chosen, the labels are read, the page is cut into blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from quotes.formats import quotations, recorder, roundup
from quotes.formats.convention import BOLD_QUESTION, Convention, choose
from quotes.formats.interviewee import in_turn
from quotes.formats.labels import is_speaker
from quotes.formats.mentions import mentions
from quotes.formats.page import HEADING, LABEL, PARAGRAPH, Page, Piece, cut, lay, trimmed
from quotes.model import Block, Document, Markup, Span, TurnEnd


def assemble(page: Page, key: str, sha256: str, format: str, why: tuple[str, ...]) -> Document:
    """Return the document that `page` is; `why` says how the format was recognised."""
    convention = choose(page)
    pieces: Iterable[Piece] = cut(page.plain, page.pieces, _labels(page, convention))
    if quotations.has_quotations(page):
        pieces = quotations.close(pieces)
    if convention.quoted:
        pieces = roundup.split(page.plain, pieces)
    if convention.turn_end is TurnEnd.LABEL:
        pieces = recorder.signed_off(page.plain, recorder.mark(page.plain, pieces, convention.name))
    blocks = lay(page.text, _in_source(page, pieces))
    return Document(
        key=key,
        text=page.text,
        sha256=sha256,
        format=format,
        convention=convention.name,
        blocks=blocks,
        markup=_within(blocks, page.markup),
        turn_end=convention.turn_end,
        wrapped=page.wrapped,
        metadata=page.metadata,
        why=(*why, convention.why),
    )


def _within(blocks: Iterable[Block], markup: Sequence[Markup]) -> tuple[Markup, ...]:
    """Return `markup` without what has become a paragraph: all that a speaker says."""
    if not markup:
        return ()
    paragraphs = {block.span for block in blocks if block.kind is PARAGRAPH}
    return tuple([mark for mark in markup if mark[:2] not in paragraphs])


def _in_source(page: Page, pieces: Iterable[Piece]) -> Iterable[Piece]:
    """Return `pieces` with their places in the text of the page."""
    return pieces if page.reading is None else _placed(page, pieces)


def _placed(page: Page, pieces: Iterable[Piece]) -> Iterator[Piece]:
    for start, end, kind, marking, seconds, mention in pieces:
        place = page.source(Span(*trimmed(page.plain, start, end)))
        yield Piece(*place, kind, marking, seconds, mention)


def _labels(page: Page, convention: Convention) -> list[Piece]:
    """Return a piece for each label; one that names no speaker, such as **Break:**, is a heading."""
    read = in_turn if convention.name == BOLD_QUESTION else mentions
    named = read(page, convention.labels)
    return [
        Piece(label.start, label.end, LABEL, seconds=label.seconds, mention=mention)
        if is_speaker(mention.name)
        else Piece(label.start, label.end, HEADING)
        for label, mention in zip(convention.labels, named, strict=True)
    ]
