"""The force of a claim: the act of its word, and the factuality that the frames around it leave of “said”."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial, reduce

from quotes.attribution.force.contrasts import contrasted
from quotes.attribution.force.disclaimers import disowned
from quotes.attribution.force.frames import Frame
from quotes.attribution.force.group import whole_group
from quotes.attribution.force.surroundings import around
from quotes.attribution.force.verdicts import cut, on_report
from quotes.attribution.prose.claim import Claim
from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.cues import THRESHOLD
from quotes.attribution.prose.marks import last_of
from quotes.attribution.prose.tags import Tagged
from quotes.model import Act, Factuality, Force

# The share from which a clause is a claim, where it was denied or not said: its verb is told from others as of what is
# said, but who marks what is said passes over more of these. From here on 290 of those marked are found, from the usual
# share on 267, and F of all is the same.
LEAST = 0.25
_THINGS = ("np", "prep", "gap", "noun o", "noun i")  # constructions of what may be no proposition
_NO_CLAUSES = ("np", "prep", "to", "noun o", "noun i")  # constructions without a verb of its own
_OF_DEEDS = (Act.URGED, Act.PROMISED)  # whose content may be but a verb: to pay
_OPEN = (Factuality.SUPPOSED, Factuality.PLANNED)  # nothing has been said yet
_OPENER = pattern("[@question @that]")
_ASKED = "?"


def judged(tagged: Tagged, lo: int, hi: int, claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims of the sentence of tokens lo … hi that report a content, each with its force.

    “Declined to comment” reports none, nor does the “refused” of “refused to say that …”: it belongs to “say”.
    """
    found = [claim for claim in _forced(tagged, lo, hi, claims) if not _says_nothing(tagged, claim)]
    if len(found) < 2:
        return found
    groups = [(claim.group[0], claim.cue[0]) for claim in found if claim.group]
    return [claim for claim in found if not any(start <= claim.cue[0] < cue for start, cue in groups)]


def held_against(tagged: Tagged, outer: Claim, claim: Claim) -> Claim:
    """Return a claim that lies in the report of another one: what an accuser reports is but alleged.

    What somebody only claims that another said is in doubt.
    """
    words = (*tagged.words[slice(*(outer.subject or outer.cue))], tagged.words[outer.cue[0]])
    frames = [frame for word in words if (frame := tagged.diction.frames.find("accusing", word))]
    if not frames:
        return claim
    force = claim.force._replace(factuality=frames[0].of(claim.force.factuality))
    return claim._replace(force=force, doubted=claim.doubted or frames[0].doubts)


def factuality(frames: Iterable[Frame]) -> Factuality:
    """Return what frames, the outermost first, leave of “said”."""
    return reduce(lambda so_far, frame: frame.of(so_far), frames, Factuality.ACTUAL)


def _forced(tagged: Tagged, lo: int, hi: int, claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield the claims that are likely enough, with their forces and verb groups."""
    for claim in map(partial(_as_question, tagged), claims):
        act = _act(tagged, claim)
        least = THRESHOLD if claim.construction in _NO_CLAUSES else LEAST
        if act is None or claim.share < least:
            continue
        group = whole_group(tagged, lo, claim)
        verdict = on_report(tagged, lo, hi, claim)
        frames = (*((verdict.frame,) if verdict else around(tagged, lo, hi, claim)), *group.frames)
        unsaid = claim.construction == "left" and disowned(tagged, claim.cue)
        force = _force(tagged, claim, act, Factuality.UNSAID if unsaid else factuality(frames))
        claim = cut(tagged, claim, verdict) if verdict else claim
        plain = force == (act, Factuality.ACTUAL) and not any(map(_takes_away, group.frames))
        told = claim._replace(force=force, group=group.tokens, doubted=claim.doubted or any(f.doubts for f in frames))
        if claim.share >= THRESHOLD or act is Act.DENIED or not plain:
            yield from contrasted(tagged, told)


def _force(tagged: Tagged, claim: Claim, act: Act, said: Factuality) -> Force:
    """Return the force of a claim; who does not accept something denies it."""
    lemma, frames = tagged.diction.cues.lemma(tagged.words[claim.cue[0]]), tagged.diction.frames
    other = frames.unsaid_act(lemma, claim.construction) if said is Factuality.UNSAID else None
    return Force(other, Factuality.ACTUAL) if other else Force(act, said)


def _takes_away(frame: Frame) -> bool:
    """Tell whether a frame makes unsaid of what else is said; where another gives it back, all the more so."""
    return frame.of(Factuality.ACTUAL) is Factuality.UNSAID


def _as_question(tagged: Tagged, claim: Claim) -> Claim:
    """Return “demanded to know | why …” as a question that the whole of it asks; any other claim as it is."""
    start, end = claim.contents[0]
    if claim.construction != "to" or tagged.tags[start + 2 : start + 3] not in ("k", "W"):
        return claim
    if tagged.diction.frames.find("knowing", tagged.words[start + 1]) is None:
        return claim
    return claim._replace(cue=(claim.cue[0], start + 2), contents=((start + 2, end),), construction="wh")


def _act(tagged: Tagged, claim: Claim) -> Act | None:
    """Return what is done with the content of a claim; None where what follows is no content."""
    diction, (start, end) = tagged.diction, claim.contents[0]
    clause = claim.construction == "np" and _OPENER.search(tagged.tags, start, end)  # asked him if he would go
    cue, words = claim.cue[0], tagged.words
    first = diction.cues.lemma(words[cue])
    lemma = diction.cues.lemma(words[claim.cue[1] - 1]) if claim.construction.startswith("noun") else first
    beside = (f"{words[cue - 1]}_{first}", *(f"{first}_{word}" for word in words[cue + 1 : cue + 2]))
    act = diction.frames.act(lemma, "" if clause else claim.construction, beside)
    quotation = tagged.quotations.get(start)
    if act is Act.ASSERTED and quotation and last_of(tagged.text, quotation) == _ASKED:
        return Act.ASKED
    return act


def _says_nothing(tagged: Tagged, claim: Claim) -> bool:
    """Tell whether what a claim reports is no proposition: said nothing, showed no sign; would support the plan.

    A thing may stand for what is said of it (rejected the idea), but not where nothing has been said. A thought that
    nobody has had yet is nothing, and so is what is not known.
    """
    act, said = claim.force
    if act is Act.THOUGHT and (said in _OPEN or (said is Factuality.UNSAID and claim.construction == "wh")):
        return True
    if claim.construction not in _THINGS and (claim.construction != "to" or act in _OF_DEEDS):
        return False
    return said in _OPEN or tagged.diction.frames.find("nothing", tagged.words[claim.contents[0][0]]) is not None
