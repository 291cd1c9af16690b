"""Words that a title gives to somebody: below "Statement by Ana Reyes, harbour master" whoever says I is she."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quotes.model import NARRATION_RIVAL, SOMEBODY_RIVAL, Basis, Document, Mention, Passage, Span
from quotes.sureness import DOUBTFUL, status_of

SPOKEN = 0.2  # chance that nobody speaks, below which a paragraph is taken for words of whom the title names
GIVEN = 0.9  # how likely such words are his: the page may quote others, too. Both are set, not measured
_ROLE = re.compile(r",[ \t]+(?P<role>[^\n.!?:]{3,120}?)[ \t*_#]*(?=\n|$)")


def bearer(document: Document) -> Mention | None:
    """Return whom the title of a page without labels names as speaking, with the role that stands behind the name."""
    name = document.titled
    start = document.text.find(name) if name and name != SOMEBODY_RIVAL else -1
    if start < 0:
        return None
    end = start + len(name)
    found = _ROLE.match(document.text, end)
    role = found["role"] if found else ""
    occasion = role.partition(" ")[0] in document.lexicon.words("label_prepositions")  # at the opening of the pier
    return Mention(name, Span(start, end), name, None if occasion else role or None)


def given(passages: Iterable[Passage], speaker: Mention) -> list[Passage]:
    """Return the passages of a page so titled, those in which somebody speaks as the words of `speaker`."""
    return [_given(passage, speaker) for passage in passages]


def _given(passage: Passage, speaker: Mention) -> Passage:
    spoken = passage.basis is Basis.NARRATION and passage.rival == speaker.name and passage.confidence < SPOKEN
    if not spoken:
        return passage
    sure = round(GIVEN * (1 - passage.confidence), 3)
    rival = NARRATION_RIVAL if sure < DOUBTFUL else None
    return passage._replace(basis=Basis.CONTINUATION, confidence=sure, status=status_of(sure), rival=rival)
