"""What the rules find, put in order: nested by where it lies, siblings apart, each numbered with its container.

A rule says which words it holds to be whose, and how sure that is; it knows nothing of other rules. Here, and nowhere
else, `within` is given: the index of the smallest statement that holds the words. Where two readings cross, or claim
the very same words, the surer one stays; of two as sure, the one found first.

A rule may also find that a paragraph of the outlet is less surely narration than it was held to be: what is found
narrated takes the place of the top-level attribution of its span.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from quotes.model import Attribution, Manner, Span

_WITHIN = Attribution._fields.index("within")


def settled(top: Sequence[Attribution], found: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Return `top`, and behind it what of `found` lies within one of these, in the order of the text.

    Each of the latter carries the index of its container, whatever `within` it came with. `top` is in order and apart;
    of those that are found narrated once more, the least sure reading is returned.
    """
    starts = [outer.span.start for outer in top]
    every = list(found)
    narrated = [one for one in every if one.manner is Manner.NARRATED]
    top = _doubted(top, narrated) if narrated else top
    inside = [
        one
        for one in every
        if one.manner is not Manner.NARRATED and one.span.start < one.span.end and _holder(starts, top, one) is not None
    ]
    inside.sort(key=lambda one: (one.span.start, -one.span.end, -one.confidence))
    return (*top, *_numbered(_undisputed(inside), starts, top))


def _doubted(top: Sequence[Attribution], narrated: Sequence[Attribution]) -> list[Attribution]:
    """Return `top` with what of it is narrated less surely than it was held to be."""
    again: dict[Span, Attribution] = {}
    for one in narrated:
        if one.span not in again or one.confidence < again[one.span].confidence:
            again[one.span] = one
    read = ((outer, again.get(outer.span, outer)) for outer in top)
    return [one if one.confidence < outer.confidence and outer.manner is one.manner else outer for outer, one in read]


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
