"""A place in a text. By itself, because a question needs it and pays for everything else that it imports."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points in a document's text."""

    start: int
    end: int
