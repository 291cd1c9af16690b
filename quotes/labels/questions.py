"""Interviews without labels: a question is a paragraph in bold from end to end, what follows is the answer."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from quotes.labels.candidates import Candidate
from quotes.labels.phrases import is_thing
from quotes.labels.words import label_words
from quotes.model import PersonKind, Span
from quotes.page import PARAGRAPH, Label, Page
from quotes.stops import ASKING

_BOLD = re.compile(r"(\*\*|__)(?=[^*_\s])[^*]{10,}?(\*\*|__)")
_ASKS = re.compile(rf"[{ASKING};][\"”’)*_\s]*$")
ENOUGH = 3  # questions


def bold_questions(page: Page) -> tuple[Label, ...]:
    """Return, for each question, the mark that opens it and the mark that closes it: there the speaker changes.

    Empty when fewer than three paragraphs are bold from end to end, or when most of them ask nothing. Two are enough
    that both ask, where somebody answers in the first person.
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
    speaks = label_words(page.lexicon).speaks.search
    both_ask = 2 * asking == len(labels) > 2 and any(map(speaks, _answers(page, labels)))
    return tuple(labels) if both_ask or (asking >= ENOUGH and 4 * asking >= len(labels)) else ()


def answering(page: Page, questions: Sequence[Label], bold: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield those of the labels in `bold` that name in full who answers: the first behind a question, and the next.

    Behind other words a head of a list is as likely: **First steps**: …
    """
    opens = {label.end for label in questions[1::2]}
    starts = [*sorted(candidate.label.start for candidate in bold), len(page.plain)]
    for candidate in bold:
        start = candidate.label.start
        behind = len(page.plain[:start].rstrip()) in opens
        full = candidate.who.kind is PersonKind.PERSON and " " in candidate.key
        if behind and full and not is_thing(candidate.who.name, page.lexicon):
            yield candidate
            following = starts[bisect_right(starts, start)]
            opens.add(len(page.plain[:following].rstrip()))


def _answers(page: Page, labels: Sequence[Label]) -> Iterator[str]:
    """Yield what stands after each question."""
    ends = [*(label.start for label in labels[2::2]), len(page.plain)]
    return (page.plain[label.end : end] for label, end in zip(labels[1::2], ends, strict=True))
