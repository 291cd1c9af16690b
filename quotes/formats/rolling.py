"""Cues that roll, as those of YouTube and of live captions: each shows the line before it again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from quotes.page import PARAGRAPH, Piece
from quotes.text import trimmed

ROLLING = 0.4  # share of cues that open as the one before ends, from which on that is how they are made
FEWEST = 3  # such cues
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_TAG = re.compile(r"<[^<>\n]*>")


def shown_once(source: str, cues: Sequence[Piece]) -> Sequence[Piece]:
    """Return `cues` without the lines that the cue before shows already, if the cues of this file roll."""
    lines = [_lines(source, cue) for cue in cues]
    again = [0, *(_again(one, other) for one, other in pairwise(lines))]
    rolling = sum(map(bool, again))
    if rolling < FEWEST or rolling < ROLLING * len(cues):
        return cues
    rows = zip(cues, lines, again, strict=True)
    return [_rest(source, cue, said[seen][0]) if seen else cue for cue, said, seen in rows if seen < len(said)]


def _lines(source: str, cue: Piece) -> list[tuple[int, str]]:
    """Return the lines of a cue: where each begins, and its words."""
    found = _LINE.finditer(source, cue.start, cue.end)
    return [(line.start(), " ".join(_TAG.sub("", line.group()).split())) for line in found]


def _again(before: list[tuple[int, str]], lines: list[tuple[int, str]]) -> int:
    """Return how many lines, those with which a cue opens, the one before ends with."""
    words, last = [line for _, line in lines], [line for _, line in before]
    sizes = range(min(len(words), len(last)), 0, -1)
    return next((size for size in sizes if words[:size] == last[-size:]), 0)


def _rest(source: str, cue: Piece, start: int) -> Piece:
    return cue._replace(start=trimmed(source, start, cue.end)[0], kind=PARAGRAPH)
