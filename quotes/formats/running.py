"""Running heads, feet and page numbers: lines at the edges of pages that count the pages, or come again on them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from quotes.formats.lines import Line
from quotes.lexicon import Lexicon
from quotes.stops import LINE_ENDS
from quotes.text import either

EDGE = 3  # lines from the edge of a page that may be a head or a foot
AGAIN = 0.3  # share of the pages, from which on what stands at their edges is a head: left and right may differ
NARROW = 0.75  # of the width, to which a head over or under a lone number may reach
LONGEST = 120  # characters of a line that numbers a page, the spaces before it included
_FIGURES_END = re.compile(r"\d[^\S\n]*[-–—|\])]?[^\S\n]*(?:\n|\Z)")
_DIGITS = re.compile(r"\d+")
_ENDS = LINE_ENDS | {":"}


def furniture(plain: str, lines: Sequence[Line], feeds: Sequence[int], width: int, lexicon: Lexicon) -> frozenset[int]:
    """Return the numbers of those of `lines` that are heads, feet or page numbers.

    Pages are known by their `feeds`, by numbers that count up from page to page, and, in text wrapped to a `width`, by
    a number alone on its line.
    """
    counted = dict(_page_numbers(plain, lines, lexicon))
    feeds_at = {bisect_left(lines, feed, key=_start_of) for feed in feeds} - {0, len(lines)}
    by_feed = {i for i in counted for edge in feeds_at if -EDGE <= i - edge < EDGE}
    alone = {
        i for i, (_, bare) in counted.items() if bare and (not lines[i].joined or _is_head(plain, lines, i - 1, width))
    }
    marks = by_feed | _counting_up(counted) | (alone if width else set())
    if not feeds_at and not marks:
        return frozenset()
    edges = {0, len(lines)} | feeds_at | marks | {mark + 1 for mark in marks}
    known = marks | _again(plain, lines, edges, max(len(feeds_at), len(marks)))
    over = {mark - 1 for mark in marks if lines[mark].joined and _is_head(plain, lines, mark - 1, width)}
    return frozenset({i for edge in edges for i in _reached(edge, known)} | over)


def _start_of(line: Line) -> int:
    return line.start


def may_have_pages(plain: str, lexicon: Lexicon) -> bool:
    """Return whether a line of `plain` may hold the number of a page."""
    match_at = _numbering(lexicon).match
    begins = ((plain.rfind("\n", 0, end.start()) + 1, end.end()) for end in _FIGURES_END.finditer(plain))
    return any(end - begin < LONGEST and match_at(plain, begin) for begin, end in begins)


@cache
def _numbering(lexicon: Lexicon) -> re.Pattern[str]:
    """Return the pattern of a line that holds the number of a page: 12, - 12 -, Page 3 of 40."""
    of = "|".join([either(lexicon.words("page_counts")), "/"])
    word = f"(?:(?i:{either(lexicon.words('page_words'))})\\.? )?"
    return re.compile(
        rf"^[^\S\n]*[-–—|\[(]?[^\S\n]*(?P<word>{word})(?P<number>\d{{1,4}})(?P<of> ?(?:{of}) ?\d{{1,4}})?"
        rf"[^\S\n]*[-–—|\])]?[^\S\n]*$",
        re.MULTILINE,
    )


def _page_numbers(plain: str, lines: Sequence[Line], lexicon: Lexicon) -> Iterator[tuple[int, tuple[int, bool]]]:
    """Yield each line that may number a page, with its number and whether nothing but the number stands there."""
    match_of = _numbering(lexicon).fullmatch
    for i, line in enumerate(lines):
        if line.end - line.start < 24 and (match := match_of(plain, line.start - line.indent, line.end)):
            yield i, (int(match["number"]), not match["word"] and not match["of"])


def _counting_up(counted: dict[int, tuple[int, bool]]) -> set[int]:
    """Return the lines that count pages: each number is by one greater than the one before, or is a page's in words."""
    rows = sorted(counted)
    marks = {i for i in rows if not counted[i][1]}
    for a, b in pairwise(rows):
        if b - a > EDGE and counted[b][0] == counted[a][0] + 1:
            marks |= {a, b}
    return marks


def _undated(plain: str, line: Line) -> str:
    return " ".join(_DIGITS.sub("", plain[line.start : line.end]).split())


def _again(plain: str, lines: Sequence[Line], edges: set[int], pages: int) -> set[int]:
    """Return the lines at the edges of pages that come again, figures aside, on several of the `pages`."""
    near = {i for edge in edges for i in range(edge - EDGE, edge + EDGE) if 0 <= i < len(lines)}
    counts = Counter(_undated(plain, lines[i]) for i in near)
    enough = max(2, AGAIN * pages)
    heads = {words for words, count in counts.items() if count >= enough and any(map(str.isalpha, words))}
    return {i for i in near if plain[lines[i].end - 1] not in ".?!:" and _undated(plain, lines[i]) in heads}


def _reached(edge: int, known: set[int]) -> Iterator[int]:
    """Yield the `known` lines that nothing else parts from the edge of a page, right before the line `edge`."""
    for at, step in ((edge, 1), (edge - 1, -1)):
        while at in known:
            yield at
            at += step


def _is_head(plain: str, lines: Sequence[Line], i: int, width: int) -> bool:
    """Return whether a line over a page number is none of a paragraph: short, and no sentence ends with it."""
    if not width or i < 0:
        return False
    words = plain[lines[i].start : lines[i].end]
    return len(words) <= NARROW * width and words[-1] not in _ENDS and ": " not in words and not words[0].islower()
