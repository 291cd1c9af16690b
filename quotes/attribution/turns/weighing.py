"""Whose words a paragraph is: the ways in which the page may be written are weighed, each by how likely it is.

In a transcript only the next label ends a turn, but for vetoes; in an interview questions of nobody stand between the
answers; in a report the judges say where a turn ends. The reading that is likeliest over all of them is taken, its
chance is its confidence, and the next likeliest is its rival.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotes.attribution.sureness import DOUBTFUL, status_of
from quotes.attribution.turns import report
from quotes.attribution.turns.interview import asks
from quotes.attribution.turns.judges import FITTED, Fitted
from quotes.attribution.turns.report import Judged
from quotes.attribution.turns.sections import Section, text_of
from quotes.attribution.turns.vetoes import NONE, Veto, note_at_end, vetoes
from quotes.model import (
    NARRATION_RIVAL,
    SOMEBODY_RIVAL,
    Basis,
    Block,
    Document,
    Marking,
    Passage,
    Shape,
    ShapeKind,
)

BEYOND_DOUBT = 0.999  # so likely a transcript, a page is not judged as a report
_QUESTION = 0.9  # set, not measured: a question behind an answer of an interview is somebody else's
_SET_OFF_WITHIN = 0.7  # set: words set off within somebody's, in a transcript, are those of somebody else
_SET_OFF = 0.9  # set: words set off that nobody is named for are somebody's
_CUED = 0.99  # of a format made for speech, they are
_MARKED = 0.99  # set: words that a recorder's formula, or the end of a quotation set off, makes narration
# Log odds of a transcript by how one paragraph reads alone: measured among paragraphs of transcripts and of narration.
_SLOPE, _OFFSET, _MOST_AGAINST = 0.5, 1.0, -3.0
_AGAIN = 0.5  # set: a page that tells once between its labels may do so again
# Looking a member up in its enumeration takes ten times as long as a name.
_BY_LABEL, _ON, _NARRATION, _MARKUP = Basis.LABEL_LINE, Basis.CONTINUATION, Basis.NARRATION, Basis.MARKUP
_TOLD, _QUOTED = Marking.NARRATION, Marking.QUOTATION
_REPORT = Shape(ShapeKind.REPORT, 1.0)


class Ways(NamedTuple):
    """How likely the page is a transcript, and, if it is none, an interview."""

    transcript: float
    interview: float


class Shares(NamedTuple):
    """How likely a paragraph is the words of the speaker, of nobody known, or the outlet's, if its label is one."""

    speech: float
    nobody: float
    told: float


def weighed(document: Document, sections: Sequence[Section], weights: Fitted = FITTED) -> list[list[Passage]]:
    """Return the passages of every section, as the page sets them apart, or as the ways it may be written weigh."""
    shape = document.shape or _REPORT
    before = [None, *(section.name for section in sections)]
    sure = document.convention.probability
    if shape.kind is ShapeKind.MARKED:
        return [_marked(section, section.probability * sure) for section in sections]
    ways = _ways(shape)
    spoken = (
        _in_transcript(document, sections) if ways.transcript > 0 else [[NONE] * len(s.paragraphs) for s in sections]
    )
    if ways.transcript < BEYOND_DOUBT:
        judged: Sequence[Sequence[Judged]] = report.judged(document, sections, weights, ways.interview)
        ways = _once_told(ways, judged)
    else:
        judged = [()] * len(sections)
    return [
        list(_passages(document, section, name, ways, vetoed, seen, section.probability * sure))
        for section, name, vetoed, seen in zip(sections, before, spoken, judged, strict=False)
    ]


def _ways(shape: Shape) -> Ways:
    chances = {shape.kind: shape.probability, **dict(shape.others)}
    transcript = chances.get(ShapeKind.TRANSCRIPT, 0.0)
    interview = chances.get(ShapeKind.INTERVIEW, 0.0)
    return Ways(transcript, interview / (1 - transcript) if transcript < 1 else 0.0)


def _marked(section: Section, sure: float) -> list[Passage]:
    """Return the passages of a format, or of quotation marks, that say themselves where words end."""
    return [
        _told(block, 1.0) if block.marking is _TOLD or section.label is None else _said(section, block, sure)
        for block in section.paragraphs
    ]


def _told(block: Block, confidence: float, rival: str | None = None) -> Passage:
    status = status_of(confidence)
    doubt = rival if confidence < DOUBTFUL else None
    return Passage(block.kind, block.span, _NARRATION, None, confidence, status, (), doubt, block.seconds)


def _said(section: Section, block: Block, sure: float) -> Passage:
    basis = _BY_LABEL if block is section.paragraphs[0] else _ON
    doubt = NARRATION_RIVAL if sure < DOUBTFUL else None
    return Passage(block.kind, block.span, basis, None, sure, status_of(sure), (), doubt, block.seconds)


def _in_transcript(document: Document, sections: Sequence[Section]) -> list[list[Veto]]:
    """Return what makes one doubt the paragraphs behind those under labels, if the page is a transcript."""
    found = [
        vetoes(document, section, section is sections[-1]) if section.label and len(section.paragraphs) > 1 else []
        for section in sections
    ]
    if sections and sections[-1].label and len(sections[-1].paragraphs) > 1:
        notes = note_at_end(document, sections, report.narrator_of(document, sections))
        found[-1] = [
            Veto(veto.speech * (1 - notes[block.span.start]), veto.why or _ENDING)
            if block.span.start in notes
            else veto
            for block, veto in zip(sections[-1].paragraphs[1:], found[-1], strict=True)
        ]
    return found


_ENDING = "narration: the writer may have the last word"


def _passages(
    document: Document,
    section: Section,
    before: str | None,
    ways: Ways,
    vetoed: Sequence[Veto],
    judged: Sequence[Judged],
    sure: float,
) -> Iterator[Passage]:
    first, *rest = section.paragraphs
    if section.label is None:
        yield from _unlabelled(document, section, ways)
        return
    yield _chosen(section, first, Shares(1.0, 0.0, 0.0), ways, before, sure)
    set_off = first.marking is _QUOTED
    most = 1.0  # a turn never resumes without a label
    for place, block in enumerate(rest):
        seen = judged[place] if judged else _UNJUDGED
        veto = vetoed[place] if vetoed else NONE
        if set_off or block.marking is _TOLD:
            said = block.marking is _QUOTED
            shares = Shares(1.0, 0.0, 0.0) if said else Shares(1 - _MARKED, 0.0, _MARKED)
            most = min(most, shares.speech)
            yield _chosen(section, block, shares, ways, before, sure)
            continue
        asked = ways.interview if block is section.paragraphs[-1] and _is_question(document, section, block) else 0.0
        shares = _shares(ways, veto, seen, asked, block.marking is _QUOTED)
        if shares.speech > most:
            shares = Shares(most, shares.nobody, 1 - most - shares.nobody)
        elif shares.nobody == 0.0:
            most = shares.speech
        cues = (*seen.cues, veto.why) if veto.why else seen.cues
        yield _chosen(section, block, shares, ways, before, sure, seen.score, cues)


_UNJUDGED = Judged(0.5)


def _is_question(document: Document, section: Section, block: Block) -> bool:
    return bool(section.following) and asks(text_of(document, block))


def _shares(ways: Ways, veto: Veto, judged: Judged, asked: float, set_off: bool) -> Shares:
    """Return how likely a paragraph behind the one under a label is whose words, over all ways to write the page."""
    transcript = _transcript_here(ways.transcript, judged.alone)
    other = 1 - transcript
    quoted = transcript * _SET_OFF_WITHIN if set_off else 0.0
    questions = other * asked * _QUESTION
    speech = (transcript - quoted) * veto.speech + other * (1 - asked * _QUESTION) * judged.speech
    return Shares(speech, quoted + questions, 1 - speech - quoted - questions)


def _once_told(ways: Ways, judged: Sequence[Sequence[Judged]]) -> Ways:
    """Return how the page may be written, less likely as a transcript where a paragraph behind a label reads as told."""
    alone = [one.alone for section in judged for one in section if one.alone is not None]
    here = _transcript_here(ways.transcript, min(alone, default=None))
    return ways._replace(transcript=ways.transcript * (1 - _AGAIN * max(0.0, 1 - 2 * here)))


def _transcript_here(transcript: float, alone: float | None) -> float:
    """Return how likely the page is a transcript once a paragraph behind one under a label reads as narration."""
    if alone is None or not 0 < transcript < 1:
        return transcript
    odds = math.log(transcript / (1 - transcript)) + max(_MOST_AGAINST, min(0.0, _SLOPE * alone + _OFFSET))
    return 1 / (1 + math.exp(-odds))


def _chosen(
    section: Section,
    block: Block,
    shares: Shares,
    ways: Ways,
    before: str | None,
    sure: float,
    score: float | None = None,
    cues: tuple[str, ...] = (),
) -> Passage:
    """Return the passage as it is likeliest read; if the label is none, the words are of the speaker before, or told."""
    goes_on = (1 - sure) * ways.transcript if before else 0.0
    speech = _BY_LABEL if block is section.paragraphs[0] else _ON
    readings = (
        (sure * shares.speech, speech, section.name),
        (sure * shares.nobody, _MARKUP, SOMEBODY_RIVAL),
        (sure * shares.told + (1 - sure) - goes_on, _NARRATION, NARRATION_RIVAL),
    )
    chance, basis, _ = max(readings, key=_chance)
    others = [reading for reading in readings if reading[1] is not basis]
    rival = max((*others, (goes_on, None, before)), key=_chance)[2]
    confidence = round(chance, 3)
    status = status_of(confidence)
    doubt = rival if confidence < DOUBTFUL else None
    return Passage(block.kind, block.span, basis, score, confidence, status, cues, doubt, block.seconds)


def _chance(reading: tuple[float, Basis | None, str | None]) -> float:
    return reading[0]


def _unlabelled(document: Document, section: Section, ways: Ways) -> Iterator[Passage]:
    """Yield the outlet's words, and those set off, or asked before a label, which are somebody's, nobody says whose."""
    for block in section.paragraphs:
        if block.marking is _QUOTED:
            yield _nobodys(block, _CUED if document.convention.transcript else _SET_OFF)
        elif block is section.paragraphs[-1] and _is_question(document, section, block):
            asked = (1 - ways.transcript) * ways.interview * _QUESTION
            yield _nobodys(block, asked) if asked > 0.5 else _told(block, 1 - asked, SOMEBODY_RIVAL)
        else:
            yield _told(block, 1.0)


def _nobodys(block: Block, confidence: float) -> Passage:
    doubt = NARRATION_RIVAL if confidence < DOUBTFUL else None
    sureness = round(confidence, 3), status_of(confidence), (), doubt
    return Passage(block.kind, block.span, _MARKUP, None, *sureness, block.seconds)
