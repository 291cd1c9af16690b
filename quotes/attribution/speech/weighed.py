"""What was weighed in prose of other languages than English, for who asks why: each claim found or refused, and what
spoke for and against it. Nothing here is run when a document is merely read."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.attribution.speech import statements
from quotes.attribution.speech.weighing import LEAST, scale
from quotes.attribution.speech.words import has_pack
from quotes.attribution.weighed import Weighed, weightiest
from quotes.model import Attribution, Document, Span
from quotes.text import reading


def weighed(document: Document, top: Sequence[Attribution]) -> list[Weighed]:
    """Return all that was weighed within the top-level attributions, in the order of the text."""
    if not has_pack(document.lexicon):
        return []
    words = reading(document.text, Span(0, len(document.text)), document.markup)
    every = statements.read(document, words, top, scale()._replace(least=0.0))
    return sorted(
        (_weighed(document, one, signs) for one, signs in every), key=lambda one: (one.span.start, -one.span.end)
    )


def _weighed(document: Document, one: Attribution, signs: Sequence[str]) -> Weighed:
    share = scale().share(signs) if signs else one.confidence
    construction = next((sign.removeprefix("as ") for sign in signs if sign.startswith("as ")), "by its marks")
    return Weighed(
        one.span,
        one.speaker.text if one.speaker else "nobody",
        document.text[slice(*one.cue)] if one.cue else "",
        construction,
        "found" if share >= LEAST else f"refused: less likely than {LEAST}",
        share,
        weightiest((sign, scale().weights.get(sign, 0.0)) for sign in signs),
        ((one.antecedent, share),) if one.antecedent else (),
    )
