"""Whose words every paragraph is: a label starts a turn, and the shape of the page says what may end it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from quotes.attribution import report
from quotes.attribution.sections import Section, sections
from quotes.attribution.shape import Shape, asks, shape
from quotes.model import (
    Attribution,
    Basis,
    Block,
    Document,
    Manner,
    Marking,
    Mention,
    Passage,
    PersonKind,
    Span,
    Status,
)

_ASKED = ("asks what the next label answers",)


def cut(document: Document) -> list[Attribution]:
    """Return the top-level attributions: a verbatim one for every turn, a narrated one for every other paragraph."""
    kind = shape(document)
    found = sections(document)
    return [
        attribution
        for section, passages in zip(found, _PASSAGES[kind](document, found), strict=True)
        for attribution in _attributions(section.label, passages)
    ]


def _marked(document: Document, found: Sequence[Section]) -> list[list[Passage]]:
    return [[_passage(block, _marking(section, block)) for block in section.paragraphs] for section in found]


def _marking(section: Section, block: Block) -> Basis:
    if block.marking is Marking.NARRATION or section.label is None:
        return Basis.NARRATION
    return Basis.LABEL_LINE if block is section.paragraphs[0] else Basis.CONTINUATION


def _transcript(document: Document, found: Sequence[Section]) -> list[list[Passage]]:
    return [list(_to_next_label(section)) for section in found]


def _to_next_label(section: Section) -> Iterator[Passage]:
    """Words set off right under a label are all that is said there; set off further down they are nobody's known."""
    set_off = section.paragraphs[0].marking is Marking.QUOTATION
    over = False
    for block in section.paragraphs:
        over = over or (set_off and block.marking is not Marking.QUOTATION)
        if block.marking is Marking.QUOTATION and not set_off:
            yield _passage(block, Basis.MARKUP)
        else:
            yield _passage(block, Basis.NARRATION if over else _marking(section, block))


def _interview(document: Document, found: Sequence[Section]) -> list[list[Passage]]:
    """An answer runs on to the question before the next label; who asks is not named."""
    return [list(_answer(document, section)) for section in found]


def _answer(document: Document, section: Section) -> Iterator[Passage]:
    questions = section.following and asks(document, section.paragraphs[-1])
    for block in section.paragraphs:
        if questions and block is section.paragraphs[-1] and block is not section.paragraphs[0]:
            yield Passage(block.kind, block.span, Basis.MARKUP, None, 0.8, Status.INFERRED, _ASKED)
        else:
            yield _passage(block, _marking(section, block))


_PASSAGES: Mapping[Shape, Callable[[Document, Sequence[Section]], list[list[Passage]]]] = {
    Shape.MARKED: _marked,
    Shape.TRANSCRIPT: _transcript,
    Shape.INTERVIEW: _interview,
    Shape.REPORT: report.passages,
}


def _passage(block: Block, basis: Basis) -> Passage:
    return Passage(block.kind, block.span, basis, seconds=block.seconds)


def _attributions(label: Mention | None, passages: Sequence[Passage]) -> Iterator[Attribution]:
    for basis, run in groupby(passages, key=_owner):
        if basis is Basis.LABEL_LINE and label:
            yield _turn(label, tuple(run))
        else:
            yield from map(_unlabelled if basis is Basis.MARKUP else _narrated, run)


def _owner(passage: Passage) -> Basis:
    return passage.basis if passage.basis in (Basis.NARRATION, Basis.MARKUP) else Basis.LABEL_LINE


def _turn(label: Mention, passages: tuple[Passage, ...]) -> Attribution:
    doubtful = next((passage for passage in passages if passage.status is Status.AMBIGUOUS), None)
    inferred = any(passage.status is Status.INFERRED for passage in passages)
    return Attribution(
        Span(passages[0].span.start, passages[-1].span.end),
        Manner.VERBATIM,
        Basis.LABEL_LINE,
        label,
        min(passage.confidence for passage in passages),
        Status.AMBIGUOUS if doubtful else Status.INFERRED if inferred else Status.CERTAIN,
        doubtful.rival if doubtful else None,
        label=label,
        passages=passages,
    )


def _unlabelled(passage: Passage) -> Attribution:
    here = Span(passage.span.start, passage.span.start)
    return _single(passage, Manner.VERBATIM, Basis.MARKUP, Mention("", here, "", kind=PersonKind.UNNAMED))


def _narrated(passage: Passage) -> Attribution:
    return _single(passage, Manner.NARRATED, Basis.NARRATION, None)


def _single(passage: Passage, manner: Manner, basis: Basis, speaker: Mention | None) -> Attribution:
    return Attribution(
        passage.span,
        manner,
        basis,
        speaker,
        passage.confidence,
        passage.status,
        passage.rival,
        passages=(passage,),
    )
