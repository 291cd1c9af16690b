"""Whether a page says that it is a translation: Translated from the Russian by …, near its beginning or end."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from quotes.metadata import Fact
from quotes.model import Document
from quotes.span import Span

TRANSLATED = "translated"  # the fact
_LINES = 6  # at the beginning of a page, and at its end
_LONGEST = 160  # characters of a line that says so
_LINE = re.compile(r"^[^\S\n]*\S[^\n]*", re.MULTILINE)
_OPENS = "([*_—–- \u00a0"  # what may stand before the words


def told_translated(document: Document) -> Document:
    """Return `document`, known to be a translation where a line of it says so and nothing else tells whether it is."""
    if document.metadata.translated is not None:
        return document
    line = next(_lines(document), None)
    if line is None:
        return document
    fact = Fact(TRANSLATED, document.text[slice(*line)], line, "line of the page")
    told = replace(document.metadata, translated=True, facts=(*document.metadata.facts, fact))
    return replace(document, metadata=told)


def _lines(document: Document) -> Iterator[Span]:
    """Yield the lines that say that the page is a translation."""
    lexicon = document.lexicon
    openings = tuple(lexicon.lines("translations"))
    for start, end in _outer(document.text):
        line = document.text[start:end].strip().lstrip(_OPENS).lower()
        if len(line) <= _LONGEST and line.startswith(openings):
            yield Span(start, end)


def _outer(text: str) -> list[tuple[int, int]]:
    """Return the first and the last lines of a text that are not empty."""
    first = [match.span() for match in islice(_LINE.finditer(text), _LINES)]
    last: deque[tuple[int, int]] = deque()
    end = len(text.rstrip())
    while end > (first[-1][1] if first else 0) and len(last) < _LINES:
        start = text.rfind("\n", 0, end) + 1
        last.appendleft((start, end))
        end = len(text[:start].rstrip())
    return [*first, *last]
