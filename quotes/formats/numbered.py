"""Numbers before lines, as reporters of courts print them: 1 to 25, page after page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

_NUMBER = re.compile(r"^[^\S\n]*(?P<number>\d{1,4})(?P<gap>[^\S\n]+(?=[^\s])|[^\S\n]*$)", re.MULTILINE)
_GOES_ON = re.compile(r"[^\W\d_A-ZÀ-Þ]")  # a word in small letters, as a sentence goes on and no item of a list begins
_OPENS = re.compile(r"(?:[QA][.:]?[^\S\n]|[A-ZÀ-Þ][A-ZÀ-Þ.’' -]+:)")  # whoever speaks, named in capitals or by a letter
_LINE = re.compile(r"\S[^\n]*")
_FIGURES = re.compile(r"\d+")
MOST = 60  # lines on a page
FEWEST = 6  # lines with a number, of a text that has them
SHARE = 0.6  # of the lines from the first that has a number to the last
SKIPPED = 3  # by which the next number may be greater
FURNITURE = 6  # lines between two pages, at most


class _Row(NamedTuple):
    """A line with a number before it: where the number stands and ends, and where the words begin."""

    start: int
    end: int
    words: int  # as `end` where there are none
    number: int


class Numbers(NamedTuple):
    """The lines that begin with a number, by where it stands: its end, where words begin; lines between two pages."""

    numbers: dict[int, tuple[int, int]]
    between: frozenset[int]


def numbers_of(plain: str) -> Numbers:
    """Return the numbers of the lines of `plain`; none where they have none, or those of a list."""
    found = [_row(match) for match in _NUMBER.finditer(plain)]
    runs = [run for run in map(_worded, _runs(found)) if len(run) > 1]
    if not runs or not _are_lines(plain, [row for run in runs for row in run]):
        return Numbers({}, frozenset())
    between = frozenset(start for one, other in pairwise(runs) for start in _between(plain, one[-1], other[0]))
    first, last = runs[0][0], runs[-1][-1]
    known = {_undated(match[0]) for start in between if (match := _LINE.match(plain, start))} | {""}
    outside = [*_LINE.finditer(plain, 0, first.start), *_LINE.finditer(plain, plain.find("\n", last.end) % len(plain))]
    edges = [line.start() for line in outside if _undated(line[0]) in known]
    return Numbers({row.start: (row.end, row.words) for run in runs for row in run}, between.union(edges))


def _undated(line: str) -> str:
    """Return the words of a line without its figures."""
    return " ".join(_FIGURES.sub("", line).split())


def _row(match: re.Match[str]) -> _Row:
    words = match.end() if match["gap"] and match.string[match.end() : match.end() + 1].strip() else match.end("number")
    return _Row(*match.span("number"), words, int(match["number"]))


def _runs(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Return the rows whose numbers count up, a list for each time that the count begins anew."""
    runs: list[list[_Row]] = []
    for row in rows:
        if row.number > MOST:
            continue
        if runs and 0 < row.number - runs[-1][-1].number <= SKIPPED:
            runs[-1].append(row)
        elif not runs or row.number == 1 or len(runs[-1]) == 1:
            runs.append([row])
    return runs


def _worded(run: list[_Row]) -> list[_Row]:
    """Return `run` without rows at its ends behind whose number nothing stands: a page's number may go on counting."""
    worded = [i for i, row in enumerate(run) if row.words > row.end]
    return run[worded[0] : worded[-1] + 1] if worded else []


def _are_lines(plain: str, rows: Sequence[_Row]) -> bool:
    """Return whether most lines have a number, and somebody is named: on most lines, or sentences run on over them."""
    lines = sum(1 for _ in _LINE.finditer(plain, rows[0].start, rows[-1].end))
    begins = [row.words for row in rows if row.words > row.end]
    opened = sum(_OPENS.match(plain, begin) is not None for begin in begins)
    runs_on = any(_GOES_ON.match(plain, begin) for begin in begins) or opened >= SHARE * len(begins)
    return len(rows) >= max(FEWEST, SHARE * lines) and runs_on and opened > 0


def _between(plain: str, one: _Row, other: _Row) -> Iterator[int]:
    """Yield where the lines begin that stand between the last line of a page and the first of the next."""
    end = plain.find("\n", one.end)
    lines = list(_LINE.finditer(plain, end, other.start)) if 0 <= end < other.start else []
    worded = [line for line in lines if not line[0].strip().isdigit()]
    yield from (line.start() for line in lines) if len(worded) <= FURNITURE else ()
