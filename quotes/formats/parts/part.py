"""A part of a file that is a document of its own, and the file as what holds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from quotes.model import Metadata

NOTHING_KNOWN = Metadata()


class Part(NamedTuple):
    """A document within a file: its name there, its bytes, its format if the file says it, and what is known of it."""

    name: str
    data: bytes
    format: str | None = None
    metadata: Metadata = NOTHING_KNOWN


@dataclass(frozen=True, slots=True)
class Holder:
    """A file that holds documents: their names in order, and how each is read."""

    names: tuple[str, ...]
    read: Callable[[str], Part]
    known: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", frozenset(self.names))
