"""Captions in XML: TTML with its agents, and the two forms in which YouTube hands out its captions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import groupby, pairwise
from typing import NamedTuple

from quotes.errors import UnreadableSource
from quotes.formats import heard
from quotes.formats.heard import Heard
from quotes.formats.plain import disjoint
from quotes.formats.reactions import is_reaction
from quotes.formats.references import references
from quotes.formats.speeches import LINE_BREAKS, persons
from quotes.formats.tags import Tag, attribute, tags
from quotes.lexicon import Lexicon
from quotes.model import Markup, Metadata, Span
from quotes.page import Named, Page
from quotes.text import shown, trimmed
from quotes.times import plausible, seconds

CONVENTION = "agents of captions"
_TWICE = re.compile(r"&amp;(?:#\d{1,5}|#x[\da-fA-F]{1,4}|quot|apos|lt|gt|amp);")
_CUES = frozenset(("p", "text"))
_HEADS = frozenset(("head", "metadata"))
_AGENTS = ("agent", "name")  # <ttm:agent xml:id="a"><ttm:name>Ana Reyes</ttm:name></ttm:agent>
# Where a cue begins: in TTML as a time of several forms, in those of YouTube as milliseconds or seconds.
_BEGINS = ("begin", "start", "t")
_UNITS = (("ms", 1e-3), ("h", 3600.0), ("m", 60.0), ("s", 1.0), ("", 1.0))


class Run(NamedTuple):
    """Text between two tags of a cue, and who says it by the innermost element that tells."""

    start: int
    end: int
    cue: Tag
    agent: str | None


def scan(text: str, metadata: Metadata, lexicon: Lexicon) -> Page:
    """Return the page that captions in XML are. Raises UnreadableSource when there is no cue."""
    found = list(tags(text))
    names = persons(text, found, *_AGENTS)
    markup = disjoint([*(_break(tag) for tag in found), *_escaped_twice(text), *references(text)])
    runs = groupby(_runs(text, found), lambda run: run[2:])
    said = [_heard(text, list(group), names, markup) for _, group in runs]
    if not said:
        raise UnreadableSource("no cue of these captions holds words: <p> or <text> with a time")
    return heard.page(text, said, markup, CONVENTION, metadata, lexicon, wrapped=True)


def _escaped_twice(text: str) -> Iterator[Markup]:
    """Yield references whose ampersand is one, too, as YouTube writes them: &amp;#39; is an apostrophe."""
    return (Markup(*match.span(), unescape(unescape(match.group()))) for match in _TWICE.finditer(text))


def _break(tag: Tag) -> Markup:
    return Markup(tag.start, tag.end, "\n" if tag.name in LINE_BREAKS else "")


def _runs(text: str, found: Sequence[Tag]) -> Iterator[Run]:
    """Yield what stands visibly in cues, run by run."""
    around: list[tuple[str, Tag]] = []
    for tag, following in pairwise([*found, Tag(len(text), len(text), "", False, False, "")]):
        if tag.closes and not tag.opens:
            _close(around, tag.name)
        elif tag.opens and not tag.closes:
            around.append((tag.name, tag))
        start, end = trimmed(text, tag.end, following.start)
        cue = next((one for name, one in reversed(around) if name in _CUES), None)
        if start < end and cue is not None and not any(name in _HEADS for name, _ in around):
            agents = (attribute(one, "agent") for _, one in reversed(around))
            yield Run(tag.end, following.start, cue, next((agent for agent in agents if agent), None))


def _close(around: list[tuple[str, Tag]], name: str) -> None:
    """Take the innermost element `name` off, and what was left open in it."""
    depth = next((i for i in range(len(around) - 1, max(-1, len(around) - 50), -1) if around[i][0] == name), None)
    if depth is not None:
        del around[depth:]


def _heard(text: str, runs: Sequence[Run], names: dict[str, str], markup: Sequence[Markup]) -> Heard:
    span = Span(*trimmed(text, runs[0].start, runs[-1].end))
    cue, agent = runs[0].cue, (runs[0].agent or "").partition(" ")[0]
    sound = is_reaction(shown(text, span, markup))
    name = names.get(agent, agent)
    named = Named(name, Span(cue.start, cue.end), name, id=agent) if agent else None
    return Heard([] if sound else [span], named, _seconds(attribute(cue, *_BEGINS), cue))


def _seconds(begin: str | None, cue: Tag) -> float | None:
    """Return when a cue begins; of a count of frames or ticks nothing is known."""
    if begin is None or ":" in begin:
        return None if begin is None else seconds(begin)
    milli = attribute(cue, "begin", "start") is None  # <p t="3000">
    for unit, size in _UNITS:
        number = begin.removesuffix(unit)
        if begin.endswith(unit) and number.replace(".", "", 1).isdecimal():
            return plausible(float(number) * size / (1000 if milli else 1))
    return None
