"""ODT: the words of an OpenDocument text in order, tracked changes as accepted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from quotes.formats import packed
from quotes.formats.kinds import ZIP
from quotes.formats.office.grid import Grid
from quotes.formats.office.styles import Style, bold
from quotes.formats.office.written import Paragraph, Run, Written, written
from quotes.formats.office.xml import Event, events

BODY, STYLES = "content.xml", "styles.xml"
PARAGRAPHS = frozenset(("p", "h"))
# Elements that hold nothing of the text: deleted words, comments, marks of notes and rubies, what is drawn.
_LEFT_OUT = frozenset(
    ("tracked-changes", "annotation", "note-citation", "ruby-text", "title", "desc", "forms", "script")
)
_TOLD = (
    ("insertion", "tracked insertions, read as accepted"),
    ("deletion", "tracked deletions, left out"),
    ("annotation", "comments, left out"),
)
_SPACE = re.compile(r"[ \t\r\n]+")
MOST_SPACES = 1_000  # that one element stands for


@dataclass(slots=True)
class _Open:
    """A paragraph that is being read; frames anchored in it come behind it."""

    heading: bool
    styles: list[str]  # of the paragraph and of the spans that are open in it
    runs: list[Run] = field(default_factory=list)
    inside: list[Paragraph] = field(default_factory=list)


def read(data: bytes) -> Written:
    """Return the OpenDocument text that `data` is. Raises UnreadableSource when it cannot be read."""
    styles: dict[str, Style] = {}
    counts: Counter[str] = Counter()
    body = _styled(events(_body(data, styles)), styles)
    return written(_Reader(styles, counts).read(body), _told(counts))


def _body(data: bytes, styles: dict[str, Style]) -> bytes:
    """Return the XML of the text, and put into `styles` those of a file of their own; a flat one has none."""
    if not ZIP.match(data):
        return data
    archive = packed.opened(data)
    if STYLES in archive.NameToInfo:
        for _ in _styled(events(packed.member(archive, STYLES)), styles):
            pass
    return packed.member(archive, BODY)


def _told(counts: Counter[str]) -> Iterator[str]:
    yield from (f"{counts[name]:,} {words}" for name, words in _TOLD if counts[name])


def _styled(found: Iterable[Event], styles: dict[str, Style]) -> Iterator[Event]:
    """Yield the events as they are, and put into `styles` those that they tell of."""
    name = ""
    for event in found:
        if event.opens and event.name == "style" and "style" in event.family:
            name = event.attributes.get("name", "")
            styles[name] = Style(event.attributes.get("parent-style-name", ""))
        elif event.opens and event.name == "text-properties" and name and "font-weight" in event.attributes:
            styles[name] = styles[name]._replace(bold=event.attributes["font-weight"] in ("bold", "700", "800", "900"))
        elif event.name == "style" and not event.opens:
            name = ""
        yield event


class _Reader:
    """Reads the paragraphs of the file."""

    def __init__(self, styles: dict[str, Style], counts: Counter[str]) -> None:
        self.styles, self.counts = styles, counts
        self.open: list[_Open] = []
        self.done: list[Paragraph] = []
        self.grid = Grid()
        self.left_out = self.notes = 0  # elements that are open and left out, and notes

    def read(self, found: Iterable[Event]) -> Iterator[Paragraph]:
        """Yield the paragraphs that the events in `found` tell of."""
        for event in found:
            if not event.name:
                self._words(_SPACE.sub(" ", event.text))
            elif event.opens:
                self._begin(event)
            else:
                self._end(event.name)
            if self.done and not self.open:
                yield from self.done
                self.done.clear()

    def _words(self, text: str) -> None:
        if self.open and not self.left_out:
            one = self.open[-1]
            if text.startswith(" ") and (not one.runs or one.runs[-1].text.endswith((" ", "\n"))):
                text = text[1:]
            weights = (weight for name in reversed(one.styles) if (weight := bold(self.styles, name)) is not None)
            one.runs.append(Run(text, next(weights, False)))

    def _begin(self, event: Event) -> None:
        name = event.name
        self.left_out += name in _LEFT_OUT
        self.counts[name] += 1
        self.notes += name == "note"
        if self.left_out:
            return
        style = event.attributes.get("style-name", "")
        if name in PARAGRAPHS and "text" in event.family:
            self.open.append(_Open(name == "h" or style in ("Title", "Subtitle"), [style]))
        elif not self.open:
            self.grid.begin(name)
        elif name == "span":
            self.open[-1].styles.append(style)
        else:
            self.open[-1].runs.extend(_stands_for(event))

    def _end(self, name: str) -> None:
        if not self.left_out:
            if name in PARAGRAPHS and self.open:
                self._close()
            elif not self.open:
                self.grid.end(name)
            elif name == "span":
                self.open[-1].styles.pop()
        self.left_out -= name in _LEFT_OUT
        self.notes -= name == "note"

    def _close(self) -> None:
        one = self.open.pop()
        own = Paragraph(one.runs, one.heading, note=self.notes > 0, cell=None if self.notes else self.grid.cell)
        (self.open[-1].inside if self.open else self.done).extend((own, *one.inside))


def _stands_for(event: Event) -> Iterator[Run]:
    if event.name == "s":
        count = event.attributes.get("c", "1")
        yield Run(" " * min(int(count) if count.isdecimal() else 1, MOST_SPACES))
    elif event.name == "tab":
        yield Run("\t")
    elif event.name == "line-break":
        yield Run("\n")
