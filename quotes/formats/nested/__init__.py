"""JSON in which turns stand somewhere inside, as programs for transcription, meetings and chats write it; JSON Lines.

Which list holds what was said is told by the names of fields, lexicon/any/json_fields.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quotes.errors import Advice, HoldsNoTurns, UnreadableSource
from quotes.formats import heard
from quotes.formats.columns import seen
from quotes.formats.nested.about import about, dated
from quotes.formats.nested.choice import Spoken, choose
from quotes.formats.nested.fields import fields
from quotes.formats.nested.guessed import guessed, told
from quotes.formats.nested.notices import without_notices
from quotes.formats.nested.pages import heard_in
from quotes.formats.nested.speakers import Source, persons
from quotes.formats.nested.values import Value, parse, timed
from quotes.formats.nested.walk import Found, keys, walk
from quotes.lexicon import Lexicon
from quotes.model import Metadata
from quotes.page import Page

CONVENTION = "speaker and text fields"
_NO_TURNS = (
    "no list in this JSON holds who speaks and what is said in fields of known names, such as speaker and text, "
    "nor words with their times; there {}"
)
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_NO_OBJECT = "is no JSON object: JSON Lines hold one complete object a line"


def scan(text: str, metadata: Metadata, lexicon: Lexicon) -> Page:
    """Return the page that a JSON document is, or JSON Lines without a name of their own.

    Raises UnreadableSource where it is no JSON, and HoldsNoTurns where nothing in it tells what was said.
    """
    try:
        value = parse(text, 0, len(text))
    except UnreadableSource:
        if not _are_lines(text):
            raise
        return scan_lines(text, metadata, lexicon)
    source, found = _looked_through(text, value, metadata, lexicon)
    spoken = choose(source, found) or guessed(source, found)
    if spoken is None:
        raise HoldsNoTurns(_NO_TURNS.format(_seen(value, found)), Advice.COLUMNS)
    return _page(source, spoken, False, about(source, value, metadata), lexicon)


def scan_lines(text: str, metadata: Metadata, lexicon: Lexicon) -> Page:
    """Return the page that JSON Lines are: one object a line, which may be a turn or hold many.

    Raises UnreadableSource at a line that is no object.
    """
    source, found = _looked_through(text, list(_objects(text)), metadata, lexicon)
    spoken = choose(source, found) or guessed(source, found)
    if spoken is not None:
        return _page(source, spoken, True, metadata, lexicon)
    said = told(source, found)
    words, markup = heard_in(source, Spoken(said, [None] * len(said), False), True)
    return heard.told(text, words, markup, metadata)


def _seen(value: Value, found: Found) -> str:
    """Return what stands in a file, in words: the fields of its longest list."""
    way, longest = max(found.listed.items(), key=lambda item: len(item[1]), default=("", []))
    if longest:
        names = seen(list(dict.fromkeys(key for one in longest for key in one.around.held)))
        return f"is a list {way.removeprefix('.').removesuffix('[]') or 'of its own'} of {len(longest):,} with {names}"
    names = seen(list(value)) if isinstance(value, dict) else ""
    return f"is {names or 'no object'}" if len(value) == 1 or not names else f"are {names}"


def _looked_through(text: str, value: Value, metadata: Metadata, lexicon: Lexicon) -> tuple[Source, Found]:
    value = without_notices(text, timed(value), lexicon)
    known = fields(keys(value), metadata, lexicon)
    found = walk(value, known)
    return Source(text, known, persons(text, known, found.others)), found


def _page(source: Source, spoken: Spoken, apart: bool, metadata: Metadata, lexicon: Lexicon) -> Page:
    said, markup = heard_in(source, spoken, apart)
    page = heard.page(source.text, said, markup, CONVENTION, metadata, lexicon)
    return replace(page, dated=tuple(sorted(dated(source, spoken))))


def _objects(text: str) -> Iterator[Value]:
    for line in _LINE.finditer(text):
        try:
            value = parse(text, *line.span())
        except UnreadableSource:
            value = []
        if not isinstance(value, dict):
            raise UnreadableSource(f"line {text.count(chr(10), 0, line.start()) + 1} {_NO_OBJECT}")
        yield value


def _are_lines(text: str) -> bool:
    """Tell whether the first two lines that are not blank are objects, each by itself."""
    first = [line.group().strip() for _, line in zip(range(2), _LINE.finditer(text), strict=False)]
    return len(first) == 2 and all(line.startswith("{") and line.endswith("}") for line in first)
