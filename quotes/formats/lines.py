"""Lines and paragraphs of text without markup: wrapped or not, indented or set apart by blank lines."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

_NEWLINES = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_WORD = re.compile(r"\S+")

SAMPLE = 4000  # lines are enough to see whether a text is wrapped
PORTION = 100_000  # characters, at least, that are split at a time
ENOUGH = 5  # line breaks within paragraphs to judge by
WIDEST = 120  # wider lines are not wrapped by a typist or a printer
SLACK = 8  # columns that a wrapped line may fall short of the width


class Line(NamedTuple):
    """A line that is not blank: from its first to past its last character, and how far it is indented."""

    start: int
    end: int
    indent: int
    joined: bool  # no blank line before it


class Layout(NamedTuple):
    """How the lines of a text are laid out: the width they are wrapped to (0: not), and whether indents part them."""

    width: int = 0
    indented: bool = False


def one_newline(text: str) -> str:
    """Return `text` with every newline as \\n, at unchanged length."""
    text = text.replace("\r\n", " \n")
    for newline in _NEWLINES:
        if newline in text:
            text = text.replace(newline, "\n")
    return text


def matches(pattern: re.Pattern[str], text: str, openers: str) -> Iterator[re.Match[str]]:
    """Yield the matches of `pattern` that begin with one of the characters `openers`, opener by opener.

    Faster than a search where openers are rare: they are found by str.find.
    """
    for opener in openers:
        at = text.find(opener)
        while at >= 0:
            match = pattern.match(text, at)
            if match:
                yield match
            at = text.find(opener, match.end() if match else at + 1)


def lines_of(plain: str) -> Iterator[Line]:
    """Yield the lines of `plain` that are not blank; a list of all of them would outweigh the text."""
    start = 0
    joined = False
    for line in _split(plain):
        size = len(line.rstrip())
        if size:
            indent = len(line) - len(line.lstrip())
            yield Line(start + indent, start + size, indent, joined)
        joined = size > 0
        start += len(line) + 1


def _split(plain: str) -> Iterator[str]:
    start = 0
    while start < len(plain):
        end = plain.find("\n", start + PORTION)
        end = len(plain) if end < 0 else end
        yield from plain[start:end].split("\n")
        start = end + 1


def layout(plain: str, lines: Iterable[Line]) -> Layout:
    """Return how the lines are laid out.

    Wrapped lines end where the next word would not have fitted; a text is wrapped when three in four do.
    """
    joined = [(a, b) for a, b in itertools.pairwise(itertools.islice(lines, SAMPLE)) if b.joined]
    margin = min((b.indent for _, b in joined), default=0)
    flowing = [(a, b) for a, b in joined if b.indent < a.indent or a.indent == b.indent == margin]
    lengths = sorted(_length(a) for a, _ in flowing)
    if len(lengths) < ENOUGH:
        return Layout()
    width = lengths[int(len(lengths) * 0.95)]
    full = sum(_length(a) + 1 + _first_word(plain, b) > width - SLACK for a, b in flowing)
    if width > WIDEST or full < 0.7 * len(flowing):
        return Layout()
    indents = sum(b.indent > a.indent for a, b in joined)
    return Layout(width, indents > 0.05 * len(joined))


def _length(line: Line) -> int:
    return line.end - line.start + line.indent


def _first_word(plain: str, line: Line) -> int:
    match = _WORD.match(plain, line.start, line.end)
    return len(match.group()) if match else 0


def paragraphs(plain: str, lines: Iterable[Line], laid: Layout, by_line: bool = True) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph.

    Blank lines part paragraphs. So does an indent in a text whose paragraphs begin with one, elsewhere in wrapped text
    a break before a word that would have fitted, and, with `by_line`, every line break in text that is not wrapped.
    """
    group: list[Line] = []
    for line in lines:
        if group and (not line.joined or _parts(plain, group, line, laid, by_line)):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _parts(plain: str, group: Sequence[Line], line: Line, laid: Layout, by_line: bool) -> bool:
    last = group[-1]
    if laid.indented:
        return line.indent > last.indent or (len(group) == 1 and line.indent == last.indent > 0)
    if laid.width:
        room = laid.width - SLACK - _length(last) - 1
        return line.indent > last.indent or (room > 0 and _first_word(plain, line) <= room)
    return by_line
