"""Folding, lines and slices: the one place that says when two spellings are the same and what of a source is shown."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from quotes.span import Markup, Span
from quotes.span import Reading as Reading

# What nobody sees, in two parts of a class of characters. OBEYED: what a terminal or a browser would obey, or a format
# refuses: C0 (but for tab and newline), DEL, C1, what ends a line, what turns the direction of reading, halves of
# characters, and no characters. HIDDEN: soft hyphens, fillers, what has no width, marks of direction, and tags.
OBEYED = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff"
HIDDEN = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2060-\u2065\u206a-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
UNSEEN = OBEYED + HIDDEN
SHAPING = "\u200c\u200d\ufe00-\ufe0f"  # none of these: joiners and variants shape the letters and pictures beside them
BULLETS = "-–—*•·▪"  # what the items of a list open with
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_PARAGRAPH_GAP = re.compile(r"[^\S\n]*\n[^\S\n]*(?:\n\s*)+")
_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
_BASE32_PAIRS = tuple(one + other for one in _BASE32 for other in _BASE32)
_SHORT = 80  # characters of names and titles, which are folded again and again
_WRAP = re.compile(r"[^\S\n]*\n[^\S\n]*")
_UNSEEN = re.compile(f"[{UNSEEN}]")
_UNSPACED = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff9f]")
_UNSPACED_WRAP = re.compile(rf"(?<={_UNSPACED.pattern})[^\S\n]*\n[^\S\n]*(?={_UNSPACED.pattern})")


def fold(text: str) -> str:
    """Return `text` as compared everywhere: no case, accents, punctuation or doubled spaces.

    >>> fold("That’s  the\u00a0Café")
    'that s the cafe'
    """
    return _fold_short(text) if len(text) <= _SHORT else " ".join(words(text))


@lru_cache(maxsize=65536)
def _fold_short(text: str) -> str:
    return " ".join(words(text))


def one_line(text: str) -> str:
    """Return `text` on one line: white space, and what ends a line, are one space each."""
    return " ".join(text.split())


def numbered(text: str) -> str:
    """Return a text in which what nobody sees is shown by its number.

    >>> numbered("a\\u202eb\\u200bc")
    'a[U+202E]b[U+200B]c'
    """
    return _UNSEEN.sub(lambda sign: f"[U+{ord(sign.group()):04X}]", text)


def words(text: str) -> list[str]:
    """Return the folded words of `text`, in order."""
    if text.isascii():
        return _WORD.findall(text.lower())
    return list(map(_fold_word, _WORD.findall(text)))


def either(words: Iterable[str]) -> str:
    """Return the pattern of any of `words`, the longest first; of none, a pattern of nothing."""
    found = sorted(map(re.escape, words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(found)})" if found else "(?!)"


@cache
def _blake2b() -> Callable[..., Any]:
    from hashlib import blake2b  # only what writes needs it

    return blake2b


def digest(*parts: str) -> str:
    """Return a short identifier made of `parts` only: the same wherever and whenever they are met.

    Twelve characters of base32 hold 60 bits: among ten million, odds of a collision are about 1 in 20,000.
    """
    whole = _blake2b()("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=10).digest()
    n, pairs = int.from_bytes(whole[:8], "big") >> 4, _BASE32_PAIRS
    return (
        pairs[n >> 50]
        + pairs[n >> 40 & 1023]
        + pairs[n >> 30 & 1023]
        + pairs[n >> 20 & 1023]
        + pairs[n >> 10 & 1023]
        + pairs[n & 1023]
    )


@lru_cache(maxsize=65536)
def _fold_word(word: str) -> str:
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if c.isalnum()).casefold()


def reading(text: str, span: Span, markup: Sequence[Markup] = ()) -> Reading:
    """Return text[span] as shown, its white space untouched; `markup` is sorted and disjoint."""
    words: list[str] = []
    at: list[int] = []
    parts: list[Span] = []
    length = 0
    for start, end, instead in _parts(*span, markup):
        words.append(text[start:end] if instead is None else instead)
        at.append(length)
        parts.append(Span(start, end))
        length += len(words[-1])
    return Reading("".join(words), [*at, length], [*parts, Span(span.end, span.end)])


def as_read(text: str, markup: Sequence[Markup]) -> str:
    """Return all of `text` as shown; `text` itself where no markup stands for anything."""
    return reading(text, Span(0, len(text)), markup).text if any(mark.shown for mark in markup) else text


def _parts(start: int, end: int, markup: Sequence[Markup]) -> Iterator[tuple[int, int, str | None]]:
    """Yield the parts of [start, end) that show anything; None for those that show themselves."""
    for i in range(max(0, bisect_right(markup, (start,)) - 1), len(markup)):
        first, last, instead = markup[i]
        if first >= end:
            break
        if last <= start:
            continue
        if first > start:
            yield start, first, None
        if instead and first >= start:
            yield first, min(last, end), instead
        start = last
    if start < end:
        yield start, end, None


def _is_marked(start: int, end: int, markup: Sequence[Markup]) -> bool:
    """Tell whether any of `markup` lies in [start, end): the last that begins before its end says so."""
    i = bisect_left(markup, (end,))
    return i > 0 and markup[i - 1].end > start


def visible(start: int, end: int, markup: Sequence[Markup]) -> Iterator[Span]:
    """Yield the parts of [start, end) that no markup covers; `markup` is sorted and disjoint."""
    return (Span(start, end) for start, end, instead in _parts(start, end, markup) if instead is None)


def untouched(text: str, span: Span, markup: Sequence[Markup] = ()) -> str:
    """Return text[span] with markup taken out, its white space untouched."""
    start, end = span
    if not markup or not _is_marked(start, end, markup):
        return text[start:end]
    parts = _parts(start, end, markup)
    return "".join([text[start:end] if instead is None else instead for start, end, instead in parts])


def shown(text: str, span: Span, markup: Sequence[Markup] = (), wrapped: bool = False) -> str:
    """Return what a reader is shown of text[span]: markup taken out, wrapped lines joined, paragraphs kept apart."""
    raw = untouched(text, span, markup)
    if "\r" in raw:
        raw = raw.replace("\r\n", "\n").replace("\r", "\n")
    if "\n" not in raw:
        return raw.strip()
    raw = _PARAGRAPH_GAP.sub("\n\n", raw)
    if wrapped:
        raw = "\n\n".join(_WRAP.sub(" ", _UNSPACED_WRAP.sub("", paragraph)) for paragraph in raw.split("\n\n"))
    return raw.strip()


def is_unspaced(letter: str) -> bool:
    """Return whether `letter` is of a script that sets no spaces between words, as those of China and Japan."""
    return _UNSPACED.fullmatch(letter) is not None


class Lines:
    """Line numbers of one text, counted from 1; in the order of the text, each costs what lies between."""

    def __init__(self, text: str) -> None:
        self._text = text.replace("\r\n", " \n").replace("\r", "\n")
        self._offset, self._line = 0, 1

    def number(self, offset: int) -> int:
        """Return the number of the line that holds `offset`."""
        if offset >= self._offset:
            self._line += self._text.count("\n", self._offset, offset)
        else:
            self._line -= self._text.count("\n", offset, self._offset)
        self._offset = offset
        return self._line


def find_phrase(text: str, span: Span, phrase: str, markup: Sequence[Markup] = ()) -> Span | None:
    """Return where the words of `phrase` first stand in text[span], as shown; None when they do not."""
    wanted = words(phrase)
    if not wanted:
        return None
    found = reading(text, span, markup)
    among, size = words(found.text), len(wanted)
    first = next((i for i, word in enumerate(among) if word == wanted[0] and among[i : i + size] == wanted), None)
    if first is None:
        return None
    places = list(islice(_WORD.finditer(found.text), first, first + size))
    return found.source(places[0].start(), places[-1].end())


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return [start, end) without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
