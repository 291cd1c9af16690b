"""What a printer puts on pages beside the words: numbers of lines and pages, running heads and feet.

It is nobody's words and parts none of them: where it stood, white space is left in the text that is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quotes.formats.lines import Layout, Line, layout, lines_of
from quotes.formats.numbered import numbers_of
from quotes.formats.running import furniture, may_have_pages
from quotes.lexicon import Lexicon
from quotes.model import Markup
from quotes.stops import LINE_ENDS

_ENDS = LINE_ENDS | {":"}
ROOM = 12  # columns that a line is narrower than the widest, where a paragraph may end with it


class Printed(NamedTuple):
    """The text without what the printer added, at unchanged length, what that was, and whether lines had numbers."""

    plain: str
    markup: tuple[Markup, ...] = ()
    numbered: bool = False


class _Break(NamedTuple):
    """A stretch between words that becomes white space: what of it is markup, and the line breaks at its end."""

    start: int
    end: int
    marked: int  # end of the markup
    breaks: str


def unprinted(plain: str, feeds: Sequence[int], lexicon: Lexicon) -> Printed:
    """Return `plain` without what a printer added; `feeds` are the places where pages end, as far as they are known."""
    rows = numbers_of(plain)
    if rows.numbers:
        return _whitened(plain, _numbered(lines_of(plain), rows.numbers, rows.between), numbered=True)
    lines = list(lines_of(plain)) if feeds or may_have_pages(plain, lexicon) else []
    laid = layout(plain, lines)
    dropped = furniture(plain, lines, feeds, laid.width, lexicon) if lines else frozenset()
    return _whitened(plain, _unheaded(plain, lines, dropped, laid)) if dropped else Printed(plain)


def _whitened(plain: str, breaks: Iterable[_Break], numbered: bool = False) -> Printed:
    parts: list[str] = []
    markup: list[Markup] = []
    done = 0
    for start, end, marked, newlines in breaks:
        parts += [plain[done:start], newlines.rjust(end - start)]
        markup.append(Markup(start, marked))
        done = end
    return Printed("".join([*parts, plain[done:]]), tuple(markup), numbered)


def _numbered(lines: Iterable[Line], numbers: dict[int, tuple[int, int]], between: frozenset[int]) -> Iterator[_Break]:
    """Yield the breaks before lines with numbers, each right before the words, as if no number stood there."""
    gap = min(begin - end for end, begin in numbers.values() if begin > end)
    done, parted, dropped = 0, True, False
    for line in lines:
        end, begin = numbers.get(line.start, (line.start, line.start + 1))
        if line.start in between or begin == end:
            parted, dropped = parted or begin == end, True
            continue
        if line.start in numbers:
            yield _Break(done, end + gap, max(end, begin - 1), "\n\n" if parted else "\n")
        elif dropped:
            yield _Break(done, line.start - line.indent, line.start - line.indent, "\n\n")
        done, parted, dropped = line.end, line.start not in numbers, False
    if dropped:
        yield _Break(done, line.end, line.end, "")


def _unheaded(plain: str, lines: Sequence[Line], dropped: frozenset[int], laid: Layout) -> Iterator[_Break]:
    """Yield the breaks where the lines with numbers in `dropped` stood; a sentence goes on from page to page."""
    before: Line | None = None
    first: Line | None = None
    last: Line | None = None
    for number, line in enumerate(lines):
        if number in dropped:
            first, last = first or line, line
            continue
        if first and last:
            start, end = before.end if before else 0, line.start - line.indent
            if before and _goes_on(plain, before, line, laid):
                yield _Break(start, end, end - 1, "\n" if laid.width else " ")
            else:
                yield _Break(start, end, last.end, "\n\n"[: end - start])
        before, first, last = line, None, None
    if first and last:
        yield _Break(first.start, last.end, last.end, "")


def _goes_on(plain: str, before: Line, line: Line, laid: Layout) -> bool:
    """Return whether a sentence runs on from the line `before` the furniture to that behind it."""
    if plain[before.end - 1] in _ENDS:
        return False
    full = laid.width and before.end - before.start + before.indent > laid.width - ROOM
    return bool(full) or plain[line.start].islower()
