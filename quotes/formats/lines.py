"""Lines and paragraphs of text without markup: wrapped or not, indented or set apart by blank lines."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_LINE = re.compile(r"([^\S\n]*)(\S[^\n]*)")
_NEWLINES = str.maketrans(dict.fromkeys("\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", "\n"))
_WORD = re.compile(r"\S+")

SAMPLE = 4000  # lines are enough to see whether a text is wrapped
WIDEST = 120  # wider lines are not wrapped by a typist or a printer


class Line(NamedTuple):
    """A line that is not blank: from its first to past its last character, and how far it is indented."""

    start: int
    end: int
    indent: int
    joined: bool  # no blank line before it


def one_newline(text: str) -> str:
    """Return `text` with every newline as \\n, at unchanged length."""
    return text.replace("\r\n", " \n").translate(_NEWLINES)


def lines_of(plain: str) -> list[Line]:
    """Return the lines of `plain` that are not blank."""
    lines: list[Line] = []
    before = -1
    for match in _LINE.finditer(plain):
        start, end = match.start(2), match.end()
        joined = match.start() == before + 1
        lines.append(Line(start, end, start - match.start(), joined))
        before = end
    return lines


def wrap_width(plain: str, lines: Sequence[Line]) -> int:
    """Return the width that the lines are wrapped to, 0 when they are not.

    Wrapped lines end where the next word would not have fitted; a text is wrapped when four in five do.
    """
    sample = lines[:SAMPLE]
    pairs = [(a, b) for a, b in itertools.pairwise(sample) if b.joined and b.indent <= a.indent]
    lengths = sorted(_length(plain, a) for a, _ in pairs)
    if len(lengths) < 8:
        return 0
    width = lengths[int(len(lengths) * 0.95)]
    full = sum(_length(plain, a) + 1 + _first_word(plain, b) > width - 8 for a, b in pairs)
    return width if width <= WIDEST and full >= 0.75 * len(pairs) else 0


def has_room(plain: str, line: Line, following: Line, width: int) -> bool:
    """Return whether the first word of `following` would have fitted on `line`: then the break is meant."""
    return _length(plain, line) + 1 + _first_word(plain, following) <= width - 4


def _length(plain: str, line: Line) -> int:
    return len(plain[line.start : line.end].rstrip()) + line.indent


def _first_word(plain: str, line: Line) -> int:
    match = _WORD.match(plain, line.start, line.end)
    return len(match.group()) if match else 0


def paragraphs(plain: str, lines: Sequence[Line], width: int, by_line: bool) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph.

    Blank lines part paragraphs; so does a deeper indent in wrapped text, a break that was not needed there, and, with
    `by_line`, every line in text that is not wrapped.
    """
    group: list[Line] = []
    for line in lines:
        if group and (not line.joined or _parts(plain, group[-1], line, width, by_line)):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _parts(plain: str, line: Line, following: Line, width: int, by_line: bool) -> bool:
    if not by_line:
        return False
    return not width or following.indent > line.indent or has_room(plain, line, following, width)
