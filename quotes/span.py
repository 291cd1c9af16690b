"""Places in a text. By themselves, because a question needs them and pays for everything else that it imports."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points in a document's text."""

    start: int
    end: int


class Markup(NamedTuple):
    """A half-open range of code points that nobody is shown as it stands: `shown` takes its place."""

    start: int
    end: int
    shown: str = ""


class Reading(NamedTuple):
    """A stretch of a source as a reader is shown it, and the way to the source and back."""

    text: str
    at: Sequence[int]  # where in `text` its parts begin
    parts: Sequence[Span]  # the same in the source, where a part that is shown as something else differs in length

    def source(self, start: int, end: int) -> Span:
        """Return what text[start:end] stands for in the source, without the markup at its ends."""
        first, last = bisect_right(self.at, start) - 1, bisect_left(self.at, end) - 1
        part = self.parts[first]
        literal = self._is_literal(first)
        begin = part.start + (start - self.at[first] if literal else 0)
        if start == end:
            return Span(begin, begin)
        if first == last and literal:  # as a rule
            return Span(begin, begin + end - start)
        part = self.parts[last]
        return Span(begin, part.start + end - self.at[last] if self._is_literal(last) else part.end)

    def place(self, offset: int) -> int:
        """Return where in `text` the first character stands that is at or after `offset` in the source."""
        i = max(0, bisect_right(self.parts, (offset + 1,)) - 1)
        start, end = self.parts[i]
        if offset >= end:
            return self.at[min(i + 1, len(self.at) - 1)]
        return self.at[i] + (max(0, offset - start) if self._is_literal(i) else 0)

    def _is_literal(self, i: int) -> bool:
        start, end = self.parts[i]
        return i + 1 == len(self.at) or self.at[i + 1] - self.at[i] == end - start
