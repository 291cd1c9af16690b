"""Quotations and reports inside running prose: what is nested in the paragraphs of narration and of labelled turns."""

from __future__ import annotations

from collections.abc import Container, Sequence

from quotes.attribution.prose.diction import Diction, diction_of
from quotes.attribution.prose.draft import Draft, Unclaimed
from quotes.attribution.prose.drafts import drafts
from quotes.attribution.prose.memory import Memory
from quotes.attribution.prose.persons import CERTAIN, FOREIGN, LIKELY, likely
from quotes.model import (
    NARRATION_RIVAL,
    SOMEBODY_RIVAL,
    Attribution,
    Basis,
    Document,
    Factuality,
    Manner,
    PersonKind,
    Span,
    Status,
)
from quotes.sureness import FIRST_OF_TWO, status_of
from quotes.text import Reading, reading


def find(document: Document, top: Sequence[Attribution]) -> list[Attribution]:
    """Return the statements quoted or reported within the top-level attributions.

    Each lies inside one paragraph of its container, and siblings do not overlap. A paragraph of the outlet that may
    hold somebody's words comes back as narration that is less sure. Never raises.
    """
    diction = diction_of(document.lexicon)
    memory = Memory(diction, (block.mention for block in document.blocks if block.mention))
    found: list[Attribution] = []
    words = reading(document.text, Span(0, len(document.text)), document.markup)
    doubted: dict[Span, Attribution] = {}  # paragraphs of the outlet
    for draft in drafts(document, words, top, memory):
        if isinstance(draft, Unclaimed):
            found += _nobodys(words, draft, doubted)
        elif draft.foreign < FOREIGN:
            found.append(_attribution(words, draft, diction))
        elif draft.verbatim:  # a word that looks like one of reporting is none, but marks of quotation are
            found.append(_unattributed(words, draft.span, LIKELY * (1 - draft.foreign)))
    meant = {attribution.antecedent for attribution in found}
    return [*doubted.values(), *(_as_person(attribution, meant) for attribution in found)]


def _as_person(found: Attribution, meant: Container[str | None]) -> Attribution:
    """Return what was `found`, by a person where “he” or “she” elsewhere stands for a word that may be no name."""
    speaker = found.speaker
    if speaker is None or speaker.kind is not PersonKind.UNNAMED or not speaker.name or speaker.name not in meant:
        return found
    return found._replace(speaker=speaker._replace(kind=PersonKind.PERSON))


def _attribution(words: Reading, draft: Draft, diction: Diction) -> Attribution:
    claimant, known = draft.claimant, draft.claimant.meant.known
    nameless = known is not None and known.nameless
    status, rival, confidence = judged(draft, diction)
    return Attribution(
        words.source(*draft.span),
        Manner.VERBATIM if draft.verbatim else Manner.REPORTED,
        Basis.QUOTATION_MARKS if draft.verbatim else Basis.REPORTING_VERB,
        claimant.mention._replace(kind=PersonKind.UNNAMED) if nameless else claimant.mention,
        confidence=max(0.01, round(confidence, 2)),
        status=status,
        rival=rival,
        cue=claimant.cue,
        antecedent=claimant.meant.name,
        force=draft.force,
        others=claimant.others,
    )


def judged(draft: Draft, diction: Diction) -> tuple[Status, str | None, float]:
    """Return how sure a statement is, the rival reading of an ambiguous one, and the confidence.

    Where somebody else may well be meant, or the words may well be the outlet's, it is ambiguous. A pronoun is inferred
    at most where somebody else stands near whom it may mean, and so are words perhaps not said, or by few.
    """
    whom = draft.claimant.meant
    weights = diction.persons[draft.verbatim]
    confidence = likely(draft.share, weights, draft.signs, whom.probability) * (1 - draft.foreign)
    rival = draft.told or whom.rival
    if rival and not whom.remembered and not draft.follows:
        confidence *= FIRST_OF_TWO
    if rival or confidence < LIKELY:
        return Status.AMBIGUOUS, rival or (SOMEBODY_RIVAL if draft.follows else NARRATION_RIVAL), confidence
    plain = draft.force.factuality is Factuality.ACTUAL and not (draft.doubted or draft.claimant.doubted)
    certain = plain and confidence >= CERTAIN[whom.remembered][draft.verbatim]
    return Status.CERTAIN if certain else Status.INFERRED, None, confidence


def _unattributed(words: Reading, said: Span, confidence: float) -> Attribution:
    """Return a quotation of which nothing tells whose it is: somebody's, or words that the outlet sets off."""
    return Attribution(
        words.source(*said),
        Manner.VERBATIM,
        Basis.QUOTATION_MARKS,
        None,
        confidence=round(confidence, 2),
        status=Status.AMBIGUOUS,
        rival=NARRATION_RIVAL,
    )


def _nobodys(words: Reading, unclaimed: Unclaimed, doubted: dict[Span, Attribution]) -> list[Attribution]:
    """Return the words that nobody claims, where marks tell that they are a statement; the narration is in doubt.

    What is so of each paragraph of the outlet is kept in `doubted`, the least sure. That of a speaker is as sure as it
    is: whom he quotes there is in doubt, and not that he speaks.
    """
    outer, confidence = unclaimed.outer, unclaimed.confidence
    if outer.manner is Manner.NARRATED and confidence < doubted.get(outer.span, outer).confidence:
        status, rival = status_of(confidence), unclaimed.rival
        passages = tuple(one._replace(confidence=confidence, status=status, rival=rival) for one in outer.passages)
        doubted[outer.span] = outer._replace(confidence=confidence, status=status, rival=rival, passages=passages)
    return [_unattributed(words, unclaimed.said, LIKELY)] if unclaimed.said else []
