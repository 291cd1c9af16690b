"""Quotations of which the sentence behind them says that nobody said so: “…” She never said it. The poster is fake."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from quotes.attribution.prose.draft import Draft
from quotes.attribution.prose.phrases import Range
from quotes.attribution.prose.tags import Tagged
from quotes.model import Act, Factuality, Force

_NEAR = 4  # tokens from “poster” to “fake”: the poster is of course fake
_MARKS = ",.;!?-)"


def disclaimed(tagged: Tagged, bounds: Sequence[Range], found: Sequence[Draft]) -> Iterator[Draft]:
    """Yield what is `found` in a paragraph with these sentences; what the one behind it disclaims is disputed."""
    taken_back = {i for i, (lo, hi) in enumerate(bounds) if i and _disclaims(tagged, lo, hi)}
    starts = [tagged.start(lo) for lo, _ in bounds] if taken_back else []
    for draft in found:
        after = bisect_left(starts, draft.span.end)
        if draft.verbatim and after in taken_back:
            yield draft._replace(force=Force(Act.ASSERTED, Factuality.DISPUTED))
        else:
            yield draft


def _disclaims(tagged: Tagged, lo: int, hi: int) -> bool:
    """Tell whether a sentence says of something before it that it was not said, or of a writing that it is a fake."""
    ends = [end for end in range(lo + 1, hi) if tagged.tags[end] in _MARKS]
    return any(_takes_back(tagged, lo, end) or _is_fake(tagged, lo, end - 1) for end in ends)


def _takes_back(tagged: Tagged, lo: int, end: int) -> bool:
    """Tell whether the words that end before token `end` are such as “she never said it”."""
    phrases = tagged.diction.frames.disclaimers.get(tagged.words[end - 1], ())
    return any(tuple(tagged.words[max(lo, end - len(phrase)) : end]) == phrase for phrase in phrases)


def _is_fake(tagged: Tagged, lo: int, last: int) -> bool:
    """Tell whether token `last` says of a writing what it is: the poster is fake."""
    frames, words = tagged.diction.frames, tagged.words
    fake = frames.find("source", words[last])
    if fake is None or fake.of(Factuality.ACTUAL) is not Factuality.DISPUTED:
        return False
    before = range(max(lo, last - _NEAR), last)
    writing = any(frames.find("writing", words[token]) for token in before)
    return writing and any(tagged.tags[token] == "B" for token in before)
