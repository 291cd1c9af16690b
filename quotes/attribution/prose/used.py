"""How a sentence uses the pronoun that speaks in it: whom it tells, whether it answers, who is called upon."""

from __future__ import annotations

import re
from bisect import bisect_left

from quotes.attribution.prose.antecedents import PLAIN, Use
from quotes.attribution.prose.memory import Memory
from quotes.attribution.prose.mentions import mention
from quotes.attribution.prose.phrases import Range, noun_phrase
from quotes.attribution.prose.tags import Tagged
from quotes.model import Mention, Span

_FAR = 3  # tokens between a cue and the quotation that it reports
_LAST = 2  # words by which somebody is called
# Somebody called upon: “Lee, come here”; “Come here, Mr. Lee!”
_CALL = re.compile(
    r"(?:^|[,;—-])[\s_]*(?:\w{1,5}\.?\s)?(?P<who>[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z][\w’'-]+)?)[\s_]*(?=[,!?.;—]|$)"
)


def use_of(tagged: Tagged, named: Mention, cue: Range | None, memory: Memory, speaking: str | None = None) -> Use:
    """Return what the words around a cue tell of its subject: he told | the judge; she said of | Ann Lee.

    `speaking` is the name of whoever utters the words, when that is not the outlet: nobody calls himself “he”. Of a
    name nothing is asked.
    """
    if cue is None or named.name:
        return Use(speaking) if speaking else PLAIN
    turning = tagged.diction.turning.get(tagged.words[cue[0]], "")
    start = cue[1] + tagged.tags.startswith(("i", "o", "T"), cue[1])
    hearer = noun_phrase(tagged.tags, start, len(tagged.tags)) if tagged.tags.startswith(("d", "X"), start) else None
    hearers = (mention(tagged, hearer),) if hearer else ()
    return Use(speaking, hearers, turning, _called_in(tagged, cue), called(*memory.last_quoted))


def _called_in(tagged: Tagged, cue: Range) -> frozenset[str]:
    """Return the words by which somebody is called in the quotations beside a cue."""
    places = list(tagged.quotations)
    after = bisect_left(places, cue[0])
    near = [at for at in places[max(0, after - 1) : after + 1] if -_FAR <= at - cue[1] <= _FAR or at == after - 1]
    return frozenset().union(*(called(tagged.text, tagged.quotations[at].inner) for at in near))


def called(text: str, inner: Span) -> frozenset[str]:
    """Return the words, in lower case, by which a quotation calls upon somebody: lee, of “Come, Mr. Lee!”."""
    calls = (found["who"].lower().split()[-_LAST:] for found in _CALL.finditer(text[slice(*inner)]))
    return frozenset(word for words in calls for word in words)
