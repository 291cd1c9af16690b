"""Whose words a paragraph is: the ways in which the page may be written are weighed, each by how likely it is.

In a transcript only the next label ends a turn, but for vetoes; in an interview questions of nobody stand between the
answers; in a report the judges say where a turn ends. The reading that is likeliest over all of them is taken, its
chance is its confidence, and the next likeliest is its rival.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotes.attribution.turns import report
from quotes.attribution.turns.captions import TOLD, captions
from quotes.attribution.turns.interview import asks
from quotes.attribution.turns.judges import FITTED, Fitted
from quotes.attribution.turns.report import Judged
from quotes.attribution.turns.sections import Section, text_of
from quotes.attribution.turns.summaries import told
from quotes.attribution.turns.vetoes import NONE, Veto, note_at_end, vetoes
from quotes.model import NARRATION_RIVAL, SOMEBODY_RIVAL, Basis, Block, Document, Marking, Passage, Shape, ShapeKind
from quotes.sureness import DOUBTFUL, status_of

BEYOND_DOUBT = 0.998  # so likely a transcript, a page is not judged as a report
_QUESTION = 0.9  # set, not measured: a question behind an answer of an interview is somebody else's
_ANSWERED = 0.45  # set: where the same speaker is labelled anew behind it; none of the measured transcripts has such
_SET_OFF_WITHIN = 0.7  # set: words set off behind somebody's are those of somebody else
_SET_OFF = 0.9  # set: words set off that nobody is named for are somebody's
_CUED = 0.99  # of a format made for speech, they are
_MARKED = 0.99  # set: words that a recorder's formula, or the end of a quotation set off, makes narration
# Log odds of a transcript by how one paragraph reads alone: measured among paragraphs of transcripts and of narration.
_SLOPE, _OFFSET, _MOST_AGAINST = 0.5, 1.0, -3.0
_AGAIN = 0.5  # set: a page that tells once between its labels may do so again
# Looking a member up in its enumeration takes ten times as long as a name.
_BY_LABEL, _ON, _NARRATION, _MARKUP = Basis.LABEL_LINE, Basis.CONTINUATION, Basis.NARRATION, Basis.MARKUP
_ENDING = "narration: the writer may have the last word"
_TOLD, _QUOTED, _UNNAMED = Marking.NARRATION, Marking.QUOTATION, Marking.UNNAMED
_NO_CELL = 0.4  # set: words beside an empty cell for the speaker are told; oftener the one above goes on
_REPORT = Shape(ShapeKind.REPORT, 1.0)


class Ways(NamedTuple):
    """How likely the page is a transcript, and, if it is none, an interview.

    `own` is what part of what one paragraph says of that is not yet weighed in the page's chance, `of_named` how likely
    what stands under labels tells of those they name; `captions` are the places where some may stand.
    """

    transcript: float
    interview: float
    own: float = 1.0
    of_named: float = 0.0
    captions: frozenset[int] = frozenset()


class Shares(NamedTuple):
    """How likely a paragraph is the words of the speaker, of nobody known, or the outlet's, if its label is one."""

    speech: float
    nobody: float
    told: float


class Asked(NamedTuple):
    """How likely a paragraph asks what somebody else answers, if the page is a transcript, and if it is none."""

    transcript: float
    other: float


_UNASKED = Asked(0.0, 0.0)
_UNJUDGED = Judged(0.5)
_ALL_SAID, _ALL_TOLD = Shares(1.0, 0.0, 0.0), Shares(1 - _MARKED, 0.0, _MARKED)


class Under(NamedTuple):
    """A section, how likely its label is one, who spoke before, how likely the page is a transcript, and so written."""

    section: Section
    label: float
    before: str | None
    transcript: float
    written: float = 1.0


def weighed(document: Document, sections: Sequence[Section], weights: Fitted = FITTED) -> list[list[Passage]]:
    """Return the passages of every section, as the page sets them apart, or as the ways it may be written weigh."""
    shape = document.shape or _REPORT
    sure = document.convention.probability  # no label is surer; nor is it doubted twice, weighed among the others
    if shape.kind is ShapeKind.MARKED:
        return [_marked(section, min(section.probability, sure)) for section in sections]
    ways = _ways(shape)
    spoken, judged = _in_transcript(document, sections, ways), _in_report(document, sections, ways, weights)
    ways = _once_told(ways, judged)._replace(of_named=told(document, sections), captions=captions(document))
    found = []
    before: str | None = None
    for section, vetoed, seen in zip(sections, spoken, judged, strict=True):
        if section.label:
            under = Under(section, min(section.probability, sure), before, ways.transcript, sure)
            found.append(list(_passages(document, under, ways, vetoed, seen)))
        else:
            found.append(list(_unlabelled(document, section, ways)))
        before = section.name
    return found


def _ways(shape: Shape) -> Ways:
    chances = {shape.kind: shape.probability, **dict(shape.others)}
    transcript = chances.get(ShapeKind.TRANSCRIPT, 0.0)
    interview = chances.get(ShapeKind.INTERVIEW, 0.0)
    return Ways(transcript, interview / (1 - transcript) if transcript < 1 else 0.0)


def _marked(section: Section, sure: float) -> list[Passage]:
    """Return the passages of a format, or of quotation marks, that say themselves where words end."""
    return [_marked_one(section, block, sure) for block in section.paragraphs]


def _marked_one(section: Section, block: Block, sure: float) -> Passage:
    if section.label is None or block.marking is _TOLD:
        return _told(block, 1.0)
    return _told(block, _NO_CELL, section.label.name) if block.marking is _UNNAMED else _said(section, block, sure)


def _told(block: Block, confidence: float, rival: str | None = None) -> Passage:
    status = status_of(confidence)
    doubt = rival if confidence < DOUBTFUL else None
    return Passage(block.kind, block.span, _NARRATION, None, confidence, status, (), doubt, block.seconds)


def _said(section: Section, block: Block, sure: float) -> Passage:
    basis = _BY_LABEL if block is section.paragraphs[0] else _ON
    doubt = NARRATION_RIVAL if sure < DOUBTFUL else None
    return Passage(block.kind, block.span, basis, None, sure, status_of(sure), (), doubt, block.seconds)


def _in_transcript(document: Document, sections: Sequence[Section], ways: Ways) -> list[list[Veto]]:
    """Return what makes one doubt the paragraphs behind those under labels, if the page is a transcript."""
    going_on = [bool(section.label) and len(section.paragraphs) > 1 and ways.transcript > 0 for section in sections]
    found = [
        vetoes(document, section, section is sections[-1]) if goes_on else [NONE] * (len(section.paragraphs) - 1)
        for section, goes_on in zip(sections, going_on, strict=True)
    ]
    if sections and going_on[-1]:
        notes = note_at_end(document, sections)
        last = zip(sections[-1].paragraphs[1:], found[-1], strict=True)
        found[-1] = [_with_note(veto, notes.get(block.span.start)) for block, veto in last]
    return found


def _with_note(veto: Veto, note: float | None) -> Veto:
    return veto if note is None else Veto(veto.speech * (1 - note), veto.why or _ENDING)


def _in_report(
    document: Document, sections: Sequence[Section], ways: Ways, weights: Fitted
) -> Sequence[Sequence[Judged]]:
    """Return what the judges say of the paragraphs behind those under labels, if they need to be asked."""
    if ways.transcript < BEYOND_DOUBT:
        return report.judged(document, sections, weights, ways.interview)
    return [[_UNJUDGED] * (len(section.paragraphs) - 1) if section.label else [] for section in sections]


def _passages(
    document: Document, under: Under, ways: Ways, vetoed: Sequence[Veto], judged: Sequence[Judged]
) -> Iterator[Passage]:
    """Yield the passages under a label; a turn never resumes there for certain, but behind words set off within it."""
    first, *rest = under.section.paragraphs
    shares = _ALL_TOLD if first.marking is _TOLD else _ALL_SAID
    yield _chosen(under, first, _unless_told(shares, ways, first))
    set_off, most = first.marking is _QUOTED, shares.speech
    for block, veto, seen in zip(rest, vetoed, judged, strict=True):
        if set_off or block.marking is _TOLD:
            shares = _ALL_SAID if block.marking is _QUOTED and most == 1.0 else _ALL_TOLD
        else:
            asked = _asked(ways, under.section) if _is_question(document, under.section, block) else _UNASKED
            shares = _shares(ways, veto, seen, asked, block.marking is _QUOTED)
            shares = shares if seen.again else _at_most(most, shares)
        if shares.nobody == 0.0 and not seen.again:
            most = min(most, shares.speech)
        cues = (*seen.cues, veto.why) if veto.why else seen.cues
        yield _chosen(under, block, _unless_told(shares, ways, block), seen.score, cues)


def _unless_told(shares: Shares, ways: Ways, block: Block) -> Shares:
    """Return `shares` of a paragraph on a page that may tell of those on its labels, or that may be a caption."""
    if not (ways.of_named or ways.captions):
        return shares
    spoken = 1 - max(ways.of_named, TOLD if block.span.start in ways.captions else 0.0)
    return Shares(shares.speech * spoken, shares.nobody * spoken, 1 - (shares.speech + shares.nobody) * spoken)


def _at_most(most: float, shares: Shares) -> Shares:
    if shares.speech <= most:
        return shares
    return Shares(most, shares.nobody, 1 - most - shares.nobody)


def _is_question(document: Document, section: Section, block: Block) -> bool:
    """Return whether a paragraph may ask what the next label answers."""
    last = block is section.paragraphs[-1]
    return last and bool(section.following) and asks(text_of(document, block))


def _asked(ways: Ways, section: Section) -> Asked:
    """Return how likely a question that ends a section is somebody else's: whoever is labelled next may answer it."""
    answered = _ANSWERED if section.following == section.name else 0.0
    return Asked(answered, max(answered, ways.interview * _QUESTION))


def _shares(ways: Ways, veto: Veto, judged: Judged, asked: Asked, set_off: bool) -> Shares:
    """Return how likely a paragraph behind the one under a label is whose words, over all ways to write the page."""
    transcript = _transcript_here(ways, judged.alone)
    other = 1 - transcript
    questions = transcript * asked.transcript + other * asked.other
    speech = transcript * (1 - asked.transcript) * veto.speech + other * (1 - asked.other) * judged.speech
    if set_off:
        speech, questions = speech * (1 - _SET_OFF_WITHIN), _SET_OFF_WITHIN
    return Shares(speech, questions, 1 - speech - questions)


def _once_told(ways: Ways, judged: Sequence[Sequence[Judged]]) -> Ways:
    """Return how a page may be written: less likely as a transcript where a paragraph behind a label reads as told."""
    alone = [one.alone for section in judged for one in section if one.alone is not None]
    ways = ways._replace(own=len(alone) / (len(alone) + 1))
    here = _transcript_here(ways, min(alone, default=None))
    return ways._replace(transcript=ways.transcript * (1 - _AGAIN * max(0.0, 1 - 2 * here)))


def _transcript_here(ways: Ways, alone: float | None) -> float:
    """Return how likely the page is a transcript once a paragraph behind one under a label reads as narration."""
    transcript = ways.transcript
    if alone is None or not 0 < transcript < 1:
        return transcript
    against = max(_MOST_AGAINST, min(0.0, _SLOPE * alone + _OFFSET))
    odds = math.log(transcript / (1 - transcript)) + ways.own * against
    return 1 / (1 + math.exp(-odds))


def _chosen(
    under: Under, block: Block, shares: Shares, score: float | None = None, cues: tuple[str, ...] = ()
) -> Passage:
    """Return the passage as it is likeliest read; if the label is none, the speaker before goes on, or it is told.

    Where the page is not written as was found, nobody spoke before.
    """
    sure = under.label
    speaks = round(sure * shares.speech, 3)
    if speaks >= DOUBTFUL:  # as mostly: nothing else need be weighed
        basis = _BY_LABEL if block is under.section.paragraphs[0] else _ON
        return Passage(block.kind, block.span, basis, score, speaks, status_of(speaks), cues, None, block.seconds)
    goes_on = max(0.0, under.written - sure) * under.transcript if under.before else 0.0
    speech = _BY_LABEL if block is under.section.paragraphs[0] else _ON
    readings = (
        (sure * shares.speech, speech, under.section.name),
        (sure * shares.nobody, _MARKUP, SOMEBODY_RIVAL),
        (sure * shares.told + (1 - sure) - goes_on, _NARRATION, NARRATION_RIVAL),
    )
    chance, basis, _ = max(readings, key=_chance)
    others = [reading for reading in readings if reading[1] is not basis]
    rival = max((*others, (goes_on, None, under.before)), key=_chance)[2]
    confidence = round(chance, 3)
    doubt = rival if confidence < DOUBTFUL else None
    return Passage(block.kind, block.span, basis, score, confidence, status_of(confidence), cues, doubt, block.seconds)


def _chance(reading: tuple[float, Basis | None, str | None]) -> float:
    return reading[0]


def _unlabelled(document: Document, section: Section, ways: Ways) -> Iterator[Passage]:
    """Yield the outlet's words, and those set off, or asked before a label, which are somebody's, nobody says whose."""
    last = section.paragraphs[-1]
    for block in section.paragraphs:
        if block.marking is _QUOTED:
            said = _CUED if document.convention.transcript else _SET_OFF
            yield _nobodys(block, said * (1 - TOLD) if block.span.start in ways.captions else said)
        elif block is last and _is_question(document, section, block):
            asked = (1 - ways.transcript) * ways.interview * _QUESTION
            yield _nobodys(block, asked) if asked > 0.5 else _told(block, 1 - asked, SOMEBODY_RIVAL)
        else:
            yield _told(block, 1.0)


def _nobodys(block: Block, confidence: float) -> Passage:
    doubt = NARRATION_RIVAL if confidence < DOUBTFUL else None
    sureness = round(confidence, 3), status_of(confidence), (), doubt
    return Passage(block.kind, block.span, _MARKUP, None, *sureness, block.seconds)
