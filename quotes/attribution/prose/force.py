"""What is done with a content, and whether it was said at all: denied, asked, promised; did not say, would say."""

from __future__ import annotations

from quotes.attribution.prose.claim import Claim
from quotes.attribution.prose.tags import Tagged
from quotes.model import SAID, Act, Factuality, Force


def force(tagged: Tagged, lo: int, hi: int, claim: Claim) -> Force:
    """Return the force of what a claim of the sentence of tokens lo … hi reports."""
    if _is_unsaid(tagged, lo, claim.cue[0]):
        return Force(Act.ASSERTED, Factuality.SUPPOSED)
    return SAID


def _is_unsaid(tagged: Tagged, lo: int, cue: int) -> bool:
    """Tell whether the words around a verb leave open that it was said: did not, could, is to, if he had."""
    tags, words, unsaid = tagged.tags, tagged.words, tagged.diction.unsaid
    first = cue
    while first > lo and tags[first - 1] in "ahBT":
        first -= 1
        word = words[first]
        planned = tags[first] == "T" and first > lo and unsaid.get(words[first - 1]) == "plan"
        if planned or unsaid.get(word) == "auxiliary" or word.endswith(tagged.diction.negations):
            return True
    return tags[first : first + 1] == "h" and unsaid.get(words[lo]) == "condition"
