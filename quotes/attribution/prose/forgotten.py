"""Marks of quotation that were forgotten: what is quoted then ends before who is said to have said it.

“The bus never came, said Ann Lee. She waited an hour. A quotation that nothing closes runs to the end of its paragraph,
or to the next mark that opens one; where a report of its first words stands in it, it is narration from there on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes.attribution.prose.cues import THRESHOLD
from quotes.attribution.prose.diction import Diction
from quotes.attribution.prose.marks import Quotation
from quotes.attribution.prose.reported import claims
from quotes.attribution.prose.sentences import sentences
from quotes.attribution.prose.tags import has_cue, tag
from quotes.model import Span
from quotes.text import Reading

_BEHIND = ("left", "inverted")  # constructions in which the cue stands behind what is quoted
_MOST = 6  # commas behind which the report may stand


def mended(words: Reading, quoted: Sequence[Quotation], diction: Diction) -> Sequence[Quotation]:
    """Return the quotations of a paragraph, those that nothing closes up to the report of their first words."""
    return [one if _is_closed(words.text, one) else _closed(words, one, diction) for one in quoted]


def _is_closed(text: str, quotation: Quotation) -> bool:
    return quotation.closed and quotation.span.end > quotation.inner.end and not text[quotation.inner.end].isspace()


def _closed(words: Reading, quotation: Quotation, diction: Diction) -> Quotation:
    """Return a quotation that ends at the comma before who reports it; itself, where nobody does.

    Of one that runs to the end of its paragraph only somebody named does: “We slept, he said may be told in a quotation
    of several paragraphs.
    """
    if not has_cue(words.text[slice(*quotation.inner)], diction):
        return quotation
    for comma in _commas(words.text, quotation):
        end = comma + 1
        said = Quotation(Span(quotation.span.start, end), Span(quotation.inner.start, end), True)
        tagged = tag(words, [said], quotation.span.start, quotation.inner.end, diction)
        for claim in claims(tagged, *sentences(tagged)[0]):
            whose, likely = claim.subject, claim.share >= THRESHOLD
            if whose and likely and claim.construction in _BEHIND and claim.contents[0] == (0, 1):
                return said if quotation.closed or "X" in tagged.tags[slice(*whose)] else quotation
    return quotation


def _commas(text: str, quotation: Quotation) -> Iterator[int]:
    """Yield the places of commas and of marks of asking in the first sentence of a quotation."""
    start, end = quotation.inner
    stop = next((i for i in range(start, end - 1) if text[i] == "." and text[i + 1].isspace()), end)
    yield from [i for i in range(start, stop) if text[i] in ",?!"][:_MOST]
