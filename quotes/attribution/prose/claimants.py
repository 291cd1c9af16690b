"""Who speaks, by the words that name them: a claimant, those who say it too, and who is told of or cited nearby."""

from __future__ import annotations

from functools import lru_cache

from quotes.attribution.prose.cues import Observation
from quotes.attribution.prose.memory import Memory
from quotes.attribution.prose.mentions import mention
from quotes.attribution.prose.pairs import of_pair
from quotes.attribution.prose.phrases import Range
from quotes.attribution.prose.pronouns import meant
from quotes.attribution.prose.quoted import Claimant
from quotes.attribution.prose.relayed import author_in, namer_of, source_of
from quotes.attribution.prose.remembered import somebody
from quotes.attribution.prose.rows import named_in
from quotes.attribution.prose.tags import Tagged
from quotes.attribution.prose.used import use_of
from quotes.model import SOMEBODY_RIVAL, PersonKind, Span


def claimant_of(
    tagged: Tagged,
    subject: Range,
    cue: Range | None,
    memory: Memory,
    speaking: str | None = None,
    group: Range | None = None,
) -> Claimant:
    """Return who speaks, by the words `subject`, and note that they were heard.

    `group` is the whole verb group of the `cue`, as a reader is shown it. `speaking` uses these words, where that is
    not the outlet: whoever is reported within a quotation does not speak on the page.
    """
    found = named_in(tagged, subject, memory)
    named = memory.recognised(found.first)
    whom = of_pair(memory, named) or meant(memory, named, use_of(tagged, named, cue, memory, speaking))
    if found.rival:
        whom = whom._replace(rival=found.rival)
    if speaking is None:
        for one, who in reversed(found.others):
            memory.heard(one, who.known)
        memory.heard(named, whom.known)
    others = tuple([one for one, _ in found.others])
    return Claimant(named, whom, tagged.span(*(group or cue)) if cue else None, others=others, doubted=found.doubted)


@lru_cache(maxsize=4096)
def tied(signs: tuple[Observation, ...], tie: str) -> tuple[Observation, ...]:
    """Return what is observed of whom words mean, and the same together with the `tie`."""
    return tuple([one for sign in signs for one in ((sign, (tie, *sign)) if sign[0] == "by" else (sign,))])


def told_of(tagged: Tagged, subject: Range, memory: Memory) -> str | None:
    """Return the name of whom a sentence without a voice of its own tells; None where that is nobody."""
    named = mention(tagged, subject)
    if named.kind is PersonKind.GROUP:
        return None
    if named.kind is PersonKind.PERSON:
        return meant(memory, named).name or named.name or None
    return meant(memory, named).name or (named.text if somebody(named.text, memory.diction.naming) else None)


def passed_on(
    tagged: Tagged, lo: int, hi: int, memory: Memory, claimant: Claimant, verbatim: bool = True
) -> tuple[Claimant, str | None]:
    """Return whose words a sentence passes on, and whose else they may be: the claimant's, if it passes on nobody's.

    What somebody reads out (from a letter of Ann Lee: “…”) is the words of who wrote it; whoever opens “Quoting Ann
    Lee, …” still speaks.
    """
    source = source_of(tagged, lo, hi) if verbatim or tagged.words[lo] in tagged.diction.citing else None
    if source is None:
        return claimant, None
    if verbatim and (author := author_in(tagged, source, hi)):
        wrote = claimant_of(tagged, author, None, memory)._replace(cue=claimant.cue)
        if wrote.mention.kind is PersonKind.PERSON and wrote.name != claimant.name:
            return wrote, claimant.name
    told = told_of(tagged, namer_of(tagged, source) or source, memory) or SOMEBODY_RIVAL
    return claimant, told if told != claimant.name else None


def content_span(tagged: Tagged, content: Range) -> Span:
    """Return the words of a content; of a whole quotation, those between its marks, less a comma at the end."""
    quotation = tagged.quotations.get(content[0])
    if quotation is None or content[1] - content[0] > 1:
        return Span(tagged.start(content[0]), tagged.ends[content[1] - 1])
    start, end = quotation.inner
    return Span(start, end - (tagged.text[end - 1 : end] == ","))
