"""Labels that stand right over a quotation: a block quotation, or a paragraph in marks from its first word to its last,
as pages print what passers-by say (Ann Lee, baker, 66, and on the next line “…”)."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from quotes.labels.candidates import line_speaker, speaker
from quotes.labels.grammars import OWN_LINE
from quotes.labels.lines import tells_age
from quotes.model import Marking, PersonKind, Span
from quotes.page import Label, Page

_QUOTING = "> \t\n"  # what may stand between a label and its quotation
_MARKING = attrgetter("marking")
_IN_MARKS = re.compile(  # a sentence: titles have no full stop
    r"(?:“[^“”]+[.!?…]”|„[^„“”]+[.!?…][“”]|«[^«»]+[.!?…]\s?»|»[^«»]+[.!?…]«|\"[^\"]+[.!?…]\"|「[^「」]+」)\.?"
)
_SHORT = 3  # letters of a word that may stand between names: de, von
_SEVERAL = 2  # lines that stand so: one may be a caption, of a photograph


def over_quotations(page: Page) -> tuple[Label, ...]:
    """Return the labels on lines of their own that stand right over a block quotation."""
    labels: list[Label] = []
    marked = {label.start for label in page.labels}
    for piece, following in itertools.pairwise(page.pieces) if Marking.QUOTATION in map(_MARKING, page.pieces) else ():
        if following.marking is not Marking.QUOTATION or piece.marking is Marking.QUOTATION:
            continue
        if piece.start in marked:
            continue
        match = OWN_LINE.fullmatch(page.plain[piece.start : piece.end].rstrip())
        if match and (line_speaker(match["who"], page.lexicon) or speaker(match["who"], page.lexicon)):
            start, end = match.span("who")
            labels.append(Label(piece.start, piece.end, Span(piece.start + start, piece.start + end)))
    return tuple(labels)


def _is_role(words: str | None) -> bool:
    """Return whether words are of what somebody is, and no year or place alone: baker, head of the school."""
    return any(word[0].islower() for word in (words or "").split() if len(word) > _SHORT)


def captions(page: Page) -> tuple[Label, ...]:
    """Return the labels on lines without a mark that stand right over a paragraph in marks: several, or with an age."""
    found: list[tuple[Label, bool]] = []
    for piece, following in itertools.pairwise(page.pieces):
        line = page.plain[piece.start : piece.end].rstrip()
        if not _IN_MARKS.fullmatch(page.plain[following.start : following.end].strip()) or "\n" in line:
            continue
        who = line_speaker(line, page.lexicon)
        if who and who.kind is PersonKind.PERSON and " " in who.name and (_is_role(who.role) or tells_age(line)):
            start = piece.start
            found.append((Label(start, piece.end, Span(start, start + len(line))), tells_age(line)))
    return tuple(label for label, aged in found) if len(found) >= _SEVERAL or any(aged for _, aged in found) else ()


def stand_over(page: Page, labels: Sequence[Label]) -> list[bool]:
    """Return of each of `labels`, of any form, whether a block quotation follows right behind it."""
    quoted = [piece.start for piece in page.pieces if piece.marking is Marking.QUOTATION]
    behind = (bisect_left(quoted, label.end) for label in labels)
    return [
        i < len(quoted) and not page.plain[label.end : quoted[i]].strip(_QUOTING)
        for i, label in zip(behind, labels, strict=True)
    ]
