"""Labels that stand right over a block quotation."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from quotes.labels.candidates import line_speaker, speaker
from quotes.labels.grammars import OWN_LINE
from quotes.model import Marking, Span
from quotes.page import Label, Page

_QUOTING = "> \t\n"  # what may stand between a label and its quotation
_MARKING = attrgetter("marking")


def over_quotations(page: Page) -> tuple[Label, ...]:
    """Return the labels on lines of their own that stand right over a block quotation."""
    labels: list[Label] = []
    marked = {label.start for label in page.labels}
    for piece, following in itertools.pairwise(page.pieces) if Marking.QUOTATION in map(_MARKING, page.pieces) else ():
        if following.marking is not Marking.QUOTATION or piece.marking is Marking.QUOTATION:
            continue
        if piece.start in marked:
            continue
        match = OWN_LINE.fullmatch(page.plain[piece.start : piece.end].rstrip())
        if match and (line_speaker(match["who"], page.lexicon) or speaker(match["who"], page.lexicon)):
            start, end = match.span("who")
            labels.append(Label(piece.start, piece.end, Span(piece.start + start, piece.start + end)))
    return tuple(labels)


def stand_over(page: Page, labels: Sequence[Label]) -> list[bool]:
    """Return of each of `labels`, of any form, whether a block quotation follows right behind it."""
    quoted = [piece.start for piece in page.pieces if piece.marking is Marking.QUOTATION]
    behind = (bisect_left(quoted, label.end) for label in labels)
    return [
        i < len(quoted) and not page.plain[label.end : quoted[i]].strip(_QUOTING)
        for i, label in zip(behind, labels, strict=True)
    ]
