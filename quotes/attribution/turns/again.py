"""Who may speak again behind narration, without a label of his own: I am not moving from here."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from quotes.attribution.turns import paragraphs
from quotes.attribution.turns.sections import Section, text_of
from quotes.attribution.turns.vetoes import surname, tells_of
from quotes.lexicon.packs import people
from quotes.model import Block, Document

# Set. In 453 English articles 14 paragraphs say “I” so, and are words of others: whoever goes on has a label there.
# In other languages 7 are among the pages that may be looked at, and all are the speaker's.
WITHOUT_PACK, WITH_PACK = 0.45, 0.6
WHY = ("stands after narration, and says “I”, as the narrator of this page does not: the speaker may go on",)
_NUMERAL = re.compile(r"\b[^\W\d_a-z]\w+ I\b|\bI\.")  # World War I; I. C. Lee
_I = "first_person"  # the cue

Again = Callable[[Section, Block], float]


def speaking_again(document: Document, sections: Sequence[Section]) -> Again:
    """Return what tells how likely a paragraph behind narration is the speaker's who is labelled before it; 0 unless it
    says I, and not his name, on a page whose narrator does not say I under no label."""
    lexicon = document.lexicon
    beside = (block for section in sections if section.label is None for block in section.paragraphs)
    if _I in paragraphs.says((text_of(document, block) for block in beside), lexicon):
        return lambda _section, _block: 0.0
    chance = WITH_PACK if people(lexicon) else WITHOUT_PACK

    def speaks(section: Section, block: Block) -> float:
        text = _NUMERAL.sub("", paragraphs.unquoted(text_of(document, block)))
        named = tells_of(surname(section), text, lexicon)
        return chance if not named and _I in paragraphs.says((text,), lexicon) else 0.0

    return speaks
