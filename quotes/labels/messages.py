"""What stands between the labels of a chat: words that go on, and what the program says and nobody else."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from quotes.labels.grammars import Grammar
from quotes.lexicon import Lexicon
from quotes.model import Marking
from quotes.page import HEADING, MARKUP, PARAGRAPH, Label, Page, Piece
from quotes.text import fold, trimmed

_PROGRAM = re.compile(
    r"<[^<>\n]+>\.?|\{[^{}\n]+\}|\S[^\n]{0,80}\.\w{2,4} \([^()\n]+\)"
)  # <Media omitted>; {Attachments}; IMG-7.jpg (file attached)
_EDITED = re.compile(r"\s*\u200e?<[^<>\s]+ [^<>\n]+>$")  # <This message was edited>
_ACTS = re.compile(r"(?:\*+|-!-|-{2,}>?|<-{1,2}) ")  # * ann waves; *** ann quits; --> ann has joined
_RULE = re.compile(r"([-=_*~#─━])\1{3,}\s*$")
_FROM_LEFT = "\u200e"  # with which a program opens what it says itself, in the name of whoever caused it
_QUOTING = ('"', "“", "„", "«")
_LONGEST = 200  # characters of what a program says


class _Notices(NamedTuple):
    """What chats print at the place of words: whole, how it begins, both folded, and how before what it quotes."""

    whole: frozenset[str]
    begins: tuple[str, ...]
    quoting: tuple[str, ...]


class _Line(NamedTuple):
    """A line of a page as a piece, the label on it, and whether one stands before it."""

    piece: Piece
    label: Label | None
    spoken: bool


def told(page: Page, grammar: Grammar, labels: Sequence[Label]) -> Iterator[Piece]:
    """Yield the pieces of a page on which a template found `labels`; those that nobody says are marked.

    In a chat each line is a piece.
    """
    if not (grammar.chat or 2 * sum(label.seconds is None for label in labels) > len(labels)):
        yield from _headed(page, labels) if grammar.own_line else page.pieces
        return
    closed = False
    for piece, label, spoken in _lines(page, labels):
        ruled = label is None and _RULE.match(page.plain, piece.start, piece.end) is not None
        closed = label is None and (closed or ruled)
        if label:
            yield from _message(page, piece, label)
        elif ruled:
            yield piece._replace(kind=MARKUP)
        else:
            yield _between(page, grammar, piece, closed) if spoken else piece


def _headed(page: Page, labels: Sequence[Label]) -> Iterator[Piece]:
    """Yield the pieces; no heading stands right under a label on a line of its own."""
    ends = [label.end for label in labels]
    done = 0
    for piece in page.pieces:
        i = bisect_left(ends, piece.start)
        under = i > 0 and ends[i - 1] >= done and piece.end > ends[i - 1]
        yield piece._replace(kind=PARAGRAPH) if under and piece.kind is HEADING else piece
        done = piece.end


def _lines(page: Page, labels: Sequence[Label]) -> Iterator[_Line]:
    """Yield the lines of the pieces of `page`; a label of two lines is one of them."""
    starts = [label.start for label in labels]
    start = 0
    for piece in page.pieces:
        start = max(piece.start, start)
        while start < piece.end:
            i = bisect_left(starts, start)
            end = page.plain.find("\n", start, piece.end)
            end = end if end >= 0 else piece.end
            label = labels[i] if i < len(labels) and starts[i] < end else None
            end = max(end, label.end) if label else end
            first, last = trimmed(page.plain, start, end)
            if first < last:
                yield _Line(piece._replace(start=first, end=last), label, i > 0)
            start = end + 1


def _message(page: Page, piece: Piece, label: Label) -> Iterator[Piece]:
    """Yield a label, and the words behind it: what the program says at the place of words is nobody's."""
    yield piece._replace(end=label.end)
    start, end = trimmed(page.plain, label.end, piece.end)
    if start < end and _is_notice(page.plain[start:end], page.lexicon):
        yield Piece(start, end, MARKUP, Marking.NARRATION)
    elif start < end:
        edited = _EDITED.search(page.plain, start, end)
        yield Piece(start, edited.start() if edited else end, PARAGRAPH, piece.marking)


def _between(page: Page, grammar: Grammar, piece: Piece, closed: bool) -> Piece:
    """Return a line of a chat that names nobody: words that go on, or, with a time of its own, the program's."""
    stamped = grammar.head is not None and grammar.head.match(page.plain, piece.start)
    if closed or stamped or (grammar.nick and _ACTS.match(page.plain, piece.start)):
        return piece._replace(kind=PARAGRAPH, marking=Marking.NARRATION)
    if _is_notice(page.plain[piece.start : piece.end], page.lexicon):
        return piece._replace(kind=MARKUP, marking=Marking.NARRATION)
    return piece._replace(kind=PARAGRAPH) if piece.kind is HEADING else piece


@cache
def _notices(lexicon: Lexicon) -> _Notices:
    """Return what chats print at the place of words."""
    lines = lexicon.lines("chat_notices")
    begins = [line.removesuffix("…") for line in lines if line.endswith("…")]
    quoting = tuple(line.casefold() for line in begins if line.endswith(_QUOTING))
    folded = tuple(fold(line) for line in begins if not line.endswith(_QUOTING))
    return _Notices(frozenset(fold(line) for line in lines if not line.endswith("…")), folded, quoting)


def _is_notice(words: str, lexicon: Lexicon) -> bool:
    """Return whether `words` are the program's: that a picture stood here, that a message was taken back."""
    if len(words) > _LONGEST:
        return False
    known, folded = _notices(lexicon), fold(words)
    by_form = words.startswith(_FROM_LEFT) or _PROGRAM.fullmatch(words) is not None
    by_words = folded in known.whole or folded.startswith(known.begins) or words.casefold().startswith(known.quoting)
    return by_form or by_words
