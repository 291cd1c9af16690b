"""Where the sentences of a tagged paragraph end."""

from __future__ import annotations

from itertools import compress, count
from operator import itemgetter

from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.marks import last_of
from quotes.attribution.prose.tags import Tagged
from quotes.stops import SENTENCE_ENDS

_LONGEST = 250  # tokens
# Not: NATO - the alliance - said; BP - which owns the field - said
_DATELINE = pattern(
    r"@name @name{0,3}(?>(?:, [@name @time @figure]+)*) (?:\(@name+\))?-(?=[^@relative]) (?![^.?!-]{1,30}-)"
)
_LAST = itemgetter(-1)
_STOPS = SENTENCE_ENDS | {'"'}  # what the last word of a sentence ends with; a quotation is a word here


def sentences(tagged: Tagged) -> list[tuple[int, int]]:
    """Return the token ranges of the sentences, closing punctuation included.

    None is longer than a sentence may be, which keeps the work in proportion to the text.
    """
    found: list[tuple[int, int]] = []
    start, last = _dateline_end(tagged), len(tagged.tags) - 1
    if start:
        found.append((0, start))
    stopping = map(_STOPS.__contains__, map(_LAST, tagged.words[:-1]))
    stops = [i for i in compress(count(), stopping) if _ends_sentence(tagged, i)]
    for stop in (*stops, last):
        while stop - start >= _LONGEST:
            found.append((start, start + _LONGEST))
            start += _LONGEST
        found.append((start, stop + 1))
        start = stop + 1
    return found if last >= 0 else []


def _dateline_end(tagged: Tagged) -> int:
    """Return the token after a dateline that opens the paragraph: LEEDS (Newswire) — The mayor said …"""
    match = _DATELINE.match(tagged.tags)
    return match.end() if match and tagged.printed(0, 1).isupper() else 0


def _ends_sentence(tagged: Tagged, i: int) -> bool:
    letter, following = tagged.tags[i], tagged.text[tagged.start(i + 1)]
    if letter in ".?!":
        return not following.islower() and following not in ".?!)" and tagged.tags[i + 1] not in ".?!"
    if letter in "Qq":
        return (
            last_of(tagged.text, tagged.quotations[i]) in ".…"
            and not following.islower()
            and following not in ",;:.)-—–"
        )
    if tagged.tags[i + 1] == "Q":  # “…, a teacher from Leeds, Mass. “We were …”
        return tagged.text[tagged.quotations[i + 1].inner.start].isupper()
    return following.isupper() and tagged.tags[i + 1] in "pdbicyaBW" and "." in tagged.words[i][:-1]
