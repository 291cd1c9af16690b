"""A statement in the passages around it: which of their characters are its words, name its speaker, and report it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from quotes.queries.excerpts import excerpt, markup_in
from quotes.queries.show import ShownPassage
from quotes.span import Span
from quotes.text import find_phrase, shown


class Bit(NamedTuple):
    """Characters of a passage that are alike."""

    text: str
    own: bool  # of a statement that lies within another: its words
    marked: bool  # the words that are asked for; where none are, its own
    mention: bool  # names the speaker
    cue: bool  # reports it


class InPlace:
    """A statement whose place in passages can be asked for."""

    def __init__(self, connection: sqlite3.Connection, uid: str) -> None:
        """Take in where the statement with `uid`, its mention and its cue stand."""
        self._connection = connection
        row = connection.execute(_PLACES, (uid,)).fetchone()
        self._source, self._wrapped, self._is_inner, *edges = row
        own, mention, cue = (_span(*edges[i : i + 2]) for i in (0, 2, 4))
        self._own = own if self._is_inner else None
        self._mention, self._cue = mention, cue

    def bits(self, passage: ShownPassage, words: str | None) -> list[Bit]:
        """Return a passage in bits, with `words` marked in what of it belongs to the statement, or its own."""
        spans = {"own": self._own, "mention": self._mention, "cue": self._cue}
        here = dict(self._places(passage, spans))
        own = here.get("own") if self._is_inner else Span(0, len(passage.text))
        found = find_phrase(passage.text, own, words) if words and own else None
        marked = found or (here.get("own") if not words else None)
        return [*_bits(passage.text, {**here, **({"marked": marked} if marked else {})})]

    def _places(self, passage: ShownPassage, spans: Mapping[str, Span | None]) -> Iterator[tuple[str, Span]]:
        """Yield where in what is shown of a passage each span stands that stands there."""
        text = excerpt(self._connection, self._source, passage.start, passage.end)
        markup = markup_in(self._connection, self._source, passage.start, passage.end)

        def before(edge: int) -> int:
            raw = Span(0, min(max(edge - passage.start, 0), len(text)))
            return len(shown(text, raw, markup, bool(self._wrapped)))

        for name, span in spans.items():
            if span and span.start < passage.end and passage.start < span.end:
                start, end = before(span.start), before(span.end)
                start += len(passage.text[start:end]) - len(passage.text[start:end].lstrip())
                if start < end:
                    yield name, Span(start, end)


_PLACES = """SELECT o.id, o.wrapped, s.within_id IS NOT NULL, s.start, s."end", s.mention_start, s.mention_end,
        s.cue_start, s.cue_end FROM statements s JOIN sources o ON o.id = s.source_id WHERE s.uid = ?"""


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def _bits(text: str, spans: Mapping[str, Span]) -> Iterator[Bit]:
    """Yield the bits from one edge of anything to the next."""
    edges = sorted({0, len(text), *(edge for span in spans.values() for edge in span)})
    for start, end in pairwise(edges):
        those = (_holds(spans.get(name), start) for name in Bit._fields[1:])
        yield Bit(text[start:end], *those)


def _holds(span: Span | None, place: int) -> bool:
    return span is not None and span.start <= place < span.end
