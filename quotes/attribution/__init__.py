"""ATTRIBUTE: Document → Attributions. One file per kind of evidence; RULES lists what is found inside the turns."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.attribution.addressee import addressed
from quotes.attribution.prose import statements
from quotes.attribution.turns import turns
from quotes.attribution.turns.shape import shaped as shaped
from quotes.model import Attribution, Document, Verdict

RULES = (statements.find,)


def attribute(document: Document, verdicts: Sequence[Verdict] = ()) -> tuple[Attribution, ...]:
    """Return who is held to have said which words of `document`, and why.

    Top-level attributions come first, in order, and cover every paragraph; those nested in them follow, with `within`
    as the index of their container. `verdicts` are human decisions, which outweigh every rule. Never raises.
    """
    top = addressed(document, turns.cut(document, verdicts))
    nested = [found for rule in RULES for found in rule(document, top)]
    return (*top, *nested)
