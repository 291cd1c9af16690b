"""What ends a turn, by the look of a page: the next label in a transcript, quotation marks, or nothing that shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from quotes.formats.candidates import LONGEST, Candidate, are_capital, gap
from quotes.formats.grammars import Grammar
from quotes.formats.page import MARKUP, PARAGRAPH, Page
from quotes.formats.recorder import is_recorded
from quotes.formats.regularity import OFTEN
from quotes.model import TurnEnd

QUOTED = 0.9  # share of labels before a quotation mark, where these marks end the turns
LONG = 12  # labels on lines of their own that, dense, make a transcript
SENTENCE = 80  # characters of one that is told, and no heading
_OPENS = re.compile(r"\s*[\"“]")
HEARD = 3  # reactions on lines of their own make a transcript


def is_quoted(page: Page, found: Sequence[Candidate]) -> bool:
    """Return whether nearly all that is said is set in quotation marks, as in reports of courts."""
    opened = sum(_OPENS.match(page.plain, c.speech, c.speech + LONGEST) is not None for c in found)
    return opened >= QUOTED * len(found) if len(found) >= OFTEN else 1 < len(found) == opened


def turn_end(page: Page, grammar: Grammar, found: Sequence[Candidate]) -> TurnEnd:
    """Return what ends a turn under the labels `found`: the next of them, or, on a page of news, nothing that shows."""
    if grammar.transcript or page.cues or _in_bold(page, grammar, found):
        return TurnEnd.LABEL
    counts = Counter(c.key for c in found)
    recurring = sum(count for count in counts.values() if count > 1)
    if 2 * recurring < len(found):
        certain = False
    elif grammar.own_line:  # a news page may look so, too
        certain = _is_heard(page, found) or (len(found) >= LONG and len(counts) > 1 and _is_dense(page, grammar, found))
    else:
        told = _is_introduced(page, found)
        certain = (recurring >= 2 * OFTEN and not told) or (
            _is_dense(page, grammar, found) and (len(found) >= LONG or not told)
        )
    if certain or (len(found) >= OFTEN and is_recorded(page.plain, page.pieces)):
        return TurnEnd.LABEL
    printed = _in_capitals(grammar, found) and (_is_typed(found) or not _is_introduced(page, found))
    return TurnEnd.LABEL if printed else TurnEnd.UNKNOWN


def _in_bold(page: Page, grammar: Grammar, found: Sequence[Candidate]) -> bool:
    return not grammar.own_line and all(c.label.start in page.bold for c in found)


def _in_capitals(grammar: Grammar, found: Sequence[Candidate]) -> bool:
    return not grammar.own_line and are_capital(found)


def _is_typed(found: Sequence[Candidate]) -> bool:
    """Return whether a typist's two spaces stand after most labels, which news pages do not have."""
    return sum(gap(c) > 1 for c in found) > 0.5 * len(found)


def _is_introduced(page: Page, found: Sequence[Candidate]) -> bool:
    """Return whether a sentence stands above the first label, as on a news page; a transcript has headings there."""
    above = takewhile(lambda piece: piece.start < found[0].label.start, page.pieces)
    told = (p for p in above if p.kind is PARAGRAPH and p.end - p.start > SENTENCE)
    words = (page.plain[p.start : p.end].rstrip() for p in told)
    return any(said[-1] in '.”"' and not said.isupper() for said in words)


def _is_heard(page: Page, found: Sequence[Candidate]) -> bool:
    """Return whether reactions on lines of their own, (Applause), show that somebody took down what was said."""
    heard = (p for p in page.pieces if p.kind is MARKUP and page.plain[p.start] in "([{")
    return len(found) >= OFTEN and len(list(heard)) >= HEARD


def _is_dense(page: Page, grammar: Grammar, found: Sequence[Candidate]) -> bool:
    """Return whether hardly a paragraph stands without a label, from the first label on."""
    pieces = page.paragraphs(found[0].label.start, len(page.plain))
    return len(found) >= OFTEN and len(found) >= 0.6 * (pieces - (len(found) if grammar.own_line else 0))
