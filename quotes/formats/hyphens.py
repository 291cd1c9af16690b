"""Hyphens at the ends of lines: those that a printer set within a word, and those that belong to one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from quotes.lexicon import Lexicon
from quotes.model import Markup

_BROKEN = re.compile(
    r"(?P<first>(?:[^\W_]|['’])*[^\W_])(?P<hyphen>[-\u2010\u00ad])(?P<wrap>[^\S\n]*\n[^\S\n]*)(?=(?P<second>[^\W_]+))"
)
_WRAP = re.compile(r"[-\u2010\u00ad][^\S\n]*\n")
_HYPHENED = re.compile(r"(?<!\w)([^\W_]+)[-\u2010](?=([^\W_]+))")
_WORD = re.compile(r"[^\W\d_]+")
SOFT = "\u00ad"


def hyphens(plain: str, lexicon: Lexicon) -> list[Markup]:
    """Return what a reader is not shown of the words of `plain` that a line break cuts in two, in order.

    That is the line break, and the hyphen, but where it is the word's own: well- known, 1914- 1918, Smith- Jones.
    """
    found = list(_broken(plain))
    if not found:
        return []
    words = _Words(plain, found, lexicon)
    return list(chain.from_iterable(_unbroken(match, words) for match in found))


def _broken(plain: str) -> Iterator[re.Match[str]]:
    """Yield the words that a line break cuts in two; looked for from the hyphen, which is rarer than a word."""
    for wrap in _WRAP.finditer(plain):
        start = wrap.start()
        while start and (plain[start - 1].isalnum() or plain[start - 1] in "'’"):
            start -= 1
        if match := _BROKEN.match(plain, start):
            yield match


class _Words:
    """What a text tells of its words: which it has, which with a hyphen in them, and which begin such words at all."""

    def __init__(self, plain: str, found: Sequence[re.Match[str]], lexicon: Lexicon) -> None:
        places = [0, *chain.from_iterable(match.span() for match in found), len(plain)]
        whole = " ".join(plain[a:b] for a, b in zip(places[::2], places[1::2], strict=True))
        self.known = frozenset(word.lower() for word in _WORD.findall(whole))
        self.hyphened = frozenset((a.lower(), b.lower()) for a, b in _HYPHENED.findall(whole))
        self.openings = lexicon.words("hyphened_openings")
        self.endings = lexicon.words("word_endings")


def _unbroken(match: re.Match[str], words: _Words) -> Iterator[Markup]:
    first, second, hyphen = match["first"], match["second"], match["hyphen"]
    if second[0].islower() and (hyphen == SOFT or not _is_own(first.lower(), second.lower(), words)):
        yield Markup(match.start("hyphen"), match.end())
    elif second[0].islower() or (first[-1].isdigit() == second[0].isdigit() and _is_pair(match)):
        yield Markup(*match.span("wrap"))


def _is_own(first: str, second: str, words: _Words) -> bool:
    """Tell whether the hyphen belongs to the word: it is so written elsewhere, or begins as such words do."""
    if (first, second) in words.hyphened:
        return True
    if first + second in words.known:
        return False
    return first in words.openings and len(second) > 2 and second not in words.endings


def _is_pair(match: re.Match[str]) -> bool:
    """Tell whether capitals or figures stand on both sides, and no label begins on the next line."""
    first, second = match["first"], match["second"]
    line = match.string[match.end() :].partition("\n")[0]
    return (first[0].isupper() and second[0].isupper() and ":" not in line[:80]) or first[-1].isdigit()
