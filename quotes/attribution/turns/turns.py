"""Whose words every paragraph is: paragraphs that were read alike, one after the other, make a turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from quotes.attribution.turns.doubts import doubted
from quotes.attribution.turns.sections import sections_of
from quotes.attribution.turns.titled import bearer, given
from quotes.attribution.turns.verdicts import anchored, apply, speaker_decided
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
from quotes.text import fold
from quotes.verdict import Verdict

# Looking a member up in its enumeration takes ten times as long as a name.
_BY_LABEL, _NARRATION, _MARKUP, _HUMAN = (
    Basis.LABEL_LINE,
    Basis.NARRATION,
    Basis.MARKUP,
    Basis.HUMAN,
)
_AMBIGUOUS, _VERBATIM, _NARRATED = Status.AMBIGUOUS, Manner.VERBATIM, Manner.NARRATED
_DOUBT = {status: rank for rank, status in enumerate(Status)}


def cut(document: Document, verdicts: Sequence[Verdict] = ()) -> list[Attribution]:
    """Return the top-level attributions: a verbatim one for every turn, a narrated one for every other paragraph."""
    found = sections_of(document)
    decided = anchored(document, verdicts)
    titled = bearer(document)
    return [
        attribution
        for section, passages in zip(found, doubted(document, found, weighed(document, found)), strict=True)
        for attribution in _attributions(
            section.label or titled, apply(section, given(passages, titled) if titled else passages, decided), decided
        )
    ]


def _attributions(
    label: Mention | None, passages: Iterable[Passage], decided: Mapping[int, Verdict]
) -> Iterator[Attribution]:
    if label is None and not decided:  # as on most pages: nobody's turn
        yield from map(_of_nobody, passages)
        return
    for (basis, mention), run in groupby(passages, key=partial(_owner, label, decided)):
        if mention:
            yield _turn(basis, mention, label, tuple(run))
        else:
            yield from map(_of_nobody, run)


def _owner(label: Mention | None, decided: Mapping[int, Verdict], passage: Passage) -> tuple[Basis, Mention | None]:
    """Return who speaks in a passage, and why: words that a human gives to the name on the label are its turn's."""
    if passage.basis is _NARRATION or passage.basis is _MARKUP:
        return passage.basis, None
    if passage.basis is not _HUMAN:
        return _BY_LABEL, label
    name = speaker_decided(passage, decided)
    if name is None:
        return _NARRATION, None
    if label and fold(name) in (fold(label.name), fold(label.text)):
        return _BY_LABEL, label
    return _HUMAN, Mention("", Span(passage.span.start, passage.span.start), name)


def _turn(basis: Basis, speaker: Mention, label: Mention | None, passages: tuple[Passage, ...]) -> Attribution:
    first, last = passages[0], passages[-1]
    return Attribution(
        first.span if first is last else Span(first.span.start, last.span.end),
        _VERBATIM,
        basis,
        speaker,
        *_sureness(passages),
        label=label if basis is _BY_LABEL else None,
        passages=passages,
        others=speaker.others,
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
    _, span, basis, _, confidence, status, _, rival, *_ = passage
    basis = basis if basis is _HUMAN else _NARRATION
    return Attribution(span, _NARRATED, basis, None, confidence, status, rival, passages=(passage,))
