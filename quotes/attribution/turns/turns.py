"""Whose words every paragraph is: paragraphs that were read alike, one after the other, make a turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from quotes.attribution.turns.doubts import doubted
from quotes.attribution.turns.sections import sections_of
from quotes.attribution.turns.titled import bearer, given
from quotes.attribution.turns.weighing import weighed
from quotes.model import (
    Attribution,
    Basis,
    Document,
    Manner,
    Mention,
    Passage,
    PersonKind,
    Span,
    Status,
)

# Looking a member up in its enumeration takes ten times as long as a name.
_BY_LABEL, _NARRATION, _MARKUP = Basis.LABEL_LINE, Basis.NARRATION, Basis.MARKUP
_AMBIGUOUS, _VERBATIM, _NARRATED = Status.AMBIGUOUS, Manner.VERBATIM, Manner.NARRATED
_DOUBT = {status: rank for rank, status in enumerate(Status)}


def cut(document: Document) -> list[Attribution]:
    """Return the top-level attributions: a verbatim one for every turn, a narrated one for every other paragraph."""
    found = sections_of(document)
    titled = bearer(document)
    return [
        attribution
        for section, passages in zip(found, doubted(document, found, weighed(document, found)), strict=True)
        for attribution in _attributions(section.label or titled, given(passages, titled) if titled else passages)
    ]


def _attributions(label: Mention | None, passages: Iterable[Passage]) -> Iterator[Attribution]:
    if label is None:  # as on most pages: nobody's turn
        yield from map(_of_nobody, passages)
        return
    for is_told, run in groupby(passages, key=_is_told):
        if is_told:
            yield from map(_of_nobody, run)
        else:
            yield _turn(label, tuple(run))


def _is_told(passage: Passage) -> bool:
    return passage.basis is _NARRATION or passage.basis is _MARKUP


def _turn(label: Mention, passages: tuple[Passage, ...]) -> Attribution:
    first, last = passages[0], passages[-1]
    return Attribution(
        first.span if first is last else Span(first.span.start, last.span.end),
        _VERBATIM,
        _BY_LABEL,
        label,
        *_sureness(passages),
        label=label,
        passages=passages,
        others=label.others,
    )


def _sureness(passages: tuple[Passage, ...]) -> tuple[float, Status, str | None]:
    """Return confidence and status of the passage that is least sure, and the rival of the first that is ambiguous."""
    if len(passages) == 1:
        [passage] = passages
        return passage.confidence, passage.status, passage.rival if passage.status is _AMBIGUOUS else None
    return (
        min([passage.confidence for passage in passages]),
        max([passage.status for passage in passages], key=_DOUBT.__getitem__),
        next((passage.rival for passage in passages if passage.status is _AMBIGUOUS), None),
    )


def _of_nobody(passage: Passage) -> Attribution:
    return _unlabelled(passage) if passage.basis is _MARKUP else _narrated(passage)


def _unlabelled(passage: Passage) -> Attribution:
    nobody = Mention("", Span(passage.span.start, passage.span.start), "", kind=PersonKind.UNNAMED)
    told = _narrated(passage)
    return told._replace(manner=Manner.VERBATIM, basis=_MARKUP, speaker=nobody)


def _narrated(passage: Passage) -> Attribution:
    _, span, _, _, confidence, status, _, rival, *_ = passage
    return Attribution(span, _NARRATED, _NARRATION, None, confidence, status, rival, passages=(passage,))
