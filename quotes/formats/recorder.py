"""What is nobody's speech by its form: a recorder's procedural paragraphs, the last lines of a transcript."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quotes import wordlists
from quotes.formats.page import Piece, trimmed
from quotes.formats.reactions import is_closing
from quotes.model import BlockKind, Marking


def _any_of(name: str) -> re.Pattern[str]:
    """Return the pattern that any line of a list is, whatever white space stands for its spaces."""
    forms = (line.replace(" ?", r"\s*").replace(" ", r"\s+") for line in wordlists.lines(name))
    return re.compile("|".join(forms), re.DOTALL)


_FORMULA = _any_of("formats/formulas.txt")
_RECORDER = _any_of("formats/recorder.txt")
LONGEST = 300  # characters of a paragraph that are looked at
PROCEEDINGS = "name and full stop"  # the convention whose recorders speak for themselves


def mark(plain: str, pieces: Iterable[Piece], convention: str) -> Iterator[Piece]:
    """Yield the pieces; those that a recorder wrote, and all after them up to the next label, are narration."""
    narrating = False
    spoken = False
    for piece in pieces:
        if piece.kind is BlockKind.LABEL:
            narrating, spoken = False, False
        elif piece.kind is BlockKind.PARAGRAPH:
            narrating = narrating or (spoken and _is_nobodys(plain, piece, convention))
            spoken = True
            if narrating and piece.marking is Marking.NONE:
                piece = piece._replace(marking=Marking.NARRATION)
        yield piece


def _is_nobodys(plain: str, piece: Piece, convention: str) -> bool:
    start, end = piece.start, min(piece.end, piece.start + LONGEST)
    if convention == PROCEEDINGS and _RECORDER.match(plain, start, end):
        return True
    if end - start == LONGEST:
        return False
    end = trimmed(plain, start, end)[1]
    return is_closing(plain[start:end]) or bool(_FORMULA.fullmatch(plain, start, end))
