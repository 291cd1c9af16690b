"""What is nobody's speech by its form: a recorder's procedural paragraphs, the last lines of a transcript."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quotes import wordlists
from quotes.formats.page import Piece
from quotes.formats.reactions import is_closing
from quotes.model import BlockKind, Marking

_FORMULA = re.compile("|".join(wordlists.lines("formats/formulas.txt")))
_RECORDER = re.compile("|".join(wordlists.lines("formats/recorder.txt")))
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
    words = " ".join(plain[piece.start : min(piece.end, piece.start + LONGEST)].split())
    if piece.end - piece.start < LONGEST and (is_closing(words) or _FORMULA.fullmatch(words)):
        return True
    return convention == PROCEEDINGS and bool(_RECORDER.match(words))
