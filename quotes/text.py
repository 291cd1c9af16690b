"""Folding, lines and slices: the one place that says when two spellings are the same and what of a source is shown."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from quotes.span import Span

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_PARAGRAPH_GAP = re.compile(r"[^\S\n]*\n[^\S\n]*(?:\n\s*)+")
_PARTS_WORDS = re.compile(r"</?(?:p|br|div|li|tr|td|th|dd|dt|h[1-6]|blockquote|seg|lb|eol)\b", re.IGNORECASE)  # tags
_SHORT = 80  # characters of names and titles, which are folded again and again
_WRAP = re.compile(r"[^\S\n]*\n[^\S\n]*")


def fold(text: str) -> str:
    """Return `text` as compared everywhere: no case, accents, punctuation or doubled spaces.

    >>> fold("That’s  the\u00a0Café")
    'that s the cafe'
    """
    return _fold_short(text) if len(text) <= _SHORT else " ".join(words(text))


@lru_cache(maxsize=65536)
def _fold_short(text: str) -> str:
    return " ".join(words(text))


def words(text: str) -> list[str]:
    """Return the folded words of `text`, in order."""
    if text.isascii():
        return _WORD.findall(text.lower())
    return list(map(_fold_word, _WORD.findall(text)))


def digest(*parts: str) -> str:
    """Return a short identifier made of `parts` only: the same wherever and whenever they are met.

    Twelve characters of base32 hold 60 bits: among ten million, odds of a collision are about 1 in 20,000.
    """
    import base64  # only what writes needs these two
    import hashlib

    whole = hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=10).digest()
    return base64.b32encode(whole).decode("ascii").lower()[:12]


@lru_cache(maxsize=65536)
def _fold_word(word: str) -> str:
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if c.isalnum()).casefold()


def visible(start: int, end: int, markup: Sequence[Span]) -> Iterator[Span]:
    """Yield the parts of [start, end) that no markup span covers; `markup` is sorted and disjoint."""
    for span in markup[max(0, bisect_right(markup, (start,)) - 1) :]:
        if span.start >= end:
            break
        if span.end <= start:
            continue
        if span.start > start:
            yield Span(start, span.start)
        start = max(start, span.end)
    if start < end:
        yield Span(start, end)


def shown(text: str, span: Span, markup: Sequence[Span] = (), wrapped: bool = False) -> str:
    """Return what a reader is shown of text[span]: markup taken out, wrapped lines joined, paragraphs kept apart."""
    raw = "".join(_visible_text(text, span, markup)) if markup else text[span.start : span.end]
    raw = raw.replace("\r\n", "\n").replace("\r", "\n")
    if "\n" not in raw:
        return raw.strip()
    raw = _PARAGRAPH_GAP.sub("\n\n", raw)
    if wrapped:
        raw = "\n\n".join(_WRAP.sub(" ", paragraph) for paragraph in raw.split("\n\n"))
    return raw.strip()


def _visible_text(text: str, span: Span, markup: Sequence[Span]) -> Iterator[str]:
    """Yield the parts of text[span] that are shown; markup that parts words leaves a space."""
    last: int | None = None
    for start, end in visible(*span, markup):
        if last is not None and _PARTS_WORDS.search(text, last, start):
            yield " "
        yield text[start:end]
        last = end


class Lines:
    """Line numbers of one text, counted from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]

    def number(self, offset: int) -> int:
        """Return the number of the line that holds `offset`."""
        return bisect_right(self._starts, offset)


def find_phrase(text: str, span: Span, phrase: str, markup: Sequence[Span] = ()) -> Span | None:
    """Return where the words of `phrase` first stand in text[span], markup aside; None when they do not."""
    wanted = words(phrase)
    if not wanted:
        return None
    places = [
        (_fold_word(match.group()), match.span())
        for part in visible(*span, markup)
        for match in _WORD.finditer(text, *part)
    ]
    for i in range(len(places) - len(wanted) + 1):
        if all(places[i + j][0] == word for j, word in enumerate(wanted)):
            return Span(places[i][1][0], places[i + len(wanted) - 1][1][1])
    return None
