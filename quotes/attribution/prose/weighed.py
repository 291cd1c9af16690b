"""What was weighed in prose, for who asks why: each claim found or refused, and what spoke for and against it.

Nothing here is run when a document is merely read: the prose is read once more, and every sentence asked for all that
could be a claim in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quotes.attribution.prose.claim import Claim
from quotes.attribution.prose.cues import THRESHOLD, Observation, Weights
from quotes.attribution.prose.diction import Diction, diction_of
from quotes.attribution.prose.draft import Draft
from quotes.attribution.prose.drafts import drafts
from quotes.attribution.prose.evidence import observed, observed_within
from quotes.attribution.prose.memory import Memory
from quotes.attribution.prose.persons import FOREIGN
from quotes.attribution.prose.pronouns import NEAR
from quotes.attribution.prose.reported import claims
from quotes.attribution.prose.tags import Tagged
from quotes.attribution.weighed import Reason, Weighed, weightiest
from quotes.model import Attribution, Document, Span
from quotes.text import reading


def weighed(document: Document, top: Sequence[Attribution]) -> list[Weighed]:
    """Return all that was weighed within the top-level attributions, in the order of the text."""
    words = reading(document.text, Span(0, len(document.text)), document.markup)
    diction = diction_of(document.lexicon)
    memory = Memory(diction, (block.mention for block in document.blocks if block.mention))
    seen: list[tuple[Tagged, int, int]] = []
    read = drafts(document, words, top, memory, lambda *sentence: seen.append(sentence))
    found = [draft for draft in read if isinstance(draft, Draft)]
    every = [_found(draft, document, words.source(*draft.span), diction) for draft in found]
    taken = {(one.cue, one.span.start) for one in every}
    every += [
        refused
        for tagged, lo, hi in seen
        for claim in claims(tagged, lo, hi, least=0.0)
        if ((refused := _refused(tagged, lo, claim)).cue, refused.span.start) not in taken
    ]
    return sorted(every, key=lambda one: (one.span.start, -one.span.end))


def _found(draft: Draft, document: Document, span: Span, diction: Diction) -> Weighed:
    claimant = draft.claimant
    cue = document.text[slice(*claimant.cue)] if claimant.cue else ""
    tie = next((sign[1] for sign in draft.signs if sign[0] == "tie"), "")
    every = claimant.meant.choice.candidates
    candidates = tuple((one.known.name, one.probability) for one in every if one.probability >= NEAR)
    verdict = "found" if draft.foreign < FOREIGN else "nobody's: the language is not known"
    reasons = _reasons(diction.persons[draft.verbatim], draft.signs)
    return Weighed(span, claimant.mention.text, cue, tie, verdict, draft.share, reasons, candidates)


def _refused(tagged: Tagged, lo: int, claim: Claim) -> Weighed:
    cue, subject, content = claim.cue, claim.subject or claim.cue, claim.contents[0]
    seen = observed(tagged, lo, claim.construction, cue[0], subject, content[0]) + observed_within(tagged, content)
    verdict = f"refused: less likely than {THRESHOLD}" if claim.share < THRESHOLD else "refused: read otherwise"
    start, end = tagged.span(*content)
    if content[0] in tagged.quotations and content[1] - content[0] == 1:
        start, end = tagged.quotations[content[0]].inner
    return Weighed(
        Span(start, end),
        tagged.printed(*subject),
        tagged.printed(*cue),
        claim.construction,
        verdict,
        claim.share,
        _reasons(tagged.diction.cues.evidence, seen),
    )


def _reasons(weights: Weights, seen: Iterable[Observation]) -> tuple[Reason, ...]:
    return weightiest((" ".join(sign), weights[sign]) for sign in dict.fromkeys(seen))
