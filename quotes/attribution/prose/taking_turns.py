"""Who speaks in an untagged quotation that opens a paragraph: the voice of the paragraph before, or the other of late.

In news the same voice goes on, in dialogue the other one answers. Small named observations of how the paragraph before
closed, of the talk of late and of the quotation itself add up in a logistic model; its weights are in taking_turns.tsv
of the lexicon, which `python -m tests.accuracy taking_turns` writes. Nothing is looked at until somebody must be found.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quotes.attribution.prose.cues import Observation, likelihood
from quotes.attribution.prose.draft import Before, Paragraph, TurnTaking
from quotes.attribution.prose.marks import last_of
from quotes.attribution.prose.memory import Memory
from quotes.attribution.prose.quoted import Claimant
from quotes.attribution.prose.tags import Tagged
from quotes.model import SAID

SO_FAR = "so far"  # the observation how long the text is
LEFT_OPEN = "left open"
_WORD = re.compile(r"[^\W\d_]+")
_INITIAL = 2  # letters: a name as short as that may be any word
_LONG = (6, 15, 40)  # words: a retort, a sentence, some of them
_LENGTHS = ("6 words or less", "15 words or less", "40 words or less", "more")
_AGO = (1, 2, 4)  # paragraphs
_DISTANCES = ("1 before", "2 before", "4 or less before", "longer ago")
_EVEN = 0.5  # from here on the other one is likelier
_SHARES = (0.6, 0.7, 0.8, 0.9, 0.95)
_LIKELY = ("0.6 or less", "0.7 or less", "0.8 or less", "0.9 or less", "0.95 or less", "more")


def turn_of(tagged: Tagged, before: Before, memory: Memory) -> TurnTaking | None:
    """Return who may speak in the quotation that opens a paragraph behind the one `before`, and how likely.

    None where nobody else was heard of late, or the quotation before was left open and so goes on.
    """
    last = before.lately[-1]
    other = next((one for one in reversed(before.lately) if one.name != last.name), None)
    if other is None or closing(last) == LEFT_OPEN:
        return None
    signs = (
        *_of_before(last),
        *_of_talk(before.lately, last.number - other.number),
        *_of_quotation(tagged, last.claimant, other.claimant),
        ("other by", other.claimant.meant.signs[0][1]),
        (SO_FAR, memory.so_far),
    )
    share = likelihood(tagged.diction.taking_turns.logit(signs))
    return TurnTaking(last.claimant, other.claimant._replace(force=SAID), share, signs)


def sign_of(turn: TurnTaking | None) -> Observation:
    """Return what is observed of who takes the turn: whether the other one does, and how likely."""
    if turn is None:
        return "turn", "of the only voice"
    whose, share = ("the other", turn.share) if turn.share >= _EVEN else ("the same", 1 - turn.share)
    return "turn", "of", whose, _LIKELY[bisect_left(_SHARES, share)]


def closing(last: Paragraph) -> str:
    """Return how the last quotation of a paragraph closed."""
    if not last.quoted:
        return "no quotation"
    ending = last_of(last.text, last.quoted[-1])
    return LEFT_OPEN if not last.quoted[-1].closed else ending if ending in "?!" else "closed"


def _of_before(last: Paragraph) -> Iterator[Observation]:
    """Yield what is observed of the paragraph before."""
    alone = last.opens and len(last.quoted) == 1 and last.quoted[0].span.end == last.place.end
    cue = last.claimant.cue
    behind = last.has_tag and cue and last.quoted and cue.start > last.quoted[-1].span.start
    yield "before closed", closing(last)
    yield "before opened with", "a quotation" if last.opens else "narration"
    yield "before was", "a quotation" if alone else "more"
    yield "before tag", "behind" if behind else "before" if last.has_tag else "none"
    yield "before by", last.claimant.meant.signs[0][1]


def _of_talk(lately: Sequence[Paragraph], ago: int) -> Iterator[Observation]:
    """Yield what is observed of the paragraphs in which somebody was heard of late; the other one was so long `ago`."""
    turns = sum(one.opens and next_.opens and one.name != next_.name for one, next_ in pairwise(lately))
    untagged = next((i for i, one in enumerate(reversed(lately)) if one.has_tag), len(lately))
    yield "opened of late", str(sum(one.opens for one in lately))
    yield "turns of late", str(turns)
    yield "alternated", str(lately[-1].opens and lately[-2].opens and lately[-1].name != lately[-2].name)
    yield "without a tag", str(untagged)
    yield "voices", str(len({one.name for one in lately}))
    yield "other", _DISTANCES[bisect_left(_AGO, ago)]


def _of_quotation(tagged: Tagged, before: Claimant, other: Claimant) -> Iterator[Observation]:
    """Yield what is observed of the words whose speaker is sought."""
    quotation = tagged.quotations[0]
    words = _WORD.findall(tagged.text, *quotation.inner)
    ending = last_of(tagged.text, quotation)
    answers = bool(words) and words[0].lower() in tagged.diction.answers
    yield "long", _LENGTHS[bisect_left(_LONG, len(words))]
    yield "ends", ending if ending in "?!" else "otherwise"
    yield "opens with", "an answer" if answers else "no answer"
    yield "calls", "the voice before" if _names(words, before) else "not the voice before"
    yield "calls", "the other" if _names(words, other) else "not the other"


def _names(words: Sequence[str], somebody: Claimant) -> bool:
    """Tell whether `words` hold a name of somebody."""
    parts = (part for part in _WORD.findall(somebody.name) if part[0].isupper() and len(part) > _INITIAL)
    return not set(parts).isdisjoint(words)
