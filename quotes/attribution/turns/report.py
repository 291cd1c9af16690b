"""Where turns end on a page that does not mark it: the news report with labelled words in it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate, islice, repeat
from operator import or_
from typing import NamedTuple

from quotes.attribution import language
from quotes.attribution.turns import again, paragraphs
from quotes.attribution.turns.features import features
from quotes.attribution.turns.judges import (
    FITTED,
    OVER,
    Fitted,
    Scores,
    contributions,
    going_on,
    judge,
    page_shift,
    probability,
    stop,
)
from quotes.attribution.turns.narration import is_clear
from quotes.attribution.turns.paragraphs import Narrator, Paragraph
from quotes.attribution.turns.sections import Section, sections_of, text_of
from quotes.attribution.turns.transcript import BOUND, Behind
from quotes.attribution.turns.vetoes import surname, tells_of
from quotes.model import Block, Document
from quotes.text import BULLETS

INTERVIEW_SHIFT = 2.0  # log odds of speech, at least, where an interview stands: its answers go on
_GOES_ON_HERE = 0.7  # shift of a page on which turns often go on
_TOLD = 0.25  # contribution to the common score from which a cue is worth telling
_TOLD_AT_MOST = 6
_CHANCE = 0.5  # how sure one can be where the signs are not known
_STRANGE = 0.95  # so likely in another language, a page is not judged at all
_FOREIGN = "not known: the words are not of the language whose signs are known"
_LISTED = 0.4  # chance of speech; set, not measured: lists are rare among the measuring sets
_LIST = "speech: an item of a list right behind the turn"
_OWN_VOICE = 0.9  # set: of such narration 1 in 30 is speech among the measured articles, and few pages are so even
_AFTER_NARRATION = ("stands after narration: a turn never goes on without a label",)
_SAMPLE = 12  # turns that show how the paragraphs behind those under labels read
_FEW = 1.0  # paragraphs: as much doubt as they can take away


class Scored(NamedTuple):
    """What speaks for and against a paragraph's going on with the turn."""

    paragraph: Paragraph
    values: list[float]
    scores: Scores


class Decided(NamedTuple):
    """What is decided of the paragraphs after a label's first.

    It is speech up to `length`; `hand` and `fitted` are where each judge stops. `margins` are the log odds for what is
    decided of each, and `impersonal` says which are narration without a clear sign so far, where turns go on. `page` is
    how clearly turns go on, this one or those of the whole page.
    """

    weighed: tuple[Scored, ...]
    length: int
    hand: int
    fitted: int
    shift: float
    margins: tuple[float, ...]
    impersonal: tuple[bool, ...]
    page: float = 0.0


class Judged(NamedTuple):
    """How likely a paragraph after the one under a label goes on with the turn, if the page is a report, and why.

    `score` is what its cues add up to with what is usual on the page, `alone` without; None where it was not looked at.
    `again` says that the speaker may go on though the outlet spoke in between.
    """

    speech: float
    score: float | None = None
    cues: tuple[str, ...] = ()
    alone: float | None = None
    again: bool = False


def judged(
    document: Document, sections: Sequence[Section], weights: Fitted = FITTED, interview: float = 0.0
) -> list[list[Judged]]:
    """Return for every section what the judges say of its paragraphs after the one under the label.

    `interview` is how likely the page is one, where turns go on more often than in reports.
    """
    if all(section.label is None or len(section.paragraphs) == 1 for section in sections):
        return [[] for _ in sections]
    strange = language.unknown_page(_texts(document, sections), document.lexicon)
    if strange > _STRANGE:
        unread = Judged(_CHANCE + (0.001 if interview > _CHANCE else -0.001), None, (_FOREIGN,))
        return [[unread] * (len(section.paragraphs) - 1) if section.label else [] for section in sections]
    read = readings(document, sections, weights, interview)
    speaks = again.speaking_again(document, sections)
    return [
        list(_doubted(document, section, _judged(section, decided, weights, speaks), language.beside(strange)))
        if decided
        else []
        for section, decided in zip(sections, read, strict=True)
    ]


def behind_labels(document: Document) -> Behind:
    """Return how the paragraphs right behind those under labels read; a sample, where there are many.

    Where the words are not known, they say nothing.
    """
    found = sections_of(document)
    going_on = [section for section in found if section.label and len(section.paragraphs) > 1]
    if not going_on:
        return Behind(0.0, 0.0)
    known = 1 - language.unknown_page(_texts(document, found), document.lexicon)
    narrator = narrator_of(document, found)
    sample = going_on[:: 1 + len(going_on) // _SAMPLE]
    seen = [next(_weighed(document, section, narrator, FITTED)) for section in sample]
    narration = sum(max(0.0, min(BOUND, -weighed.scores.common)) for weighed in seen)
    of_speaker = sum(
        tells_of(surname(section), one.paragraph.text, document.lexicon)
        for section, one in zip(sample, seen, strict=True)
    )
    return Behind(known * narration / (len(seen) + _FEW), math.sqrt(of_speaker / (len(seen) + _FEW)))


def _texts(document: Document, sections: Sequence[Section]) -> Iterator[str]:
    return (text_of(document, block) for section in sections for block in section.paragraphs)


def _doubted(document: Document, section: Section, judged: Iterable[Judged], strange: float) -> Iterator[Judged]:
    """Yield what is judged, less sure of what may be an item of the speaker's list, and of words that are not known."""
    open_to_doubt = True
    for block, one in zip(section.paragraphs[1:], judged, strict=True):
        told = one.speech < _CHANCE
        listed = told and open_to_doubt and document.text[block.span.start] in BULLETS
        if listed:
            one = one._replace(speech=max(one.speech, _LISTED), cues=(*one.cues, _LIST))
        unknown = language.unread(text_of(document, block), document.lexicon, strange)
        if unknown:
            side = 0.001 if one.speech > _CHANCE else -0.001
            one = one._replace(speech=(1 - unknown) * one.speech + unknown * (_CHANCE + side))
        yield one
        open_to_doubt = listed or not told


def readings(
    document: Document, sections: Sequence[Section], weights: Fitted, interview: float = 0.0
) -> list[Decided | None]:
    """Return what is decided in every section; None for one without a label, in which there is nothing to decide."""
    narrator = narrator_of(document, sections)
    coming = [_weighed(document, section, narrator, weights) for section in sections]
    turns = [list(_through(weighed, partial(_is_over, 0.0))) for weighed in coming]
    usual_here = page_shift([[weighed.scores.common for weighed in turn] for turn in turns], weights)
    shift = usual_here + interview * max(0.0, INTERVIEW_SHIFT - usual_here)
    for turn, weighed in zip(turns, coming, strict=True):
        if turn and not _is_over(shift, turn[-1]):
            turn.extend(_through(weighed, partial(_is_over, shift)))
    read = [_read(turn, shift) for turn in turns]
    page = sum(decided.length for decided in read)
    found = (decided._replace(page=going_on(decided.length, page)) for decided in read)
    return [decided if section.label else None for section, decided in zip(sections, found, strict=True)]


def narrator_of(document: Document, sections: Sequence[Section]) -> Narrator:
    """Return what is known of the narrator of a page, from all that is clearly told."""
    narration = [text_of(document, block) for section in sections for block in _clearly_told(document, section)]
    names = (block.mention.name for block in document.blocks if block.mention)
    return paragraphs.page(narration, names, document.lexicon)


def _clearly_told(document: Document, section: Section) -> Sequence[Block]:
    """Return what stands under no label, or under one from where on the speaker is told of by name."""
    if section.label is None:
        return section.paragraphs
    names = {name for name in (section.label.name, surname(section)) if name}
    for place, block in enumerate(section.paragraphs[1:], start=1):
        named = any(document.text.find(name, *block.span) >= 0 for name in names)
        if named and any(tells_of(name, text_of(document, block), document.lexicon) for name in names):
            return section.paragraphs[place:]
    return ()


def _weighed(document: Document, section: Section, page: Narrator, weights: Fitted) -> Iterator[Scored]:
    """Yield what speaks for and against each paragraph after the one under the label, looked at when asked for."""
    if section.label is None:
        return
    texts = (text_of(document, block) for block in section.paragraphs)
    for paragraph in in_doubt(section, texts, page):
        values = features(paragraph)
        yield Scored(paragraph, values, judge(values, weights))


def in_doubt(section: Section, texts: Iterable[str], page: Narrator) -> Iterator[Paragraph]:
    """Yield the paragraphs of a labelled section after the first as evidence sees them; `texts` are all of them."""
    label = section.label
    roles = paragraphs.Roles(label.role or "" if label else "", section.following_role)
    name = label.name if label else ""
    return paragraphs.following(name, section.following, texts, page, section.ends_story, roles)


def _through(coming: Iterator[Scored], over: Callable[[Scored], bool]) -> Iterator[Scored]:
    """Yield what is weighed up to that with which the turn is over, which is included."""
    for weighed in coming:
        yield weighed
        if over(weighed):
            return


def _is_over(shift: float, weighed: Scored) -> bool:
    """Return whether nothing later can go on with the turn, nor be doubted as impersonal."""
    return weighed.scores.common + shift <= OVER and (shift <= _GOES_ON_HERE or is_clear(weighed.values))


def _read(turn: Sequence[Scored], shift: float) -> Decided:
    scores = [weighed.scores.common + shift for weighed in turn]
    length = stop(scores)
    speech = accumulate(scores[:length], min)  # no surer than what stands before it
    return Decided(
        tuple(turn),
        length,
        stop([weighed.scores.hand for weighed in turn]),
        stop([weighed.scores.fitted + shift for weighed in turn]),
        shift,
        (*speech, *(-score for score in scores[length:])),
        _impersonal(turn, length, shift),
    )


def _impersonal(turn: Sequence[Scored], length: int, shift: float) -> tuple[bool, ...]:
    if shift <= _GOES_ON_HERE:
        return (False,) * len(turn)
    clear = accumulate((is_clear(weighed.values) for weighed in turn[length:]), or_)
    return (*repeat(False, length), *(not over for over in clear))


def _judged(section: Section, decided: Decided, weights: Fitted, speaks: again.Again) -> Iterator[Judged]:
    """Yield what is judged of each paragraph after the first; behind those looked at, nothing goes on for certain."""
    known = islice(decided.weighed, len(section.paragraphs) - 1)
    last = Judged(_CHANCE)
    for position, weighed in enumerate(known):
        score = round(weighed.scores.common + decided.shift, 2)
        cues = tuple(_told(weighed, decided.shift, weights))
        speech = _speech(decided, position, weights)
        if speech < 1 - _OWN_VOICE and _own_voice(weighed.paragraph):
            speech = 1 - _OWN_VOICE
        last = Judged(speech, score, cues, weighed.scores.common)
        chance = speaks(section, section.paragraphs[position + 1]) if position > decided.length else 0.0
        yield last._replace(speech=chance, cues=(*cues, *again.WHY), again=True) if chance > speech else last
    for block in section.paragraphs[len(decided.weighed) + 1 :]:
        if chance := speaks(section, block):
            yield Judged(chance, None, again.WHY, last.alone, again=True)
        else:
            yield Judged(last.speech, None, _AFTER_NARRATION, last.alone)


def _speech(decided: Decided, position: int, weights: Fitted) -> float:
    """Return how likely the paragraph at `position` is speech, no surer than such readings were right.

    That the judges disagree says little of speech where turns clearly go on.
    """
    speech = position < decided.length
    margin, page = decided.margins[position], decided.page if speech else -decided.page
    confidence = probability(margin, page, weights.speech if speech else weights.narration)
    if page <= 0 and not speech == (position < decided.hand) == (position < decided.fitted):
        confidence = min(confidence, weights.disagreed)
    if decided.impersonal[position]:
        confidence = min(confidence, weights.impersonal)
    return confidence if speech else 1 - confidence


def _own_voice(paragraph: Paragraph) -> bool:
    """Return whether a paragraph says I , we or our, on a page whose narrator says neither I nor we."""
    says = paragraph.says_i_or_we or "our" in paragraph.hits
    return says and paragraph.page.says.isdisjoint(("first_person", "we"))


def _told(weighed: Scored, shift: float, weights: Fitted) -> Iterator[str]:
    said = contributions(weighed.values, weights)
    strong = [(weight, cue) for weight, cue in said if abs(weight) >= _TOLD]
    for weight, cue in sorted(strong, key=lambda pair: -abs(pair[0]))[:_TOLD_AT_MOST]:
        yield f"{_side(weight)}: {cue.explain(weighed.paragraph)}"
    if abs(shift) >= _TOLD:
        yield f"{_side(shift)}: turns {'often' if shift > 0 else 'seldom'} go on, on this page"


def _side(weight: float) -> str:
    return "speech" if weight > 0 else "narration"
