"""EPUB: the chapters of a book in their order, each a page of XHTML."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote
from zipfile import ZipFile

from quotes.errors import UnreadableSource
from quotes.formats import packed
from quotes.formats.office.grid import CELLS, ROWS, TABLES, Grid
from quotes.formats.office.written import Paragraph, Run, Written, written
from quotes.formats.office.xml import events
from quotes.formats.tags import INLINE

CONTAINER, ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_CHAPTERS = frozenset(("application/xhtml+xml", "text/html", "application/x-dtbook+xml"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BOLD = frozenset(("b", "strong"))
_LEFT_OUT = frozenset(("head", "script", "style", "svg", "math", "audio", "video", "nav", "rt", "rp"))
_NOTES = frozenset(("footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote"))
_LOCKED = re.compile(rb"CipherReference[^>]*\.x?html?\b")  # fonts may be, too
_SPACE = re.compile(r"[ \t\r\n\f]+")
_VOID = frozenset(
    ("br", "hr", "img", "wbr", "col", "input", "link", "meta", "area", "base", "embed", "source", "track")
)


def read(data: bytes) -> Written:
    """Return the book that `data` is. Raises UnreadableSource when it cannot be read, or is locked."""
    archive = packed.opened(data)
    if ENCRYPTION in archive.NameToInfo and _LOCKED.search(packed.member(archive, ENCRYPTION)):
        raise UnreadableSource("a book locked by its seller (DRM): only the seller's program can open it")
    grid = Grid()
    return written(paragraph for chapter in _chapters(archive) for paragraph in _Reader(grid).read(chapter))


def _chapters(archive: ZipFile) -> Iterator[bytes]:
    """Yield the chapters that the book lists to be read, in order."""
    package = _package(archive)
    items: dict[str, tuple[str, str, str]] = {}
    spine: list[str] = []
    for event in events(packed.member(archive, package)):
        said = event.attributes.get
        if event.opens and event.name == "item":
            items[said("id", "")] = said("href", ""), said("media-type", ""), said("properties", "")
        elif event.opens and event.name == "itemref":
            spine.append(said("idref", ""))
    for id in dict.fromkeys(spine):
        address, kind, properties = items.get(id, ("", "", ""))
        if kind in _CHAPTERS and "nav" not in properties.split():
            yield packed.member(archive, _inside(package, address))


def _package(archive: ZipFile) -> str:
    for event in events(packed.member(archive, CONTAINER)):
        if event.opens and event.name == "rootfile":
            return event.attributes.get("full-path", "")
    raise UnreadableSource("a book that does not say where its chapters are: it is damaged")


def _inside(package: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(address.partition("#")[0])))


class _Reader(HTMLParser):
    """Reads the paragraphs of a chapter, however well its tags are paired."""

    def __init__(self, grid: Grid) -> None:
        super().__init__()
        self.grid = grid
        self.done: list[Paragraph] = []
        self.runs: list[Run] = []
        self.left_out = self.bold = self.headings = 0  # elements that are open
        self.notes: list[str] = []  # elements that are open from the one that is a note on

    def read(self, chapter: bytes) -> Iterator[Paragraph]:
        """Yield the paragraphs of a chapter."""
        self.feed(_decoded(chapter))
        self.close()
        self._part()
        yield from self.done

    def handle_data(self, data: str) -> None:
        """Take in words."""
        if not self.left_out:
            text = _SPACE.sub(" ", data)
            if not self.runs or self.runs[-1].text.endswith((" ", "\n")):
                text = text.lstrip(" ")
            self.runs.append(Run(text, self.bold > 0))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in that an element begins."""
        if tag == "br":
            self.runs.append(Run("\n"))
        if tag in _VOID:
            return
        self._count(tag, 1)
        if self._parts(tag):
            self._part()
            self.grid.begin(tag)
        kinds = {kind for name, value in attrs if name in ("epub:type", "role") for kind in (value or "").split()}
        if self.notes or kinds & _NOTES:
            self.notes.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in an element with nothing in it."""
        if tag == "br":
            self.runs.append(Run("\n"))

    def handle_endtag(self, tag: str) -> None:
        """Take in that an element ends."""
        if tag in _VOID:
            return
        if self._parts(tag):
            self._part()
            self.grid.end(tag)
        self._count(tag, -1)
        if tag in self.notes:
            del self.notes[len(self.notes) - 1 - self.notes[::-1].index(tag) :]

    def _count(self, tag: str, by: int) -> None:
        self.left_out = max(0, self.left_out + by * (tag in _LEFT_OUT))
        self.bold = max(0, self.bold + by * (tag in _BOLD))
        self.headings = max(0, self.headings + by * (tag in _HEADINGS))

    def _parts(self, tag: str) -> bool:
        return tag not in INLINE and not (self.left_out and tag not in TABLES | ROWS | CELLS)

    def _part(self) -> None:
        if any(run.text.strip() for run in self.runs):
            cell = None if self.notes else self.grid.cell
            self.done.append(Paragraph(self.runs, self.headings > 0, bool(self.notes), cell))
        self.runs = []


def _decoded(chapter: bytes) -> str:
    """Return a chapter as text: books are in UTF-8 or UTF-16."""
    wide = chapter[:2] in (b"\xff\xfe", b"\xfe\xff")
    return chapter.decode("utf-16" if wide else "utf-8-sig", "replace")
