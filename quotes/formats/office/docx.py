"""DOCX: the words of a Word document in order, as they stand once all tracked changes are accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from zipfile import ZipFile

from quotes.formats import packed
from quotes.formats.office.grid import Grid
from quotes.formats.office.styles import Style, bold, is_heading
from quotes.formats.office.written import Paragraph, Run, Written, written
from quotes.formats.office.xml import Event, events

BODY, STYLES = "word/document.xml", "word/styles.xml"
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
# Elements of Word's own family that hold nothing of the text as accepted. A `Fallback` repeats its `Choice`.
_PROMPT = "prompt"  # the content of a control that asks for words, and has none yet
_LEFT_OUT = frozenset(("del", "moveFrom", "rt", "Fallback", _PROMPT))
_FOR = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OFF = frozenset(("0", "false", "off"))
_TOLD = (  # what is counted, and how it is told
    ("ins", "tracked insertions, read as accepted"),
    ("moveTo", "passages moved with tracking, read where they were moved to"),
    ("del", "tracked deletions, left out"),
    ("commentReference", "comments, left out"),
    ("vanish", "runs of hidden text, left out"),
)


@dataclass(slots=True)
class _Open:
    """A paragraph that is being read; text boxes anchored in it come behind it."""

    runs: list[Run] = field(default_factory=list)
    style: str = ""
    outlined: bool = False
    goes_on: bool = False  # its end is deleted
    inside: list[Paragraph] = field(default_factory=list)


def read(data: bytes) -> Written:
    """Return the Word document that `data` is. Raises UnreadableSource when it cannot be read."""
    archive = packed.opened(data)
    styles = _styles(archive)
    counts: Counter[str] = Counter()
    return written(_paragraphs(archive, styles, counts), _told(archive, counts))


def _told(archive: ZipFile, counts: Counter[str]) -> Iterator[str]:
    yield from (f"{counts[name]:,} {words}" for name, words in _TOLD if counts[name])
    if any(name.startswith(("word/header", "word/footer")) for name in archive.namelist()):
        yield "heads and feet of pages, left out"


def _paragraphs(archive: ZipFile, styles: dict[str, Style], counts: Counter[str]) -> Iterator[Paragraph]:
    yield from _Reader(styles, counts).read(events(packed.member(archive, BODY)))
    for name in NOTES:
        if name in archive.NameToInfo:
            for paragraph in _Reader(styles, counts).read(events(packed.member(archive, name))):
                yield paragraph._replace(note=True, cell=None)


def _is_on(event: Event) -> bool:
    return event.attributes.get("val", "") not in _OFF


class _Reader:
    """Reads the paragraphs of one part of the file."""

    def __init__(self, styles: dict[str, Style], counts: Counter[str]) -> None:
        self.styles, self.counts = styles, counts
        self.open: list[_Open] = []
        self.done: list[Paragraph] = []
        self.grid = Grid()
        self.path: list[str] = []
        self.left_out = 0  # elements that are open and left out
        self.bold: bool | None = None  # of the run that is being read
        self.hidden = False
        self.character = ""  # its style
        self.prompts = False
        self.carried: list[Run] = []  # of a paragraph whose end is deleted: it goes on in the next

    def read(self, found: Iterable[Event]) -> Iterator[Paragraph]:
        """Yield the paragraphs that the events in `found` tell of."""
        for event in found:
            if not event.name:
                self._words(event.text)
            elif event.opens:
                self._begin(event)
            else:
                self._end()
            if self.done and not self.open:
                yield from self.done
                self.done.clear()

    def _words(self, text: str) -> None:
        if self.open and self.path[-1] == "t" and self.path[-2:-1] == ["r"] and not self.left_out and not self.hidden:
            self.open[-1].runs.append(Run(text, self._is_bold()))

    def _is_bold(self) -> bool:
        if self.bold is not None:
            return self.bold
        inherited = bold(self.styles, self.character)
        inherited = bold(self.styles, self.open[-1].style) if inherited is None else inherited
        return bool(inherited)

    def _begin(self, event: Event) -> None:
        name = self._called(event)
        self.left_out += name in _LEFT_OUT
        self.counts[name] += name != "vanish"
        if name == "p" and not self.left_out:
            self.open.append(_Open(self.carried))
            self.carried = []
        elif name == "r":
            self.bold, self.hidden, self.character = None, False, ""
        elif name in _FOR and self.path[-1:] == ["r"] and self.open and not self.left_out:
            self.open[-1].runs.append(Run(_FOR[name]))
        elif not self.open and not self.left_out:
            self.grid.begin(name)
        self._property(name, event)
        self.path.append(name)

    def _called(self, event: Event) -> str:
        """Return the name of an element as it is known here; that of another family begins with a colon."""
        if event.name == "Fallback":
            return event.name
        if "wordprocessingml" not in event.family:
            return f":{event.name}"
        prompts = self.prompts and event.name == "sdtContent"
        self.prompts = event.name == "showingPlcHdr" or (self.prompts and not prompts)
        return _PROMPT if prompts else event.name

    def _property(self, name: str, event: Event) -> None:
        """Take in what is said of the run, or of the paragraph, that is open."""
        if self.path[-2:] == ["r", "rPr"]:
            if name == "b":
                self.bold = _is_on(event)
            elif name == "vanish":
                self.hidden = _is_on(event)
                self.counts[name] += self.hidden
            elif name == "rStyle":
                self.character = event.attributes.get("val", "")
        elif self.path[-2:] == ["p", "pPr"] and self.open:
            if name == "pStyle":
                self.open[-1].style = event.attributes.get("val", "")
            elif name == "outlineLvl":
                self.open[-1].outlined = event.attributes.get("val", "9") < "9"
        elif self.path[-3:] == ["p", "pPr", "rPr"] and self.open and name == "del":
            self.open[-1].goes_on = True

    def _end(self) -> None:
        name = self.path.pop()
        if name == "p" and not self.left_out and self.open:
            self._close()
        elif not self.open and not self.left_out:
            self.grid.end(name)
        self.left_out -= name in _LEFT_OUT

    def _close(self) -> None:
        one = self.open.pop()
        heading = one.outlined or is_heading(self.styles, one.style)
        own = [] if one.goes_on else [Paragraph(one.runs, heading, cell=self.grid.cell)]
        self.carried = one.runs if one.goes_on else []
        every = [*own, *one.inside]
        (self.open[-1].inside if self.open else self.done).extend(every)


def _styles(archive: ZipFile) -> dict[str, Style]:
    """Return the styles of a document, by their identifiers."""
    styles: dict[str, Style] = {}
    if STYLES not in archive.NameToInfo:
        return styles
    path: list[str] = []
    id = ""
    for event in events(packed.member(archive, STYLES)):
        if event.name and not event.opens:
            path.pop()
        elif event.opens:
            if event.name == "style":
                id = event.attributes.get("styleId", "")
                styles[id] = Style()
            elif "style" in path:
                styles[id] = _with(styles[id], event, path)
            path.append(event.name)
    return styles


def _with(style: Style, event: Event, path: list[str]) -> Style:
    value = event.attributes.get("val", "")
    if path[-1] == "style" and event.name == "name":
        return style._replace(heading=style.heading or value.lower().startswith(("heading ", "title", "subtitle")))
    if path[-1] == "style" and event.name == "basedOn":
        return style._replace(based_on=value)
    if path[-1] == "pPr" and event.name == "outlineLvl":
        return style._replace(heading=value < "9")
    if path[-1] == "rPr" and event.name == "b":
        return style._replace(bold=_is_on(event))
    return style
