"""What the rules find, put in order: nested by where it lies, siblings apart, each numbered with its container.

A rule says which words it holds to be whose, and how sure that is; it knows nothing of other rules. Here, and nowhere
else, `within` is given: the index of the smallest statement that holds the words. Where two readings cross, or claim
the very same words, the surer one stays; of two as sure, the one found first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from quotes.model import Attribution

_WITHIN = Attribution._fields.index("within")


def settled(top: Sequence[Attribution], found: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Return `top`, and behind it what of `found` lies within one of these, in the order of the text.

    Each of the latter carries the index of its container, whatever `within` it came with. `top` is in order and apart.
    """
    starts = [outer.span.start for outer in top]
    inside = [one for one in found if one.span.start < one.span.end and _holder(starts, top, one) is not None]
    inside.sort(key=lambda one: (one.span.start, -one.span.end, -one.confidence))
    return (*top, *_numbered(_undisputed(inside), starts, top))


def _holder(starts: Sequence[int], top: Sequence[Attribution], one: Attribution) -> int | None:
    """Return the index of the top-level attribution that holds all words of `one`."""
    index = bisect_right(starts, one.span.start) - 1
    return index if index >= 0 and one.span.end <= top[index].span.end else None


def _undisputed(inside: Sequence[Attribution]) -> list[Attribution]:
    """Return those that stay where readings cross: each lies in another, or apart from it."""
    stays = [True] * len(inside)
    open_: list[int] = []  # those around the present place, each within the one before
    for i, one in enumerate(inside):
        while open_ and inside[open_[-1]].span.end <= one.span.start:
            open_.pop()
        first = len(open_)
        while first and _disputes(inside[open_[first - 1]], one):
            first -= 1
        against = open_[first:]
        if against:
            if any(inside[other].confidence >= one.confidence for other in against):
                stays[i] = False
                continue
            for other in against:
                stays[other] = False
        open_[first:] = [i]
    return [one for one, kept in zip(inside, stays, strict=True) if kept]


def _disputes(earlier: Attribution, later: Attribution) -> bool:
    """Tell whether two readings, of which the earlier one is still open, cannot both stand."""
    return earlier.span == later.span or earlier.span.end < later.span.end


def _numbered(kept: Sequence[Attribution], starts: Sequence[int], top: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield the attributions, each of which lies within one of `top`, with the index of the smallest around it."""
    around: list[int] = []
    for i, one in enumerate(kept):
        while around and kept[around[-1]].span.end <= one.span.start:
            around.pop()
        within = len(top) + around[-1] if around else bisect_right(starts, one.span.start) - 1
        around.append(i)
        yield Attribution._make((*one[:_WITHIN], within, *one[_WITHIN + 1 :]))  # far faster than to replace it
