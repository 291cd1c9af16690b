"""Statements that quotations without a verb of their own make, by where they stand: whose they are, and who else's.

A quotation goes on with the voice before it, but not over a sentence about somebody else, who then is likelier; and
where two talk it may be the other's (taking_turns.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes.attribution.force.disclaimers import disowned
from quotes.attribution.prose.bearers import is_nobodys
from quotes.attribution.prose.claimants import claimant_of, content_span, passed_on, tied, told_of
from quotes.attribution.prose.cues import Observation
from quotes.attribution.prose.draft import Before, Draft, Orphan, Read
from quotes.attribution.prose.framed import pointing_back
from quotes.attribution.prose.marks import Quotation
from quotes.attribution.prose.memory import Memory
from quotes.attribution.prose.mentions import mention
from quotes.attribution.prose.persons import of_phrase
from quotes.attribution.prose.phrases import Range, sentence_subject
from quotes.attribution.prose.pronouns import NEAR
from quotes.attribution.prose.quoted import AFTER_PARAGRAPH, FRAMED, Claimant, Floating, Heard, floating
from quotes.attribution.prose.reported import is_first_person
from quotes.attribution.prose.tags import Tagged
from quotes.attribution.prose.taking_turns import closing, sign_of, turn_of
from quotes.model import SOMEBODY_RIVAL, Factuality, PersonKind, Span

_LIKELY = 0.5  # among somebody's words, what is less likely is left alone
_ANOTHER = 0.6  # set: a sentence about somebody else stands between a quotation and the voice before
_ABOUT = 0.5  # set: a quotation fills the paragraph behind one about somebody


def freed(
    tagged: Tagged,
    bounds: list[Range],
    heard: list[Heard],
    covered: set[int],
    memory: Memory,
    before: Before,
    turn: bool,
) -> Iterator[Draft]:
    """Yield the statements that quotations without a verb of their own make; each is `heard`, and `covered`.

    In somebody's `turn` they do not go on with a voice of the paragraph before: they are rather his.
    """
    led = before.leads and before.leads.claimant
    for free in floating(tagged, bounds, heard, covered, None if turn else before.claimant, None if turn else led):
        if turn and (free.share < _LIKELY or (free.subject and is_first_person(tagged, free.subject))):
            continue
        if free.subject and is_nobodys(tagged, free.subject, free.token):
            covered.add(free.token)
            continue
        if floated := _floated(tagged, free, memory, before):
            heard.append(Heard(free.token, floated.claimant, True))
            covered.add(free.token)
            yield floated


def _floated(tagged: Tagged, free: Floating, memory: Memory, before: Before) -> Draft | None:
    """Return the statement that a quotation without a verb of its own makes."""
    claimant = free.claimant or (claimant_of(tagged, free.subject, free.cue, memory) if free.subject else None)
    if claimant is None:
        return None
    span = content_span(tagged, (free.token, free.token + 1))
    told = told_of(tagged, free.told, memory) if free.told else None
    if free.told and told and told != claimant.name:
        another = claimant_of(tagged, free.told, None, memory)
        signs = (("tie", "another subject"), *tied(another.meant.signs, "another subject"))
        return Draft(span, True, another, _ANOTHER, signs, told=claimant.name)
    if free.tie == AFTER_PARAGRAPH:
        return _in_turn(tagged, span, free, memory, before)
    signs = _of_tie(free, claimant, memory)
    if free.told:
        signs += (("between", "the same" if told else "no name"),)
    if free.subject:
        signs += of_phrase(tagged, free.subject)
        claimant, told = passed_on(tagged, free.subject[0], free.token, memory, claimant)
    told = told if told != claimant.name else None
    taken_back = free.cue is not None and disowned(tagged, free.cue)
    force = claimant.force._replace(factuality=Factuality.UNSAID) if taken_back else claimant.force
    return Draft(span, True, claimant, free.share, signs, told=told, force=force)


def _in_turn(tagged: Tagged, span: Span, free: Floating, memory: Memory, before: Before) -> Draft:
    """Return the quotation that opens a paragraph: the voice's of the paragraph before or, where two talk, the other's.

    Whoever is less likely is named, unless hardly possible.
    """
    turn, last = turn_of(tagged, before, memory), before.lately[-1]
    claimant, rival = last.claimant, None
    if turn:
        claimant, rival = (turn.other, turn.before) if turn.share >= _LIKELY else (turn.before, turn.other)
    told = rival.name if turn and rival and NEAR <= turn.share <= 1 - NEAR else None
    signs = (*_of_tie(free, claimant, memory), ("before closed", closing(last)), sign_of(turn))
    return Draft(span, True, claimant, free.share, signs, told=told, follows=True, turn=turn, force=claimant.force)


def _of_tie(free: Floating, claimant: Claimant, memory: Memory) -> tuple[Observation, ...]:
    """Return what is observed of the place that ties a quotation to its claimant."""
    return ("tie", free.tie), (free.tie, "so far", memory.so_far), *tied(claimant.meant.signs, free.tie)


def alone(
    quoted: Sequence[Quotation], place: Span, read: Read, ending: tuple[Tagged, Range] | None, memory: Memory
) -> Orphan | None:
    """Return a paragraph that is one quotation, where nothing was found in it; `ending` is the sentence before it."""
    if read.found or len(quoted) != 1 or quoted[0].span != place or not quoted[0].closed:
        return None
    tagged, (lo, hi) = ending or (None, (0, 0))
    subject = sentence_subject(tagged, lo, hi) if tagged else None
    named = tagged and subject and mention(tagged, subject)
    about = named and named.kind is PersonKind.PERSON and " " in named.name
    return Orphan(quoted[0].inner, claimant_of(tagged, subject, None, memory) if tagged and subject and about else None)


def pointed_back(tagged: Tagged, bounds: Sequence[Range], memory: Memory) -> Claimant | None:
    """Return whose the quotation was that fills the paragraph before: That was how Ann Lee put it."""
    found = pointing_back(tagged, *bounds[0]) if bounds else None
    return claimant_of(tagged, found.who, found.cue, memory) if found else None


def claimed_by(orphan: Orphan | None, back: Claimant | None) -> Iterator[Draft]:
    """Yield what a paragraph says that is one quotation: whose the next one tells (`back`), else whose it may be."""
    if orphan and back:
        yield Draft(orphan.said, True, back, FRAMED, (("tie", "frame"), *tied(back.meant.signs, "frame")))
    elif orphan and orphan.about:
        signs = (("tie", "a paragraph about"), *tied(orphan.about.meant.signs, "a paragraph about"))
        yield Draft(orphan.said, True, orphan.about, _ABOUT, signs, told=SOMEBODY_RIVAL)
