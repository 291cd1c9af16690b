"""Lines and paragraphs of text without markup: wrapped or not, indented or set apart by blank lines."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quotes.model import Span
from quotes.stops import LINE_ENDS
from quotes.text import is_unspaced

_NEWLINES = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_WORD = re.compile(r"\S+")
_TIME = re.compile(
    r"[^\w\n]{0,3}(?:\d{1,4}[-./ ][^\n:]{0,18}?)?\d{1,2}[:.h]\d\d(?!\d)"
)  # with a date before it or without
_LABELLED = re.compile(r"[^\W\da-z][^\n.!?:]{0,60}: ")  # a line that may name who speaks opens a paragraph in any text

SAMPLE = 4000  # lines are enough to see whether a text is wrapped
PORTION = 100_000  # characters, at least, that are split at a time
ENOUGH = 5  # line breaks within paragraphs to judge by; two where a sentence goes on behind each
NARROWEST = 40  # and in lines narrower than this, short answers are not told from wrapped ones
WIDEST = 120  # wider lines are not wrapped by a typist or a printer
STAMPED = 0.3  # share of lines with a time at their beginning, from which on each is a line of a program
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
    indents: frozenset[int] = frozenset()  # with which paragraphs begin that go on at the margin
    margin: int | None = None  # from which on an indent opens a paragraph, where lines are known to be printed


def one_newline(text: str) -> str:
    """Return `text` with every newline as \\n and East Asia's wide colon as the narrow one, at unchanged length."""
    text = text.replace("\r\n", " \n").replace("：", ":")
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
    for line in itertools.chain.from_iterable(_split(plain)):
        bare = line.strip()
        if bare:
            indent = 0 if bare is line else len(line) - len(line.lstrip())
            yield Line(start + indent, start + indent + len(bare), indent, joined)
        joined = bool(bare)
        start += len(line) + 1


def _split(plain: str) -> Iterator[list[str]]:
    start = 0
    while start < len(plain):
        end = plain.find("\n", start + PORTION)
        end = len(plain) if end < 0 else end
        yield plain[start:end].split("\n")
        start = end + 1


def laid_out(plain: str, printed: bool = False) -> tuple[Layout, Iterator[Line]]:
    """Return how the lines of `plain` are laid out, and the lines."""
    lines = lines_of(plain)
    sample = list(itertools.islice(lines, SAMPLE))
    return layout(plain, sample, printed), itertools.chain(sample, lines)


def layout(plain: str, lines: Sequence[Line], printed: bool = False) -> Layout:
    """Return how the lines are laid out.

    Wrapped lines end where the next word would not have fitted; a text is wrapped when three in four do, or when it is
    known to be `printed` line by line.
    """
    joined = [pair for pair in itertools.pairwise(lines[:SAMPLE]) if pair[1].joined]
    margin = min((b.indent for _, b in joined), default=0)
    flowing = [(a, b) for a, b in joined if b.indent < a.indent or a.indent == b.indent == margin]
    flowing = [(a, b) for a, b in flowing if not _LABELLED.match(plain, b.start, b.end)]
    measured = lines[:SAMPLE] if printed else [a for a, _ in flowing]
    lengths = sorted([end - start + indent for start, end, indent, _ in measured])
    on = sum(plain[b.start].islower() or _runs_on(plain, a, b) for a, b in flowing)
    if len(lengths) < ENOUGH and not (on > 1 and on >= 0.6 * len(flowing)):
        return Layout()
    width = lengths[int(len(lengths) * 0.95)]
    wrapped = sum(not _has_room(plain, a, b, width) for a, b in flowing)
    wide = 2 * sum(is_unspaced(plain[b.start]) for _, b in flowing) > len(flowing)
    columns = 2 * width if wide else width
    unwrapped = not NARROWEST <= columns <= WIDEST or wrapped < 0.7 * len(flowing) or _is_stamped(plain, lines)
    if not printed and unwrapped:
        return Layout()
    indents = sum(b.indent > a.indent for a, b in joined)
    opening = Counter(a.indent for a, b in joined if a.indent > b.indent == margin)
    often = frozenset(indent for indent, count in opening.items() if count > 1)
    return Layout(width, indents > 0.05 * len(joined), often, margin if printed else None)


def goes_on(plain: str, line: Line, following: Line) -> bool:
    """Return whether a sentence goes on from `line` to the one right below it."""
    return following.joined and plain[line.end - 1] not in LINE_ENDS and plain[following.start].islower()


def _runs_on(plain: str, line: Line, following: Line) -> bool:
    """Return whether words run on from `line` in a script without spaces and small letters."""
    return is_unspaced(plain[following.start]) and plain[line.end - 1].isalpha()


def _is_stamped(plain: str, lines: Sequence[Line]) -> bool:
    """Return whether many lines begin with a time, as those of chats do: no program that prints them wraps words."""
    return sum(_TIME.match(plain, line.start, line.end) is not None for line in lines) >= STAMPED * len(lines)


def _has_room(plain: str, line: Line, following: Line, width: int) -> bool:
    """Return whether the first word of the line after it would have fitted on `line`."""
    room = width - SLACK - 1 - (line.end - line.start + line.indent)
    return room > 0 and _first_word(plain, following) <= room


def _first_word(plain: str, line: Line) -> int:
    if is_unspaced(plain[line.start]):
        return 1
    match = _WORD.match(plain, line.start, line.end)
    return len(match.group()) if match else 0


def paragraphs(plain: str, lines: Iterable[Line], laid: Layout, by_line: bool = True) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph.

    Blank lines part paragraphs. So does an indent in a text whose paragraphs begin with one, elsewhere in wrapped text
    a break before a word that would have fitted, and, with `by_line`, every line break in text that is not wrapped.
    """
    if by_line and not laid.width:
        yield from ([line] for line in lines)
        return
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
    if laid.indented and laid.margin is not None:
        return line.indent > laid.margin
    if laid.indented:
        alone = len(group) == 1  # behind an inserted text, lines move back to the left
        return line.indent > last.indent or (line.indent == last.indent > 0 if alone else line.indent < last.indent)
    if laid.width:
        return line.indent > last.indent or _has_room(plain, last, line, laid.width)
    return by_line


def right_before(text: str, start: int, done: int = 0) -> Span:
    """Return the visible characters right before `start`: they stand for a label that comes only after the words."""
    end = len(text[done:start].rstrip()) + done
    begin = max(text.rfind("\n", done, end), text.rfind(",", done, end), text.rfind("{", done, end)) + 1
    return Span(max(done, min(begin, end - 1)), end)
