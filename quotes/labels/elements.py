"""Speakers that elements of their own name, as in saved transcripts: a cite, a dt, the first cell of each table row."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from quotes.labels.candidates import speaker
from quotes.labels.names import is_speaker
from quotes.labels.phrases import is_thing
from quotes.labels.spoken import own, words_of
from quotes.labels.words import label_words
from quotes.lexicon import Lexicon
from quotes.model import Marking, Span
from quotes.page import PARAGRAPH, Elements, Label, Page, Piece
from quotes.stops import ASKING, QUOTING, SENTENCE_ENDS
from quotes.text import fold

ASKS = frozenset(ASKING)
_ENDS = SENTENCE_ENDS | frozenset(QUOTING)


class Elemental(NamedTuple):
    """Labels that elements of their own are, the table rows that hold all said, and how likely they name speakers."""

    labels: tuple[Label, ...]
    rows: Sequence[Span]
    probability: float


def in_elements(page: Page) -> Elemental:
    """Return the labels that elements of the page are, and, where they are cells, the table rows that hold all said."""
    elements = page.elements
    labels, probability = _labels(page.plain, elements.speakers, page.lexicon)
    if labels:
        return Elemental(labels, (), probability)
    labels, probability = _labels(page.plain, _speakers(page.plain, elements, page.lexicon), page.lexicon)
    return Elemental(labels, elements.rows if labels else (), probability)


def set_off(page: Page) -> Elemental:
    """Return the labels that lines set off from the words below them are: names that come again, over words in which
    somebody speaks. Of lines right over each other only the last stands over words.
    """
    lines = page.elements.set_off
    over = {piece.end: after.start for piece, after in pairwise(page.pieces) if after.kind is PARAGRAPH}
    begin = {line.start for line in lines}
    standing = [
        line
        for line in lines
        if over.get(line.end, line.start) not in begin and not is_thing(page.plain[slice(*line)], page.lexicon)
    ]
    labels, recurring = _labels(page.plain, standing, page.lexicon)
    spoken = sum(_is_spoken(page, words) for words in _below(page, labels))
    likely = min(recurring, share(spoken, len(labels))) if 2 * spoken > len(labels) else 0.0
    return Elemental(labels if likely else (), (), likely)


def _below(page: Page, labels: Sequence[Label]) -> Iterator[str]:
    """Yield the words between each of `labels` and the next line that is set off."""
    starts = [*(line.start for line in page.elements.set_off), len(page.plain)]
    return (page.plain[label.end : starts[bisect_right(starts, label.start)]] for label in labels)


def _is_spoken(page: Page, words: str) -> bool:
    """Tell whether whoever says `words` speaks of himself, or asks."""
    return not own(page.lexicon).isdisjoint(words_of(words)) or not ASKS.isdisjoint(words)


def _speakers(plain: str, elements: Elements, lexicon: Lexicon) -> list[Span]:
    """Return the cells that hold names, if most do and sentences stand beside most of them."""
    cells, ends = elements.cells, [*(row.end for row in elements.rows), len(plain)]
    if not cells:
        return []
    beside = (plain[cell.end : ends[bisect_left(ends, cell.end)]].strip() for cell in cells)
    said = sum(words[-1:] in _ENDS for words in beside)
    heads = label_words(lexicon).heads
    named = [cell for cell in cells if speaker(words := plain[slice(*cell)], lexicon) and fold(words) not in heads]
    return named if 2 * min(len(named), said) > len(cells) else []


def outside(pieces: Iterable[Piece], rows: Sequence[Span]) -> Iterator[Piece]:
    """Yield the pieces, those that stand in none of the rows marked as nobody's words."""
    ends = [row.end for row in rows]
    for piece in pieces:
        row = bisect_right(ends, piece.start)
        outside = row == len(rows) or piece.start < rows[row].start
        yield piece._replace(marking=Marking.NARRATION) if outside and piece.kind is PARAGRAPH else piece


def _labels(plain: str, elements: Sequence[Span], lexicon: Lexicon) -> tuple[tuple[Label, ...], float]:
    """Return the speakers that elements of their own name, and how likely they do: they end in a colon, or recur."""
    if not elements:
        return (), 0.0
    spans = [(start, end) for start, end in elements if start < end and "\n" not in plain[start:end]]
    spans = _named(plain, spans, lexicon)
    names = Counter(plain[start:end] for start, end in spans)
    sure = sum(plain[start:end].endswith(":") or names[plain[start:end]] > 1 for start, end in spans)
    if sure < 2 or 2 * sure < len(spans):
        return (), 0.0
    return tuple(Label(start, end, Span(start, end)) for start, end in spans), share(sure, len(spans))


def _named(plain: str, spans: Sequence[tuple[int, int]], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Return those of `spans` that may name speakers: none is a word of a page's data, and, where most have a colon,
    none that comes once is bare of every mark: a list of who is present stands on the same page.
    """
    words = [plain[start:end] for start, end in spans]
    counts = Counter(words)
    marked = 2 * sum(one.endswith(":") for one in set(words)) > len({one for one in words if counts[one] > 1}) > 0
    return [
        span
        for span, one in zip(spans, words, strict=True)
        if (who := speaker(one, lexicon)) and is_speaker(who.name, lexicon)
        if not marked or counts[one] > 1 or not (one[:1].isalpha() and one[-1:].isalpha())
    ]


def share(sure: int, of: int) -> float:
    """Return how likely the next is like the `sure` ones, by the rule of Jeffreys: few say less than many."""
    return round((sure + 0.5) / (of + 1), 3)
