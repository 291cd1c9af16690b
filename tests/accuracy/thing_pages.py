"""Pages to fit labels on that are words for things, and recur as speakers do: lists, and talks of some so called."""

from __future__ import annotations

import random
from collections.abc import Sequence

from quotes.lexicon import ENGLISH
from tests.accuracy.label_pages import (
    FORMS,
    LONGEST,
    NAMED,
    Asides,
    Made,
    Turn,
    above,
    asides_of,
    line_of,
    name_of,
    style_of,
    turns,
)

# Set, not measured:
NICKNAMED = 0.4  # of the pages whose labels are words for things, those on which speakers are so called,
_UNKNOWN = 0.3  # of those pages, on which one label is a word that the list does not hold


def things() -> list[Made]:
    """Return pages whose labels are words for things and recur, in every form; on some, speakers are so called."""
    chance, asides = random.Random(33), asides_of()
    listed = sorted(ENGLISH.words("things"))
    said = dict(turns())
    return [
        _of_things(document, said[document], form, chance, asides, listed)
        for document in sorted(said)
        for form in range(len(FORMS))
    ]


def _of_things(
    document: str, found: Sequence[Turn], form: int, chance: random.Random, asides: Asides, listed: Sequence[str]
) -> Made:
    """Return a page of pairs, triples or more of things in turn, each with a sentence somebody once said or wrote."""
    speaking, count, rounds = chance.random() < NICKNAMED, chance.choice((2, 2, 3, 4)), chance.choice((2, 2, 3, 4, 6))
    named = [word for line in chance.sample(asides.lines, 12) for word in NAMED.findall(line)]
    names = [word.capitalize() for word in chance.sample(listed, count)]
    if named and chance.random() < _UNKNOWN:
        names[count - 1] = name_of(chance).split()[0] if speaking else chance.choice(named)
    text, labels = above("It", style_of(chance, reports=False), chance, asides), []
    for number in range(count * rounds):
        words = chance.choice(found).words if speaking or chance.random() < 0.5 else chance.choice(asides.lines)
        name = names[chance.randrange(count) if speaking else number % count]
        line, place = line_of(FORMS[form], name, name, words[:LONGEST], number + 1, 20 * number)
        if place and speaking:
            labels.append((len(text) + place[0], len(text) + place[1]))
        text += line
    return Made(document, form, text, tuple(labels))
