"""Doubts that no judge of turn ends knows of: labels that were refused, words of a language that is not known, and the
page on which nobody was found to speak. They make a reading less sure, and name who else may speak."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from quotes.attribution import language
from quotes.attribution.turns.sections import Section, text_of
from quotes.model import NARRATION_RIVAL, SOMEBODY_RIVAL, Basis, Block, BlockKind, Document, Passage, Refused
from quotes.sureness import DOUBTFUL, status_of
from quotes.text import fold

LEAST_REFUSED = 0.21  # a refused label leaves at least so much doubt of the paragraph that it stands in or above,
MOST_REFUSED = 0.65  # and at most so much
FADING = 0.5  # of the doubt, what is left from paragraph to paragraph up to the next label
UNREAD = 0.4  # set: how likely somebody's words stand in a paragraph of which nothing is understood,
UNREAD_BESIDE = 0.1  # and where labels tell whose words others are
TOLD_BEHIND = 0.9  # set: at most so sure is who says what goes on behind a quotation, where such marks end the turns
LOOKS_SPOKEN = 0.5  # set: at most so sure is narration on a page whose lines look like turns
_GOES_ON = re.compile(r"[\s*_]*[“\"].*[”\"][^“”\"]*[^\W\d_]{2}[^“”\"]*\Z", re.DOTALL)
_SURENESS = Passage._fields.index("confidence")
_NARRATION, _LABEL, _PARAGRAPH = Basis.NARRATION, BlockKind.LABEL, BlockKind.PARAGRAPH


def doubted(
    document: Document, sections: Sequence[Section], passages: Sequence[Sequence[Passage]]
) -> list[list[Passage]]:
    """Return the passages of `sections`, with the doubts that the document raises."""
    found = [list(of_section) for of_section in passages]
    unlabelled = [(section, row) for section, row in zip(sections, found, strict=True) if section.label is None]
    if unlabelled:
        strange = language.beside(language.unknown_page(_beginning(document, sections), document.lexicon))
        labelled = len(unlabelled) < len(sections)
        written = LOOKS_SPOKEN if document.titled else 1.0  # beside labels: a mail, of which the rest is its sender's
        sure, unread = (written, UNREAD_BESIDE) if labelled else (_nobody_speaks(document), UNREAD)
        rival = document.titled or SOMEBODY_RIVAL
        for section, row in unlabelled:
            texts = [_words(document, block) for block in section.paragraphs]
            foreign = language.unknown_each(texts, strange, document.lexicon)
            row[:] = [
                # Not both: how lines open and how they speak are signs of the same.
                _at_most(passage, passage.confidence * min(sure, block.probability) * (1 - unknown * unread), rival)
                if passage.basis is _NARRATION
                else passage
                for block, passage, unknown in zip(section.paragraphs, row, foreign, strict=True)
            ]
    if document.convention.quoted:
        found = [
            [_told_behind(document, *one) for one in zip(section.paragraphs, row, strict=True)]
            for section, row in zip(sections, found, strict=True)
        ]
    return _shadowed(document, sections, found) if document.refused else found


def _told_behind(document: Document, block: Block, passage: Passage) -> Passage:
    """Return a passage that goes on behind a quotation less sure: in “Yes.” The hall was full. the outlet may tell."""
    goes_on = passage.basis is Basis.LABEL_LINE and _GOES_ON.match(_words(document, block))
    return _at_most(passage, TOLD_BEHIND, NARRATION_RIVAL) if goes_on else passage


def _beginning(document: Document, sections: Sequence[Section]) -> Iterator[str]:
    blocks = (block for section in sections for block in section.paragraphs)
    return (_words(document, block) for block in islice(blocks, language.READ))


def _words(document: Document, block: Block) -> str:
    """Return the words of a block, as cheaply as they can be had."""
    return (
        document.plain[slice(*block.span)] if document.plain and document.reading is None else text_of(document, block)
    )


def _nobody_speaks(document: Document) -> float:
    """Return how sure it is that nobody speaks on a page on which no label was found."""
    sure = max(1 - MOST_REFUSED, document.convention.probability)
    return min(sure, LOOKS_SPOKEN) if document.looks_spoken else sure


def _at_most(passage: Passage, confidence: float, rival: str) -> Passage:
    """Return `passage` no surer than `confidence`, whose `rival` it then has, if it is in doubt at all."""
    confidence = round(confidence, 3)
    if confidence >= passage.confidence:
        return passage
    doubt = rival if confidence < DOUBTFUL else None
    sureness = confidence, status_of(confidence), passage.cues, doubt
    return Passage._make((*passage[:_SURENESS], *sureness, *passage[_SURENESS + len(sureness) :]))


def _shadowed(
    document: Document, sections: Sequence[Section], passages: Sequence[list[Passage]]
) -> list[list[Passage]]:
    """Return the passages; the one that holds a refused label, or follows it, and those up to the next label, may be
    the words of whom it would name."""
    refused = _places(document)
    doubt, name = 0.0, ""
    found = []
    for section, row in zip(sections, passages, strict=True):
        doubt = 0.0 if section.label else doubt
        rows = []
        for passage in row:
            one = refused.get(passage.span.start)
            if one and not _is_of(section, one):
                doubt, name = max(LEAST_REFUSED, min(MOST_REFUSED, one.probability)), one.name
                passage = _at_most(passage, 1 - doubt, name)._replace(rival=name or SOMEBODY_RIVAL)
            elif doubt:
                passage = _at_most(passage, 1 - doubt, name or SOMEBODY_RIVAL)
            rows.append(passage)
            doubt *= FADING
        found.append(rows)
    return found


def _is_of(section: Section, refused: Refused) -> bool:
    """Tell whether a refused label names nobody but who speaks anyway."""
    return section.label is not None and fold(refused.name) in (fold(section.label.name), fold(section.label.text))


def _places(document: Document) -> dict[int, Refused]:
    """Return the refused labels by where the paragraphs begin that hold them or, where none does, come next."""
    found: dict[int, Refused] = {}
    waiting = iter(document.refused)
    one = next(waiting, None)
    for block in document.blocks:
        while one and block.kind in (_PARAGRAPH, _LABEL) and block.span.end > one.span.start:
            if block.kind is _PARAGRAPH:
                found.setdefault(block.span.start, one)
            one = next(waiting, None)
    return found
