"""What makes one doubt, even in a transcript, that words up to the next label are those of who is on the label.

Editors put notes below the last words, and reporters tell of a speaker by name. What is found says how likely the
paragraph is speech, the page being a transcript. All is looked for where it may be, so that long transcripts stay fast.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from quotes.attribution import language
from quotes.attribution.turns import paragraphs
from quotes.attribution.turns.cues import cue_words
from quotes.attribution.turns.features import features
from quotes.attribution.turns.judges import FITTED, judge
from quotes.attribution.turns.paragraphs import Narrator, Turn
from quotes.attribution.turns.sections import Section, text_of
from quotes.lexicon import Lexicon
from quotes.lexicon.cases import surname_forms
from quotes.model import Block, Document, Marking, PersonKind

GOES_ON = 0.995  # of the paragraphs behind those under labels of transcripts, measured on the measuring set
NOTE = 0.22  # set, not measured, as are the next two: real transcripts of the measuring set have hardly any
NOTE_WITHIN = 0.6  # speakers, too, say what stands below a page
THIRD_PERSON = 0.6
ENDS_WITH_NOTE = 0.1  # set: turns of transcripts that the paragraphs of a note without a known form stand behind
MOST_NOTES = 0.6
LOOKED_AT = 6  # paragraphs of a note at the end
_LONGEST = 300  # characters of a note
_BOUND = 4.0  # log odds that one paragraph may add
_LEAST_NAME = 3  # letters


class Veto(NamedTuple):
    """How likely a paragraph is speech if the page is a transcript, and what makes one doubt it."""

    speech: float
    why: str


NONE = Veto(GOES_ON, "")


@cache
def _closer(lexicon: Lexicon) -> re.Pattern[str]:
    """Return how notes begin that editors put below the words of others; of none, what never is."""
    return re.compile("|".join(lexicon.lines("closers")) or r"(?!)")


def vetoes(document: Document, section: Section, last: bool) -> list[Veto]:
    """Return for each paragraph of `section` after the first whether it is in doubt; the `last` ends the page.

    What stands behind a doubtful paragraph is doubtful too: less and less, but not where the page ends.
    """
    name = surname(section)
    found: list[Veto] = []
    carried = NONE
    for block in section.paragraphs[1:]:
        own = _own(document, block, name, last)
        carried = own if own.speech <= carried.speech else carried
        found.append(carried)
        if not last and carried is not NONE:
            carried = carried._replace(speech=1 - (1 - carried.speech) / 2)
    return found


def _own(document: Document, block: Block, name: str, last: bool) -> Veto:
    start, end = block.span
    if end - start < _LONGEST and _closer(document.lexicon).match(document.text, start, end):
        return Veto(NOTE if last else NOTE_WITHIN, "narration: a note as editors put below the words of others")
    forms = surname_forms(name, document.lexicon) if name else ()
    has_name = any(document.text.find(form, start, end) >= 0 for form in forms)  # cheaper than its words
    if has_name and tells_of(name, text_of(document, block), document.lexicon):
        return Veto(THIRD_PERSON, "narration: tells of the speaker by name")
    return NONE


def surname(section: Section) -> str:
    """Return the surname on the label as it is printed within sentences; "" where there is none to look for."""
    label = section.label
    if label is None or label.kind is not PersonKind.PERSON:
        return ""
    last = label.name.split()[-1] if label.name.split() else ""
    return "" if len(last) < _LEAST_NAME else last.capitalize() if last.isupper() else last


def tells_of(name: str, text: str, lexicon: Lexicon) -> bool:
    """Return whether a paragraph has the name as words, outside quotation marks, and never says “I”.

    The name may stand in the genitive as English writes it, or in another case where a pack tells how surnames end
    there. Right before a colon it tells nothing of its bearer: he is spoken to, or quoted (“Dear Ann Doyle: …”).
    """
    forms = [form for form in surname_forms(name, lexicon) if form in text] if name else []
    if not forms:
        return False
    for form in forms:
        text = text.replace(f"{form}:", "")
    said = paragraphs.words(paragraphs.unquoted(text))
    words = " ".join(["", *(word.removesuffix("'s") for word in said), ""])
    called = (" ".join(word.removesuffix("'s") for word in paragraphs.words(form)) for form in forms)
    return any(f" {form} " in words for form in called) and not cue_words(lexicon).say("first_person", said)


def note_at_end(document: Document, sections: Sequence[Section]) -> dict[int, float]:
    """Return how likely the last paragraphs of the page, by where they begin, are a note of the writer's.

    The fewer paragraphs the other turns have, the likelier; and as the paragraphs read.
    """
    *others, last = [section for section in sections if section.label]
    usual = (sum(len(section.paragraphs) - 1 for section in others) + 0.5) / (len(others) + 1)
    before = min(MOST_NOTES, ENDS_WITH_NOTE / (ENDS_WITH_NOTE + usual))
    ending = [block for block in last.paragraphs[1:] if block.marking is Marking.NONE][-LOOKED_AT:]
    narrator = paragraphs.page((), {section.name or "" for section in sections}, document.lexicon)
    strange = language.beside(language.unknown_page((text_of(document, block) for block in ending), document.lexicon))
    turn = paragraphs.turn_of(last.name or "", "", text_of(document, last.paragraphs[0]), False, document.lexicon)
    scores = [_reads_as_speech(text_of(document, block), turn, narrator, strange) for block in reversed(ending)]
    against = accumulate(scores, max)  # a note reads as one from where it begins to the end
    return {
        block.span.start: 1 / (1 + (1 - before) / before * math.exp(speech))
        for block, speech in zip(reversed(ending), against, strict=True)
    }


def _reads_as_speech(text: str, turn: Turn, narrator: Narrator, strange: float) -> float:
    """Return log odds that speak for speech in a paragraph near the end of the page, wherever turns mostly end."""
    known = 1 - language.unread(text, narrator.lexicon, strange)
    paragraph = paragraphs.right_behind(turn, text, True, narrator)
    score = judge(features(paragraph)).common - math.log(FITTED.usual / (1 - FITTED.usual))
    return known * max(-_BOUND, min(_BOUND, score))
