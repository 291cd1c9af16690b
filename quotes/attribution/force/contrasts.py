"""What a correction sets right: he said the tower was “too shy,” not “too high.”"""

from __future__ import annotations

from collections.abc import Iterator

from quotes.attribution.prose.claim import Claim
from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.ends import trimmed
from quotes.attribution.prose.tags import Tagged
from quotes.model import Factuality

_NOT = pattern("@quoted ,? (?P<not>@adverb) (?P<other>@quoted)")


def contrasted(tagged: Tagged, claim: Claim) -> Iterator[Claim]:
    """Yield a claim; one of a correction, or of nothing but two quotations, as what was said, and what was not."""
    start, end = claim.contents[-1]
    told = start in tagged.quotations or tagged.diction.frames.find("correction", tagged.words[0])
    found = _contrast(tagged, start, end) if told else None
    if found is None:
        yield claim
        return
    said, other = found
    yield claim._replace(contents=(*claim.contents[:-1], (start, trimmed(tagged.tags, start, said))))
    yield claim._replace(
        contents=((other, other + 1),),
        force=claim.force._replace(factuality=Factuality.UNSAID),
        construction="fragment",
    )


def _contrast(tagged: Tagged, start: int, end: int) -> tuple[int, int] | None:
    """Return where what was said ends, and the quotation that was not; None where a content holds none."""
    for token in range(start, end):
        found = _NOT.match(tagged.tags, token) if token in tagged.quotations else None
        if found and tagged.words[found.start("not")].endswith(tagged.diction.negations):
            return token + 1, found.start("other")
    return None
