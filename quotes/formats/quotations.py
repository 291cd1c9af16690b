"""Block quotations under a label: the quotation is the turn, and ends with its marks."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from operator import attrgetter

from quotes.formats.candidates import speaker
from quotes.formats.grammars import OWN_LINE
from quotes.formats.page import LABEL, PARAGRAPH, Label, Page, Piece
from quotes.model import Marking, Span

_MARKING = attrgetter("marking")


def has_quotations(page: Page) -> bool:
    """Return whether the page has block quotations."""
    return Marking.QUOTATION in map(_MARKING, page.pieces)


def over_quotations(page: Page) -> tuple[Label, ...]:
    """Return the labels on lines of their own that stand right over a block quotation."""
    labels: list[Label] = []
    for piece, following in itertools.pairwise(page.pieces) if has_quotations(page) else ():
        if following.marking is not Marking.QUOTATION or piece.marking is Marking.QUOTATION:
            continue
        match = OWN_LINE.fullmatch(page.plain[piece.start : piece.end].rstrip())
        if match and speaker(match["who"]):
            start, end = match.span("who")
            labels.append(Label(piece.start, piece.end, Span(piece.start + start, piece.start + end)))
    return tuple(labels)


def close(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces; what follows a block quotation under a label is narration, up to the next label."""
    labelled = quoting = narrating = False
    for piece in pieces:
        if piece.kind is LABEL:
            labelled, quoting, narrating = True, False, False
        elif piece.kind is PARAGRAPH:
            quotation = piece.marking is Marking.QUOTATION
            narrating = narrating or (quoting and not quotation)
            quoting = quotation and (quoting or labelled)
            labelled = False
            if narrating:
                piece = piece._replace(marking=Marking.NARRATION)
        yield piece
