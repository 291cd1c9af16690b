"""SubStation Alpha (.ass, .ssa): lines of events, in which a field names who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotes.errors import UnreadableSource
from quotes.formats import heard
from quotes.formats.heard import Heard
from quotes.formats.reactions import inline, is_reaction
from quotes.lexicon import Lexicon
from quotes.model import Markup, Metadata, Span
from quotes.page import Named, Page
from quotes.text import fold, shown, trimmed
from quotes.times import seconds

CONVENTION = "names of subtitles"
_LINE = re.compile(r"^[^\S\r\n]*(?P<kind>Format|Dialogue):[^\S\r\n]*(?P<fields>[^\r\n]*)", re.MULTILINE | re.IGNORECASE)
_EVENTS = re.compile(r"^\[Events\]", re.MULTILINE | re.IGNORECASE)
_OVERRIDE = re.compile(r"\{[^{}\r\n]*\}|\\[Nnh]")
_DRAWING = re.compile(r"\{[^{}\r\n]*\\p[1-9][^{}\r\n]*\}")
_USUAL = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text")
_SHOWN = {"\\N": "\n", "\\n": "\n", "\\h": " "}


class _Fields(NamedTuple):
    """Which field of an event holds what, counted from the first; -1 for none."""

    start: int
    name: int
    text: int


def scan(text: str, metadata: Metadata, lexicon: Lexicon) -> Page:
    """Return the page that subtitles of SubStation Alpha are. Raises UnreadableSource when there is no dialogue."""
    events = _EVENTS.search(text)
    said = list(_events(text, events.end() if events else 0))
    if not said:
        raise UnreadableSource("no line of these subtitles is Dialogue: with its fields")
    tags = [Markup(*m.span(), _SHOWN.get(m.group(), "")) for m in _OVERRIDE.finditer(text)]
    taken = {mark.start for mark in tags}
    markup = sorted([*tags, *(mark for mark in inline(text, lexicon) if mark.start not in taken)])
    told = [one._replace(words=[]) if _is_sound(text, one.words[0], tags) else one for one in said]
    return heard.page(text, told, markup, CONVENTION, metadata, lexicon, wrapped=True)


def _events(text: str, begin: int) -> Iterator[Heard]:
    fields = _fields(_USUAL)
    for line in _LINE.finditer(text, begin):
        if line["kind"].lower() == "format":
            fields = _fields([fold(name) for name in line["fields"].split(",")])
            continue
        cells = _cells(text, line, fields.text)
        if fields.text < len(cells) and not _DRAWING.search(text, *cells[fields.text]):
            words = Span(*trimmed(text, *cells[fields.text]))
            if words.start < words.end:
                at = text[slice(*cells[fields.start])] if fields.start >= 0 else ""
                yield Heard([words], _named(text, cells, fields.name), seconds(at))


def _fields(names: Sequence[str]) -> _Fields:
    def place(*wanted: str) -> int:
        return next((i for i, name in enumerate(names) if name in wanted), -1)

    text = place("text")
    return _Fields(place("start"), place("name", "actor"), text if text >= 0 else len(names) - 1)


def _cells(text: str, line: re.Match[str], last: int) -> list[Span]:
    """Return the fields of an event: the one that holds the text goes to the end of the line, whatever is in it."""
    cells: list[Span] = []
    start, end = line.span("fields")
    while len(cells) < last and (comma := text.find(",", start, end)) >= 0:
        cells.append(Span(start, comma))
        start = comma + 1
    return [*cells, Span(start, end)]


def _named(text: str, cells: Sequence[Span], place: int) -> Named | None:
    span = Span(*trimmed(text, *cells[place])) if 0 <= place < len(cells) else Span(0, 0)
    return Named(text[slice(*span)], span) if span.start < span.end else None


def _is_sound(text: str, words: Span, tags: Sequence[Markup]) -> bool:
    said = shown(text, words, tags)
    return not said or is_reaction(said)
