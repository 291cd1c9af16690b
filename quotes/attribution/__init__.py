"""ATTRIBUTE: Document → Attributions. One file per kind of evidence; RULES lists what is found inside the turns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from quotes.attribution import arbiter, tongue
from quotes.attribution.addressee import addressed
from quotes.attribution.prose import statements
from quotes.attribution.prose import weighed as english
from quotes.attribution.speech import statements as speech
from quotes.attribution.speech import weighed as foreign
from quotes.attribution.turns import turns
from quotes.attribution.turns.shape import shaped as shaped
from quotes.attribution.weighed import Weighed
from quotes.model import Attribution, Document

Rule = Callable[[Document, Sequence[Attribution]], Iterable[Attribution]]
# Each takes the document and its top-level attributions, and returns what it finds inside of these, in any order and
# without `within`: the arbiter nests what all of them find.
RULES: tuple[Rule, ...] = (statements.find,)
RULES_OF_PACKS: tuple[Rule, ...] = (speech.find,)  # where a pack tells the words
in_its_language = tongue.in_its_language


def claims(document: Document) -> list[Weighed]:
    """Return all that was weighed within the paragraphs of `document`, found or refused, in the order of the text."""
    own, others = tongue.parted(document, [one for one in attribute(document) if one.within is None])
    every = [*english.weighed(tongue.basic(document), own), *foreign.weighed(document, others)]
    return sorted(every, key=lambda one: (one.span.start, -one.span.end))


def attribute(document: Document) -> tuple[Attribution, ...]:
    """Return who is held to have said which words of `document`, and why.

    Top-level attributions come first, in order, and cover every paragraph; those nested in them follow, with `within`
    as the index of their container. Never raises.
    """
    top = addressed(document, turns.cut(document))
    english, others = tongue.parted(document, top)
    found = [one for rule in RULES for one in rule(tongue.basic(document), english)]
    return arbiter.settled(top, [*found, *(one for rule in RULES_OF_PACKS for one in rule(document, others))])
