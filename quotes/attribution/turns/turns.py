"""Whose words every paragraph is: a label starts a turn, and the shape of the page says what may end it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from quotes.attribution.turns import report
from quotes.attribution.turns.sections import Section, sections
from quotes.attribution.turns.shape import asks
from quotes.attribution.turns.verdicts import anchored, apply, speaker_decided
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
    ShapeKind,
    Span,
    Status,
    Verdict,
)
from quotes.text import fold

_INTERVIEW_SHIFT = 2.0  # log odds: answers of several paragraphs are the rule
_SEVERAL = 4  # turns of one paragraph each, that show how long they are on this page
_QUESTION_CONFIDENCE = 0.9  # set, not measured: no interviews are among the measuring sets
# Looking a member up in its enumeration takes ten times as long as a name.
_BY_LABEL, _ON, _NARRATION, _MARKUP, _HUMAN = (
    Basis.LABEL_LINE,
    Basis.CONTINUATION,
    Basis.NARRATION,
    Basis.MARKUP,
    Basis.HUMAN,
)
_TOLD, _SET_OFF = Marking.NARRATION, Marking.QUOTATION
_AMBIGUOUS, _VERBATIM = Status.AMBIGUOUS, Manner.VERBATIM
_DOUBT = {status: rank for rank, status in enumerate(Status)}
_ASKED = ("asks what the next label answers",)


def cut(document: Document, verdicts: Sequence[Verdict] = ()) -> list[Attribution]:
    """Return the top-level attributions: a verbatim one for every turn, a narrated one for every other paragraph."""
    found = sections(document)
    decided = anchored(document, verdicts)
    return [
        attribution
        for section, passages in zip(found, _PASSAGES[_kind(document)](document, found), strict=True)
        for attribution in _attributions(section.label, apply(section, passages, decided), decided)
    ]


def _kind(document: Document) -> ShapeKind:
    return document.shape.kind if document.shape else ShapeKind.REPORT


def _marked(document: Document, found: Sequence[Section]) -> list[list[Passage]]:
    return [_as_marked(section) for section in found]


def _as_marked(section: Section) -> list[Passage]:
    return [_passage(block, _marking(section, block)) for block in section.paragraphs]


def _marking(section: Section, block: Block) -> Basis:
    if block.marking is _TOLD or section.label is None:
        return _NARRATION
    return _BY_LABEL if block is section.paragraphs[0] else _ON


def _transcript(document: Document, found: Sequence[Section]) -> list[list[Passage]]:
    read = [_to_next_label(section) for section in found]
    if _is_long_at_the_end(found):  # the writer may have the last word
        read[-1:] = _report(document, found[-1:])
    return read


def _is_long_at_the_end(found: Sequence[Section]) -> bool:
    """Tell whether only the last of several turns goes on past its first paragraph."""
    *others, last = [len(section.paragraphs) for section in found if section.label] or [0]
    return last > 1 and len(others) >= _SEVERAL and max(others) == 1 and found[-1].label is not None


def _to_next_label(section: Section) -> list[Passage]:
    """Words set off right under a label are all that is said there; set off further down they are nobody's known."""
    set_off = any(block.marking is _SET_OFF for block in section.paragraphs)
    return list(_with_set_off(section)) if set_off else _as_marked(section)


def _with_set_off(section: Section) -> Iterator[Passage]:
    set_off = _is_set_off(section)
    over = False
    for block in section.paragraphs:
        over = over or (set_off and block.marking is not _SET_OFF)
        if block.marking is _SET_OFF and not set_off:
            yield _passage(block, _MARKUP)
        else:
            yield _passage(block, _NARRATION if over else _marking(section, block))


def _is_set_off(section: Section) -> bool:
    return section.label is not None and section.paragraphs[0].marking is _SET_OFF


def _report(document: Document, found: Sequence[Section]) -> list[list[Passage]]:
    """What the page itself sets off under a label needs no judge."""
    judged = report.passages(document, found)
    return [
        _to_next_label(section) if _is_set_off(section) else passages
        for section, passages in zip(found, judged, strict=True)
    ]


def _interview(document: Document, found: Sequence[Section]) -> list[list[Passage]]:
    """The question before a label is asked by nobody named; answers are judged as turns that mostly go on."""
    asked = [_has_question(document, section) for section in found]
    answers = [
        section._replace(paragraphs=section.paragraphs[:-1]) if question else section
        for section, question in zip(found, asked, strict=True)
    ]
    judged = report.passages(document, answers, least_shift=_INTERVIEW_SHIFT)
    return [
        [*passages, _question(section.paragraphs[-1])] if question else passages
        for section, passages, question in zip(found, judged, asked, strict=True)
    ]


def _has_question(document: Document, section: Section) -> bool:
    alone = section.label is not None and len(section.paragraphs) == 1
    return bool(section.following) and not alone and asks(document, section.paragraphs[-1])


def _question(block: Block) -> Passage:
    return Passage(block.kind, block.span, _MARKUP, None, _QUESTION_CONFIDENCE, Status.INFERRED, _ASKED)


_PASSAGES: Mapping[ShapeKind, Callable[[Document, Sequence[Section]], list[list[Passage]]]] = {
    ShapeKind.MARKED: _marked,
    ShapeKind.TRANSCRIPT: _transcript,
    ShapeKind.INTERVIEW: _interview,
    ShapeKind.REPORT: _report,
}


def _passage(block: Block, basis: Basis) -> Passage:
    return Passage(block.kind, block.span, basis, seconds=block.seconds)


def _attributions(
    label: Mention | None, passages: Iterable[Passage], decided: Mapping[int, Verdict]
) -> Iterator[Attribution]:
    for (basis, mention), run in groupby(passages, key=partial(_owner, label, decided)):
        if mention:
            yield _turn(basis, mention, label, tuple(run))
        else:
            yield from map(_unlabelled if basis is _MARKUP else _narrated, run)


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


def _unlabelled(passage: Passage) -> Attribution:
    nobody = Mention("", Span(passage.span.start, passage.span.start), "", kind=PersonKind.UNNAMED)
    told = _narrated(passage)
    return told._replace(manner=Manner.VERBATIM, basis=_MARKUP, speaker=nobody)


def _narrated(passage: Passage) -> Attribution:
    basis = _HUMAN if passage.basis is _HUMAN else _NARRATION
    sureness = passage.confidence, passage.status, passage.rival
    return Attribution(passage.span, Manner.NARRATED, basis, None, *sureness, passages=(passage,))
