"""What is measured of a block of a saved page that may belong to the article. A row of MEASURES each."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from quotes.formats.html.blocks import Block, Saved
from quotes.page import HEADING
from quotes.text import fold

_MOST = 7.0  # doublings of words, of which more say no more
_NEIGHBOURS = 2  # blocks looked at on each side
_FEW = 4  # words
_LONG = 40
_FIRST = 4  # words in which a block says what it is
_OPENING = 40  # characters in which a teaser says that it is one
_HEADING = 6  # words of a heading over comments, at most
_FULL = 10  # links that are blocks of their own, from which on a page has menus
_PARAGRAPH = 20  # words of running text that fill one

Measure = Callable[[Saved, int], float]


def words(page: Saved, i: int) -> float:
    """Doublings of its words."""
    return min(_MOST, math.log2(1 + len(page.blocks[i].words)))


def sentence(page: Saved, i: int) -> float:
    """It ends as a sentence does."""
    return float(page.blocks[i].is_sentence)


def few(page: Saved, i: int) -> float:
    """It has hardly a word."""
    return float(len(page.blocks[i].words) < _FEW)


def linked(page: Saved, i: int) -> float:
    """The share of it that leads to other pages."""
    return page.blocks[i].linked


def linked_words(page: Saved, i: int) -> float:
    """The share of it that leads to other pages, where it is long: whole sentences may."""
    return page.blocks[i].linked * min(1.0, len(page.blocks[i].words) / _LONG)


def heading(page: Saved, i: int) -> float:
    """It is a heading."""
    return float(page.blocks[i].piece.kind is HEADING)


def again(page: Saved, i: int) -> float:
    """The same words come again on the page."""
    return float(page.counts[page.blocks[i].words] > 1)


def repeated(page: Saved, i: int) -> float:
    """The share of it that stands on the page before: a teaser, a caption, the article once more."""
    return page.repeated[i]


def twice(page: Saved, i: int) -> float:
    """Nearly all of it stands on the page before, and it is more than a few words."""
    return float(page.repeated[i] > 0.8 and len(page.blocks[i].words) >= _FEW)


def kin(page: Saved, i: int) -> float:
    """The share of the running text of the page that stands in the same element around it."""
    return _kin(page, i, 2)


def far_kin(page: Saved, i: int) -> float:
    """The same of an element further out."""
    return _kin(page, i, 4)


def kin_alone(page: Saved, i: int) -> float:
    """The share of the running text that stands in the element right around it, itself left out."""
    block = page.blocks[i]
    around = block.around[1] if len(block.around) > 1 else None
    return (page.told[around] - block.tells) / _told(page) if around is not None else 0.0


def _kin(page: Saved, i: int, level: int) -> float:
    around = page.blocks[i].around
    return page.told[around[min(level, len(around) - 1)]] / _told(page) if around else 1.0


def _told(page: Saved) -> int:
    return max(1, page.ahead[-1])


def before(page: Saved, i: int) -> float:
    """How much running text stands right before it."""
    return _telling(page.blocks[max(0, i - _NEIGHBOURS) : i])


def after(page: Saved, i: int) -> float:
    """How much stands right after it."""
    return _telling(page.blocks[i + 1 : i + 1 + _NEIGHBOURS])


def _telling(blocks: Sequence[Block]) -> float:
    return sum([min(1.0, block.tells / _PARAGRAPH) for block in blocks]) / _NEIGHBOURS


def ahead(page: Saved, i: int) -> float:
    """The share of the running text of the page that stands before it."""
    return page.ahead[i] / _told(page)


def nothing_ahead(page: Saved, i: int) -> float:
    """No running text stands before it."""
    return float(page.ahead[i] == 0)


def kept(page: Saved, i: int) -> float:
    """The share of its words that the other program keeps."""
    return page.advice[i] if page.advice else 0.0


def kept_around(page: Saved, i: int) -> float:
    """The same of its neighbours."""
    if not page.advice:
        return 0.0
    near = [*page.advice[max(0, i - _NEIGHBOURS) : i], *page.advice[i + 1 : i + 1 + _NEIGHBOURS]]
    return sum(near) / max(1, len(near))


def kept_between(page: Saved, i: int) -> float:
    """The other program keeps what stands before it and what stands after it, the nearer the more."""
    if not page.advice:
        return 0.0
    before = max(page.advice[max(0, i - _NEIGHBOURS) : i], default=0.0)
    return min(before, max(page.advice[i + 1 : i + 1 + _NEIGHBOURS], default=0.0))


MEASURES: tuple[Measure, ...] = (
    words,
    sentence,
    few,
    linked,
    linked_words,
    heading,
    again,
    repeated,
    twice,
    kin,
    far_kin,
    kin_alone,
    before,
    after,
    ahead,
    nothing_ahead,
    kept,
    kept_around,
    kept_between,
)


def headline(page: Saved, i: int) -> float:
    """It is a link to another page and no name: the headline of another article."""
    block = page.blocks[i]
    return block.linked * (len(block.words) >= _FEW and not block.shown.endswith(":"))


@cache
def _openings() -> Mapping[str, Sequence[tuple[str, ...]]]:
    """Return how teasers open, and what headings over other things than the article say, word by word."""
    known = tomllib.loads((files(__package__) / "openings.toml").read_text(encoding="utf-8"))
    return {kind: [tuple(fold(words).split()) for words in phrases] for kind, phrases in known.items()}


def _opens(block: Block, kind: str) -> bool:
    first = tuple(map(fold, block.words[:_FIRST]))
    return any(first[: len(words)] == words for words in _openings()[kind])


def teaser(block: Block) -> float:
    """It opens as what leads to another article does, and a colon or a link follows: Related: …"""
    leads = block.linked > 0.0 or ":" in block.shown[:_OPENING]
    return float(leads and _opens(block, "teaser"))


def _below_other(page: Saved) -> list[float]:
    """Return which blocks stand below a heading that says that they are comments, or other articles."""
    below, found = False, list[float]()
    for block in page.blocks:
        if block.piece.kind is HEADING:
            below = _opens(block, "other") and len(block.words) <= _HEADING
        found.append(float(below))
    return found


def observed(page: Saved) -> list[dict[str, float]]:
    """Return what is observed of each block: the measures, and what the elements around it are called.

    The measures tell of pages with menus, the more the fuller these are. On a page without, as a person or a simple
    program writes it, all is text but what its elements or links say is none.
    """
    full, below = min(1.0, page.menus / _FULL), _below_other(page)
    return [
        {
            "menus": full,
            **{measure.__name__: full * measure(page, i) for measure in MEASURES},
            **dict.fromkeys(sorted(block.kinds), full),
            **{f"bare, {kind}": 1 - full for kind in sorted(block.kinds)},
            "bare, headline": (1 - full) * headline(page, i),
            "teaser": teaser(block),
            "below other": below[i],
        }
        for i, block in enumerate(page.blocks)
    ]
