"""When words were said: the day that stands beside them, and the place in the recording."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from quotes.dates import when
from quotes.dates.stamps import row_days
from quotes.model import BlockKind, Document, When

LATEST = 4 * 3600.0  # seconds into a recording at which its transcript may begin; beyond, times are those of a clock


class Timing:
    """The days and times of one document, asked for by places in its text."""

    def __init__(self, document: Document) -> None:
        marks = list(_marks(document))
        first = next((seconds for _, seconds in marks if seconds is not None), None)
        self._marks = marks if first is not None and first <= LATEST else []
        self._starts = [start for start, _ in self._marks]
        self._days = row_days(document)
        self._rows = [span.start for span, _ in self._days]

    def seconds(self, at: int) -> float | None:
        """Return where in the recording the words at `at` are said; None where nothing tells."""
        i = bisect_right(self._starts, at) - 1
        return self._marks[i][1] if i >= 0 else None

    def said(self, at: int, otherwise: When | None) -> When | None:
        """Return when the words at `at` were said, where that stands beside them, else `otherwise`.

        None where what stands there says no day: that of other words is not theirs.
        """
        i = bisect_right(self._rows, at) - 1
        if i < 0 or self._days[i][0].end <= at:
            return otherwise
        return when(self._days[i][1], "stamps") if self._days[i][1] else None


def _marks(document: Document) -> Iterator[tuple[int, float | None]]:
    """Yield from where on which time holds; with a label without one, none does, unless it stands right before."""
    before: float | None = None
    for block in document.blocks:
        if block.seconds is not None:
            yield block.span.start, block.seconds
        elif block.kind is BlockKind.LABEL and before is None:
            yield block.span.start, None
        before = block.seconds if block.kind is BlockKind.MARKUP else None
