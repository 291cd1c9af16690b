"""Words of the outlet's paragraphs that may be somebody's although nothing claims them: narration is in doubt there.

Quotations of several words whose speaker nobody names; what a sentence leads in with a colon, without marks (In the
words of Ann Lee: …; Lee put it this way: we …); and what stands under a paragraph that ends so (Lee wrote:).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.contents import is_titled, stands_alone
from quotes.attribution.prose.draft import Lead, Unclaimed
from quotes.attribution.prose.memory import Memory
from quotes.attribution.prose.mentions import mention
from quotes.attribution.prose.phrases import Range, sentence_subject, subject
from quotes.attribution.prose.pronouns import meant
from quotes.attribution.prose.quoted import Claimant
from quotes.attribution.prose.relayed import is_told, namer_of
from quotes.attribution.prose.tags import Tagged
from quotes.model import SOMEBODY_RIVAL, Attribution, PersonKind, Span

_SEVERAL = 4  # words: what is shorter is most often a term, or a word that the outlet sets off
# Set: how sure narration is in which a whole sentence is quoted, or led in, and one in which only part of one is
SENTENCE, FRAGMENT = 0.5, 0.75
_CUE = pattern("[@cue @saying]")
_FIRST = itemgetter(0)


def quoted_by_nobody(
    tagged: Tagged, outer: Attribution, bounds: Sequence[Range], claimed: set[int]
) -> Iterator[Unclaimed]:
    """Yield what is quoted in a paragraph of the outlet, several words long, but for the tokens that are `claimed`."""
    for token, quotation in tagged.quotations.items():
        if token in claimed or (token == 0 and not quotation.closed):  # the next paragraph may tell whose it is
            continue
        words = tagged.text[slice(*quotation.inner)].split()
        lo, hi = bounds[bisect_right(bounds, token, key=_FIRST) - 1]
        if tagged.tags[token] == "Q" and is_told(tagged, lo, hi):
            start, end = quotation.inner
            said = Span(start, end - (tagged.text[end - 1] == ","))
            yield Unclaimed(outer, SENTENCE, SOMEBODY_RIVAL, said)
        elif not quotation.closed:
            yield Unclaimed(outer, SENTENCE, SOMEBODY_RIVAL)
        elif len(words) >= _SEVERAL and not is_titled(tagged, token):
            yield Unclaimed(outer, SENTENCE if stands_alone(tagged, token) else FRAGMENT, SOMEBODY_RIVAL)


def led_in(
    tagged: Tagged,
    outer: Attribution,
    bounds: Sequence[Range],
    memory: Memory,
    before: Lead | None,
    starts: Sequence[int],
) -> tuple[list[Unclaimed], Lead | None]:
    """Return what may be somebody's in a paragraph of the outlet, by who leads it in, and who leads in the next one.

    `before` leads in this one; `starts` are the places where statements already found start.
    """
    found: list[Unclaimed] = []
    leads = None
    if before and tagged.tags[:1] not in ("Q", "q"):
        own = _says_i(tagged, 0, len(tagged.words))
        if own or not before.goes_on:
            found.append(Unclaimed(outer, SENTENCE, before.who))
            leads = Lead(before.who, True)
    for lo, hi in bounds if ":" in tagged.tags else ():
        colon = tagged.tags.find(":", lo, hi)
        if colon == len(tagged.tags) - 1:
            leads = _leads_on(tagged, lo, colon, memory)
        elif colon > lo and tagged.start(colon + 1) not in starts:
            who = _leads_sentence(tagged, lo, colon, hi, memory)
            found += [Unclaimed(outer, SENTENCE, who)] if who else []
    return found, leads


def _leads_on(tagged: Tagged, lo: int, colon: int, memory: Memory) -> Lead | None:
    """Return who leads in the next paragraph: Lee wrote to us:"""
    if not (_CUE.search(tagged.tags, lo, colon) or _leads_in(tagged, lo, colon)):
        return None
    cue, speaker = _speaker(tagged, lo, colon)
    claimant = None
    if speaker:
        named = mention(tagged, speaker)
        claimant = Claimant(named, meant(memory, named), tagged.span(cue, cue + 1))
    return Lead(_who(tagged, lo, colon, memory) or SOMEBODY_RIVAL, claimant=claimant)


def _speaker(tagged: Tagged, lo: int, colon: int) -> tuple[int, Range | None]:
    """Return the first verb that reports in a sentence that leads in words, and its subject."""
    cue = next((found.start() for found in _CUE.finditer(tagged.tags, lo, colon)), lo)
    return cue, subject(tagged, cue, lo) if cue > lo else None


def _leads_sentence(tagged: Tagged, lo: int, colon: int, hi: int, memory: Memory) -> str | None:
    """Return who leads in the rest of a sentence: in the words of Lee: …; for Lee it is simple: I …"""
    leads = _leads_in(tagged, lo, colon)
    if tagged.tags[colon + 1] in "Qq" or (not leads and not _says_i(tagged, colon + 1, hi)):
        return None
    return _who(tagged, lo, colon, memory) or (SOMEBODY_RIVAL if leads else None)


def _says_i(tagged: Tagged, start: int, end: int) -> bool:
    return any(word in tagged.diction.pronouns.own for word in tagged.words[start:end])


def _leads_in(tagged: Tagged, lo: int, colon: int) -> bool:
    return tagged.diction.leading_in.search(tagged.text, tagged.start(lo), tagged.ends[colon]) is not None


def _who(tagged: Tagged, lo: int, colon: int, memory: Memory) -> str | None:
    """Return who leads in words, by name; None where a sentence names no person, and nobody who reports."""
    _, speaker = _speaker(tagged, lo, colon)
    for phrase in (speaker, sentence_subject(tagged, lo, colon), namer_of(tagged, (lo, colon))):
        named = mention(tagged, phrase) if phrase else None
        whom = meant(memory, named).name or named.name if named else ""
        if whom and named and named.kind in (PersonKind.PERSON, PersonKind.GROUP):
            return whom
    return tagged.printed(*speaker) if speaker and tagged.tags[speaker[0]] != "p" else None
