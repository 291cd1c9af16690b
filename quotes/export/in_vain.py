"""What an answer of "nothing" says: how much was searched, and of how much of that nobody knows who said it."""

from __future__ import annotations

from collections.abc import Iterator

from quotes.export.dates import span_words
from quotes.queries.coverage import Coverage, counted, held


def in_vain(searched: Coverage) -> Iterator[str]:
    """Yield, in words, what is told where nothing was found in what was searched."""
    said = f", said {dates}" if (dates := span_words(searched.earliest, searched.latest)) else ""
    yield f"nothing found, in {held(searched)}{said}"
    if number := searched.speakerless:
        yield f"{counted(number, 'statement')} of these {'has' if number == 1 else 'have'} no known speaker"
