"""Quotations and reports inside running prose: what is nested in the paragraphs of narration and of labelled turns."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from quotes import wordlists
from quotes.attribution.prose.marks import Quotation, inner_quotations, marks, quotations
from quotes.attribution.prose.mentions import mention
from quotes.attribution.prose.phrases import Range
from quotes.attribution.prose.pronouns import Memory
from quotes.attribution.prose.quoted import Heard, Voice, floating
from quotes.attribution.prose.reported import Claim, claims, is_first_person, tells_of_others
from quotes.attribution.prose.selection import EMBEDDED, settled
from quotes.attribution.prose.sentences import sentences
from quotes.attribution.prose.tags import Tagged, has_cue, tag
from quotes.model import NARRATION_RIVAL, Attribution, Basis, Document, Manner, PersonKind, Span, Status
from quotes.text import Reading, reading

_MAY_REPORT = re.compile(r"\b(?:said|says|told|tells|asked|wrote)\b")
_NOBODY = re.compile(rf"(?:{'|'.join(wordlists.lines('nobody'))})\b", re.IGNORECASE)
_ASKING = wordlists.words("asking")
_LIKELY = 0.5  # what is less likely is ambiguous; among somebody's words it is left alone
_FIRST_OF_TWO = 0.6  # how often the likelier of two is meant: about so many of what is ambiguous is right as read
_LAST = attrgetter("quoted", "token")


def find(document: Document, top: Sequence[Attribution]) -> list[Attribution]:
    """Return the statements quoted or reported within the top-level attributions.

    `within` of each is the index of its container in (*top, *found): an element of `top`, or a statement in whose words
    it is reported. Each lies inside one paragraph of its container, and siblings do not overlap. Never raises.
    """
    memory = Memory(block.mention for block in document.blocks if block.mention)
    found: list[Attribution] = []
    before: Voice | None = None
    words = reading(document.text, Span(0, len(document.text)), document.markup)
    marked = marks(words.text)
    for container, outer in enumerate(top):
        memory.give_floor(outer.label)
        for span in [passage.span for passage in outer.passages] or [outer.span]:
            place = span if not document.markup else Span(words.place(span.start), words.place(span.end))
            quoted = quotations(words.text, marked, *place) if any(marked) else []
            if outer.label and not quoted and not has_cue(words.text[place.start : place.end]):
                memory.turn_page(words, place)
                before = None
                continue
            drafts, before = _paragraph(words, place, quoted, memory, before, turn=outer.label is not None)
            found += _attributions(words, drafts, container, len(top) + len(found))
    meant = {attribution.antecedent for attribution in found}
    return [_as_person(attribution, meant) for attribution in found]


def _as_person(found: Attribution, meant: Container[str | None]) -> Attribution:
    """Return what was `found`, by a person where “he” or “she” elsewhere stands for a word that may be no name."""
    speaker = found.speaker
    if speaker is None or speaker.kind is not PersonKind.UNNAMED or not speaker.name or speaker.name not in meant:
        return found
    return found._replace(speaker=speaker._replace(kind=PersonKind.PERSON))


class Draft(NamedTuple):
    """A statement found in a paragraph as read; `within` is the index of the draft that it lies in, `asks`: a question,
    which somebody else may answer."""

    span: Span
    verbatim: bool
    voice: Voice
    share: float
    within: int | None = None
    asks: bool = False


def _paragraph(
    words: Reading, place: Span, quoted: Sequence[Quotation], memory: Memory, before: Voice | None, turn: bool
) -> tuple[list[Draft], Voice | None]:
    """Return the statements of a paragraph, and the voice that a quotation opening the next one may continue."""
    tagged = tag(words, quoted, *place)
    bounds = sentences(tagged)
    drafts: list[Draft] = []
    heard: list[Heard] = []
    covered: set[int] = set()
    memory.turn_page()
    for lo, hi in bounds:
        memory.read(tagged, lo, hi)
        for draft, content in _claimed(tagged, lo, hi, memory, turn, len(drafts)):
            drafts.append(draft)
            if not draft.asks:
                heard.append(Heard(content[0], draft.voice, draft.verbatim))
            if quoted:
                covered.update(range(*content))
    for free in floating(tagged, bounds, heard, covered, before) if quoted else ():
        if turn and (free.share < _LIKELY or (free.subject and is_first_person(tagged, free.subject))):
            continue
        voice = free.voice or (_voice(tagged, free.subject, free.cue, memory) if free.subject else None)
        if voice:
            drafts.append(Draft(_content_span(tagged, (free.token, free.token + 1)), True, voice, free.share))
            heard.append(Heard(free.token, voice, True))
    for i, draft in enumerate(tuple(drafts)) if quoted else ():
        if draft.verbatim:
            drafts += _inside(words, draft, i, memory)
    return drafts, max(heard, key=_LAST).voice if heard else None


def _claimed(
    tagged: Tagged, lo: int, hi: int, memory: Memory, turn: bool, count: int, speaking: str | None = None
) -> Iterator[tuple[Draft, Range]]:
    """Yield the reports of one sentence and their contents; `count` drafts precede them, `speaking` uses the words."""
    if turn and not tells_of_others(tagged, lo, hi):
        return
    places: list[int | None] = []  # of the last content of each claim among the drafts
    for claim, outer in settled(tagged, claims(tagged, lo, hi)):
        within = None if outer is None else places[outer]
        nested, lost = turn or outer is not None, outer is not None and within is None
        places.append(None)
        if claim.subject is None or lost or not _may_be_told(tagged, claim, claim.subject, nested):
            continue
        voice = _voice(tagged, claim.subject, claim.cue, memory, speaking)
        if (speaking is not None or outer is not None) and not _is_somebody(voice):
            continue
        for content in claim.contents:
            verbatim = content[1] - content[0] == 1 and content[0] in tagged.quotations
            share = claim.share if speaking is None else claim.prior  # annotators mark no report in reported words
            asks = not verbatim and tagged.words[claim.cue[0]] in _ASKING
            yield Draft(_content_span(tagged, content), verbatim, voice, share, within, asks), content
            count += 1
        places[-1] = count - 1


def _may_be_told(tagged: Tagged, claim: Claim, subject: Range, nested: bool) -> bool:
    """Tell whether a claim is a statement of anybody; a `nested` one is somebody else's than whose words it lies in."""
    own = nested and (claim.share < _LIKELY or is_first_person(tagged, subject))
    return not own and _NOBODY.match(tagged.text, tagged.start(subject[0])) is None


def _is_somebody(voice: Voice) -> bool:
    """Tell whether one knows who speaks: in somebody's words, what “they” and “people” say is no report."""
    return bool(voice.antecedent or voice.mention.name or voice.mention.role)


def _inside(words: Reading, draft: Draft, index: int, memory: Memory) -> Iterator[Draft]:
    """Yield what is reported, beyond doubt, in the words of a quotation."""
    if not _MAY_REPORT.search(words.text, *draft.span):
        return
    tagged = tag(words, inner_quotations(words.text, *draft.span), *draft.span)
    speaking = draft.voice.antecedent or draft.voice.mention.name
    for lo, hi in sentences(tagged):
        for nested, _ in _claimed(tagged, lo, hi, memory, True, 0, speaking):
            if nested.share >= EMBEDDED and nested.within is None:
                yield nested._replace(within=index)


def _voice(tagged: Tagged, subject: Range, cue: Range | None, memory: Memory, speaking: str | None = None) -> Voice:
    named = memory.recognised(mention(tagged, subject))
    name, rival = memory.antecedent(named, speaking)
    if speaking is None:  # whoever is reported within a quotation does not speak on the page
        memory.heard(named, name)
    return Voice(named, name, rival, tagged.span(*cue) if cue else None)


def _content_span(tagged: Tagged, content: Range) -> Span:
    """Return the words of a content; of a whole quotation, those between its marks, less a comma at the end."""
    quotation = tagged.quotations.get(content[0])
    if quotation is None or content[1] - content[0] > 1:
        return Span(tagged.start(content[0]), tagged.ends[content[1] - 1])
    start, end = quotation.inner
    return Span(start, end - (tagged.text[end - 1 : end] == ","))


def _attributions(words: Reading, drafts: Sequence[Draft], container: int, offset: int) -> Iterator[Attribution]:
    for span, verbatim, voice, share, within, _ in drafts:
        status, rival = _doubt(share, voice.rival)
        yield Attribution(
            words.source(*span),
            Manner.VERBATIM if verbatim else Manner.REPORTED,
            Basis.QUOTATION_MARKS if verbatim else Basis.REPORTING_VERB,
            voice.mention,
            confidence=round(share * _FIRST_OF_TWO if voice.rival else share, 2),
            status=status,
            rival=rival,
            within=container if within is None else offset + within,
            cue=voice.cue,
            antecedent=voice.antecedent,
        )


def _doubt(share: float, rival: str | None) -> tuple[Status, str | None]:
    """Return how sure a statement is, and the rival reading of an ambiguous one."""
    if share < _LIKELY:
        return Status.AMBIGUOUS, NARRATION_RIVAL
    if rival:
        return Status.AMBIGUOUS, rival
    return (Status.CERTAIN if share >= 0.9 else Status.INFERRED), None
