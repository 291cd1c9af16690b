"""Places in a text. By themselves, because a question needs them and pays for everything else that it imports."""

from __future__ import annotations

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
