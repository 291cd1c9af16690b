"""Where turns end on a page that does not mark it: the news report with labelled words in it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from operator import or_

from quotes.attribution import paragraphs
from quotes.attribution.features import CUES, features
from quotes.attribution.judges import FITTED, Fitted, Scores, contributions, judge, page_shift, probability, stop
from quotes.attribution.narration import is_clear
from quotes.attribution.paragraphs import Page, Paragraph
from quotes.attribution.sections import Section, text_of
from quotes.model import NARRATION_RIVAL, Basis, Block, Document, Passage, Status

DOUBTFUL = 0.8  # below this confidence a reading is ambiguous even when the judges agree
_HOPELESS = -5.0  # no page makes up for such a common score: what stands after it is not looked at
GOES_ON_HERE = 0.7  # shift of a page on which turns often go on
_TOLD = 0.25  # contribution to the common score from which a cue is worth telling
_TOLD_AT_MOST = 6
_AFTER_NARRATION = ("stands after narration: a turn never goes on without a label",)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against a paragraph's going on with the turn."""

    paragraph: Paragraph
    values: list[float]
    scores: Scores


@dataclass(frozen=True, slots=True)
class Reading:
    """What is decided of the paragraphs after a label's first; `hand` and `fitted` are where each judge stops."""

    evidence: tuple[Evidence, ...]
    length: int
    hand: int
    fitted: int
    shift: float
    weights: Fitted


def passages(
    document: Document, sections: Sequence[Section], weights: Fitted = FITTED, least_shift: float = -math.inf
) -> list[list[Passage]]:
    """Return the passages of every section: the basis says which are speech, the rest how sure that is.

    `least_shift` is how much more than usual turns go on, at the least, on a page of this kind, in log odds.
    """
    labelled = [section for section in sections if section.label]
    if all(len(section.paragraphs) == 1 for section in labelled):
        return [_plain(section) for section in sections]
    page = _page(document, sections)
    gathered = [_gather(document, section, page, weights) for section in labelled]
    usual_here = page_shift([[evidence.scores.common for evidence in turn] for turn in gathered], weights)
    shift = max(usual_here, least_shift)
    readings = iter([_read(turn, shift, weights) for turn in gathered])
    return [list(_passages(section, next(readings))) if section.label else _plain(section) for section in sections]


def _page(document: Document, sections: Sequence[Section]) -> Page:
    unlabelled = (block for section in sections if section.label is None for block in section.paragraphs)
    narration = [text_of(document, block) for block in unlabelled]
    return paragraphs.page(narration, (block.mention.name for block in document.blocks if block.mention))


def _gather(document: Document, section: Section, page: Page, weights: Fitted) -> tuple[Evidence, ...]:
    first, *rest = section.paragraphs
    if section.label is None or not rest:
        return ()
    turn = paragraphs.turn(section.label.name, section.following, text_of(document, first))
    found: list[Evidence] = []
    before = turn.content
    for depth, block in enumerate(rest, start=1):
        paragraph = paragraphs.paragraph(text_of(document, block), before, depth, depth == len(rest), turn, page)
        values = features(paragraph)
        found.append(Evidence(paragraph, values, judge(values, weights)))
        if found[-1].scores.common < _HOPELESS:
            break
        before = paragraph.content
    return tuple(found)


def _read(turn: tuple[Evidence, ...], shift: float, weights: Fitted) -> Reading:
    open_ended = [evidence.scores for evidence in turn if evidence.scores.common >= _HOPELESS]
    return Reading(
        turn,
        stop([scores.common + shift for scores in open_ended]),
        stop([scores.hand for scores in open_ended]),
        stop([scores.fitted + shift for scores in open_ended]),
        shift,
        weights,
    )


def _plain(section: Section) -> list[Passage]:
    basis = Basis.LABEL_LINE if section.label else Basis.NARRATION
    return [Passage(block.kind, block.span, basis, seconds=block.seconds) for block in section.paragraphs]


def _passages(section: Section, reading: Reading) -> Iterator[Passage]:
    first, *rest = section.paragraphs
    yield Passage(first.kind, first.span, Basis.LABEL_LINE, seconds=first.seconds)
    impersonal = _impersonal(reading)
    confidences = _confidences(reading, impersonal)
    for position, block in enumerate(rest):
        if position < len(reading.evidence):
            yield _judged(section, block, reading, position, confidences[position], impersonal[position])
        else:
            yield _after_narration(block, confidences[-1])


def _after_narration(block: Block, confidence: float) -> Passage:
    return Passage(
        block.kind,
        block.span,
        Basis.NARRATION,
        confidence=round(confidence, 3),
        status=Status.INFERRED,
        cues=_AFTER_NARRATION,
        seconds=block.seconds,
    )


def _confidences(reading: Reading, impersonal: Sequence[bool]) -> list[float]:
    """A paragraph of speech is no surer than those before it, impersonal narration no surer than it mostly is."""
    chances = [probability(evidence.scores.common + reading.shift, reading.weights) for evidence in reading.evidence]
    ceilings = [reading.weights.impersonal if doubtful else 1.0 for doubtful in impersonal]
    speech = accumulate((max(0.5, chance) for chance in chances[: reading.length]), min)
    narration = (min(max(0.5, 1 - chance), most) for chance, most in zip(chances, ceilings, strict=True))
    return [*speech, *islice(narration, reading.length, None)]


def _impersonal(reading: Reading) -> list[bool]:
    """Say of every paragraph whether it is narration without a clear sign so far, on a page where turns go on."""
    if reading.shift <= GOES_ON_HERE:
        return [False] * len(reading.evidence)
    clear = (is_clear(evidence.values) for evidence in reading.evidence[reading.length :])
    return [False] * reading.length + [not over for over in accumulate(clear, or_)]


def _judged(
    section: Section, block: Block, reading: Reading, position: int, confidence: float, impersonal: bool
) -> Passage:
    speech = position < reading.length
    agreed = speech == (position < reading.hand) == (position < reading.fitted)
    ambiguous = not agreed or impersonal or confidence < DOUBTFUL
    evidence = reading.evidence[position]
    return Passage(
        block.kind,
        block.span,
        Basis.CONTINUATION if speech else Basis.NARRATION,
        score=round(evidence.scores.common + reading.shift, 2),
        confidence=round(confidence, 3),
        status=Status.AMBIGUOUS if ambiguous else Status.INFERRED,
        cues=tuple(_told(evidence, reading)),
        rival=(NARRATION_RIVAL if speech else _name(section)) if ambiguous else None,
        seconds=block.seconds,
    )


def _name(section: Section) -> str | None:
    return (section.label.name or section.label.text) if section.label else None


def _told(evidence: Evidence, reading: Reading) -> Iterator[str]:
    weighed = zip(contributions(evidence.values, reading.weights), CUES, strict=True)
    strong = [(weight, cue) for weight, cue in weighed if abs(weight) >= _TOLD]
    for weight, cue in sorted(strong, key=lambda pair: -abs(pair[0]))[:_TOLD_AT_MOST]:
        yield f"{_side(weight)}: {cue.explain(evidence.paragraph)}"
    if abs(reading.shift) >= _TOLD:
        often = "often" if reading.shift > 0 else "seldom"
        yield f"{_side(reading.shift)}: turns {often} go on, on this page"


def _side(weight: float) -> str:
    return "speech" if weight > 0 else "narration"
