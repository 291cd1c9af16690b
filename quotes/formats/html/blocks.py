"""What is known of each block of a saved page before it is asked whether it belongs to the article."""

from __future__ import annotations

import itertools
import re
import sys
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from quotes.formats.html.tree import Element
from quotes.formats.tags import attribute
from quotes.model import Span
from quotes.page import Piece
from quotes.stops import SENTENCE_ENDS

_WORD = re.compile(r"\w+")
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")  # of a class: relatedStories, related-stories
_CLOSING = "\"'”’»)]"
RUN = 4  # words
_ALL = 0.9  # share of a block that is a link and nothing else
LINKED = 0.5  # share of a block within links, from which on it tells nothing
NEAR = 4  # elements around a block whose classes count
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_HIDDEN = re.compile(r"(?<![\w-])hidden(?![\w-])")
_UNSEEN = re.compile(r"display\s*:\s*none|aria-hidden\s*=\s*[\"']?true")
_TELLING = frozenset(  # elements whose names are observed
    (
        *("article", "main", "nav", "footer", "aside", "header", "form", "figure", "li", "td", "dl", "blockquote"),
        *("button", "dialog", "amp-consent"),
    )
)


class Block(NamedTuple):
    """A block: its words as shown, how much of it leads to other pages, and the elements around it."""

    piece: Piece
    shown: str
    words: tuple[str, ...]  # in small letters
    linked: float  # share of its characters
    around: tuple[int, ...]  # numbers of the elements it lies in, the innermost first
    kinds: frozenset[str]  # what the classes of the nearest elements, and the names of all, are words for
    is_sentence: bool  # it ends as sentences do
    tells: int  # words of running text


class Saved(NamedTuple):
    """All blocks of a page, how many words of running text each element holds, and how often words come again."""

    blocks: Sequence[Block]
    places: Sequence[Span]  # of the blocks, in the source
    told: Counter[int]  # words of running text, by number of the element
    ahead: Sequence[int]  # words of running text before each block, and of all last
    menus: int  # blocks that are a link to another page and no name
    repeated: Sequence[float]  # share of the words of each block that an earlier one has
    counts: Counter[tuple[str, ...]]
    advice: Sequence[float] | None = None  # share of the words of each block that another program keeps


@cache
def _classes() -> dict[str, str]:
    """Return what words in classes are words for."""
    known = tomllib.loads((files(__package__) / "classes.toml").read_text(encoding="utf-8"))
    return {word: kind for kind, words in known.items() for word in words}


@lru_cache(maxsize=65536)
def _kinds(named: str) -> frozenset[str]:
    """Return what `named`, the class and id of an element, are words for."""
    known = _classes()
    parts = [part.lower() for part in _PART.findall(named)]
    pairs = [a + b for a, b in itertools.pairwise(parts)]
    return frozenset(known[part] for part in (*parts, *pairs) if part in known)


def _own_kinds(element: Element) -> frozenset[str]:
    if "=" not in element.tag.attributes:
        return frozenset()
    named = [attribute(element.tag, name) or "" for name in ("class", "id", "itemprop", "role")]
    return _kinds(" ".join(named))


def _is_hidden(attributes: str) -> bool:
    """Tell whether an element says that it is not shown: hidden, but not class="hidden", nor overflow: hidden."""
    small = attributes.lower()
    if "hidden" not in small and "none" not in small:
        return False
    return bool(_HIDDEN.search(_QUOTED.sub("", small)) or _UNSEEN.search(small))


def saved(
    pieces: Sequence[Piece],
    plain: str,
    places: Sequence[Span],
    tree: Sequence[Element],
    links: Sequence[Span],
) -> Saved:
    """Return the page: `pieces` of `plain`, their `places` in the source, the elements and the links there."""
    kinds = [_own_kinds(element) for element in tree]
    hidden = [_is_hidden(element.tag.attributes) for element in tree]
    paths = list(_paths(tree, places))
    linked = [_shared(place, links) for place in places]
    blocks = [
        _block(piece, plain, path, share, tree, kinds, hidden)
        for piece, path, share in zip(pieces, paths, linked, strict=True)
    ]
    told: Counter[int] = Counter()
    for block in blocks:
        for number in block.around:
            told[number] += block.tells
    ahead = [0, *itertools.accumulate(block.tells for block in blocks)]
    counts = Counter(block.words for block in blocks)
    menus = _menus(blocks)
    repeated = list(_repeated(blocks)) if menus else [0.0] * len(blocks)  # on a page without menus it tells nothing
    return Saved(blocks, places, told, ahead, menus, repeated, counts)


def _repeated(blocks: Sequence[Block]) -> Iterator[float]:
    """Yield the share of each block that stands on the page before, by sequences of words."""
    known: set[tuple[str, ...]] = set()
    for block in blocks:
        own = runs(block.words) or [block.words]
        yield sum([run in known for run in own]) / len(own)
        known.update(own)


def runs(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return all sequences of RUN words in a row, by which blocks are compared."""
    return [words[i : i + RUN] for i in range(len(words) - RUN + 1)]


def _menus(blocks: Sequence[Block]) -> int:
    return sum([block.linked > _ALL and not block.shown.endswith(":") for block in blocks])


def _block(
    piece: Piece,
    plain: str,
    path: tuple[int, ...],
    linked: float,
    tree: Sequence[Element],
    kinds: Sequence[frozenset[str]],
    hidden: Sequence[bool],
) -> Block:
    shown = plain[piece.start : piece.end].strip()
    near = frozenset[str]().union(*(kinds[number] for number in path[:NEAR]))
    names = {tree[number].name for number in path} & _TELLING
    unseen = {"hidden"} if any(hidden[number] for number in path) else set()
    words = tuple(map(sys.intern, _WORD.findall(shown.lower())))  # each word is kept once
    is_sentence = shown.rstrip(_CLOSING)[-1:] in SENTENCE_ENDS
    tells = len(words) if is_sentence and linked < LINKED else 0
    return Block(piece, shown, words, linked, path, near | names | unseen, is_sentence, tells)


def _paths(tree: Sequence[Element], places: Sequence[Span]) -> Iterator[tuple[int, ...]]:
    """Yield the numbers of the elements around each place, the innermost first; places are in order."""
    starts = [element.tag.start for element in tree]
    for place in places:
        number: int | None = bisect_right(starts, place.start) - 1
        number = None if number is not None and number < 0 else number
        path: list[int] = []
        while number is not None:
            if tree[number].end > place.start:
                path.append(number)
            number = tree[number].parent
        yield tuple(path)


def _shared(place: Span, links: Sequence[Span]) -> float:
    """Return the share of the characters at `place` that lie within `links`, which are in order and disjoint."""
    at = max(0, bisect_right(links, place) - 1)
    covered = 0
    while at < len(links) and links[at].start < place.end:
        covered += max(0, min(place.end, links[at].end) - max(place.start, links[at].start))
        at += 1
    return covered / max(1, place.end - place.start)
