"""XML in which elements hold the speeches: one walk, told by a vocabulary what the elements mean."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from html import unescape
from itertools import pairwise
from typing import NamedTuple

from quotes.formats.plain import disjoint
from quotes.formats.references import references
from quotes.formats.tags import CDATA, Tag, attribute, tags
from quotes.model import BlockKind, Marking, Markup, Metadata, Span
from quotes.page import Named, Page, Piece
from quotes.text import shown, trimmed

# A label inside an element goes up to its colon or its Spanish full stop and dash; a colon in a tag ends none.
_LABEL_END = re.compile(r"(?:<[^<>]*>|[^:<]){1,160}?(?::|\.\s?[-–—])")
LINE_BREAKS = frozenset(("lb", "br", "eol"))


class Sense(Enum):
    """What an element means to whoever looks for speeches."""

    HEADER = auto()
    SPEECH = auto()
    LABEL = auto()
    HEADING = auto()
    ASIDE = auto()
    BLOCK = auto()
    INLINE = auto()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The elements of a format, the attribute that points to the speaker, and the elements that list persons."""

    senses: Mapping[str, Sense]
    who: str
    convention: str
    persons: tuple[str, str] | None = None  # element, attribute that shows the name (None of it: its persName)


class Source(NamedTuple):
    """A document: its text and markup, the attribute that points to the speaker, and the names of its persons."""

    text: str
    markup: Sequence[Markup]
    who: str
    names: Mapping[str, str]


class Run(NamedTuple):
    """Text between two tags, in one block of one sense."""

    start: int
    end: int
    sense: Sense
    inside: bool  # of a speech
    block: int
    speech: Tag | None


def scan(text: str, metadata: Metadata, vocabulary: Vocabulary) -> Page:
    """Return the page that the XML `text` is."""
    found = list(tags(text))
    runs = list(_runs(text, found, vocabulary))
    asides = [Markup(run.start, run.end) for run in runs if run.sense is Sense.ASIDE and run.inside]
    breaks = (Markup(tag.start, tag.end, _break(tag, vocabulary)) for tag in found)
    markup = disjoint([*breaks, *asides, *_references(text, found)])
    names = persons(text, found, *vocabulary.persons) if vocabulary.persons else {}
    source = Source(text, markup, vocabulary.who, names)
    pieces = list(_pieces(source, _merged(runs)))
    return Page(
        text,
        text,
        pieces,
        markup=markup,
        convention=vocabulary.convention,
        closes=True,
        wrapped=True,
        metadata=metadata,
    )


def _references(text: str, found: Sequence[Tag]) -> Iterator[Markup]:
    """Yield what `references` finds, but for references that a CDATA section holds: they stand for themselves."""
    literal = [Span(tag.end, after.start) for tag, after in pairwise(found) if text.startswith(CDATA, tag.start)]
    for mark in references(text):
        section = bisect_right(literal, (mark.start, len(text))) - 1
        if text[mark.start] != "&" or section < 0 or mark.start >= literal[section].end:
            yield mark


class Open(NamedTuple):
    """An element that is open: what it and those around it mean, and the innermost speech among them."""

    name: str
    senses: frozenset[Sense]
    speech: Tag | None


NOTHING = Open("", frozenset(), None)


def _runs(text: str, found: list[Tag], vocabulary: Vocabulary) -> Iterator[Run]:
    """Yield the visible text between the tags, with what the elements around it mean."""
    stack: list[Open] = []
    done = 0
    block = 0
    for number, tag in enumerate(found):
        start, end = trimmed(text, done, tag.start)
        if start < end:
            yield _run(start, end, stack, block)
        done = tag.end
        if not tag.name:
            continue
        sense = _sense(tag, vocabulary)
        if sense is not Sense.INLINE:
            block = number
        if tag.opens and not tag.closes:
            stack.append(_opened(tag, sense, stack))
        elif tag.closes and not tag.opens:
            _close(stack, tag.name)
    start, end = trimmed(text, done, len(text))
    if start < end:
        yield _run(start, end, stack, block)


def _close(stack: list[Open], name: str) -> None:
    """Take the innermost element `name` off the stack, and what was left open in it."""
    for depth in range(len(stack) - 1, max(-1, len(stack) - 50), -1):
        if stack[depth].name == name:
            del stack[depth:]
            return


def _break(tag: Tag, vocabulary: Vocabulary) -> str:
    """Return what `tag` leaves on the page: a block's a blank line, that of a line break a newline."""
    if tag.name in LINE_BREAKS:
        return "\n"
    return "\n\n" if tag.name and _sense(tag, vocabulary) not in (Sense.INLINE, Sense.ASIDE) else ""


def _sense(tag: Tag, vocabulary: Vocabulary) -> Sense:
    if tag.name == "note" and attribute(tag, "type") == "speaker":
        return Sense.LABEL
    return vocabulary.senses.get(tag.name, Sense.INLINE)


def _opened(tag: Tag, sense: Sense, stack: list[Open]) -> Open:
    outer = stack[-1] if stack else NOTHING
    speech = tag if sense is Sense.SPEECH else outer.speech
    return Open(tag.name, outer.senses | {sense}, speech)


def _run(start: int, end: int, stack: list[Open], block: int) -> Run:
    senses, speech = (stack[-1] if stack else NOTHING)[1:]
    for sense in (Sense.HEADER, Sense.ASIDE, Sense.LABEL, Sense.HEADING, Sense.SPEECH):
        if sense in senses:
            return Run(start, end, sense, speech is not None, block, speech)
    return Run(start, end, Sense.BLOCK, False, block, None)


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield the runs, those of one block joined."""
    last: Run | None = None
    for run in runs:
        if last and (last.sense, last.block, last.speech) == (run.sense, run.block, run.speech):
            last = last._replace(end=run.end)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


def _pieces(source: Source, runs: Iterable[Run]) -> Iterator[Piece]:
    waiting: Run | None = None  # a label that no speech has followed yet
    speech: Tag | None = None
    for run in runs:
        if run.sense is Sense.HEADER or (run.sense is Sense.ASIDE and run.inside):
            continue
        if run.sense is Sense.LABEL:
            waiting = run
            end = _label_end(source.text, run)
            if end < run.end and run.speech:
                yield _label(source, run.start, end, run.speech)
                yield Piece(end, run.end, marking=Marking.SPEECH)
                waiting, speech = None, run.speech
            continue
        if run.sense is Sense.SPEECH and run.speech and (waiting or run.speech is not speech):
            start, end = (waiting.start, waiting.end) if waiting else (run.speech.start, run.speech.end)
            yield _label(source, start, end, run.speech)
            speech = run.speech
        elif waiting:
            yield Piece(waiting.start, waiting.end, marking=Marking.NARRATION)
        waiting = None
        yield _paragraph(run)


def _paragraph(run: Run) -> Piece:
    if run.sense is Sense.HEADING:
        return Piece(run.start, run.end, BlockKind.HEADING)
    return Piece(run.start, run.end, marking=Marking.SPEECH if run.sense is Sense.SPEECH else Marking.NARRATION)


def _label_end(text: str, run: Run) -> int:
    """Return where the label in `run` ends: it may hold the whole speech."""
    match = _LABEL_END.match(text, run.start, run.end)
    return match.end() if match else run.end


def _label(source: Source, start: int, end: int, speech: Tag) -> Piece:
    """Return the label piece of a speech: the printed label, or the tag that points to the speaker."""
    pointer = (attribute(speech, source.who) or "").lstrip("#").split()
    known = source.names.get(pointer[0], pointer[0]) if pointer else ""
    printed = shown(source.text, Span(start, end), source.markup) if start != speech.start else ""
    named = Named(" ".join((printed or known).split()), Span(start, end), known, id=" ".join(pointer) or None)
    return Piece(start, end, BlockKind.LABEL, named=named)


def persons(text: str, found: list[Tag], element: str, shown: str) -> dict[str, str]:
    """Return the names that elements called `element` give for identifiers, in an attribute or an element `shown`."""
    names: dict[str, str] = {}
    for number, tag in enumerate(found):
        if tag.name != element or not tag.opens:
            continue
        identifier = attribute(tag, "id", "eId")
        name = attribute(tag, shown) or _content(text, found, number, shown)
        if identifier and name:
            names[identifier] = name
    return names


def _content(text: str, found: list[Tag], number: int, element: str) -> str:
    """Return the text of the first `element` after tag `number`, its inner tags left out."""
    words: list[str] = []
    inside = False
    for tag, following in zip(found[number + 1 : number + 40], found[number + 2 : number + 41], strict=False):
        if tag.name == element:
            inside = tag.opens
            if tag.closes:
                break
        if inside:
            words.append(unescape(text[tag.end : following.start]))
    return " ".join(" ".join(words).split())
