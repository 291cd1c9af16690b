"""What was heard, stretch by stretch, as programs for captions and transcription write it → Page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quotes.model import Marking, Markup, Metadata, Span
from quotes.page import LABEL, Named, Page, Piece
from quotes.text import fold, reading


class Heard(NamedTuple):
    """Words that belong together: the paragraphs that they are, who says them, when; and whether a new turn begins.

    The words of `named` lie anywhere; nobody is None. What one says in a row is one turn, but where it is `fresh`.
    """

    words: Sequence[Span]
    named: Named | None = None
    seconds: float | None = None
    fresh: bool = False


def page(text: str, heard: Sequence[Heard], markup: Iterable[Markup], convention: str, metadata: Metadata) -> Page:
    """Return the page that holds what was `heard`, in order; `markup` lies inside the words and inside labels.

    All else in `text` is markup. Where nobody is named at all, labels may stand in the words, as in subtitles.
    """
    heard = [one for one in heard if one.words]
    inner = sorted(markup)
    if any(one.named for one in heard):
        return _named(text, heard, inner, convention, metadata)
    return _cues(text, heard, inner, metadata)


def _cues(text: str, heard: Sequence[Heard], inner: Sequence[Markup], metadata: Metadata) -> Page:
    spans = list(map(_place, heard))
    marks = sorted([*_within(inner, spans), *(mark for mark in _around(text, spans) if mark.start < mark.end)])
    read = reading(text, Span(0, len(text)), marks)
    places = [(read.place(start), read.place(end)) for start, end in spans]
    pieces = [
        Piece(start, end, marking=Marking.QUOTATION, seconds=one.seconds)
        for (start, end), one in zip(places, heard, strict=True)
        if start < end
    ]
    starts = [piece.start for piece in pieces]
    return Page(text, read.text, pieces, starts, marks, wrapped=True, cues=True, metadata=metadata, reading=read)


def _around(text: str, spans: Sequence[Span]) -> Iterator[Markup]:
    """Yield what stands before, between and behind `spans`: between two it is shown as a line's end."""
    ends = [span.end for span in spans]
    starts = [span.start for span in spans]
    for start, end in zip([0, *ends], [*starts, len(text)], strict=True):
        yield Markup(start, end, "\n" if start > 0 and end < len(text) else "")


def _within(inner: Sequence[Markup], spans: Sequence[Span]) -> Iterator[Markup]:
    """Yield those of `inner` that lie in one of `spans`; both are in order."""
    for start, end in spans:
        yield from inner[bisect_left(inner, (start,)) : bisect_left(inner, (end,))]


def _named(text: str, heard: Sequence[Heard], inner: Sequence[Markup], convention: str, metadata: Metadata) -> Page:
    pieces: list[Piece] = []
    places: list[Span] = []  # of labels and of words, in order
    gaps: list[Markup] = []
    before: Heard | None = None
    done = 0
    for one in heard:
        start = one.words[0].start
        if before is not None and _goes_on(before, one):
            gaps.append(Markup(done, start, " "))
        else:
            pieces.append(_label(text, one, done))
            places.append(Span(*pieces[-1][:2]))
        pieces.extend(Piece(*span, marking=Marking.SPEECH, seconds=one.seconds) for span in one.words)
        before, done = one, one.words[-1].end
        places.append(Span(start, done))
    markup = sorted([*_within(inner, places), *gaps])
    return Page(text, text, pieces, markup=markup, convention=convention, closes=True, metadata=metadata)


def _goes_on(before: Heard, one: Heard) -> bool:
    """Tell whether the same speaker goes on; of two whom nobody names it is not known."""
    if one.fresh or before.named is None or one.named is None:
        return False
    return _key(before.named) == _key(one.named)


def _key(named: Named) -> tuple[str, str | None]:
    return fold(named.text) or named.text, named.id


def _label(text: str, heard: Heard, done: int) -> Piece:
    """Return the label of a turn: the words that name the speaker, where they stand between it and the last one."""
    start = heard.words[0].start
    named = heard.named or Named("", Span(start, start))
    place = named.span
    if not (done <= place.start < place.end <= start):
        place = right_before(text, start, done)
    if heard.named is None:
        named = Named("", place)
    return Piece(*place, LABEL, seconds=heard.seconds, named=named)


def right_before(text: str, start: int, done: int = 0) -> Span:
    """Return the visible characters right before `start`: they stand for a label that comes only after the words."""
    end = len(text[done:start].rstrip()) + done
    begin = max(text.rfind("\n", done, end), text.rfind(",", done, end), text.rfind("{", done, end)) + 1
    return Span(max(done, min(begin, end - 1)), end)


def told(text: str, heard: Sequence[Heard], markup: Sequence[Markup], metadata: Metadata) -> Page:
    """Return the page that holds words of which nothing says that anybody speaks."""
    pieces = [Piece(*span, marking=Marking.NARRATION) for one in heard for span in one.words]
    inner = list(_within(markup, [_place(one) for one in heard if one.words]))
    return Page(text, text, pieces, markup=inner, closes=True, metadata=metadata)


def _place(heard: Heard) -> Span:
    return Span(heard.words[0].start, heard.words[-1].end)
