"""Labels that stand right over a block quotation."""

from __future__ import annotations

import itertools
from operator import attrgetter

from quotes.labels.candidates import speaker
from quotes.labels.grammars import OWN_LINE
from quotes.model import Marking, Span
from quotes.page import Label, Page

_MARKING = attrgetter("marking")


def over_quotations(page: Page) -> tuple[Label, ...]:
    """Return the labels on lines of their own that stand right over a block quotation."""
    labels: list[Label] = []
    for piece, following in itertools.pairwise(page.pieces) if Marking.QUOTATION in map(_MARKING, page.pieces) else ():
        if following.marking is not Marking.QUOTATION or piece.marking is Marking.QUOTATION:
            continue
        match = OWN_LINE.fullmatch(page.plain[piece.start : piece.end].rstrip())
        if match and speaker(match["who"]):
            start, end = match.span("who")
            labels.append(Label(piece.start, piece.end, Span(piece.start + start, piece.start + end)))
    return tuple(labels)
