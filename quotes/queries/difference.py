"""How words that were claimed differ from words that are written, word by word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

from quotes.lexicon import ENGLISH
from quotes.span import Span
from quotes.text import fold

_TOKEN = re.compile(r"[^\W_]+(?:(?:['’ʼ.,]|[\-‑]\s?)[^\W_]+)*|%")  # a hyphen at the end of a line, too
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")
CHANGE = re.compile(r"\[-(?P<dropped>.*?)-\]|\{\+(?P<added>.*?)\+\}")  # in what `marked` returns
_NUMBER = re.compile(r"\d")


class Token(NamedTuple):
    """A word of a text: as written, as compared, and where it stands."""

    written: str
    folded: str
    span: Span


class Difference(NamedTuple):
    """What was changed: the words on the page that the claim drops, and those that it adds."""

    dropped: str
    added: str


def tokens(text: str) -> list[Token]:
    """Return the words of `text`; contractions, hyphened words and numbers are one word each.

    Ways to write one word or number are compared as the same (same_words.tsv: four, 4; per cent, %).
    """
    found = [Token(m.group(), _folded(m.group()), Span(*m.span())) for m in _TOKEN.finditer(text)]
    same, pairs = _same(), _pairs()
    kept, i = [], 0
    while i < len(found):
        first = found[i].folded
        after = found[i + 1].folded if first in pairs and i + 1 < len(found) else ""
        size = 2 if (first, after) in same else 1
        one = same.get((first, after)[:size])
        kept.append(found[i] if one is None else _as_one(text, found[i : i + size], one))
        i += size
    return kept


def _folded(word: str) -> str:
    return _THOUSANDS.sub("", word.lower()) if _NUMBER.search(word) else fold(word).replace(" ", "") or word


def _as_one(text: str, those: Sequence[Token], folded: str) -> Token:
    span = Span(those[0].span.start, those[-1].span.end)
    return Token(text[slice(*span)], folded, span)


@cache
def _same() -> Mapping[tuple[str, ...], str]:
    """Return of each way to write a word or number, as its folded words, the one that stands for all."""
    rows = ENGLISH.columns("same_words")
    return {tuple(_folded(word) for word in way.split()): row[0] for row in rows for way in row}


@cache
def _pairs() -> frozenset[str]:
    """Return the first words of those that are two."""
    return frozenset(way[0] for way in _same() if len(way) > 1)


def nearest(claim: Sequence[Token], page: Sequence[Token]) -> tuple[int, int, float]:
    """Return the window of `page` that is most like `claim`, and how like: 1 is the same words in the same order.

    The likeness is 2 × shared words / words in both, the shared words being in order.
    """
    matcher = SequenceMatcher(None, [token.folded for token in page], [token.folded for token in claim], autojunk=False)
    best = (0, 0, 0.0)
    for block in matcher.get_matching_blocks():
        start = max(block.a - block.b, 0)
        window = _trimmed(page, claim, start, min(start + len(claim) + len(claim) // 2, len(page)))
        best = max(best, window, key=lambda found: found[2])
    whole = _trimmed(page, claim, 0, len(page))
    return max(best, whole, key=lambda found: found[2])


def _trimmed(page: Sequence[Token], claim: Sequence[Token], start: int, end: int) -> tuple[int, int, float]:
    matcher = SequenceMatcher(
        None, [token.folded for token in page[start:end]], [token.folded for token in claim], autojunk=False
    )
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return 0, 0, 0.0
    # Words that the claim has before the first shared one, or after the last, stand for as many of the page's.
    first = max(start, start + blocks[0].a - blocks[0].b)
    tail = len(claim) - blocks[-1].b - blocks[-1].size
    last = min(end, start + blocks[-1].a + blocks[-1].size + tail)
    shared = sum(block.size for block in blocks)
    likeness = 2 * shared / (len(claim) + last - first)
    if shared >= 3 * len(blocks):  # long pieces of one statement, whatever lies between them
        likeness = max(likeness, shared / len(claim) - 0.05)
    return first, last, likeness


def to_the_stops(text: str, claim: Sequence[Token], page: Sequence[Token], window: Span) -> Span:
    """Return a window of `page`, the words of `text`, with all that stands there where the claim has other words.

    Of “counting paper clips” for which it has “counting coins”, these stand for both words: an edge with other words
    is as far out as the next stop, comma or paragraph.
    """
    there = page[slice(*window)]
    matcher = SequenceMatcher(None, [one.folded for one in there], [one.folded for one in claim], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    start, end = window
    while blocks and blocks[0].b > 0 and start > 0 and _goes_on(text, page[start - 1], page[start]):
        start -= 1
    over = blocks and blocks[-1].b + blocks[-1].size < len(claim)
    while over and end < len(page) and _goes_on(text, page[end - 1], page[end]):
        end += 1
    return Span(start, end)


def _goes_on(text: str, one: Token, following: Token) -> bool:
    """Tell whether only space stands between two words, within a paragraph."""
    gap = text[one.span.end : following.span.start]
    return gap.isspace() and gap.count("\n") < 2


def on_page(difference: str) -> str:
    """Return the page's own words of a difference as `marked` shows it."""
    return " ".join(CHANGE.sub(lambda one: one["dropped"] or "", difference).split())


def differences(claim: Sequence[Token], page: Sequence[Token]) -> list[Difference]:
    """Return what the claim drops, adds and swaps, in order."""
    return [Difference(dropped, added) for same, dropped, added in _aligned(claim, page) if not same]


def marked(claim: Sequence[Token], page: Sequence[Token]) -> str:
    """Return both as one line: [-dropped-] {+added+}, the rest as it is on the page."""
    parts = []
    for same, dropped, added in _aligned(claim, page):
        if same:
            parts.append(dropped)
        else:
            parts += [f"[-{dropped}-]"] * bool(dropped) + [f"{{+{added}+}}"] * bool(added)
    return " ".join(parts)


def _aligned(claim: Sequence[Token], page: Sequence[Token]) -> Iterator[tuple[bool, str, str]]:
    matcher = SequenceMatcher(None, [token.folded for token in page], [token.folded for token in claim], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        yield tag == "equal", _written(page[a:b]), _written(claim[c:d])


def called_out(changes: Sequence[Difference]) -> Iterator[str]:
    """Yield what a reader must not miss: a negation, a number or a name that changed."""
    for change in changes:
        for what, holds in (("negation", _negates), ("number", _counts), ("name", _names)):
            dropped, added = _those(change.dropped, holds), _those(change.added, holds)
            if dropped and added and dropped != added:
                yield f"a {what} changed: {dropped} → {added}"
            elif what != "name" and (dropped or added):
                yield f"a {what} was {'dropped' if dropped else 'added'}: {dropped or added}"


def _those(words: str, holds: Callable[[str], bool]) -> str:
    return " ".join(word for word in words.split() if holds(word))


def negates(word: str, negations: frozenset[str]) -> bool:
    """Return whether `word`, in small letters and with a straight apostrophe, turns a sentence round."""
    return word in negations or word.endswith("n't")


def _negates(word: str) -> bool:
    return negates(word.lower().replace("’", "'"), ENGLISH.words("negations"))


def _counts(word: str) -> bool:
    return bool(_NUMBER.search(word)) or word.lower() in ENGLISH.words("number_words")


def _names(word: str) -> bool:
    return word[0].isupper() and not _counts(word) and word != "I"


def _written(words: Sequence[Token]) -> str:
    return " ".join(token.written for token in words)
