"""Where turns end on a page that does not mark it: the news report with labelled words in it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate, islice, repeat
from operator import or_
from typing import NamedTuple

from quotes.attribution.language import is_foreign
from quotes.attribution.turns import paragraphs
from quotes.attribution.turns.features import features
from quotes.attribution.turns.judges import FITTED, Fitted, Scores, contributions, judge, page_shift, probability, stop
from quotes.attribution.turns.narration import is_clear
from quotes.attribution.turns.paragraphs import Page, Paragraph
from quotes.attribution.turns.sections import Section, text_of
from quotes.model import NARRATION_RIVAL, Basis, Block, Document, Passage, Status
from quotes.text import BULLETS

DOUBTFUL = 0.8  # below this confidence a reading is ambiguous even when the judges agree
_OVER = -3.0  # log odds of speech: nothing that stands after such a paragraph is looked at
_GOES_ON_HERE = 0.7  # shift of a page on which turns often go on
_TOLD = 0.25  # contribution to the common score from which a cue is worth telling
_TOLD_AT_MOST = 6
_READ_FOR_LANGUAGE = 40  # paragraphs that suffice to tell the language
_CHANCE = 0.5  # how sure one can be where the signs are not known
_FOREIGN = ("not known: the page is not in English, and no sign of its language is known",)
_LISTED = 0.6  # set, not measured: lists are rare among the measuring sets
_LIST = "speech: an item of a list right behind the turn"
_AFTER_NARRATION = ("stands after narration: a turn never goes on without a label",)


class Evidence(NamedTuple):
    """What speaks for and against a paragraph's going on with the turn."""

    paragraph: Paragraph
    values: list[float]
    scores: Scores


class Reading(NamedTuple):
    """What is decided of the paragraphs after a label's first.

    It is speech up to `length`; `hand` and `fitted` are where each judge stops. `margins` are the log odds for what is
    decided of each, and `impersonal` says which are narration without a clear sign so far, where turns go on.
    """

    evidence: tuple[Evidence, ...]
    length: int
    hand: int
    fitted: int
    shift: float
    margins: tuple[float, ...]
    impersonal: tuple[bool, ...]


def passages(
    document: Document, sections: Sequence[Section], weights: Fitted = FITTED, least_shift: float = -math.inf
) -> list[list[Passage]]:
    """Return the passages of every section: the basis says which are speech, the rest how sure that is.

    `least_shift` is how much more than usual turns go on, at the least, on a page of this kind, in log odds.
    """
    if all(section.label is None or len(section.paragraphs) == 1 for section in sections):
        return [_plain(section) for section in sections]
    if _is_foreign(document, sections):
        goes_on = least_shift > 0
        return [list(_unread(section, goes_on)) if section.label else _plain(section) for section in sections]
    read = readings(document, sections, weights, least_shift)
    return [
        list(_listed(document, section, _passages(section, reading, weights))) if reading else _plain(section)
        for section, reading in zip(sections, read, strict=True)
    ]


def _listed(document: Document, section: Section, passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield the passages; the items of a list right behind somebody's words may be theirs, whatever they look like."""
    open_to_doubt = False
    for passage in passages:
        told = passage.basis is Basis.NARRATION
        listed = told and open_to_doubt and document.text[passage.span.start] in BULLETS
        if listed:
            passage = passage._replace(
                confidence=min(passage.confidence, _LISTED),
                status=Status.AMBIGUOUS,
                cues=(*passage.cues, _LIST),
                rival=_name(section),
            )
        yield passage
        open_to_doubt = listed or not told


def _is_foreign(document: Document, sections: Sequence[Section]) -> bool:
    blocks = (block for section in sections for block in section.paragraphs)
    texts = (text_of(document, block) for block in islice(blocks, _READ_FOR_LANGUAGE))
    return is_foreign(paragraphs.words(" ".join(texts)))


def _unread(section: Section, goes_on: bool) -> Iterator[Passage]:
    """Yield the passages of a section in a language without known signs: nobody can be sure whose words follow."""
    first, *rest = _plain(section)
    yield first
    for passage in rest:
        yield passage._replace(
            basis=Basis.CONTINUATION if goes_on else Basis.NARRATION,
            confidence=_CHANCE,
            status=Status.AMBIGUOUS,
            cues=_FOREIGN,
            rival=NARRATION_RIVAL if goes_on else _name(section),
        )


def readings(
    document: Document, sections: Sequence[Section], weights: Fitted, least_shift: float = -math.inf
) -> list[Reading | None]:
    """Return what is decided in every section; None for one without a label, in which there is nothing to decide."""
    page = _page(document, sections)
    coming = [_evidence(document, section, page, weights) for section in sections]
    turns = [list(_through(evidence, partial(_is_over, 0.0))) for evidence in coming]
    usual_here = page_shift([[evidence.scores.common for evidence in turn] for turn in turns], weights)
    shift = max(usual_here, least_shift)
    for turn, evidence in zip(turns, coming, strict=True):
        if turn and not _is_over(shift, turn[-1]):
            turn.extend(_through(evidence, partial(_is_over, shift)))
    return [_read(turn, shift) if section.label else None for section, turn in zip(sections, turns, strict=True)]


def _page(document: Document, sections: Sequence[Section]) -> Page:
    unlabelled = (block for section in sections if section.label is None for block in section.paragraphs)
    narration = [text_of(document, block) for block in unlabelled]
    return paragraphs.page(narration, (block.mention.name for block in document.blocks if block.mention))


def _evidence(document: Document, section: Section, page: Page, weights: Fitted) -> Iterator[Evidence]:
    """Yield what speaks for and against each paragraph after the one under the label, looked at when asked for."""
    if section.label is None:
        return
    texts = (text_of(document, block) for block in section.paragraphs)
    for paragraph in paragraphs.following(section.label.name, section.following, texts, page, section.ends_story):
        values = features(paragraph)
        yield Evidence(paragraph, values, judge(values, weights))


def _through(coming: Iterator[Evidence], over: Callable[[Evidence], bool]) -> Iterator[Evidence]:
    """Yield evidence up to that with which the turn is over, which is included."""
    for evidence in coming:
        yield evidence
        if over(evidence):
            return


def _is_over(shift: float, evidence: Evidence) -> bool:
    """Return whether nothing later can go on with the turn, nor be doubted as impersonal."""
    return evidence.scores.common + shift <= _OVER and (shift <= _GOES_ON_HERE or is_clear(evidence.values))


def _read(turn: Sequence[Evidence], shift: float) -> Reading:
    scores = [evidence.scores.common + shift for evidence in turn]
    length = stop(scores)
    speech = accumulate(scores[:length], min)  # no surer than what stands before it
    return Reading(
        tuple(turn),
        length,
        stop([evidence.scores.hand for evidence in turn]),
        stop([evidence.scores.fitted + shift for evidence in turn]),
        shift,
        (*speech, *(-score for score in scores[length:])),
        _impersonal(turn, length, shift),
    )


def _impersonal(turn: Sequence[Evidence], length: int, shift: float) -> tuple[bool, ...]:
    if shift <= _GOES_ON_HERE:
        return (False,) * len(turn)
    clear = accumulate((is_clear(evidence.values) for evidence in turn[length:]), or_)
    return (*repeat(False, length), *(not over for over in clear))


def _plain(section: Section) -> list[Passage]:
    basis = Basis.LABEL_LINE if section.label else Basis.NARRATION
    return [Passage(block.kind, block.span, basis, seconds=block.seconds) for block in section.paragraphs]


def _passages(section: Section, reading: Reading, weights: Fitted) -> Iterator[Passage]:
    first, *rest = section.paragraphs
    yield Passage(first.kind, first.span, Basis.LABEL_LINE, seconds=first.seconds)
    confidence = 1.0
    for position, block in enumerate(rest):
        if position < len(reading.evidence):
            confidence = _confidence(reading, position, weights)
            yield _judged(section, block, reading, position, confidence, weights)
        else:
            yield _after_narration(block, confidence)


def _confidence(reading: Reading, position: int, weights: Fitted) -> float:
    if position < reading.length:
        return round(probability(reading.margins[position], weights.speech), 3)
    most = weights.impersonal if reading.impersonal[position] else 1.0
    return round(min(most, probability(reading.margins[position], weights.narration)), 3)


def _judged(
    section: Section, block: Block, reading: Reading, position: int, confidence: float, weights: Fitted
) -> Passage:
    speech = position < reading.length
    agreed = speech == (position < reading.hand) == (position < reading.fitted)
    ambiguous = not agreed or reading.impersonal[position] or confidence < DOUBTFUL
    evidence = reading.evidence[position]
    return Passage(
        block.kind,
        block.span,
        Basis.CONTINUATION if speech else Basis.NARRATION,
        score=round(evidence.scores.common + reading.shift, 2),
        confidence=confidence,
        status=Status.AMBIGUOUS if ambiguous else Status.INFERRED,
        cues=tuple(_told(evidence, reading.shift, weights)),
        rival=(NARRATION_RIVAL if speech else _name(section)) if ambiguous else None,
        seconds=block.seconds,
    )


def _after_narration(block: Block, confidence: float) -> Passage:
    sureness = confidence, Status.INFERRED, _AFTER_NARRATION
    return Passage(block.kind, block.span, Basis.NARRATION, None, *sureness, seconds=block.seconds)


def _name(section: Section) -> str | None:
    return (section.label.name or section.label.text) if section.label else None


def _told(evidence: Evidence, shift: float, weights: Fitted) -> Iterator[str]:
    weighed = contributions(evidence.values, weights)
    strong = [(weight, cue) for weight, cue in weighed if abs(weight) >= _TOLD]
    for weight, cue in sorted(strong, key=lambda pair: -abs(pair[0]))[:_TOLD_AT_MOST]:
        yield f"{_side(weight)}: {cue.explain(evidence.paragraph)}"
    if abs(shift) >= _TOLD:
        yield f"{_side(shift)}: turns {'often' if shift > 0 else 'seldom'} go on, on this page"


def _side(weight: float) -> str:
    return "speech" if weight > 0 else "narration"
