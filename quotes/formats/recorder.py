"""What is nobody's speech by its form: a recorder's procedural paragraphs, the last lines of a transcript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial

from quotes import wordlists
from quotes.formats.page import LABEL, PARAGRAPH, Piece, trimmed
from quotes.formats.reactions import is_closing
from quotes.model import Marking


@cache
def _any_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern that any of `forms` is, whatever white space stands for its spaces; of none, what never is."""
    spaced = (form.replace(" ?", r"\s*").replace(" ", r"\s+") for form in forms)
    return re.compile("|".join(spaced) or r"(?!)", re.DOTALL)


_RECORDER = _any_of(wordlists.lines("formats/recorder.txt"))


def _formulas(plain: str) -> re.Pattern[str]:
    """Return the pattern of the formulas that may stand on the page."""
    listed = wordlists.columns("formats/formulas.txt")
    return _any_of(tuple(form for *needed, form in listed if all(word in plain for word in needed)))


_ITALICS = re.compile(r"([*_])(?![*_\s])[^*]{10,600}(?<![*_\s])\1")  # from end to end
_EMPHASIS = "*_ \n"
OPENING = 20  # paragraphs at either end of a page in which a recorder speaks
LONGEST = 300  # characters of a paragraph that are looked at
PROCEEDINGS = "name and full stop"  # the convention whose recorders speak for themselves


def is_recorded(plain: str, pieces: Sequence[Piece]) -> bool:
    """Return whether a recorder's formula opens or closes the page: The meeting was called to order at 10 a.m."""
    formulas = _formulas(plain)
    ends = filter(_is_short, (*pieces[:OPENING], *pieces[-OPENING:]))
    return any(formulas.fullmatch(plain[piece.start : piece.end].strip(_EMPHASIS)) for piece in ends)


def mark(plain: str, pieces: Iterable[Piece], convention: str) -> Iterator[Piece]:
    """Yield the pieces; those that a recorder wrote, and all after them up to the next label, are narration."""
    formulas = cache(partial(_formulas, plain))
    narrating = False
    spoken = False
    for piece in pieces:
        if piece.kind is LABEL:
            narrating, spoken = False, False
        elif piece.kind is PARAGRAPH:
            narrating = narrating or (spoken and _is_nobodys(plain, piece, convention, formulas))
            spoken = True
            if narrating and piece.marking is Marking.NONE:
                piece = piece._replace(marking=Marking.NARRATION)
        yield piece


def signed_off(plain: str, pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces; what stands in italics at the end of the page, after somebody's words, is the editor's."""
    found = list(pieces)
    last = len(found)
    while last > 1 and found[last - 1].kind is PARAGRAPH and _is_in_italics(plain, found[last - 1]):
        last -= 1
    if last and found[last - 1].kind is PARAGRAPH:
        found[last:] = [piece._replace(marking=Marking.NARRATION) for piece in found[last:]]
    return found


def _is_in_italics(plain: str, piece: Piece) -> bool:
    return _ITALICS.fullmatch(plain, *trimmed(plain, piece.start, piece.end)) is not None


def _is_short(piece: Piece) -> bool:
    return piece.end - piece.start < LONGEST


def _is_nobodys(plain: str, piece: Piece, convention: str, formulas: Callable[[], re.Pattern[str]]) -> bool:
    start, end = piece.start, min(piece.end, piece.start + LONGEST)
    if convention == PROCEEDINGS and _RECORDER.match(plain, start, end):
        return True
    if end - start == LONGEST:
        return False
    words = plain[start:end].strip(_EMPHASIS)
    return is_closing(words) or bool(formulas().fullmatch(words))
