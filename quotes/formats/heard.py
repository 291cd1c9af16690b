"""What was heard, stretch by stretch, as programs for captions and transcription write it → Page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from quotes.formats.lines import right_before
from quotes.formats.reactions import inline
from quotes.formats.rolling import shown_once
from quotes.formats.voices import CONVENTION, marked, parted
from quotes.lexicon import Lexicon
from quotes.model import Marking, Markup, Metadata, Reading, Span
from quotes.page import LABEL, Named, Page, Piece
from quotes.text import fold, reading


class Heard(NamedTuple):
    """Words that belong together: the paragraphs that they are, who says them, when; and whether a new turn begins.

    The words of `named` lie anywhere; nobody is None. What one says in a row is one turn, but where it is `fresh`;
    what is `continued` is said by whoever spoke before.
    """

    words: Sequence[Span]
    named: Named | None = None
    seconds: float | None = None
    fresh: bool = False
    continued: bool = False


def page(
    text: str,
    heard: Sequence[Heard],
    markup: Iterable[Markup],
    convention: str,
    metadata: Metadata,
    lexicon: Lexicon,
    *,
    wrapped: bool = False,
) -> Page:
    """Return the page that holds what was `heard`, in order; `markup` lies inside the words and inside labels.

    All else in `text` is markup. Where nobody is named at all, labels may stand in the words, as in subtitles.
    """
    heard = [one for one in heard if one.words]
    inner = sorted(markup)
    if any(one.named or one.continued for one in heard):
        named = _named(text, heard, inner, convention, metadata)
        return replace(named, wrapped=wrapped)
    return _cues(text, heard, inner, metadata, lexicon)


def _cues(text: str, heard: Sequence[Heard], inner: Sequence[Markup], metadata: Metadata, lexicon: Lexicon) -> Page:
    """Return the page of cues, what they show again left out, and those cut up in which several speak."""
    whole, _ = _read(text, [_place(one) for one in heard], inner)
    cues = [Piece(*_seen(whole, _place(one)), marking=Marking.QUOTATION, seconds=one.seconds) for one in heard]
    parts, alone = parted(whole.text, shown_once(whole.text, cues))
    spans = [whole.source(*part[:2]) for part in parts]
    read, marks = _read(text, spans, inner)
    pieces = [
        part._replace(start=start, end=end)
        for part, (start, end) in zip(parts, (_seen(read, span) for span in spans), strict=True)
    ]
    dashed = {piece.start for part, piece in zip(parts, pieces, strict=True) if part.start in alone}
    starts = [piece.start for piece in pieces]
    page = Page(text, read.text, pieces, starts, marks, wrapped=True, cues=True, metadata=metadata, reading=read)
    labels, _ = marked(read.text, pieces, dashed, inline(read.text, lexicon))
    visible = labels and all(label.start < label.end for label in labels)
    return replace(page, labels=labels, convention=CONVENTION) if visible else page


def _read(text: str, spans: Sequence[Span], inner: Sequence[Markup]) -> tuple[Reading, Sequence[Markup]]:
    """Return `text` as read where it holds nothing but `spans`, and the markup that makes it so."""
    marks = sorted([*_within(inner, spans), *(mark for mark in _around(text, spans) if mark.start < mark.end)])
    return reading(text, Span(0, len(text)), marks), marks


def _seen(read: Reading, span: Span) -> Span:
    """Return where a place in the source stands as read."""
    return Span(read.place(span.start), read.place(span.end))


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
    if one.continued or one.fresh:
        return one.continued
    if before.named is None or one.named is None:
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


def told(text: str, heard: Sequence[Heard], markup: Sequence[Markup], metadata: Metadata) -> Page:
    """Return the page that holds words of which nothing says that anybody speaks."""
    pieces = [Piece(*span, marking=Marking.NARRATION) for one in heard for span in one.words]
    inner = list(_within(markup, [_place(one) for one in heard if one.words]))
    return Page(text, text, pieces, markup=inner, closes=True, metadata=metadata)


def _place(heard: Heard) -> Span:
    return Span(heard.words[0].start, heard.words[-1].end)
