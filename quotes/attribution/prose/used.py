"""How a sentence uses the pronoun that speaks in it: whom it tells, and whether it answers or goes on."""

from __future__ import annotations

from quotes.attribution.prose.antecedents import PLAIN, Use
from quotes.attribution.prose.mentions import mention
from quotes.attribution.prose.phrases import Range, noun_phrase
from quotes.attribution.prose.tags import Tagged


def use_of(tagged: Tagged, cue: Range | None, speaking: str | None = None) -> Use:
    """Return what the words behind a cue tell of its subject: he told | the judge; she said of | Ann Lee.

    `speaking` is the name of whoever utters the words, when that is not the outlet: nobody calls himself “he”.
    """
    if cue is None:
        return Use(speaking) if speaking else PLAIN
    turning = tagged.diction.turning.get(tagged.words[cue[0]], "")
    start = cue[1] + tagged.tags.startswith(("i", "o", "T"), cue[1])
    hearer = noun_phrase(tagged.tags, start, len(tagged.tags)) if tagged.tags.startswith(("d", "X"), start) else None
    return Use(speaking, (mention(tagged, hearer),) if hearer else (), turning)
