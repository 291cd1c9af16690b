"""Interviews without labels: a question is a paragraph in bold from end to end, what follows is the answer."""

from __future__ import annotations

import re

from quotes.formats.page import PARAGRAPH, Label, Page
from quotes.model import Span

_BOLD = re.compile(r"(\*\*|__)(?=[^*_\s])[^*]{10,}?(\*\*|__)")
_ASKS = re.compile(r"[?？؟;][\"”’)*_\s]*$")
ENOUGH = 3  # questions


def bold_questions(page: Page) -> tuple[Label, ...]:
    """Return, for each question, the mark that opens it and the mark that closes it: there the speaker changes.

    Empty when fewer than three paragraphs are bold from end to end, or two that both ask, or when most ask nothing.
    """
    labels: list[Label] = []
    asking = 0
    for piece in page.pieces:
        if not page.plain.startswith(("**", "__"), piece.start) or piece.kind is not PARAGRAPH:
            continue
        match = _BOLD.fullmatch(page.plain, piece.start, piece.end)
        if match:
            labels.extend(Label(*match.span(group), Span(*match.span(group))) for group in (1, 2))
            asking += bool(_ASKS.search(match.group()))
    both_ask = 2 * asking == len(labels) > 2
    return tuple(labels) if both_ask or (asking >= ENOUGH and 4 * asking >= len(labels)) else ()
